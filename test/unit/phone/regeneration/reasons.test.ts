import { describe, expect, it } from 'vitest';
import type { Part } from '../../../../src/core/format/model';
import { HeaderTag } from '../../../../src/core/format/tags';
import { decide } from '../../../../src/core/phone/decide';
import type { NamedList } from '../../../../src/core/phone/held';
import type { Offered } from '../../../../src/core/phone/offered';
import { adviseAfterRefusal, adviseErase, type EraseFacts } from '../../../../src/core/phone/regeneration/erase';
import { judgeRegeneration } from '../../../../src/core/phone/regeneration/judge';
import { regenerationReasons } from '../../../../src/core/phone/regeneration/reasons';
import { regenerationJson, type Regeneration } from '../../../../src/core/phone/regeneration/regeneration';
import { Role } from '../../../builders';
import { configurationAndReset, ctls, namesakes, needs, renames, unread } from './changes';
import { ctl, identity, itl, itlRecords, list, node, now, recoveryOf, token } from '../clusters';

const pub = await node('pub');
const pubNext = await node('pub', 2);
const sub = await node('sub');
const recovery = await recoveryOf('pub');
const held = itl('held.tlv', [pub, sub]);
const heldByOne = itl('held.tlv', [pub]);
const replaced = itl('served.tlv', [pubNext]);
/** The same list, with a header that names no signer. */
const unsigned = (named: NamedList): NamedList => {
  const isSigner = (part: Part): boolean => part.kind === 'element' && part.tag === HeaderTag.signerId;
  return { ...named, list: { ...named.list, header: named.list.header.filter((part) => !isSigner(part)) } };
};
const withRecovery = itl('held.tlv', [pub], { recovery });

/** What phones hold, what is served, and perhaps the CTL that they hold. */
const inputs: readonly (readonly [held: NamedList, served: NamedList, ctl?: NamedList])[] = [
  [held, held],
  [held, itl('served.tlv', [{ callManager: pubNext.callManager, tvs: pub.tvs }, sub])],
  [heldByOne, itl('served.tlv', [{ callManager: pubNext.callManager, tvs: pub.tvs }])],
  [held, replaced],
  [heldByOne, replaced, ctl('CTLFile.tlv', [await token('ADN000000a')], [pub])],
  [heldByOne, replaced, ctl('CTLFile.tlv', [await identity('ca', 'x')], [pub])],
  [unsigned(heldByOne), replaced],
  [list('held.tlv', { signer: pub.callManager, records: itlRecords([pub], pub.callManager).slice(0, 2) }), replaced],
  [heldByOne, unsigned(replaced)],
  [heldByOne, list('served.tlv', { signer: pubNext.callManager, records: itlRecords([sub], sub.callManager) })],
  [heldByOne, list('served.tlv', { signer: pub.callManager, records: itlRecords([sub], sub.callManager) })],
  [heldByOne, itl('served.tlv', [pub], { trailing: new Uint8Array(66_000) })],
  [heldByOne, itl('served.tlv', [pub], { timestamp: 1300000000 })],
  [held, itl('served.tlv', [pub, sub], { timestamp: 1300000000 })],
  [heldByOne, itl('served.tlv', [{ callManager: pub.callManager, tvs: pubNext.tvs }], { timestamp: 1300000000 })],
  [withRecovery, replaced],
  [withRecovery, itl('served.tlv', [pubNext], { recovery: await identity('ITLRECOVERY_pub', 'recovery 2') })],
  [
    list('held.tlv', {
      signer: pub.callManager,
      records: [...itlRecords([pub], pub.callManager), { function: Role.sast, certificate: recovery }],
    }),
    list('served.tlv', {
      signer: pubNext.callManager,
      records: [...itlRecords([pubNext], pubNext.callManager), { function: Role.sast, certificate: recovery }],
    }),
  ],
];

const facts: readonly Partial<EraseFacts>[] = [
  {},
  { sameItl: true },
  { sameTvs: true },
  { showsFailure: false },
  { backupOfKey: true },
  { sameItl: null },
  { sameItl: null, sameTvs: null, showsFailure: null, backupOfKey: null },
  { itlHasTvs: false },
  { holdsCtl: true },
];

const judged: readonly Regeneration[] = await Promise.all(
  [
    ...inputs.map(([before, served, known = null]) => ({ held: before, served, ctl: known })),
    ...[...configurationAndReset, ...ctls, ...needs, ...unread, ...namesakes, ...renames],
  ].map((given) => judgeRegeneration({ ...given, now })),
);
const plain: Offered = { kind: 'configuration', file: 'SEP<MAC>.cnf.xml', signed: null };
const adviceOnPlain = await Promise.all(
  [null, ctl('CTLFile.tlv', [pub.callManager], [pub])].map(async (known) => {
    const phone = { ctl: known, itl: heldByOne };
    const decision = await decide(phone, plain);
    return adviseAfterRefusal({ phone, offered: plain, known: { tvs: 'unknown' }, decision });
  }),
);
const advised = [
  ...facts.map((known) =>
    adviseErase({ sameItl: false, sameTvs: false, showsFailure: true, backupOfKey: false, ...known }),
  ),
  ...adviceOnPlain.filter((advice) => advice !== null),
];

describe('the catalogue of a regeneration', () => {
  const said = [
    ...judged.flatMap((one) => [one, one.because, ...one.evidence, ...one.conditions, ...one.remedies]),
    ...advised.flatMap((advice) => [advice, ...advice.conditions, ...advice.conditions.map(({ check }) => check)]),
  ].filter((statement) => statement !== null);

  it('has no sentence that nothing says', () => {
    const reasons = new Set(said.map(({ reason }) => reason));
    expect(Object.keys(regenerationReasons).filter((reason) => !reasons.has(reason))).toEqual([]);
  });

  it('is written in whole sentences, with every value in its place', () => {
    for (const { reason, sentence } of said) expect(sentence, reason).toMatch(/^[^{}]+[.]$/);
  });
});

describe('the JSON of a regeneration', () => {
  it('has every sentence as before, and beside it the reason and the values', () => {
    for (const one of judged) {
      const json = regenerationJson(one);
      expect(Object.keys(json).slice(0, 6)).toEqual([
        'outcome',
        'sentence',
        'evidence',
        'conditions',
        'remedies',
        'unknown',
      ]);
      expect(json.sentence).toBe(one.sentence);
      expect(json.remedies).toEqual(one.remedies.map(({ sentence }) => sentence));
      expect(json.remediesReasons.map(({ reason }) => reason)).toEqual(one.remedies.map(({ reason }) => reason));
      expect(json.conditionsReasons).toHaveLength(json.conditions.length);
      expect(json.unknownReasons).toHaveLength(json.unknown.length);
    }
  });

  it('names the step of the decision that an outcome rests on', () => {
    const [kept] = judged;
    expect(kept?.sentence).toMatch(/^Phones that hold held\.tlv accept held\.tlv\. /);
    expect(kept?.because?.sentence).toContain('already trusts the signer');
  });
});
