import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { decidingFiles, fleetOutcome, heldListsOf, type FleetGroup } from '../../../../src/core/cluster/fleet/fleet';
import { fleetJson } from '../../../../src/core/cluster/fleet/json';
import { judgeServed, worstOf, type HeldLists, type ServedFiles } from '../../../../src/core/cluster/fleet/judge';
import { planFleet, visited, type PlanStep } from '../../../../src/core/cluster/fleet/plan';
import type { PlanInput } from '../../../../src/core/cluster/fleet/plan-input';
import type { HeldListObservation, PhoneObservation } from '../../../../src/core/cluster/observation';
import { decide } from '../../../../src/core/phone/decide';
import type { NamedList } from '../../../../src/core/phone/held';
import type { KnownFacts } from '../../../../src/core/phone/known-facts';
import type { OfferedConfiguration } from '../../../../src/core/phone/offered';
import { Role } from '../../../builders';
import { amount } from '../../../long';
import { blankItl, certificates, ctl, itl, list, node, recoveryOf, signed } from '../../phone/clusters';
import '../../seeded';
import { audited, digest, digestsOf, notInstalled, observed } from './fleets';

/** Lists that differ in whom they trust, and configurations: everything that a fleet is made of here. */
const itls: NamedList[] = [];
const ctls: NamedList[] = [];
const configurations: OfferedConfiguration[] = [];
const digests = new Map<NamedList, { md5: string; sha1: string; sha256: string }>();
let stores: KnownFacts['tvs'][] = [];

beforeAll(async () => {
  const [pub, next, strange] = [await node('pub'), await node('pub', 2), await node('strange')];
  const recovery = await recoveryOf('pub');
  itls.push(
    itl('old/ITLFile.tlv', [pub]),
    itl('ITLFile.tlv', [next], { timestamp: 1_500_000_000 }),
    // Signed by what both know, and trusting both: a bridge.
    itl('both/ITLFile.tlv', [pub, next], { timestamp: 1_450_000_000 }),
    itl('recovery/ITLFile.tlv', [next], { recovery, timestamp: 1_500_000_001 }),
    itl('foreign/ITLFile.tlv', [strange]),
    itl('damaged/ITLFile.tlv', [pub], { signedBy: strange.callManager }),
    blankItl('blank/ITLFile.tlv', pub.callManager),
    list('certutils/ITLFile.tlv', {
      signer: recovery,
      records: [
        { function: Role.sast, certificate: recovery },
        { function: Role.ccm, certificate: pub.callManager },
      ],
    }),
  );
  ctls.push(
    ctl('CTLFile.tlv', [recovery], [pub]),
    ctl('new/CTLFile.tlv', [recovery], [next], { timestamp: 1_600_000_000 }),
  );
  const name = 'SEP000000000001.cnf.xml';
  for (const by of [pub, next, strange]) {
    configurations.push({ kind: 'configuration', file: name, signed: signed(name, by.callManager) });
  }
  configurations.push({ kind: 'configuration', file: name, signed: null });
  for (const one of [...itls, ...ctls]) digests.set(one, await digestsOf(one));
  stores = [
    'unknown',
    { reachable: 'none', stores: 'unknown' },
    { reachable: 'unknown', stores: await certificates(pub.callManager, next.callManager) },
    { reachable: 'unknown', stores: await certificates(strange.callManager) },
    { reachable: 'all', stores: await certificates(strange.callManager) },
  ];
});

/** What a source says of a list: a digest of one of the lists, of another one, or none. */
const heldOf = (count: number): fc.Arbitrary<{ readonly list: number } | HeldListObservation> =>
  fc.oneof(
    { weight: 8, arbitrary: fc.nat(count - 1).map((at) => ({ list: at })) },
    fc.constantFrom<HeldListObservation>(
      notInstalled,
      { state: 'not-reported' },
      { state: 'unreadable', text: 'zz' },
      digest('ab'.repeat(20)),
      digest('cd'.repeat(16)),
    ),
  );

const phone = fc.record({
  itl: heldOf(8),
  ctl: fc.option(heldOf(2), { freq: 2 }),
  by: fc.constantFrom('md5', 'sha1', 'sha256'),
  reported: fc.option(fc.constantFrom('match', 'mismatch', 'not-installed', 'unknown'), { freq: 3 }),
});

const fleet = fc.record({
  phones: fc.array(phone, { minLength: 1, maxLength: 12 }),
  itls: fc.uniqueArray(fc.nat(7), { maxLength: 2 }),
  ctls: fc.uniqueArray(fc.nat(1), { maxLength: 1 }),
  configurations: fc.uniqueArray(fc.nat(3), { maxLength: 1 }),
  tvs: fc.nat(4),
});
type FleetModel = typeof fleet extends fc.Arbitrary<infer Model> ? Model : never;

/** Each phone has a name of its own. */
function observationsOf({ phones }: FleetModel): PhoneObservation[] {
  const observedList = (
    held: { readonly list: number } | HeldListObservation,
    lists: readonly NamedList[],
    by: 'md5' | 'sha1' | 'sha256',
  ): HeldListObservation => {
    if (!('list' in held)) return held;
    const [first] = lists;
    const found = lists[held.list] ?? first;
    return digest(found === undefined ? '' : (digests.get(found)?.[by] ?? ''));
  };
  return phones.map(({ itl: held, ctl: heldCtl, by, reported }, at) =>
    observed(`SEP${String(at).padStart(12, '0')}`, {
      itl: observedList(held, itls, by),
      ctl: heldCtl === null ? null : observedList(heldCtl, ctls, by),
      reported,
    }),
  );
}

const pick = <Item>(all: readonly Item[], chosen: readonly number[]): Item[] =>
  all.filter((_, at) => chosen.includes(at));

function auditedModel(model: FleetModel, observations = observationsOf(model)): Promise<PlanInput> {
  const isNothingServed = model.itls.length + model.ctls.length + model.configurations.length === 0;
  return audited(observations, {
    served: [...pick(itls, isNothingServed ? [1] : model.itls), ...pick(ctls, model.ctls)],
    configurations: pick(configurations, model.configurations),
    known: [...itls, ...ctls],
    tvs: stores[model.tvs] ?? 'unknown',
  });
}

const numRuns = amount({ all: 3_000, share: 60 });
const property = (check: (model: FleetModel) => Promise<void>): Promise<void> =>
  fc.assert(fc.asyncProperty(fleet, check), { numRuns });

describe('the groups of any fleet', () => {
  test('have each phone in exactly one of them, whatever the order of the sources', async () => {
    await property(async (model) => {
      const observations = observationsOf(model);
      const { fleet: answer } = await auditedModel(model, observations);
      const names = answer.groups.flatMap(({ devices }) => devices.map(({ name }) => name));
      expect([...names].sort()).toEqual(observations.map(({ device }) => device).sort());
      expect(answer.phones).toBe(observations.length);
      expect(answer.groups.every(({ devices }) => devices.length > 0)).toBe(true);
      const { fleet: reversed } = await auditedModel(model, [...observations].reverse());
      expect(fleetJson(reversed).groups).toEqual(fleetJson(answer).groups);
    });
  }, 300_000);

  test('have the verdict of decide where one list is served', async () => {
    const seen = new Set<string>();
    await property(async (model) => {
      const [only = 0] = model.itls;
      const input = await auditedModel({ ...model, itls: [only], ctls: [], configurations: [] });
      const [offered] = input.served.itls;
      if (offered === undefined) throw new Error('It is served.');
      for (const { pair, state, verdict, rule } of input.fleet.groups) {
        const held = heldListsOf(pair);
        if (held === null) {
          expect([verdict, rule]).toEqual([null, null]);
          continue;
        }
        if (held.unknownCtl !== null) continue;
        const decision = await decide(held, { kind: 'ITL', ...offered }, input.known);
        seen.add(decision.verdict);
        if (state === 'current') expect(verdict).toBe('accepted');
        else expect([verdict, rule]).toEqual([decision.verdict, decision.rule]);
      }
    });
    expect([...seen].sort()).toEqual(['accepted', 'depends', 'refused']);
  }, 300_000);

  test('never refuse because of a CTL that was not given, and never accept what one could refuse', async () => {
    await property(async (model) => {
      const input = await auditedModel(model);
      for (const group of input.fleet.groups) {
        const held = heldListsOf(group.pair);
        if (held === null || held.unknownCtl === null) continue;
        // A CTL that they take replaces the one that nobody knows.
        const judged = input.served.ctls.length > 0 ? [] : decidingFiles(group.state, group.judged);
        for (const { verdict, rule } of judged) if (verdict === 'refused') expect(['P7', 'L1']).toContain(rule);
        // Whatever the CTL is: each of the given ones leads to an answer that this one allows.
        for (const possible of ctls) {
          const known = await judgeServed({ ...held, ctl: possible, unknownCtl: null }, input.served, input.known);
          const worst = worstOf(decidingFiles(group.state, known))?.verdict ?? null;
          if (group.verdict === 'accepted') expect(worst).not.toBe('refused');
        }
      }
    });
  }, 300_000);

  test('are summed up by the worst of them', async () => {
    const seen = new Set<string>();
    await property(async (model) => {
      const { fleet: answer } = await auditedModel(model);
      const outcome = fleetOutcome(answer);
      seen.add(outcome);
      const verdicts = answer.groups.map(({ verdict }) => verdict);
      expect(outcome === 'refused').toBe(verdicts.includes('refused'));
      expect(outcome === 'accepted').toBe(verdicts.every((verdict) => verdict === 'accepted'));
    });
    expect([...seen].sort()).toEqual(['accepted', 'open', 'refused']);
  }, 300_000);
});

describe('the plan for any fleet', () => {
  const verdictOf = async (held: HeldLists, served: ServedFiles, known: KnownFacts, { state }: FleetGroup) =>
    worstOf(decidingFiles(state, await judgeServed(held, served, known)))?.verdict;

  /** What `decide` says about the state that the step would bring about. */
  async function check(step: PlanStep, group: FleetGroup, { served, known }: PlanInput): Promise<void> {
    const held = heldListsOf(group.pair);
    if (held === null) return;
    const taught: KnownFacts = { ...known, tvs: { reachable: 'all', stores: 'holds-signer' } };
    if (step.kind === 'tvs') expect(await verdictOf(held, served, taught, group)).not.toBe('refused');
    if (step.kind === 'serve-first') {
      const bridge = step.list?.named() ?? null;
      if (bridge === null) throw new Error('It names a list.');
      const alone = { itls: [bridge], ctls: [], configurations: [] };
      expect(await verdictOf({ ...held, isItlServed: false }, alone, known, group)).toBe('accepted');
      const after = { ...held, itl: bridge, isItlServed: false };
      expect(worstOf(await judgeServed(after, served, known))?.verdict).toBe('accepted');
    }
    if (step.kind === 'visit') {
      expect(group.verdict).toBe('refused');
      expect(held.unknownCtl).toBeNull();
      const erased = { itl: null, ctl: null, isItlServed: false, isCtlServed: false, unknownCtl: null };
      expect(await verdictOf(erased, served, known, group)).not.toBe('refused');
      expect(await verdictOf(held, served, taught, group)).toBe('refused');
    }
  }

  test('is what decide says of the state that each step brings about', async () => {
    const seen = new Map<string, number>();
    await property(async (model) => {
      const input = await auditedModel(model);
      const plan = await planFleet(input);
      for (const { kind } of plan) seen.set(kind, (seen.get(kind) ?? 0) + 1);
      const again = plan.find(({ kind }) => kind === 'serve-again');
      if (again === undefined)
        for (const step of plan) for (const group of step.groups) await check(step, group, input);
      else {
        const list = again.list?.named() ?? null;
        if (list === null) throw new Error('It names a list.');
        const served = { itls: [list], ctls: [], configurations: [] };
        // Whoever accepts what is served now takes the list too: going back puts no phone at risk.
        const accepting = input.fleet.groups.filter(({ verdict }) => verdict === 'accepted');
        expect(again.groups).toEqual(expect.arrayContaining(accepting));
        for (const group of again.groups) {
          const held = heldListsOf(group.pair);
          if (held === null) throw new Error('It takes a list.');
          const isItlServed = held.itl?.file === list.file;
          const files = await judgeServed({ ...held, isItlServed, isCtlServed: false }, served, input.known);
          expect(worstOf(files)?.verdict).toBe('accepted');
        }
      }
      // A phone that accepts, or of which nothing is known, is not visited now.
      const refused = input.fleet.groups
        .filter(({ verdict }) => verdict === 'refused')
        .flatMap(({ devices }) => devices);
      if (again === undefined) for (const device of visited(plan)) expect(refused).toContain(device);
      else expect(visited(plan).length).toBeLessThan(refused.length);
    });
    for (const kind of ['fix', 'tvs', 'serve-first', 'serve-again', 'visit', 'identify', 'give-ctl', 'wait']) {
      expect([kind, (seen.get(kind) ?? 0) > 0]).toEqual([kind, true]);
    }
  }, 300_000);
});
