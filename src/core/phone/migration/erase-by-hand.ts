import { linesOf, type Line } from './lines';
import { method } from './method';
import type { Method, Move } from './migration';
import { state } from './reasons';

/** Erasing the lists on every phone by hand: it always works. */
export function eraseByHand(move: Move): Method {
  return method('erase', {
    says: holdsCtl(move) ? state('erase-ctl-and-itl', {}) : state('erase-itl', {}),
    steps: linesOf(steps, move),
  });
}

function holdsCtl({ from, facts }: Move): boolean {
  return from.ctl !== null || facts.phonesHoldCtl === true;
}

const steps: readonly Line<Move>[] = [
  { says: state('erase-79xx', {}) },
  { says: state('erase-89xx', {}) },
  { says: state('erase-other-models', {}) },
  {
    when: holdsCtl,
    says: ({ from: { ctl } }) => (ctl === null ? state('erase-ctl', {}) : state('erase-this-ctl', { ctl: ctl.file })),
  },
  {
    when: (move) => !holdsCtl(move) && move.facts.phonesHoldCtl === undefined,
    says: state('erase-possible-ctl', {}),
  },
];
