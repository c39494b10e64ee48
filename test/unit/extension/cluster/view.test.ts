import fc from 'fast-check';
import { beforeAll, expect, it } from 'vitest';
import type { Fleet } from '../../../../src/core/cluster/fleet/fleet';
import { planFleet } from '../../../../src/core/cluster/fleet/plan';
import * as fleeting from '../../../../src/core/fleeting';
import type { NamedList } from '../../../../src/core/phone/held';
import { answerView, groupDetails, phoneParts, type Answer } from '../../../../src/extension/cluster/view';
import { audited, observed, shown } from '../../cluster/fleet/fleets';
import { itl, node } from '../../phone/clusters';

let old: NamedList;
let served: NamedList;
let answer: Answer;
beforeAll(async () => {
  old = itl('clusters/old/ITL-old.tlv', [await node('pub')]);
  served = itl('clusters/new/ITLFile.tlv', [await node('pub', 2)]);
  const observations = [
    observed('SEP000000000001', { itl: await shown(served), model: '8845' }),
    observed('SEP000000000002', { itl: await shown(old), model: '7841' }),
    observed('SEP000000000003', { itl: await shown(old), model: '7841' }),
  ];
  const problems = Array.from({ length: 501 }, (_, line) => ({ file: 'a.zip!b.csv', line, message: 'Broken.' }));
  const input = await audited(observations, { served: [served], known: [old], problems });
  answer = { fleet: input.fleet, plan: await planFleet(input), cancelled: null };
});

const view = (of: Answer) => answerView(fleeting, of, (file) => !file.includes('!'));

it('says in one line how many phones become what, the worst first', () => {
  expect(view(answer)).toMatchObject({ headline: '3 phones: 2 depend, 1 current', outcome: 'unknown', missing: null });
});

it('has the groups in short, and each at length when it is asked for', () => {
  const { groups } = view(answer);
  expect(groups.map(({ title, phones, verdict, opens }) => ({ title, phones, verdict, opens }))).toEqual([
    { title: 'Depends', phones: 2, verdict: 'depends', opens: true },
    { title: 'Current', phones: 1, verdict: 'accepted', opens: true },
  ]);
  const { fleet } = answer;
  const [first] = fleet.groups;
  if (first === undefined) throw new Error('There are groups.');
  const details = groupDetails(fleeting, fleet, first);
  expect(details).toMatchObject({ itl: 'clusters/old/ITL-old.tlv', ctl: null, models: '7841 (2)' });
  expect(details.sentences.join(' ')).toContain('ITL-old.tlv');
  expect(details.sentences.join(' '), 'files are called by their base names').not.toContain('clusters/old');
});

it('has the plan with the groups that each step is for', () => {
  const { plan } = view(answer);
  expect(plan[0]).toMatchObject({ kind: 'tvs', groups: [0] });
  expect(plan[0]?.sentence).not.toContain('clusters/');
});

it('lists the first problems, and says how many there are', () => {
  const { problems, problemCount } = view(answer);
  expect([problems.length, problemCount, problems[0]?.opens]).toEqual([500, 501, false]);
});

it('is never all clear if it was cancelled, and says what is missing', async () => {
  const { fleet } = await audited([observed('SEP000000000001', { itl: await shown(served) })], { served: [served] });
  const whole: Answer = { fleet, plan: [], cancelled: null };
  expect(view(whole)).toMatchObject({ headline: '1 phone: 1 current', outcome: 'ok' });
  const cancelled = view({ ...whole, cancelled: { done: 1_000, total: 2_500 } });
  expect(cancelled).toMatchObject({ headline: 'Cancelled. 1 phone: 1 current', outcome: 'unknown' });
  expect(cancelled.missing).toContain('1,000 of 2,500 files were read');
});

it('says so if the sources name no phone', () => {
  const fleet: Fleet = { phones: 0, served: [], groups: [], problems: [] };
  expect(view({ fleet, plan: [], cancelled: null })).toMatchObject({
    headline: 'No phones found in these sources',
    outcome: 'unknown',
  });
});

it('hands on every phone once, in order, in parts that are full but for the last', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(12)), fc.integer({ min: 1, max: 9 }), (sizes, most) => {
      const groups = sizes.map((size, group) => ({
        devices: Array.from({ length: size }, (_, at) => `${group}.${at}`),
      }));
      const parts = [...phoneParts({ groups } as unknown as Fleet, most)];
      const named = parts.map((runs) =>
        runs.flatMap(({ group, from, devices }) => devices.map((_, at) => `${group}.${from + at}`)),
      );
      expect(named.flat()).toEqual(groups.flatMap(({ devices }) => devices));
      expect(parts.flat().flatMap(({ devices }) => devices)).toEqual(named.flat());
      expect(named.slice(0, -1).every(({ length }) => length === most)).toBe(true);
      expect(named.at(-1)?.length ?? 0).toBeLessThanOrEqual(most);
    }),
  );
});
