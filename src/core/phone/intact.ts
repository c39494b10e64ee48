import type { SignerId } from '../trust/signer';
import { stepOf, type Step } from './decision';
import { certificatePhrase, recordPhrase } from './held';
import { state } from './reasons';
import type { Candidate } from './held';
import type { StoredSigner } from './signer-lookup';

/**
 * P7 with every key of the signer that is at hand, in the files or in the stores of the TVS: `met` if one of them made
 * the signature, `not-met` if only others can be tried, `depends` if none can, or if only a flawed one verifies it.
 */
export function intactness(
  offered: string,
  signer: SignerId,
  candidates: readonly Candidate[],
  stored: StoredSigner['answer'],
): Step {
  const good = candidates.find(({ made }) => made === 'yes');
  if (good !== undefined) return triedStep('met', 'intact', offered, good);
  if (stored === 'verified') return stepOf('P7', 'met', state('intact-by-tvs-store', { offered }));
  const flawed = candidates.find(({ made }) => made === 'flawed');
  if (flawed !== undefined) return triedStep('depends', 'proves-nothing', offered, flawed);
  if (stored === 'flawed') {
    return stepOf('P7', 'depends', state('proves-nothing', { offered, signer: certificatePhrase(signer) }));
  }
  const bad = candidates.find(({ made }) => made === 'no');
  if (bad !== undefined) return triedStep('not-met', 'not-intact', offered, bad);
  if (stored === 'other-key') {
    const tried = state('not-intact-by-tvs-store', { offered, signer: certificatePhrase(signer) });
    return stepOf('P7', 'not-met', tried, { file: offered });
  }
  const unchecked = state('cannot-be-checked', { offered, signer: certificatePhrase(signer) });
  return stepOf('P7', 'depends', unchecked, { file: offered });
}

function triedStep(
  outcome: 'met' | 'not-met' | 'depends',
  reason: 'intact' | 'not-intact' | 'proves-nothing',
  offered: string,
  { list, record }: Candidate,
): Step {
  const tried = state(reason, { offered, signer: recordPhrase(list, record) });
  return stepOf('P7', outcome, tried, { file: list.file, record: record.index });
}
