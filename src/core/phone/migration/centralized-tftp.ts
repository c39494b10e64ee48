/** Before 8.0 a cluster serves no ITL. */
export type Generation = 'before-8.0' | '8.0-or-later';

/** A cluster behind the central one. */
export interface Leaf {
  /** `the old cluster` */
  readonly name: string;
  /** Null where it is not known. */
  readonly generation: Generation | null;
}

/** Whether phones of leaf clusters can work behind one central TFTP cluster. Plain JSON. */
export interface CentralizedTftp {
  readonly verdict: 'works' | 'needs-rollback-parameter' | 'not-known';
  readonly sentence: string;
  readonly steps: readonly string[];
}

/**
 * Judges a centralized TFTP: phones ask the central cluster for everything, and it passes on what it does not have.
 * All clusters have to be 8.0 or later, or all before; otherwise the central ITLFile.tlv reaches phones whose own
 * cluster signs nothing.
 */
export function judgeCentralizedTftp(central: Generation, leaves: readonly Leaf[]): CentralizedTftp {
  const open = leaves.filter(({ generation }) => generation === null);
  if (leaves.every(({ generation }) => generation === central)) {
    return {
      verdict: 'works',
      sentence:
        central === '8.0-or-later'
          ? 'It works: every cluster is 8.0 or later, and each phone gets the ITLSEP<MAC>.tlv of its own cluster through the central one.'
          : 'It works: no cluster serves an ITL.',
      steps: [],
    };
  }
  if (leaves.every(({ generation }) => generation === central || generation === null)) {
    const kind = central === '8.0-or-later' ? '8.0 or later' : 'before 8.0';
    return {
      verdict: 'not-known',
      sentence: `It works only if every cluster is ${kind}, as the central one is. Not known of ${open.map(({ name }) => name).join(' and ')}.`,
      steps: [],
    };
  }
  const sentence =
    central === '8.0-or-later'
      ? 'It does not work as it is: a phone of a cluster before 8.0 finds no list of its own, takes the ITLFile.tlv of the central cluster, and then refuses the unsigned files of its own.'
      : 'It does not work as it is: the clusters are of both kinds, before 8.0 and later.';
  return {
    verdict: 'needs-rollback-parameter',
    sentence,
    steps: [
      central === '8.0-or-later'
        ? 'Set "Prepare Cluster for Rollback to pre 8.0" to True on the central TFTP cluster, so that its ITLFile.tlv is blank (CSCto87262).'
        : 'Set "Prepare Cluster for Rollback to pre 8.0" to True on the clusters that are 8.0 or later (CSCto87262).',
      'Set the "Secured Phone URL Parameters" to http on that cluster: without TVS, https URLs fail.',
    ],
  };
}
