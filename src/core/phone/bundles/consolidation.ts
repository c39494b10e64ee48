import type { Evidence } from '../evidence';
import { inspectList, type NamedList } from '../held';
import type { Statement } from '../../words/statement';
import { bundleName, consolidate, type Bundle, type BundleName } from './bundle';
import { overwriting, type Overwriting } from './clashes';
import { describeBundle, type BundleEntry } from './describe';
import { neededCertificates, neededEvidence, type NeededCertificate } from './needed';

/** What bundles contain, and what their consolidation lacks. Plain JSON. */
export interface Consolidation {
  readonly bundles: readonly {
    readonly file: string;
    /** What its name says; null if it says nothing. */
    readonly name: BundleName | null;
    readonly entries: readonly BundleEntry[];
  }[];
  /** Certificates of all bundles, each counted once. */
  readonly certificates: number;
  /** Of each certificate that has to be there for phones to follow: the bundle that contains it. */
  readonly held: readonly Evidence[];
  /** Those that are in no bundle. */
  readonly missing: readonly Evidence[];
  /** Bundles that would overwrite each other on one SFTP server. */
  readonly overwriting: readonly Statement[];
}

/**
 * Looks through bundles before they are put into one.
 *
 * @param lists those of both clusters: only they say what a consolidation has to contain.
 */
export async function reviewConsolidation(
  bundles: readonly Bundle[],
  lists: readonly NamedList[],
): Promise<Consolidation> {
  const read = await Promise.all(lists.map(inspectList));
  const needed = read.flatMap((list) => neededCertificates(list, bundles));
  const isMissing = ({ bundle }: NeededCertificate): boolean => bundle === null;
  return {
    bundles: bundles.map((bundle) => ({
      file: bundle.file,
      name: bundleName(bundle.file),
      entries: describeBundle(bundle, read),
    })),
    certificates: consolidate(bundles).length,
    held: needed.filter((one) => !isMissing(one)).map(neededEvidence),
    missing: needed.filter(isMissing).map(neededEvidence),
    overwriting: overwriting(bundles).map(({ reason, args, sentence }: Overwriting) => ({ reason, args, sentence })),
  };
}
