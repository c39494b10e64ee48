import type { Bundle } from '../bundles/bundle';
import type { CentralizedTftp } from './centralized-tftp';
import type { Decision } from '../decision';
import type { NamedList, Phone, InspectedList } from '../held';
import type { Evidence } from '../evidence';
import type { SourceId } from '../rules';
import type { Statement } from '../../words/statement';
import type { MethodId, MethodVerdict } from './reasons';

/** One side of a move: what is known of a cluster from its files. */
export interface Cluster {
  readonly itl: NamedList | null;
  readonly ctl: NamedList | null;
  /** Old cluster: what its trust stores contain. New cluster: what it exported. */
  readonly bundles: readonly Bundle[];
}

/** What an engineer knows and no file says; left out if it is not known. */
export interface MigrationFacts {
  /** Both clusters run during the move, and phones can reach the old TVS after it. */
  readonly oldTvsReachable?: boolean | undefined;
  /** TVS was restarted on the old cluster after the import. */
  readonly tvsRestarted?: boolean | undefined;
  /** The phones still take files from the old cluster: none shows "Verification Failed". */
  readonly phonesTrustOld?: boolean | undefined;
  /** Every phone has fetched the blank ITL. */
  readonly everyPhoneBlank?: boolean | undefined;
  /** The phones hold a CTL: their cluster is, or was, in mixed mode. A CTL that is given says so itself. */
  readonly phonesHoldCtl?: boolean | undefined;
  /** A DRS backup contains the old CallManager key. */
  readonly backupOfOldKey?: boolean | undefined;
  /** There are 7940 or 7960 phones: they know CTLs, and no ITLs. */
  readonly has79x0?: boolean | undefined;
  /** The destination serves no signed files: CUCM Express, or CUCM before 8.0. */
  readonly unsignedDestination?: boolean | undefined;
  /** `8.5`: major and minor version of the old cluster. */
  readonly oldVersion?: number | undefined;
  readonly newVersion?: number | undefined;
  /** Version of a central TFTP cluster in front of both; left out if there is none. */
  readonly centralTftpVersion?: number | undefined;
  readonly now?: Date | undefined;
}

/** A statement that other statements explain: they follow it in its sentence. */
export interface Explained extends Statement {
  readonly because: readonly Statement[];
}

/** One way to move the phones, judged on the files. Plain JSON. */
export interface Method extends Explained {
  readonly id: MethodId;
  readonly title: string;
  readonly verdict: MethodVerdict;
  /** For `works-if`: what else has to be true. */
  readonly conditions: readonly Statement[];
  readonly evidence: readonly Evidence[];
  /** What to do, in order, with the names of these clusters. */
  readonly steps: readonly Statement[];
  readonly unknown: readonly Statement[];
  readonly sources: readonly SourceId[];
}

/** What a phone would do with one list that it is offered. */
export interface ListDecision {
  readonly file: string;
  readonly decision: Decision;
  /** For `depends`: what the verdict depends on; for any other verdict: why. */
  readonly reasons: readonly Statement[];
}

/** How the phones of one cluster get to another. Plain JSON. */
export interface MigrationPlan {
  readonly from: readonly string[];
  readonly to: readonly string[];
  /** What the new cluster is called if it has no files: `CUCM 7.1`; null if it has. */
  readonly destination: string | null;
  /**
   * What phones would do if they were pointed to the new cluster right now, in the order in which they ask: a CTL that
   * they take counts for the ITL. Empty if their lists are not known.
   */
  readonly asItIs: readonly ListDecision[];
  /** In the order in which they are worth a try: those without a visit to each phone first. */
  readonly methods: readonly Method[];
  readonly notes: readonly Statement[];
  /** Null if there is no central TFTP cluster. */
  readonly centralizedTftp: CentralizedTftp | null;
}

/** A side of a move with its lists read. */
export interface ClusterRead {
  readonly itl: InspectedList | null;
  readonly ctl: InspectedList | null;
  readonly bundles: readonly Bundle[];
}

export interface Move {
  readonly from: ClusterRead;
  readonly to: ClusterRead;
  readonly phone: Phone;
  readonly facts: MigrationFacts;
}
