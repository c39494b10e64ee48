import { describe, expect, it } from 'vitest';
import { decide } from '../../../../src/core/phone/decide';
import {
  adviseAfterRefusal,
  adviseErase,
  type EraseAnswers,
  type EraseFacts,
} from '../../../../src/core/phone/regeneration/erase';
import type { NamedList, Phone } from '../../../../src/core/phone/held';
import type { Offered } from '../../../../src/core/phone/offered';
import type { KnownFacts } from '../../../../src/core/phone/known-facts';
import { certificates, ctl, itl, itlRecords, list, node, now, signed } from '../clusters';

const everything: EraseFacts = { sameItl: false, sameTvs: false, showsFailure: true, backupOfKey: false };

describe('erasing an ITL', () => {
  it('is advised only if all four conditions hold', () => {
    const { advice, conditions } = adviseErase(everything);
    expect(advice).toBe('erase');
    expect(conditions.map(({ state }) => state)).toEqual(['holds', 'holds', 'holds', 'holds']);
  });

  it.each([
    [{ sameItl: true }, 'erasing it would bring back the same list'],
    [{ sameTvs: true }, 'it can vouch for a new signer'],
    [{ showsFailure: false }, 'its ITL is not the problem'],
    [{ backupOfKey: true }, 'restore it, and phones trust the cluster again'],
  ] as const)('is advised against if one does not: %j', (fact, reason) => {
    const { advice, sentence } = adviseErase({ ...everything, ...fact });
    expect(advice).toBe('do-not-erase');
    expect(sentence).toContain(reason);
  });

  it.each(['sameItl', 'sameTvs', 'showsFailure', 'backupOfKey'] as const)(
    'waits if one is not known, and says how to find out: %s',
    (fact) => {
      const { advice, sentence, conditions } = adviseErase({ ...everything, [fact]: null });
      expect(advice).toBe('not-known');
      expect(sentence).toContain('1 of the four conditions is not known');
      expect(conditions.filter(({ check }) => check !== null)).toHaveLength(1);
    },
  );

  it('needs no more facts if one condition does not hold', () => {
    const nothing: EraseFacts = { sameItl: null, sameTvs: null, showsFailure: null, backupOfKey: null };
    expect(adviseErase(nothing).sentence).toContain('4 of the four conditions are not known');
    expect(adviseErase({ ...nothing, sameItl: true }).advice).toBe('do-not-erase');
  });
});

const pub = await node('pub');
const other = await node('other');
const held = itl('ITLFile.tlv', [pub]);
const foreign = itl('other/ITLFile.tlv', [other]);
const name = 'SEP0011215A1AE3.cnf.xml.sgn';
const unreachable: KnownFacts = { tvs: { reachable: 'none', stores: 'unknown' }, now };
const offer = ({ file, list }: NamedList): Offered => ({ kind: 'ITL', file, list });

async function adviceFor(
  offered: Offered,
  {
    phone = { ctl: null, itl: held },
    known = unreachable,
    answers = {},
  }: {
    phone?: Phone;
    known?: KnownFacts;
    answers?: EraseAnswers;
  } = {},
) {
  const decision = await decide(phone, offered, known);
  const advice = await adviseAfterRefusal({ phone, offered, known, decision }, answers);
  return advice === null ? null : { ...advice, states: advice.conditions.map(({ state }) => state) };
}

describe('erasing the ITL after a refusal', () => {
  it('of another ITL: two of four conditions are told by the files, and how to find out the others', async () => {
    const advice = await adviceFor(offer(foreign));
    expect(advice?.advice).toBe('not-known');
    expect(advice?.states).toEqual(['holds', 'not-known', 'holds', 'not-known']);
  });

  it('of a configuration leaves open which ITL the server has', async () => {
    const advice = await adviceFor({ kind: 'configuration', file: name, signed: signed(name, other.callManager) });
    expect(advice?.states).toEqual(['not-known', 'not-known', 'holds', 'not-known']);
  });

  it('is not the answer if a TVS of the ITL still answers: it lacks the signer, and can be given it', async () => {
    const stores = await certificates(pub.callManager);
    const advice = await adviceFor(offer(foreign), { known: { tvs: { reachable: 'all', stores }, now } });
    expect(advice?.sentence).toBe(
      "Do not erase the ITL. The TVS presents the certificate that the phone's ITL contains: it can vouch for a new signer.",
    );
  });

  it('knows that no TVS can help if the ITL contains none', async () => {
    const records = itlRecords([pub], pub.callManager).slice(0, 2);
    const phone = { ctl: null, itl: list('no-tvs.tlv', { signer: pub.callManager, records }) };
    const advice = await adviceFor(offer(foreign), { phone });
    expect(advice?.states[1]).toBe('holds');
    // Nobody looked at a TVS: what holds is that there is none to ask.
    expect(advice?.conditions[1]?.reason).toBe('no-tvs-to-differ');
  });

  it('is the answer once a person has said that the other conditions hold', async () => {
    const answers = { 'tvs-differs': true, 'no-backup': true };
    expect((await adviceFor(offer(foreign), { answers }))?.advice).toBe('erase');
    expect((await adviceFor(offer(foreign), { answers: { ...answers, 'no-backup': false } }))?.advice).toBe(
      'do-not-erase',
    );
  });

  it.each([
    ['an ITL', { ctl: null, itl: held }, /^Erase the ITL, or have phones fetch a blank one .* holds ITLFile\.tlv/],
    [
      'a CTL and an ITL',
      { ctl: ctl('CTLFile.tlv', [pub.callManager], [pub]), itl: held },
      /^Erase every list .* CTL\.$/,
    ],
    [
      'a CTL',
      { ctl: ctl('CTLFile.tlv', [pub.callManager], [pub]), itl: null },
      /^Erase every list .* holds CTLFile\.tlv/,
    ],
  ])('is the answer to an unsigned configuration, whatever else holds: %s', async (_, phone, reads) => {
    const advice = await adviceFor({ kind: 'configuration', file: 'SEP.cnf.xml', signed: null }, { phone });
    expect(advice).toMatchObject({ advice: 'erase', conditions: [], sentence: expect.stringMatching(reads) as string });
  });

  it('is not an answer without the CTL that the phone holds too', async () => {
    const phone = { ctl: ctl('CTLFile.tlv', [pub.callManager], [pub]), itl: held };
    const answers = { 'tvs-differs': true, 'no-backup': true };
    expect((await adviceFor(offer(foreign), { phone, answers }))?.sentence).toMatch(/^Erase the CTL and the ITL: /);
  });

  it('is not a question if nothing was refused, the file is at fault, or there is no ITL to erase', async () => {
    expect(await adviceFor(offer(held))).toBeNull();
    expect(await adviceFor(offer(itl('forged.tlv', [pub], { signedBy: other.callManager })))).toBeNull();
    const phone = { ctl: ctl('CTLFile.tlv', [pub.callManager], [pub]), itl: null };
    expect(await adviceFor(offer(foreign), { phone })).toBeNull();
  });
});
