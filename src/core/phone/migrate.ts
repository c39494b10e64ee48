import { readList } from './held';
import type { Cluster, ClusterRead, MigrationFacts, MigrationPlan, Move } from './migration';
import { bulkCertificates, decisions, erase, hardwareToken, itlReset, restore, rollback } from './migration-methods';
import type { World } from './world';

/** Judges every known way to move phones from one cluster to another. */
export async function planMigration(from: Cluster, to: Cluster, facts: MigrationFacts = {}): Promise<MigrationPlan> {
  const move: Move = {
    from: await readCluster(from),
    to: await readCluster(to),
    phone: { ctl: from.ctl, itl: from.itl },
    facts,
  };
  // Without any list of theirs nothing can be said of what these phones would do.
  const asItIs = from.itl === null && from.ctl === null ? [] : await decisions(move.phone, to, worldOf(from, facts));
  return {
    from: fileNames(from),
    to: fileNames(to),
    asItIs,
    methods: [
      await bulkCertificates(move, to),
      await rollback(move, to),
      await hardwareToken(move, to),
      erase(move),
      itlReset(move),
      restore(move),
    ],
    notes: notesOn(move, asItIs),
  };
}

/** The old TVS: whether phones reach them, and what their stores hold. */
function worldOf({ bundles }: Cluster, { oldTvsReachable, now }: MigrationFacts): World {
  const reachable = oldTvsReachable === undefined ? 'unknown' : oldTvsReachable ? 'all' : 'none';
  const stores = bundles.length === 0 ? 'unknown' : bundles.flatMap(({ certificates }) => certificates);
  return { tvs: { reachable, stores }, now };
}

async function readCluster({ itl, ctl, bundles }: Cluster): Promise<ClusterRead> {
  return {
    itl: itl === null ? null : await readList(itl),
    ctl: ctl === null ? null : await readList(ctl),
    bundles,
  };
}

function fileNames({ ctl, itl, bundles }: Cluster): string[] {
  return [...[ctl, itl].flatMap((list) => (list === null ? [] : [list.file])), ...bundles.map(({ file }) => file)];
}

function notesOn({ from, to, facts }: Move, asItIs: MigrationPlan['asItIs']): string[] {
  const { oldVersion, newVersion } = facts;
  const notes: string[] = [];
  if (asItIs.length > 0 && asItIs.every(({ decision }) => decision.verdict === 'accepted')) {
    notes.push('Phones take the lists of the new cluster as they are: nothing has to be done first.');
  }
  if (facts.unsignedDestination === true && from.itl !== null && !from.itl.blank) {
    notes.push(
      `Phones that hold ${from.itl.file} take no unsigned files: on CUCM Express, or CUCM before 8.0, they show "TFTP Timeout : SEP….cnf.xml.sgn" until their ITL is erased or blank.`,
    );
  }
  if (from.itl === null && from.ctl === null) {
    notes.push(
      'No list of the old cluster was given. Phones that hold none (they come from CUCM Express, say) take the new lists as they are; phones that hold one from elsewhere do not.',
    );
  }
  if (oldVersion !== undefined && newVersion !== undefined && newVersion >= 12 && oldVersion < 12) {
    notes.push(
      'From 12.0 on the ITL is signed by ITLRecovery, not by CallManager.pem: the old cluster has to know both.',
    );
  }
  if (to.itl !== null && to.itl.blank) {
    notes.push(
      `${to.itl.file} of the new cluster is blank: phones that take it trust any cluster. Set its rollback parameter to False.`,
    );
  }
  return notes;
}
