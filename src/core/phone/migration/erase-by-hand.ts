import type { Statement } from '../../words/statement';
import { decisions, refusedOf } from './decisions';
import { linesOf, type Line } from './lines';
import { method, stillRefused } from './method';
import type { Cluster, Method, Move } from './migration';
import { state } from './reasons';

/** Erasing the lists on every phone by hand: it works wherever a phone without lists takes the new ones. */
export async function eraseByHand(move: Move, to: Cluster): Promise<Method> {
  const id = 'erase';
  const after = await decisions({ ctl: null, itl: null }, to, { tvs: 'unknown', now: move.facts.now });
  const refused = refusedOf(after);
  if (refused !== undefined) return stillRefused(id, refused);
  return method(id, {
    says: saysOf(move),
    conditions: after.flatMap(({ decision }) => decision.dependsOn),
    steps: linesOf(steps, move),
    unknown: after.flatMap(({ decision }) => decision.unknown),
  });
}

function saysOf(move: Move): Statement {
  if (holdsCtl(move)) return state('erase-ctl-and-itl', {});
  const { itl } = move.from;
  return itl?.blank === true ? state('erase-is-not-needed', { itl: itl.file }) : state('erase-itl', {});
}

/** A phone whose ITL is blank trusts the next list, unless it is known to hold a CTL. */
function isToErase(move: Move): boolean {
  return holdsCtl(move) || move.from.itl?.blank !== true;
}

function holdsCtl({ from, facts }: Move): boolean {
  return from.ctl !== null || facts.phonesHoldCtl === true;
}

const steps: readonly Line<Move>[] = [
  { when: isToErase, says: () => state('erase-79xx', {}) },
  { when: isToErase, says: () => state('erase-89xx', {}) },
  { when: isToErase, says: () => state('erase-other-models', {}) },
  {
    when: holdsCtl,
    says: ({ from: { ctl } }) => (ctl === null ? state('erase-ctl', {}) : state('erase-this-ctl', { ctl: ctl.file })),
  },
  {
    when: (move) => !holdsCtl(move) && move.facts.phonesHoldCtl === undefined,
    says: () => state('erase-possible-ctl', {}),
  },
];
