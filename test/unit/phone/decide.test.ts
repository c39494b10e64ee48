import { describe, expect, it } from 'vitest';
import { decide } from '../../../src/core/phone/decide';
import type { Decision } from '../../../src/core/phone/decision';
import type { KnownFacts } from '../../../src/core/phone/known-facts';
import type { Offered } from '../../../src/core/phone/offered';
import { sentencesOf } from '../../../src/core/words/statement';
import { ctlWithTokens, flipByte } from '../../builders';
import {
  certificates,
  encryptionElements,
  identity,
  itl,
  named,
  node,
  now,
  readSigned,
  recoveryOf,
  signed,
  signedBytes,
} from './clusters';
import { cases, newItl, newPub, oldCtl, oldItl, oldPub } from './decide-cases';
import { configuration, configurationName, holding, offer, offline, unknown, vouches } from './phones';

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
    expect(verdicts('accepted')).toEqual(['P1', 'P10', 'P2', 'P3', 'P4', 'P5', 'P6', 'P9']);
    expect(verdicts('refused')).toEqual(['L1', 'P2', 'P3', 'P4', 'P5', 'P6', 'P7', 'P9']);
  });

  it('shows errcode 19 only where it refuses: not where a TVS vouches', async () => {
    const stores = await certificates(newPub.callManager);
    const known: KnownFacts = { tvs: { reachable: 'all', stores }, now };
    const { verdict, steps } = await decide(holding({ itl: oldItl }), configuration(newPub.callManager), known);
    expect(verdict).toBe('accepted');
    expect(steps.map(({ sentence }) => sentence).join('\n')).not.toContain('errcode');
  });

  it('judges a list as what its FILENAME says, in any place', async () => {
    const offered = offer('ITL', oldItl);
    const right = await decide(holding({ ctl: oldCtl }), offered, offline);
    expect(await decide(holding({ itl: oldCtl }), offered, offline)).toEqual(right);
    expect(right.rule).toBe('P2');
    const both = await decide(holding({ ctl: oldCtl, itl: oldItl }), offered, offline);
    expect(await decide({ ctl: oldItl, itl: oldCtl }, offered, offline)).toEqual(both);
    await expect(decide({ ctl: oldCtl, itl: oldCtl }, offered, offline)).rejects.toThrow(/are both a CTL/);
  });

  it('knows a signer in the spelling of certutils, and in any order of attributes', async () => {
    const other = itl('certutils.tlv', [oldPub], { order: 'certutils' });
    const decision = await decide(holding({ itl: oldItl }), offer('ITL', other), unknown);
    expect(decision.verdict).toBe('accepted');
  });

  it('knows a hardware token by the name that the token writes', async () => {
    const held = named('tokens.tlv', (await ctlWithTokens()).bytes);
    const decision = await decide(holding({ ctl: held }), offer('CTL', held), unknown);
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
    decide(holding({ itl: oldItl }), offer('ITL', newItl), { tvs, now });

  it('names the TVS, and the certificate that it has to know', async () => {
    const { dependsOn } = await question('unknown');
    expect(dependsOn).toHaveLength(2);
    expect(dependsOn[0]?.sentence).toMatch(
      /^This TVS is in the phone's configuration .* answers on TCP 2445, and still presents the certificate that old\/ITLFile\.tlv contains for it: old-pub, serial 4/,
    );
    expect(dependsOn[1]?.sentence).toMatch(
      /^The trust store of that TVS .* contains the signer's certificate: new-pub, serial 4/,
    );
  });

  it('depends only on the network if the store is known to contain the signer', async () => {
    const { verdict, dependsOn } = await question({
      reachable: 'unknown',
      stores: await certificates(newPub.callManager),
    });
    expect(verdict).toBe('depends');
    expect(dependsOn).toHaveLength(1);
    expect(dependsOn[0]?.sentence).toContain('TCP 2445');
  });

  it('depends only on the store if the TVS is known to answer', async () => {
    const { verdict, dependsOn } = await question({ reachable: 'all', stores: 'unknown' });
    expect(verdict).toBe('depends');
    expect(dependsOn).toHaveLength(1);
    expect(dependsOn[0]?.sentence).toContain('Phone-SAST-trust or CallManager-trust');
  });

  it('is answered with no by a store that does not contain the signer, or contains it with another key', async () => {
    const absent = await question({ reachable: 'all', stores: await certificates(newPub.tvs) });
    expect(absent.verdict).toBe('refused');
    expect(absent.steps.some(({ reason }) => reason === 'tvs-lacks-signer')).toBe(true);

    const impostor = await identity('new-pub', 'impostor', {
      serial: Buffer.from(newPub.callManager.serial).toString('hex'),
    });
    const other = await question({ reachable: 'all', stores: await certificates(impostor) });
    expect(other.verdict).toBe('refused');
    expect(other.steps.some(({ reason }) => reason === 'tvs-has-other-key')).toBe(true);
  });

  it('goes to the TVS that answers, by its record', async () => {
    const sub = await node('old-sub');
    const held = itl('old/two.tlv', [oldPub, sub]);
    const known: KnownFacts = { tvs: { reachable: [5], stores: 'holds-signer' }, now };
    const decision = await decide(holding({ itl: held }), offer('ITL', newItl), known);
    expect(decision.verdict).toBe('accepted');
    expect(decision.steps.filter(({ reason }) => reason === 'asks-tvs').map(({ record }) => record)).toEqual([5]);
  });

  it('says that a configuration must also be intact if its signer is not at hand', async () => {
    const decision = await decide(holding({ itl: oldItl }), configuration(newPub.callManager), vouches);
    expect(decision.verdict).toBe('depends');
    expect(sentencesOf(decision.dependsOn)).toEqual([
      `The signature of ${configurationName} verifies with that certificate: nothing has changed since it was signed.`,
    ]);
  });

  it('says that an answer may be left from the last day if no TVS answers: a known fact', async () => {
    const { verdict, unknown: notes, steps } = await question({ reachable: 'none', stores: 'unknown' });
    expect(verdict).toBe('refused');
    expect(notes).toEqual([]);
    expect(steps.find(({ reason }) => reason === 'tvs-answer-is-cached')?.outcome).toBe('applies');
  });
});

describe('a verdict', () => {
  it('is plain JSON in the documented shape', async () => {
    const decision = await decide(holding({ itl: oldItl }), offer('ITL', newItl), unknown);
    expect(JSON.parse(JSON.stringify(decision))).toEqual(decision);
    const fields = ['args', 'dependsOn', 'reason', 'rule', 'sentence', 'steps', 'unknown', 'verdict'];
    expect(Object.keys(decision).sort()).toEqual(fields);
    for (const step of decision.steps) {
      expect(Object.keys(step).sort()).toEqual(['args', 'file', 'outcome', 'reason', 'record', 'rule', 'sentence']);
    }
  });

  it('on an encrypted configuration depends on the phone’s key, and only if its signer is known', async () => {
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
    const decision = await decide(holding({ itl: held }), offer('ITL', regenerated), offline);
    expect(decision.verdict).toBe('accepted');
    expect(decision.steps.some(({ sentence }) => sentence.includes('(SAST, ITLRECOVERY_pub12)'))).toBe(true);
  });
});
