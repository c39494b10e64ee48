import { bundleName, consolidate, describeBundle, neededCertificates, overwriting } from './bundle';
import type { Bundle, BundleEntry, BundleName } from './bundle';
import { inspectList, type NamedList } from '../held';
import type { Evidence } from '../regenerate';

/** What bundles hold, and what their consolidation lacks. Plain JSON. */
export interface Consolidation {
  readonly bundles: readonly {
    readonly file: string;
    /** What its name says; null where it says nothing. */
    readonly name: BundleName | null;
    readonly entries: readonly BundleEntry[];
  }[];
  /** Certificates of all bundles, each counted once. */
  readonly certificates: number;
  /** Of each certificate that has to be there for phones to follow: the bundle that holds it. */
  readonly held: readonly Evidence[];
  /** Those that no bundle holds. */
  readonly missing: readonly Evidence[];
  /** Bundles that would overwrite each other on one SFTP server. */
  readonly overwriting: readonly string[];
}

/**
 * Looks through bundles before they are put into one.
 *
 * @param lists those of both clusters: what a consolidation has to hold is known by them alone.
 */
export async function reviewConsolidation(
  bundles: readonly Bundle[],
  lists: readonly NamedList[],
): Promise<Consolidation> {
  const read = await Promise.all(lists.map(inspectList));
  const needed = read.flatMap((list) => neededCertificates(list, bundles));
  const evidence = (missing: boolean): Evidence[] =>
    needed
      .filter(({ bundle }) => (bundle === null) === missing)
      .map(({ list, record, sentence }) => ({ sentence, file: list.file, record: record.index }));
  return {
    bundles: bundles.map((bundle) => ({
      file: bundle.file,
      name: bundleName(bundle.file),
      entries: describeBundle(bundle, read),
    })),
    certificates: consolidate(bundles).length,
    held: evidence(false),
    missing: evidence(true),
    overwriting: overwriting(bundles).map(({ sentence }) => sentence),
  };
}
