import { describe, expect, it } from 'vitest';
import { judgeCentralizedTftp, type Leaf } from '../../../src/core/phone/migration/centralized-tftp';
import { decide } from '../../../src/core/phone/decide';
import type { Offered } from '../../../src/core/phone/offered';
import type { Phone } from '../../../src/core/phone/held';
import { judgeRegeneration } from '../../../src/core/phone/regeneration/judge';
import { Role } from '../../builders';
import { offer, offline } from './phones';
import { blankItl, ctl, itl, itlRecords, list, node, now, signed, token } from './clusters';

/** The situations that engineers meet, as the community documents tell them. */

const name = 'SEP001D705F9EA8.cnf.xml.sgn';

const pub = await node('pub');
const renamed = await node('pub-new', 2);
const sub = await node('sub');
const hardware = await token('ADN000000a');

describe('changing the host name of the only node', () => {
  const held = itl('held.tlv', [pub]);
  const served = itl('served.tlv', [renamed]);

  it('with an ITL alone locks phones out: CallManager and TVS change at once', async () => {
    const { outcome, sentence, remedies } = await judgeRegeneration({ held, served, now });
    expect(outcome).toBe('locked-out');
    expect(sentence).toContain(
      'they do not know the signer of served.tlv, and it contains no TVS certificate that they know',
    );
    expect(remedies.slice(-2).map(({ reason }) => reason)).toEqual(['erase-by-hand', 'blank-before-rename']);
  });

  it('after blanking the ITL is fine', async () => {
    const phone: Phone = { ctl: null, itl: blankItl('blank.tlv', pub.callManager) };
    expect(await decide(phone, offer('ITL', served), offline)).toMatchObject({ verdict: 'accepted', rule: 'P1' });
  });

  it('with CTL and ITL is fixed by running the CTL client again', async () => {
    const before = ctl('before.tlv', [hardware], [pub]);
    const after = ctl('after.tlv', [hardware], [renamed]);
    const broken = await judgeRegeneration({ held, served, ctl: before, now });
    expect(broken.outcome).toBe('locked-out');
    expect(broken.remedies[0]?.sentence).toMatch(/^Run the CTL client with the hardware token SAST-ADN000000a/);
    expect(await decide({ ctl: before, itl: held }, offer('CTL', after), offline)).toMatchObject({
      verdict: 'accepted',
      rule: 'P5',
    });
    expect(await decide({ ctl: after, itl: held }, offer('ITL', served), offline)).toMatchObject({
      verdict: 'accepted',
      rule: 'P3',
    });
  });
});

describe('changing host names on several nodes', () => {
  const held = itl('held.tlv', [pub, sub]);

  it('one at a time is fine through the TVS of another', async () => {
    const served = itl('served.tlv', [renamed, sub]);
    const judged = await judgeRegeneration({ held, served, now });
    expect(judged.outcome).toBe('fine-through-tvs');
    expect(judged.sentence).toContain('the TVS of record 5 (sub) vouches');
    expect(judged.conditions[0]?.sentence).toContain("sub is in the phone's CallManager group or is its TFTP server.");
  });

  it('all at once locks phones out', async () => {
    const served = itl('served.tlv', [renamed, await node('sub-new', 2)]);
    expect((await judgeRegeneration({ held, served, now })).outcome).toBe('locked-out');
  });

  it('with CTL and ITL cannot be permanently broken', async () => {
    const before = ctl('before.tlv', [hardware], [pub, sub]);
    const after = ctl('after.tlv', [hardware], [renamed]);
    const decision = await decide({ ctl: before, itl: held }, offer('CTL', after), offline);
    expect(decision.verdict).toBe('accepted');
  });
});

describe('a restore', () => {
  it('from a backup that lacked CallManager.pem serves an ITL whose signer it does not hold', async () => {
    const corrupt = list('corrupt.tlv', { signer: renamed.callManager, records: itlRecords([pub], pub.callManager) });
    const phone: Phone = { ctl: null, itl: itl('held.tlv', [pub]) };
    const decision = await decide(phone, offer('ITL', corrupt), offline);
    expect(decision).toMatchObject({ verdict: 'refused', rule: 'P4' });
    expect(await decide({ ctl: null, itl: null }, offer('ITL', corrupt), offline)).toMatchObject({
      verdict: 'depends',
      rule: 'P1',
    });
  });

  it('without any backup makes another cluster of it: phones refuse its configuration', async () => {
    const rebuilt = await node('pub', 2);
    const phone: Phone = { ctl: null, itl: itl('held.tlv', [pub]) };
    const offered: Offered = { kind: 'configuration', file: name, signed: signed(name, rebuilt.callManager) };
    const decision = await decide(phone, offered, offline);
    expect(decision).toMatchObject({ verdict: 'refused', rule: 'P9' });
    expect(decision.steps.map(({ sentence }) => sentence).join('\n')).toContain('errclass 8, errcode 19');
  });

  it('that brings the key back is the old cluster', async () => {
    const phone: Phone = { ctl: null, itl: itl('held.tlv', [pub]) };
    const restored = itl('restored.tlv', [{ callManager: pub.callManager, tvs: renamed.tvs }]);
    expect(await decide(phone, offer('ITL', restored), offline)).toMatchObject({ verdict: 'accepted', rule: 'P4' });
  });
});

describe('CUCM Express', () => {
  const unsigned: Offered = { kind: 'configuration', file: 'SEP001D705F9EA8.cnf.xml', signed: null };

  it('is refused by a phone that holds an ITL: it times out on the signed file', async () => {
    const decision = await decide({ ctl: null, itl: itl('held.tlv', [pub]) }, unsigned, offline);
    expect(decision).toMatchObject({ verdict: 'refused', rule: 'P9' });
    expect(decision.steps.some(({ sentence }) => sentence.includes(`TFTP Timeout : ${name}`))).toBe(true);
  });

  it.each([
    ['after its ITL was erased', null],
    ['after its ITL was blanked', blankItl('blank.tlv', pub.callManager)],
  ])('is taken by a phone %s', async (_, held) => {
    expect((await decide({ ctl: null, itl: held }, unsigned, offline)).verdict).toBe('accepted');
  });

  it('sends phones without lists, and they trust the first ITL of CUCM', async () => {
    const decision = await decide({ ctl: null, itl: null }, offer('ITL', itl('first.tlv', [pub])), offline);
    expect(decision).toMatchObject({ verdict: 'accepted', rule: 'P1' });
  });
});

describe('a centralized TFTP', () => {
  const leaf = (generation: Leaf['generation']): Leaf => ({ name: 'the leaf', generation });

  it.each([
    ['8.0-or-later', ['8.0-or-later', '8.0-or-later'], 'works'],
    ['before-8.0', ['before-8.0'], 'works'],
    ['8.0-or-later', ['8.0-or-later', 'before-8.0'], 'needs-rollback-parameter'],
    ['before-8.0', ['8.0-or-later'], 'needs-rollback-parameter'],
    ['8.0-or-later', ['8.0-or-later', null], 'not-known'],
    ['before-8.0', [null], 'not-known'],
    ['8.0-or-later', ['before-8.0', null], 'needs-rollback-parameter'],
  ] as const)('of a central cluster %s with leaves %j: %s', (central, leaves, verdict) => {
    expect(judgeCentralizedTftp(central, leaves.map(leaf)).verdict).toBe(verdict);
  });

  it('says of which cluster the version has to be known', () => {
    expect(judgeCentralizedTftp('8.0-or-later', [leaf('8.0-or-later'), leaf(null)]).sentence).toBe(
      'It works only if every cluster is 8.0 or later, like the central one. The release of the leaf is not known.',
    );
  });

  it('of both kinds makes phones refuse their own cluster, until the central ITL is blank', async () => {
    const { sentence, steps } = judgeCentralizedTftp('8.0-or-later', [leaf('before-8.0')]);
    expect(sentence).toContain('takes the ITLFile.tlv of the central cluster');
    expect(steps[0]?.sentence).toContain('on the central TFTP cluster');
    const unsigned: Offered = { kind: 'configuration', file: 'SEP001D705F9EA8.cnf.xml', signed: null };
    const central = itl('ITLFile.tlv', [pub]);
    expect((await decide({ ctl: null, itl: central }, unsigned, offline)).verdict).toBe('refused');
    const blank = blankItl('ITLFile.tlv', pub.callManager);
    expect((await decide({ ctl: null, itl: blank }, unsigned, offline)).verdict).toBe('accepted');
  });

  it('of one kind gives each phone the list of its own cluster', async () => {
    const leaf = itl('ITLSEP001D705F9EA8.tlv', [sub]);
    const offered: Offered = { kind: 'configuration', file: name, signed: signed(name, sub.callManager) };
    expect((await decide({ ctl: null, itl: leaf }, offered, offline)).verdict).toBe('accepted');
  });
});

describe('a CTL set to non-secure mode', () => {
  it('vouches for nothing by its reduced CCM+TFTP record, and for what its SAST signed', async () => {
    const reduced = list('CTLFile.tlv', {
      kind: 'CTL',
      signer: hardware,
      records: [
        { function: Role.sast, certificate: hardware },
        { function: Role.ccmTftp, dnsName: '10.48.47.153', ipAddress: '10.48.47.153' },
      ],
    });
    const phone: Phone = { ctl: reduced, itl: null };
    expect((await decide(phone, offer('ITL', itl('i.tlv', [pub])), offline)).verdict).toBe('refused');
    expect((await decide(phone, offer('CTL', ctl('next.tlv', [hardware], [pub])), offline)).verdict).toBe('accepted');
  });
});
