import { describe, expect, it } from 'vitest';
import { encode } from '../../../src/core/format/encode';
import { decide } from '../../../src/core/phone/decide';
import type { Offered } from '../../../src/core/phone/offered';
import type { Decision } from '../../../src/core/phone/decision';
import type { NamedList, Phone } from '../../../src/core/phone/held';
import type { KnownFacts } from '../../../src/core/phone/known-facts';
import { sentencesOf } from '../../../src/core/words/statement';
import { ctlWithTokens, flipByte, Role } from '../../builders';
import {
  blankItl,
  certificates,
  ctl,
  encryptionElements,
  identity,
  itl,
  itlRecords,
  list,
  named,
  node,
  now,
  readSigned,
  recoveryOf,
  signed,
  signedBytes,
  token,
} from './clusters';

const nobody: Phone = { ctl: null, itl: null };
const offline: KnownFacts = { tvs: { reachable: 'none', stores: 'unknown' }, now };
const unknown: KnownFacts = { tvs: 'unknown', now };
const vouches: KnownFacts = { tvs: { reachable: 'all', stores: 'holds-signer' }, now };

const holding = (lists: Partial<Phone>): Phone => ({ ...nobody, ...lists });
const offeredItl = (named: NamedList): Offered => ({ kind: 'ITL', ...named });
const offeredCtl = (named: NamedList): Offered => ({ kind: 'CTL', ...named });

/** Two clusters that know nothing of each other. */
const oldPub = await node('old-pub');
const newPub = await node('new-pub');
const oldItl = itl('old/ITLFile.tlv', [oldPub]);
const newItl = itl('new/ITLFile.tlv', [newPub]);
const blank = blankItl('old/blank.tlv', oldPub.callManager);
const tokenA = await token('ADN000000a');
const tokenB = await token('ADN000000b');
const oldCtl = ctl('old/CTLFile.tlv', [tokenA, tokenB], [oldPub]);
const configurationName = 'SEP0011215A1AE3.cnf.xml.sgn';
const configuration = (signer: Parameters<typeof signed>[1]): Offered => ({
  kind: 'configuration',
  file: configurationName,
  signed: signed(configurationName, signer),
});
const ownBytes = signedBytes(configurationName, oldPub.callManager);
const unsigned: Offered = { kind: 'configuration', file: 'SEP0011215A1AE3.cnf.xml', signed: null };

interface Case {
  readonly name: string;
  readonly phone: Phone;
  readonly offered: Offered;
  readonly known?: KnownFacts;
  readonly verdict: Decision['verdict'];
  readonly rule: Decision['rule'];
  /** A sentence that a person reads on the way. */
  readonly reads: string;
  /** The record that the sentence is about. */
  readonly at?: { readonly file: string; readonly record: number };
}

const cases: readonly Case[] = [
  {
    name: 'P1: a phone that holds nothing trusts the first ITL',
    phone: nobody,
    offered: offeredItl(newItl),
    verdict: 'accepted',
    rule: 'P1',
    reads: 'The phone holds neither a CTL nor an ITL.',
  },
  {
    name: 'P1: a phone that holds nothing trusts the first CTL',
    phone: nobody,
    offered: offeredCtl(oldCtl),
    verdict: 'accepted',
    rule: 'P1',
    reads: 'it trusts it from now on.',
  },
  {
    name: 'P1: a phone with a blank ITL trusts the ITL of any cluster',
    phone: holding({ itl: blank }),
    offered: offeredItl(newItl),
    verdict: 'accepted',
    rule: 'P1',
    reads: 'The phone holds a blank ITL (old/blank.tlv) and no CTL.',
  },
  {
    name: 'P1: a phone with a blank ITL takes unsigned configuration',
    phone: holding({ itl: blank }),
    offered: unsigned,
    verdict: 'accepted',
    rule: 'P1',
    reads: 'whoever signed it and whether it is signed or not',
  },
  {
    name: 'P1: a phone with a blank ITL takes configuration that a stranger signed',
    phone: holding({ itl: blank }),
    offered: configuration(newPub.callManager),
    verdict: 'accepted',
    rule: 'P1',
    reads: 'With the blank ITL old/blank.tlv the phone takes any configuration',
  },
  {
    name: 'P1: a phone that holds nothing asks for unsigned configuration',
    phone: nobody,
    offered: unsigned,
    verdict: 'accepted',
    rule: 'P1',
    reads: 'Without a list the phone asks for SEP0011215A1AE3.cnf.xml, unsigned',
  },
  {
    name: 'P2: a CTL alone takes an ITL whose signer it holds as CCM+TFTP',
    phone: holding({ ctl: oldCtl }),
    offered: offeredItl(oldItl),
    verdict: 'accepted',
    rule: 'P2',
    reads: 'record 3 of old/CTLFile.tlv (CCM+TFTP, old-pub)',
    at: { file: 'old/CTLFile.tlv', record: 3 },
  },
  {
    name: 'P2: a CTL alone takes an ITL whose signer it holds as SAST',
    phone: holding({ ctl: ctl('tokenless.tlv', [oldPub.callManager], []) }),
    offered: offeredItl(oldItl),
    verdict: 'accepted',
    rule: 'P2',
    reads: 'record 1 of tokenless.tlv (SAST, old-pub)',
    at: { file: 'tokenless.tlv', record: 1 },
  },
  {
    name: 'P2: a CTL alone refuses another ITL, and has no TVS to ask',
    phone: holding({ ctl: oldCtl }),
    offered: offeredItl(newItl),
    known: vouches,
    verdict: 'refused',
    rule: 'P2',
    reads: 'No TVS can vouch: the phone holds no ITL that would authenticate one.',
  },
  {
    name: 'P3: with both lists the signer may be in the CTL',
    phone: holding({ ctl: oldCtl, itl: newItl }),
    offered: offeredItl(oldItl),
    verdict: 'accepted',
    rule: 'P3',
    reads: 'record 3 of old/CTLFile.tlv (CCM+TFTP, old-pub)',
    at: { file: 'old/CTLFile.tlv', record: 3 },
  },
  {
    name: 'P3: with both lists the signer may be in the ITL',
    phone: holding({ ctl: ctl('strange.tlv', [tokenA], []), itl: oldItl }),
    offered: offeredItl(oldItl),
    verdict: 'accepted',
    rule: 'P3',
    reads: 'record 1 of old/ITLFile.tlv (SAST, old-pub)',
  },
  {
    name: 'P3: with both lists a TVS may vouch',
    phone: holding({ ctl: oldCtl, itl: oldItl }),
    offered: offeredItl(newItl),
    known: vouches,
    verdict: 'accepted',
    rule: 'P3',
    reads: 'The phone asks the TVS of record 3 of old/ITLFile.tlv, old-pub, serial ',
    at: { file: 'old/ITLFile.tlv', record: 3 },
  },
  {
    name: 'P3: with both lists and no TVS that answers, it refuses',
    phone: holding({ ctl: oldCtl, itl: oldItl }),
    offered: offeredItl(newItl),
    known: offline,
    verdict: 'refused',
    rule: 'P3',
    reads: 'None of the TVS of old/ITLFile.tlv answers on TCP 2445',
  },
  {
    name: 'P4: an ITL takes an ITL of the same signer',
    phone: holding({ itl: oldItl }),
    offered: offeredItl(itl('old/next.tlv', [oldPub], { timestamp: 1400000000 })),
    verdict: 'accepted',
    rule: 'P4',
    reads: 'The phone finds the signer in what it holds: record 1 of old/ITLFile.tlv (SAST, old-pub). It asks no TVS.',
    at: { file: 'old/ITLFile.tlv', record: 1 },
  },
  {
    name: 'P4: an ITL that holds the signer as TFTP server (a cluster that is not in mixed mode) is enough',
    phone: holding({
      itl: list('plain.tlv', {
        signer: oldPub.callManager,
        records: [{ function: Role.tftp, certificate: oldPub.callManager }],
      }),
    }),
    offered: offeredItl(oldItl),
    verdict: 'accepted',
    rule: 'P4',
    reads: 'record 1 of plain.tlv (TFTP, old-pub)',
  },
  {
    name: 'P4: an ITL takes a CTL of the same signer',
    phone: holding({ itl: oldItl }),
    offered: offeredCtl(ctl('tokenless.tlv', [oldPub.callManager], [oldPub])),
    verdict: 'accepted',
    rule: 'P4',
    reads: 'record 1 of old/ITLFile.tlv (SAST, old-pub)',
  },
  {
    name: 'P4: an ITL of another cluster depends on the TVS',
    phone: holding({ itl: oldItl }),
    offered: offeredItl(newItl),
    verdict: 'depends',
    rule: 'P4',
    reads: 'No record of old/ITLFile.tlv is the signer: new-pub, serial ',
  },
  {
    name: 'P4: an ITL of another cluster is refused where the ITL holds no TVS',
    phone: holding({
      itl: list('no-tvs.tlv', {
        signer: oldPub.callManager,
        records: itlRecords([oldPub], oldPub.callManager).slice(0, 2),
      }),
    }),
    offered: offeredItl(newItl),
    known: vouches,
    verdict: 'refused',
    rule: 'P4',
    reads: 'No TVS can vouch: no-tvs.tlv holds no TVS certificate.',
  },
  {
    name: 'P5: a new CTL that a SAST of the held one signed is taken',
    phone: holding({ ctl: oldCtl, itl: oldItl }),
    offered: offeredCtl(ctl('new/CTLFile.tlv', [tokenB], [newPub])),
    verdict: 'accepted',
    rule: 'P5',
    reads: 'record 2 of old/CTLFile.tlv (SAST, SAST-ADN000000b',
    at: { file: 'old/CTLFile.tlv', record: 2 },
  },
  {
    name: 'P5: one hardware token in common is enough, though another signed',
    phone: holding({ ctl: oldCtl, itl: oldItl }),
    offered: offeredCtl(ctl('new/CTLFile.tlv', [await token('ADN000000c'), tokenB], [newPub])),
    known: offline,
    verdict: 'accepted',
    rule: 'P5',
    reads: 'One hardware token in common is enough.',
    at: { file: 'old/CTLFile.tlv', record: 2 },
  },
  {
    name: 'P5: a new CTL may be signed by something in the ITL',
    phone: holding({ ctl: oldCtl, itl: oldItl }),
    offered: offeredCtl(ctl('new/CTLFile.tlv', [oldPub.callManager], [oldPub])),
    verdict: 'accepted',
    rule: 'P5',
    reads: 'record 1 of old/ITLFile.tlv (SAST, old-pub)',
  },
  {
    name: 'P5: a TVS may vouch for the signer of a new CTL',
    phone: holding({ ctl: oldCtl, itl: oldItl }),
    offered: offeredCtl(ctl('new/CTLFile.tlv', [newPub.callManager], [newPub])),
    known: vouches,
    verdict: 'accepted',
    rule: 'P5',
    reads: 'The TVS vouches for the signer (new-pub, serial ',
  },
  {
    name: 'P5: a new CTL of strangers is refused',
    phone: holding({ ctl: oldCtl }),
    offered: offeredCtl(ctl('new/CTLFile.tlv', [newPub.callManager], [newPub])),
    verdict: 'refused',
    rule: 'P5',
    reads: 'No record of old/CTLFile.tlv is the signer: new-pub',
  },
  {
    name: 'P6: with a blank ITL the CTL still rules: a stranger’s CTL is refused',
    phone: holding({ ctl: oldCtl, itl: blank }),
    offered: offeredCtl(ctl('new/CTLFile.tlv', [newPub.callManager], [newPub])),
    known: vouches,
    verdict: 'refused',
    rule: 'P6',
    reads: 'No TVS can vouch: old/blank.tlv holds no TVS certificate.',
  },
  {
    name: 'P6: with a blank ITL the CTL still rules: a stranger’s ITL is refused',
    phone: holding({ ctl: oldCtl, itl: blank }),
    offered: offeredItl(newItl),
    known: vouches,
    verdict: 'refused',
    rule: 'P6',
    reads: 'A blank ITL does not clear a CTL',
  },
  {
    name: 'P6: with a blank ITL what the CTL knows is taken',
    phone: holding({ ctl: oldCtl, itl: blank }),
    offered: offeredItl(oldItl),
    verdict: 'accepted',
    rule: 'P6',
    reads: 'record 3 of old/CTLFile.tlv (CCM+TFTP, old-pub)',
  },
  {
    name: 'P7: a list that changed after it was signed is refused, whoever signed it',
    phone: holding({ itl: oldItl }),
    offered: offeredItl(tampered('old/tampered.tlv', oldItl)),
    known: vouches,
    verdict: 'refused',
    rule: 'P7',
    reads: 'The signature of old/tampered.tlv does not verify with its signer',
    at: { file: 'old/ITLFile.tlv', record: 1 },
  },
  {
    name: 'P7: a list that names its signer and was signed with another key is refused',
    phone: holding({ itl: oldItl }),
    offered: offeredItl(itl('forged.tlv', [oldPub], { signedBy: newPub.callManager })),
    known: vouches,
    verdict: 'refused',
    rule: 'P7',
    reads: 'or was signed with another key',
  },
  {
    name: 'P7: a list without a signature is refused',
    phone: holding({ itl: oldItl }),
    offered: offeredItl(itl('unsigned.tlv', [oldPub], { signed: false })),
    verdict: 'refused',
    rule: 'P7',
    reads: 'unsigned.tlv carries no signature.',
  },
  {
    name: 'L1: a list above 64 KB is not loaded',
    phone: nobody,
    offered: offeredItl(itl('large.tlv', [oldPub], { trailing: new Uint8Array(66_000) })),
    verdict: 'refused',
    rule: 'L1',
    reads: 'Phones do not load a list above 65536 bytes',
  },
  {
    name: 'P8: a phone that refuses a list keeps what it holds',
    phone: holding({ ctl: oldCtl, itl: oldItl }),
    offered: offeredItl(newItl),
    known: offline,
    verdict: 'refused',
    rule: 'P3',
    reads:
      'The phone keeps old/CTLFile.tlv and old/ITLFile.tlv, shows "Trust List Update Failed", and goes on with its cached configuration',
  },
  {
    name: 'P8: a phone that refuses a configuration keeps its lists, and writes why to its console log',
    phone: holding({ ctl: oldCtl, itl: oldItl }),
    offered: configuration(newPub.callManager),
    known: offline,
    verdict: 'refused',
    rule: 'P9',
    reads:
      'The phone keeps old/CTLFile.tlv and old/ITLFile.tlv, writes "verifyFile: sgn verify file failed …, errclass 8, errcode 19 (signer not in CTL)", which means in neither list, and "verifyFile: verify FAILED" to its console log, and goes on with its cached configuration',
  },
  {
    name: 'P8: a phone that refuses a changed configuration does not say that its signer is unknown',
    phone: holding({ itl: oldItl }),
    offered: {
      kind: 'configuration',
      file: configurationName,
      signed: readSigned(flipByte(ownBytes, ownBytes.length - 1)),
    },
    known: offline,
    verdict: 'refused',
    rule: 'P7',
    reads: 'The phone keeps old/ITLFile.tlv, writes "verifyFile: verify FAILED" to its console log, and goes on',
  },
  {
    name: 'P8: a phone that never fetches the unsigned configuration writes nothing about it',
    phone: holding({ itl: oldItl }),
    offered: unsigned,
    verdict: 'refused',
    rule: 'P9',
    reads: 'The phone keeps old/ITLFile.tlv, and goes on with its cached configuration: changes do not reach it.',
  },
  {
    name: 'P9: configuration that a CCM+TFTP server of the ITL signed is taken',
    phone: holding({ itl: oldItl }),
    offered: configuration(oldPub.callManager),
    verdict: 'accepted',
    rule: 'P9',
    reads: 'record 2 of old/ITLFile.tlv (CCM+TFTP, old-pub)',
    at: { file: 'old/ITLFile.tlv', record: 2 },
  },
  {
    name: 'P9: configuration that a CCM+TFTP server of the CTL signed is taken',
    phone: holding({ ctl: oldCtl, itl: blank }),
    offered: configuration(oldPub.callManager),
    verdict: 'accepted',
    rule: 'P9',
    reads: 'record 3 of old/CTLFile.tlv (CCM+TFTP, old-pub)',
  },
  {
    name: 'P9: configuration that a stranger signed is refused, as the phone logs it',
    phone: holding({ itl: oldItl }),
    offered: configuration(newPub.callManager),
    known: offline,
    verdict: 'refused',
    rule: 'P9',
    reads: 'errclass 8, errcode 19 (signer not in CTL)',
  },
  {
    name: 'P9: configuration that a stranger signed is taken if a TVS vouches and its key verifies it',
    phone: holding({ itl: oldItl }),
    offered: configuration(newPub.callManager),
    known: { tvs: { reachable: [3], stores: await certificates(newPub.tvs, newPub.callManager) }, now },
    verdict: 'accepted',
    rule: 'P9',
    reads: "verifies with the signer's certificate in the TVS store",
  },
  {
    name: 'P9: unsigned configuration is never taken by a phone with a list',
    phone: holding({ itl: oldItl }),
    offered: unsigned,
    known: vouches,
    verdict: 'refused',
    rule: 'P9',
    reads: 'it shows "TFTP Timeout : SEP0011215A1AE3.cnf.xml.sgn"',
  },
];

describe('a phone', () => {
  it.each(cases)('$name', async ({ phone, offered, known = unknown, verdict, rule, reads, at }) => {
    const decision = await decide(phone, offered, known);
    expect({ verdict: decision.verdict, rule: decision.rule }).toEqual({ verdict, rule });
    const step = decision.steps.find(({ sentence }) => sentence.includes(reads));
    expect(step, decision.steps.map(({ sentence }) => sentence).join('\n')).toBeDefined();
    if (at !== undefined) expect(step).toMatchObject(at);
    expect(decision.dependsOn.length > 0).toBe(verdict === 'depends');
    expect(decision.steps.some((other) => other.rule === 'P8')).toBe(verdict === 'refused');
  });

  it('is judged by every rule that takes or refuses a file, in both ways where it has two', () => {
    const verdicts = (verdict: Decision['verdict']): string[] =>
      [...new Set(cases.filter((one) => one.verdict === verdict).map(({ rule }) => rule))].sort();
    expect(verdicts('accepted')).toEqual(['P1', 'P2', 'P3', 'P4', 'P5', 'P6', 'P9']);
    expect(verdicts('refused')).toEqual(['L1', 'P2', 'P3', 'P4', 'P5', 'P6', 'P7', 'P9']);
  });

  it('shows errcode 19 only where it refuses: not where a TVS vouches', async () => {
    const stores = await certificates(newPub.callManager);
    const known: KnownFacts = { tvs: { reachable: 'all', stores }, now };
    const { verdict, steps } = await decide(holding({ itl: oldItl }), configuration(newPub.callManager), known);
    expect(verdict).toBe('accepted');
    expect(steps.map(({ sentence }) => sentence).join('\n')).not.toContain('errcode');
  });

  it('judges a list as what its FILENAME says, whichever place it was given', async () => {
    const offered = offeredItl(oldItl);
    const right = await decide(holding({ ctl: oldCtl }), offered, offline);
    expect(await decide(holding({ itl: oldCtl }), offered, offline)).toEqual(right);
    expect(right.rule).toBe('P2');
    const both = await decide(holding({ ctl: oldCtl, itl: oldItl }), offered, offline);
    expect(await decide({ ctl: oldItl, itl: oldCtl }, offered, offline)).toEqual(both);
    await expect(decide({ ctl: oldCtl, itl: oldCtl }, offered, offline)).rejects.toThrow(/are both a CTL/);
  });

  it('knows a signer in the spelling of certutils, and in any order of attributes', async () => {
    const other = itl('certutils.tlv', [oldPub], { order: 'certutils' });
    const decision = await decide(holding({ itl: oldItl }), offeredItl(other), unknown);
    expect(decision.verdict).toBe('accepted');
  });

  it('knows a hardware token by the name that the token writes', async () => {
    const held = named('tokens.tlv', (await ctlWithTokens()).bytes);
    const decision = await decide(holding({ ctl: held }), offeredCtl(held), unknown);
    expect(decision).toMatchObject({ verdict: 'accepted', rule: 'P5' });
    expect(decision.steps.some(({ record }) => record === 1)).toBe(true);
  });

  it('finds every flipped bit of the signed bytes of a configuration', async () => {
    const bytes = signedBytes(configurationName, oldPub.callManager);
    const { headerLength } = readSigned(bytes);
    for (const offset of [headerLength, bytes.length - 1]) {
      const file = readSigned(flipByte(bytes, offset));
      const decision = await decide(
        holding({ itl: oldItl }),
        { kind: 'configuration', file: configurationName, signed: file },
        vouches,
      );
      expect(decision).toMatchObject({ verdict: 'refused', rule: 'P7' });
    }
  });
});

describe('the question to TVS', () => {
  const question = (tvs: KnownFacts['tvs']): Promise<Decision> =>
    decide(holding({ itl: oldItl }), offeredItl(newItl), { tvs, now });

  it('names the TVS, and the certificate that it has to know', async () => {
    const { dependsOn } = await question('unknown');
    expect(dependsOn).toHaveLength(2);
    expect(dependsOn[0]?.sentence).toMatch(
      /^This TVS is in the phone's configuration .* answers on TCP 2445, and still presents the certificate that old\/ITLFile\.tlv holds of it: old-pub, serial 4/,
    );
    expect(dependsOn[1]?.sentence).toMatch(
      /^The trust store of that TVS .* holds the signer's certificate: new-pub, serial 4/,
    );
  });

  it('hangs on the network alone where the store is known to hold the signer', async () => {
    const { verdict, dependsOn } = await question({
      reachable: 'unknown',
      stores: await certificates(newPub.callManager),
    });
    expect(verdict).toBe('depends');
    expect(dependsOn).toHaveLength(1);
    expect(dependsOn[0]?.sentence).toContain('TCP 2445');
  });

  it('hangs on the store alone where the TVS is known to answer', async () => {
    const { verdict, dependsOn } = await question({ reachable: 'all', stores: 'unknown' });
    expect(verdict).toBe('depends');
    expect(dependsOn).toHaveLength(1);
    expect(dependsOn[0]?.sentence).toContain('Phone-SAST-trust or CallManager-trust');
  });

  it('is answered with no by a store that does not hold the signer, or holds another key by its name', async () => {
    const absent = await question({ reachable: 'all', stores: await certificates(newPub.tvs) });
    expect(absent.verdict).toBe('refused');
    expect(absent.steps.some(({ sentence }) => sentence.includes('does not hold the signer'))).toBe(true);

    const impostor = await identity('new-pub', 'impostor', {
      serial: Buffer.from(newPub.callManager.serial).toString('hex'),
    });
    const other = await question({ reachable: 'all', stores: await certificates(impostor) });
    expect(other.verdict).toBe('refused');
    expect(other.steps.some(({ sentence }) => sentence.includes('has another key'))).toBe(true);
  });

  it('goes to the TVS that answers, by its record', async () => {
    const sub = await node('old-sub');
    const held = itl('old/two.tlv', [oldPub, sub]);
    const known: KnownFacts = { tvs: { reachable: [5], stores: 'holds-signer' }, now };
    const decision = await decide(holding({ itl: held }), offeredItl(newItl), known);
    expect(decision.verdict).toBe('accepted');
    expect(
      decision.steps.filter(({ sentence }) => sentence.includes('asks the TVS')).map(({ record }) => record),
    ).toEqual([5]);
  });

  it('says that configuration whose signer is at hand nowhere has to be whole besides', async () => {
    const decision = await decide(holding({ itl: oldItl }), configuration(newPub.callManager), vouches);
    expect(decision.verdict).toBe('depends');
    expect(sentencesOf(decision.dependsOn)).toEqual([
      `${configurationName} is whole: its signature verifies with that certificate.`,
    ]);
  });

  it('says that an answer may be left from the last day where no TVS answers: a known fact', async () => {
    const { verdict, unknown: notes, steps } = await question({ reachable: 'none', stores: 'unknown' });
    expect(verdict).toBe('refused');
    expect(notes).toEqual([]);
    expect(steps.find(({ sentence }) => sentence.includes('24 hours'))?.outcome).toBe('applies');
  });
});

describe('a verdict', () => {
  it('is plain JSON in the documented shape', async () => {
    const decision = await decide(holding({ itl: oldItl }), offeredItl(newItl), unknown);
    expect(JSON.parse(JSON.stringify(decision))).toEqual(decision);
    const fields = ['args', 'dependsOn', 'reason', 'rule', 'sentence', 'steps', 'unknown', 'verdict'];
    expect(Object.keys(decision).sort()).toEqual(fields);
    for (const step of decision.steps) {
      expect(Object.keys(step).sort()).toEqual(['args', 'file', 'outcome', 'reason', 'record', 'rule', 'sentence']);
    }
  });

  it('on an encrypted configuration hangs on the phone’s key, and only if its signer is known', async () => {
    const name = 'SEP0011215A1AE3.cnf.xml.enc.sgn';
    const encrypted = (signer: typeof oldPub.callManager): Offered => ({
      kind: 'configuration',
      file: name,
      signed: signed(name, signer, { version: [2, 0], extra: encryptionElements }),
    });
    const known = await decide(holding({ itl: oldItl }), encrypted(oldPub.callManager), unknown);
    expect(known.verdict).toBe('depends');
    expect(sentencesOf(known.dependsOn)).toEqual([`This phone holds the private key that ${name} was encrypted for.`]);
    const stranger = await decide(holding({ itl: oldItl }), encrypted(newPub.callManager), offline);
    expect(stranger.verdict).toBe('refused');
  });

  it('from 12.0 on goes by ITLRecovery', async () => {
    const recovery = await recoveryOf('pub12');
    const pub = await node('pub12');
    const held = itl('12/ITLFile.tlv', [pub], { recovery });
    const regenerated = itl('12/next.tlv', [await node('pub12', 2)], { recovery, timestamp: 1500000000 });
    const decision = await decide(holding({ itl: held }), offeredItl(regenerated), offline);
    expect(decision.verdict).toBe('accepted');
    expect(decision.steps.some(({ sentence }) => sentence.includes('(SAST, ITLRECOVERY_pub12)'))).toBe(true);
  });
});

function tampered(file: string, { list: original }: NamedList): NamedList {
  const bytes = encode(original);
  return named(file, flipByte(bytes, bytes.length - 1));
}
