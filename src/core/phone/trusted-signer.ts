import { RecordFunction } from '../format/tags';
import type { OpenQuestion } from './decision';
import { hasFunction } from './held';
import { signerQuestions } from './open-questions';
import type { Candidate } from './held';
import type { Situation } from './situation';

const { sast, ccmTftp, tftp } = RecordFunction;

/** The functions by which a record makes its certificate a signer of configuration (P9). */
export const configurationSigners: readonly number[] = [tftp, ccmTftp];

/** The functions by which a record of the CTL, or of the ITL, makes its certificate a signer of the offered file. */
function signerFunctions({ rule, offered }: Situation): Readonly<Record<'ctl' | 'itl', readonly number[]>> {
  switch (rule) {
    case 'P1':
      return { ctl: [], itl: [] };
    case 'P2':
      return { ctl: [sast, ccmTftp], itl: [] };
    case 'P3':
      return { ctl: [sast, ccmTftp], itl: [sast, ccmTftp, tftp] };
    case 'P4':
      return { ctl: [], itl: [sast, ccmTftp, tftp] };
    case 'P5':
      return { ctl: [sast], itl: [sast, ccmTftp, tftp] };
    case 'P6':
      // A blank ITL adds no signer: a CTL needs the same signer as under P5.
      return { ctl: offered.kind === 'CTL' ? [sast] : [sast, ccmTftp], itl: [] };
    case 'P9':
      return { ctl: configurationSigners, itl: configurationSigners };
  }
}

/** A record whose certificate the phone trusts as signer of the offered file, and what is not known about it. */
export interface TrustedSigner {
  readonly candidate: Candidate;
  readonly openQuestions: readonly OpenQuestion[];
}

/** The best of the records that made the signature: one about which everything is known, if there is one. */
export function trustedSigner(situation: Situation, held: readonly Candidate[]): TrustedSigner | null {
  const functions = signerFunctions(situation);
  const trusted = held
    .filter(({ list, record, made }) => {
      return made === 'yes' && hasFunction(record, ...functions[list === situation.ctl ? 'ctl' : 'itl']);
    })
    .map((candidate) => {
      const openQuestions = signerQuestions(candidate.list, candidate.record, situation.now);
      return { candidate, openQuestions };
    });
  return trusted.find(({ openQuestions }) => openQuestions.length === 0) ?? trusted[0] ?? null;
}
