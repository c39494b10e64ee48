import { beforeAll, describe, expect, test } from 'vitest';
import type { NamedList } from '../../../../src/core/phone/held';
import type { OfferedConfiguration } from '../../../../src/core/phone/offered';
import { Role, type RecordOptions } from '../../../builders';
import { blankItl, certificates, ctl, itl, node, recoveryOf, signed, type Node } from '../../phone/clusters';
import {
  audited,
  digest,
  digestsOf,
  file,
  inShort,
  messages,
  notInstalled,
  observed,
  sentences,
  shown,
} from './fleets';

let pub: Node;
let next: Node;
let strange: Node;
/** What the phones of one cluster may hold, the last of which is served. */
let old: NamedList;
let renewed: NamedList;
/** Of another cluster, whose TVS nobody here knows. */
let foreign: NamedList;
let heldCtl: NamedList;

const configurationBy = (name: string, by: Node): OfferedConfiguration => ({
  kind: 'configuration',
  file: name,
  signed: signed(name, by.callManager),
});

beforeAll(async () => {
  pub = await node('pub');
  next = await node('pub', 2);
  strange = await node('strange');
  old = itl('old/ITLFile.tlv', [pub]);
  renewed = itl('ITLFile.tlv', [next]);
  foreign = itl('foreign/ITLFile.tlv', [strange]);
  heldCtl = ctl('CTLFile.tlv', [await recoveryOf('pub')], [pub]);
});

/** As certutils writes them: no TVS is left to ask. */
const certutilsRecords = (): RecordOptions[] => [
  { function: Role.sast, certificate: pub.callManager },
  { function: Role.ccm, certificate: pub.callManager },
];

describe('a group', () => {
  test('is one pair of lists, whatever digest names them', async () => {
    const { md5, sha1, sha256 } = await digestsOf(old);
    const { fleet } = await audited(
      [
        observed('SEP000000000001', { itl: digest(md5) }),
        observed('SEP000000000002', { itl: digest(sha1), ctl: notInstalled }),
        observed('SEP000000000003', { itl: digest(sha256) }),
        observed('SEP000000000004', { itl: file(old), ctl: { state: 'not-reported' } }),
        observed('SEP000000000005', { itl: digest(sha1), ctl: await shown(heldCtl) }),
      ],
      { served: [old], known: [heldCtl] },
    );
    expect(inShort(fleet)).toEqual([
      {
        state: 'current',
        list: 'old/ITLFile.tlv',
        verdict: 'accepted',
        phones: 'SEP000000000001 SEP000000000002 SEP000000000003 SEP000000000004',
      },
      { state: 'current', list: 'old/ITLFile.tlv', ctl: 'CTLFile.tlv', verdict: 'accepted', phones: 'SEP000000000005' },
    ]);
    expect(sentences(fleet)[0]).toContain('No source says whether 3 of these phones hold a CTL: none is assumed.');
    expect(sentences(fleet)[1]).not.toContain('none is assumed');
  });

  test('of a list that is known only as a phone holds it is given too', async () => {
    const { fleet } = await audited(
      [
        observed('SEP000000000001', { source: 'lists/ITLSEP000000000001.tlv', itl: file(foreign) }),
        observed('SEP000000000002', { itl: await shown(foreign) }),
      ],
      { served: [old] },
    );
    expect(inShort(fleet)).toMatchObject([
      { state: 'known', list: 'lists/ITLSEP000000000001.tlv', phones: 'SEP000000000001 SEP000000000002' },
    ]);
  });
});

describe('the verdict on a group', () => {
  test('depends on the TVS in the held list, unless a store settles it', async () => {
    const observations = [observed('SEP000000000001', { itl: await shown(old) })];
    const verdictWith = async (tvs: Parameters<typeof audited>[1]['tvs']) =>
      (await audited(observations, { served: [renewed], known: [old], ...(tvs === undefined ? {} : { tvs }) })).fleet
        .groups[0];
    const open = await verdictWith(undefined);
    expect(open).toMatchObject({ state: 'known', verdict: 'depends', rule: 'P4' });
    expect(open?.says[0].sentence).toMatch(
      /This must be true: .*answers on TCP 2445.*contains the signer's certificate/,
    );
    const [withSigner, without] = [await certificates(next.callManager), await certificates(pub.callManager)];
    expect((await verdictWith({ reachable: 'unknown', stores: withSigner }))?.verdict).toBe('depends');
    expect((await verdictWith({ reachable: 'all', stores: withSigner }))?.verdict).toBe('accepted');
    expect((await verdictWith({ reachable: 'unknown', stores: without }))?.verdict).toBe('refused');
    expect((await verdictWith({ reachable: 'none', stores: 'unknown' }))?.verdict).toBe('refused');
  });

  test('is a refusal where the held list has no TVS to ask', async () => {
    const certutils = itl('certutils/ITLFile.tlv', [pub], {
      records: certutilsRecords(),
    });
    const { fleet } = await audited([observed('SEP000000000001', { itl: file(certutils) })], { served: [foreign] });
    expect(fleet.groups[0]).toMatchObject({ verdict: 'refused', rule: 'P4' });
  });

  test('is never one on an unknown digest, which differs and is not called outdated', async () => {
    const unknown = 'ab'.repeat(20);
    const { fleet } = await audited(
      [
        observed('SEP000000000001', { itl: digest(unknown) }),
        observed('SEP000000000002', { itl: digest('cd'.repeat(16)) }),
      ],
      { served: [renewed] },
    );
    expect(fleet.groups.map(({ state, verdict, rule }) => ({ state, verdict, rule }))).toEqual([
      { state: 'unknown', verdict: null, rule: null },
      { state: 'unknown', verdict: null, rule: null },
    ]);
    expect(fleet.groups[0]?.itl).toEqual({ list: null, md5: null, sha1: unknown, sha256: null });
    expect(sentences(fleet)[0]).toContain(`SHA-1 ${unknown} differs from every list given.`);
    expect(sentences(fleet).join(' ')).not.toMatch(/outdated|locked out/i);
  });

  test('depends on a CTL that is installed and was not given, instead of a refusal', async () => {
    const certutils = itl('certutils/ITLFile.tlv', [pub], {
      records: certutilsRecords(),
    });
    const ctlDigest = 'ef'.repeat(20);
    const { fleet } = await audited(
      [
        observed('SEP000000000001', { itl: file(certutils), ctl: digest(ctlDigest) }),
        observed('SEP000000000002', { itl: notInstalled, ctl: digest(ctlDigest) }),
        observed('SEP000000000003', { itl: await shown(foreign), ctl: digest(ctlDigest) }),
      ],
      { served: [foreign] },
    );
    expect(inShort(fleet)).toEqual([
      { state: 'known', list: 'phones.csv', ctl: null, verdict: 'depends', phones: 'SEP000000000001' },
      { state: 'not-installed', list: null, ctl: null, verdict: 'depends', phones: 'SEP000000000002' },
      { state: 'current', list: 'foreign/ITLFile.tlv', ctl: null, verdict: 'accepted', phones: 'SEP000000000003' },
    ]);
    expect(sentences(fleet)[0]).toContain(`hold a CTL that was not given (SHA-1 ${ctlDigest})`);
    expect(fleet.groups[0]?.ctl).toEqual({ list: null, md5: null, sha1: ctlDigest, sha256: null });
  });

  test('accepts with an unknown CTL what the ITL alone settles, and refuses a file that is at fault', async () => {
    const damaged = itl('damaged/ITLFile.tlv', [pub], { signedBy: strange.callManager });
    const observations = [observed('SEP000000000001', { itl: await shown(old), ctl: digest('ef'.repeat(20)) })];
    const later = itl('later/ITLFile.tlv', [pub], { timestamp: 1_900_000_000 });
    const accepted = await audited(observations, { served: [later], known: [old] });
    expect(accepted.fleet.groups[0]).toMatchObject({ verdict: 'accepted', rule: 'P3' });
    const refused = await audited(observations, { served: [damaged], known: [old] });
    expect(refused.fleet.groups[0]).toMatchObject({ verdict: 'refused', rule: 'P7' });
  });

  test('is the worst of several served files, and a list that is itself served is accepted', async () => {
    const observations = [
      observed('SEP000000000001', { itl: await shown(old) }),
      observed('SEP000000000002', { itl: await shown(renewed) }),
      observed('SEP000000000003', { itl: await shown(foreign) }),
    ];
    const tvs = { reachable: 'none', stores: 'unknown' } as const;
    const both = await audited(observations, { served: [old, renewed], known: [foreign], tvs });
    expect(inShort(both.fleet)).toEqual([
      { state: 'known', list: 'foreign/ITLFile.tlv', verdict: 'refused', phones: 'SEP000000000003' },
      { state: 'current', list: 'old/ITLFile.tlv', verdict: 'accepted', phones: 'SEP000000000001' },
      { state: 'current', list: 'ITLFile.tlv', verdict: 'accepted', phones: 'SEP000000000002' },
    ]);
    const configurations = [configurationBy('SEP000000000001.cnf.xml.sgn', strange)];
    const withConfiguration = await audited(observations.slice(0, 1), { served: [old], configurations, tvs });
    expect(withConfiguration.fleet.groups[0]).toMatchObject({ state: 'current', verdict: 'refused', rule: 'P9' });
  });

  test('takes a configuration with the list that the phone has taken by then', async () => {
    const recovery = await recoveryOf('pub');
    const before = itl('before/ITLFile.tlv', [pub], { recovery });
    const after = itl('after/ITLFile.tlv', [next], { recovery, timestamp: 1_900_000_000 });
    const configurations = [configurationBy('SEP000000000001.cnf.xml.sgn', next)];
    const { fleet } = await audited([observed('SEP000000000001', { itl: await shown(before) })], {
      served: [after],
      configurations,
      known: [before],
      tvs: { reachable: 'none', stores: 'unknown' },
    });
    expect(fleet.groups[0]?.judged.map(({ verdict }) => verdict)).toEqual(['accepted', 'accepted']);
  });

  test('says that only the list is judged, and says the configuration beside a phone without an ITL', async () => {
    const observations = [observed('SEP000000000001', { itl: notInstalled })];
    const alone = await audited(observations, { served: [renewed] });
    expect(alone.fleet.groups[0]).toMatchObject({ state: 'not-installed', verdict: 'accepted', rule: 'P1' });
    expect(sentences(alone.fleet)[0]).toContain('No configuration was given: only the list is judged.');
    const configurations = [configurationBy('SEP000000000001.cnf.xml.sgn', strange)];
    const beside = await audited(observations, { served: [renewed], configurations });
    expect(beside.fleet.groups[0]).toMatchObject({ verdict: 'accepted', rule: 'P1' });
    expect(sentences(beside.fleet)[0]).toContain('Configuration SEP000000000001.cnf.xml.sgn: depends.');
  });
});

describe("CUCM's own word", () => {
  const words = [
    observed('SEP000000000001', { reported: 'match' }),
    observed('SEP000000000002', { reported: 'mismatch' }),
    observed('SEP000000000003', { reported: 'not-installed' }),
    observed('SEP000000000004', { reported: 'unknown' }),
  ];
  const states = async (served: readonly NamedList[]): Promise<Record<string, string>> => {
    const { fleet } = await audited(words, { served });
    return Object.fromEntries(fleet.groups.flatMap(({ state, devices }) => devices.map(({ name }) => [name, state])));
  };

  test('counts as current only where exactly one list is served, and it says by whom', async () => {
    expect(await states([renewed])).toEqual({
      SEP000000000001: 'current',
      SEP000000000002: 'unknown',
      SEP000000000003: 'not-installed',
      SEP000000000004: 'not-reported',
    });
    expect(await states([renewed, old])).toMatchObject({ SEP000000000001: 'unknown' });
    expect(await states([heldCtl])).toMatchObject({ SEP000000000001: 'unknown' });
    expect(await states([renewed, heldCtl])).toMatchObject({ SEP000000000001: 'current' });
    const { fleet } = await audited(words, { served: [renewed] });
    expect(sentences(fleet).join(' ')).toContain(
      'For 1 of these phones only CUCM says so: it reports "Match" in phones.csv.',
    );
  });

  test.each([
    ['match', 'the digest of another list', 'old/ITLFile.tlv, which is not served'],
    ['match', 'an unknown digest', 'matches none of the lists served'],
    ['mismatch', 'the digest of the served list', 'ITLFile.tlv, which is served'],
    ['not-installed', 'the digest of another list', 'there is a digest of an ITL'],
    ['match', 'no list', 'the ITL is given as not installed'],
  ] as const)('is reported where it contradicts the phone: %s with %s', async (reported, what, said) => {
    const held = {
      'the digest of another list': await shown(old),
      'the digest of the served list': await shown(renewed),
      'an unknown digest': digest('ab'.repeat(20)),
      'no list': notInstalled,
    };
    const { fleet } = await audited([observed('SEP000000000001', { line: 4, reported, itl: held[what] })], {
      served: [renewed],
      known: [old],
    });
    expect(fleet.problems).toEqual([
      { file: 'phones.csv', line: 4, message: expect.stringContaining(said) as unknown },
    ]);
  });
});

describe('a value', () => {
  test('that is not a digest makes the phone unreadable, with one problem', async () => {
    const broken = { state: 'unreadable', text: '12:34:zz' } as const;
    const { fleet } = await audited(
      [
        observed('SEP000000000001', { line: 2, itl: broken }),
        observed('SEP000000000002', { line: 3, itl: await shown(renewed), ctl: broken }),
        observed('SEP000000000003', { line: 4, itl: digest('abcd') }),
        observed('SEP000000000004', { line: 5, itl: broken }),
      ],
      { served: [renewed], problems: [{ file: 'phones.csv', line: 5, message: 'Not a digest.' }] },
    );
    expect(new Set(fleet.groups.map(({ state, verdict }) => `${state} ${String(verdict)}`))).toEqual(
      new Set(['unreadable null']),
    );
    expect(fleet.problems.map(({ line }) => line)).toEqual([5, 2, 3, 4]);
    expect(messages(fleet)[1]).toBe(
      'SEP000000000001: the value given for the ITL is not an MD5, SHA-1 or SHA-256 digest: 12:34:zz',
    );
  });

  test('in the column of the other list is taken for what it is, and reported', async () => {
    const { fleet } = await audited(
      [
        observed('SEP000000000001', { itl: await shown(heldCtl) }),
        observed('SEP000000000002', { itl: await shown(heldCtl), ctl: await shown(renewed) }),
        observed('SEP000000000003', { itl: await shown(heldCtl), ctl: digest('ab'.repeat(20)) }),
      ],
      { served: [renewed], known: [heldCtl] },
    );
    expect(inShort(fleet)).toEqual([
      { state: 'unknown', list: null, ctl: null, verdict: null, phones: 'SEP000000000003' },
      { state: 'not-reported', list: null, ctl: 'CTLFile.tlv', verdict: null, phones: 'SEP000000000001' },
      { state: 'current', list: 'ITLFile.tlv', ctl: 'CTLFile.tlv', verdict: 'accepted', phones: 'SEP000000000002' },
    ]);
    expect(messages(fleet)).toHaveLength(4);
  });
});

describe('a phone that is there twice', () => {
  const at = (time: string | null, line: number) => ({ time, line });

  test.each([
    ['the newest time', '2026-01-02T00:00:00Z', '2026-01-01T00:00:00Z', 2],
    ['the newest time, with other zones', '2026-01-01T10:00:00Z', '2026-01-01T11:30:00+02:00', 2],
    ['the last without times', null, null, 3],
    ['the one with a time', '2026-01-02T00:00:00Z', null, 2],
  ])('counts by %s, and the other place is reported', async (_, first, second, used) => {
    const { fleet } = await audited(
      [
        observed('SEP000000000001', { ...at(first, 2), itl: await shown(old), model: '7841' }),
        observed('sep000000000001', { ...at(second, 3), itl: await shown(renewed) }),
      ],
      { served: [renewed], known: [old] },
    );
    expect(fleet.phones).toBe(1);
    expect(fleet.groups[0]?.devices).toMatchObject([{ line: used, model: '7841' }]);
    const [other] = fleet.problems;
    expect(fleet.problems).toHaveLength(1);
    expect(other?.line).toBe(used === 2 ? 3 : 2);
    expect(other?.message).toContain(`differs from that in phones.csv, line ${used}`);
  });

  test('and says the same in two ways is not reported', async () => {
    const { md5, sha1 } = await digestsOf(old);
    const { fleet } = await audited(
      [
        observed('SEP000000000001', { itl: digest(md5) }),
        observed('SEP000000000001', { itl: digest(sha1) }),
        observed('SEP000000000001', { description: 'Lobby' }),
      ],
      { served: [old] },
    );
    expect(fleet.problems).toEqual([]);
    expect(fleet.groups[0]?.devices).toMatchObject([{ description: 'Lobby' }]);
  });

  test('keeps a digest that a later source does not repeat, and each list from the source that has it', async () => {
    const { fleet } = await audited(
      [
        observed('SEP000000000001', { source: 'ITLSEP000000000001.tlv', itl: file(old) }),
        observed('SEP000000000001', { source: 'CTLSEP000000000001.tlv', ctl: file(heldCtl) }),
        observed('SEP000000000001', { time: '2026-01-01T00:00:00Z', reported: 'unknown' }),
      ],
      { served: [old] },
    );
    expect(inShort(fleet)).toMatchObject([{ state: 'current', ctl: 'CTLSEP000000000001.tlv' }]);
    expect(fleet.problems).toEqual([]);
  });

  test('is another one if it is not named by a MAC address and differs in case', async () => {
    const { fleet } = await audited(
      [observed('CSFjohn', { itl: await shown(old) }), observed('CSFJohn', { itl: await shown(old) })],
      { served: [old] },
    );
    expect(fleet.phones).toBe(2);
  });
});

test('a blank ITL takes the next list, and depends on a CTL beside it', async () => {
  const blank = blankItl('blank/ITLFile.tlv', pub.callManager);
  const { fleet } = await audited(
    [
      observed('SEP000000000001', { itl: file(blank) }),
      observed('SEP000000000002', { itl: file(blank), ctl: digest('ab'.repeat(20)) }),
      observed('SEP000000000003', { itl: file(blank), ctl: file(heldCtl) }),
    ],
    { served: [foreign] },
  );
  expect(fleet.groups.map(({ verdict, rule }) => [verdict, rule])).toEqual([
    ['refused', 'P6'],
    ['depends', 'P6'],
    ['accepted', 'P1'],
  ]);
});
