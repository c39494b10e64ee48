import type { Statement } from '../../words/statement';
import { state } from './reasons';

/** Before 8.0 a cluster serves no ITL. */
export type Generation = 'before-8.0' | '8.0-or-later';

/** A cluster behind the central one. */
export interface Leaf {
  /** `the old cluster` */
  readonly name: string;
  /** Null if it is not known. */
  readonly generation: Generation | null;
}

/** Whether phones of leaf clusters can work behind one central TFTP cluster. Plain JSON. */
export interface CentralizedTftp extends Statement {
  readonly verdict: 'works' | 'needs-rollback-parameter' | 'not-known';
  readonly steps: readonly Statement[];
}

/**
 * Judges a centralized TFTP: phones ask the central cluster for everything, and it passes on what it does not have.
 * All clusters have to be 8.0 or later, or all before; otherwise the central ITLFile.tlv reaches phones whose own
 * cluster signs nothing.
 */
export function judgeCentralizedTftp(central: Generation, leaves: readonly Leaf[]): CentralizedTftp {
  const signs = central === '8.0-or-later';
  const open = leaves.filter(({ generation }) => generation === null);
  const others = leaves.filter(({ generation }) => generation !== null && generation !== central);
  if (others.length > 0) {
    return {
      verdict: 'needs-rollback-parameter',
      ...state(signs ? 'central-signed-mixed' : 'central-unsigned-mixed', {}),
      steps: [state(signs ? 'blank-central-itl' : 'blank-later-itls', {}), state('central-plain-urls', {})],
    };
  }
  if (open.length > 0) {
    const clusters = open.map(({ name }) => name);
    const says = state(signs ? 'central-signed-not-known' : 'central-unsigned-not-known', { clusters });
    return { verdict: 'not-known', ...says, steps: [] };
  }
  return { verdict: 'works', ...state(signs ? 'central-signed' : 'central-unsigned', {}), steps: [] };
}
