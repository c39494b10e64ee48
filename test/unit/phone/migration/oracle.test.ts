import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { MethodId, MethodVerdict } from '../../../../src/core/phone/migration/reasons';
import { planMigration } from '../../../../src/core/phone/migration/plan';
import { amount } from '../../../long';
import { now } from '../clusters';
import { built, listOf, phone } from '../models';
import { answerOf, type Answer, type ModelList, type ModelPhone, type ModelTvs } from '../oracle';

/** The verdicts of plans, held against the oracle of decisions: what a method does to a phone, and what the phone does then. */

interface ModelCluster {
  readonly ctl: ModelList | null;
  readonly itl: ModelList | null;
}

const unknownTvs: ModelTvs = { reachable: 'unknown', stores: 'unknown' };
const noTvs: ModelTvs = { reachable: 'none', stores: 'unknown' };

/** What a phone does with the lists of a cluster: the CTL first, by which it judges the ITL if it takes it. */
function answersTo(held: ModelPhone, { ctl, itl }: ModelCluster, tvs: ModelTvs): Answer[] {
  if (ctl === null) return itl === null ? [] : [answerOf(held, itl, tvs)];
  const first = answerOf(held, ctl, tvs);
  if (itl === null) return [first];
  const taken = answerOf({ ...held, ctl }, itl, tvs);
  const kept = answerOf(held, itl, tvs);
  if (first !== 'depends') return [first, first === 'accepted' ? taken : kept];
  return [first, taken === kept ? taken : 'depends'];
}

const isRefused = (answers: readonly Answer[]): boolean => answers.includes('refused');
const isTvs = ({ role, certificate }: ModelList['records'][number]): boolean => role === 'tvs' && certificate !== null;

/** What the rules say of each method: whether it can work, and for some whether nothing else is needed. */
function expectedVerdicts(
  held: ModelPhone,
  next: ModelCluster,
): Partial<Record<MethodId, 'does-not' | 'can' | MethodVerdict>> {
  const fresh = answersTo({ ctl: null, itl: null }, next, unknownTvs);
  const isFreshCertain = fresh.every((answer) => answer === 'accepted');
  // Where a list does not contain its signer, or another key signed it, the files do not tell what the store has of it.
  const lists = [next.ctl, next.itl].filter((list) => list !== null);
  const isTold = lists.every(
    ({ signer, signedBy, records }) => signer === signedBy && records.some(({ certificate }) => certificate === signer),
  );
  const stores = lists.map(({ signer }) => signer);
  const vouched = held.itl === null ? [] : answersTo(held, next, { reachable: 'all', stores });
  const lacksTvs = held.itl !== null && !held.itl.records.some(isTvs);
  const sastOf = (list: ModelList | null): string[] =>
    list?.records.flatMap(({ role, certificate }) => (role === 'sast' && certificate ? [certificate.id] : [])) ?? [];
  const isShared = sastOf(held.ctl).some((id) => sastOf(next.ctl).includes(id));
  const alone = answersTo(held, next, noTvs);
  const withTvs = isRefused(alone) ? answersTo(held, next, unknownTvs) : alone;
  const byToken = withTvs.every((answer) => answer === 'accepted') ? 'works' : 'works-if';
  return {
    erase: isRefused(fresh) ? 'does-not' : isFreshCertain ? 'works' : 'works-if',
    rollback: held.ctl !== null || isRefused(fresh) ? 'does-not' : 'can',
    ...(lacksTvs || isTold ? { 'bulk-certificates': lacksTvs || isRefused(vouched) ? 'does-not' : 'can' } : {}),
    'itl-reset': recoveryHelps(held, next) ? 'can' : 'does-not',
    'hardware-token': !isShared || isRefused(withTvs) ? 'does-not' : byToken,
  };
}

const isRecovery = ({ role, certificate }: ModelList['records'][number]): boolean =>
  role === 'sast' && certificate?.id === 'recovery';

/** `utils itl reset` signs with ITLRecovery: phones of the same cluster know it, and take what it signs. */
function recoveryHelps(held: ModelPhone, { itl: next }: ModelCluster): boolean {
  const recovery = held.itl?.records.find(isRecovery);
  if (recovery?.certificate == null || (next !== null && !next.records.some(isRecovery))) return false;
  const { certificate } = recovery;
  const signed: ModelList = { kind: 'ITL', signer: certificate, signedBy: certificate, records: [recovery] };
  return answerOf(held, signed, noTvs) !== 'refused';
}

const cluster = fc.record({ ctl: fc.option(listOf('CTL'), { freq: 2 }), itl: fc.option(listOf('ITL'), { freq: 6 }) });

it('agree with it for random phones and clusters', async () => {
  const numRuns = amount({ all: 10_000, share: 120 });
  const met = new Set<string>();
  await fc.assert(
    fc.asyncProperty(phone, cluster, async (held, next) => {
      const files = (side: string, { ctl, itl }: ModelCluster) => ({
        ctl: ctl === null ? null : built(ctl, `${side}/CTLFile.tlv`),
        itl: itl === null ? null : built(itl, `${side}/ITLFile.tlv`),
        bundles: [],
      });
      const { asItIs, methods, notes } = await planMigration(files('old', held), files('new', next), {
        has79x0: false,
        now,
      });
      const answers = held.ctl === null && held.itl === null ? [] : answersTo(held, next, unknownTvs);
      expect(asItIs.map(({ decision }) => decision.verdict)).toEqual(answers);
      const isFine = answers.length > 0 && answers.every((answer) => answer === 'accepted');
      expect(notes.some(({ reason }) => reason === 'nothing-to-do')).toBe(isFine);
      const verdicts = new Map(methods.map(({ id, verdict }) => [id, verdict]));
      for (const [id, expected] of Object.entries(expectedVerdicts(held, next))) {
        met.add(`${id} ${expected}`);
        const verdict = verdicts.get(id as MethodId);
        const told = expected === 'can' && verdict !== 'does-not' ? 'can' : verdict;
        expect({ id, verdict: told }).toEqual({ id, verdict: expected });
      }
    }),
    { numRuns, seed: 1 },
  );
  for (const id of ['erase', 'rollback', 'bulk-certificates', 'hardware-token', 'itl-reset'])
    expect(met).toContain(`${id} does-not`);
}, 600_000);
