import type { SignerId } from '../trust/signer';
import type { OpenQuestion } from './decision';
import { hasFunction } from './held';
import { signerQuestions } from './open-questions';
import type { Candidate } from './held';
import { otherListReadings } from './readings';
import { signerFunctions, type Situation } from './situation';

/** A record whose certificate the phone trusts as signer of the offered file, and what is not known about it. */
export interface TrustedSigner {
  readonly candidate: Candidate;
  readonly openQuestions: readonly OpenQuestion[];
}

/** The best of the records that made the signature: one about which everything is known, if there is one. */
export function trustedSigner(
  situation: Situation,
  signer: SignerId,
  held: readonly Candidate[],
): TrustedSigner | null {
  const functions = signerFunctions(situation);
  const trusted = held
    .filter(({ list, record, made }) => {
      return made === 'yes' && hasFunction(record, ...functions[list === situation.ctl ? 'ctl' : 'itl']);
    })
    .map((candidate) => {
      const openQuestions = [
        ...signerQuestions(candidate.list, candidate.record, signer, situation.now),
        ...otherListReadings(candidate, held),
      ];
      return { candidate, openQuestions };
    });
  return trusted.find(({ openQuestions }) => openQuestions.length === 0) ?? trusted[0] ?? null;
}
