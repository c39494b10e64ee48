import { stepOf, type OpenQuestion, type Step } from './decision';
import { certificatesInCommon, idOf, isHardwareToken, labelOf, type InspectedList } from './held';
import { sastPlaceQuestions, signerQuestions } from './open-questions';
import { recordReadings } from './readings';
import { state } from './reasons';
import type { Situation } from './situation';

/** A SAST in both CTLs: enough by P5 if it is a hardware token, with what is not known about it; else a near miss. */
export type SharedSast =
  | { readonly isEnough: true; readonly step: Step; readonly openQuestions: readonly OpenQuestion[] }
  | { readonly isEnough: false; readonly nearMiss: OpenQuestion };

/** @param offered the CTL that the phone is offered. */
export function sharedSast({ ctl, rule, now }: Situation, offered: InspectedList): SharedSast | null {
  if (ctl === null) return null;
  const pairs = certificatesInCommon(offered.sast, ctl.sast).map(({ ours: theirs, theirs: ours }) => ({
    theirs,
    ours,
    isToken: isHardwareToken(ours),
    openQuestions: [
      ...signerQuestions(ctl, ours, idOf(theirs), now),
      ...sastPlaceQuestions(offered, theirs),
      ...recordReadings(offered, theirs, null),
    ],
  }));
  const tokens = pairs.filter(({ isToken }) => isToken);
  const pair = tokens.find(({ openQuestions }) => openQuestions.length === 0) ?? tokens[0] ?? pairs[0];
  if (pair === undefined) return null;

  const { theirs, ours, isToken, openQuestions } = pair;
  const records = { heldRecord: ours.index, ctl: ctl.file, offeredRecord: theirs.index, offered: offered.file };
  const place = { file: ctl.file, record: ours.index };
  const name = labelOf(ours);
  if (!isToken) {
    const condition = state('sast-in-both-ctls-is-enough', { sast: name, ...records });
    return { isEnough: false, nearMiss: { id: 'common-sast', condition, ...place } };
  }
  if (rule !== 'P5') {
    const condition = state('token-in-both-ctls-is-enough', { token: name, ...records });
    return { isEnough: false, nearMiss: { id: 'token-and-blank', condition, ...place } };
  }
  const step = stepOf('P5', 'met', state('token-in-both-ctls', { token: name, ...records }), place);
  return { isEnough: true, step, openQuestions };
}
