import { beforeAll, describe, expect, it } from 'vitest';
import { decide } from '../../../src/core/phone/decide';
import { decisionJson, type Decision } from '../../../src/core/phone/decision';
import { inspectList, type Phone } from '../../../src/core/phone/held';
import type { Offered } from '../../../src/core/phone/offered';
import { digestQuestions, nearMiss } from '../../../src/core/phone/open-questions';
import { reasons, type ReasonId } from '../../../src/core/phone/reasons';
import { ruleIds, sources, unknowns } from '../../../src/core/phone/rules';
import { doubtsOf, verifySigned, type SignedVerdict } from '../../../src/core/phone/verify-signed';
import { sentencesOf, type Statement } from '../../../src/core/words/statement';
import { filled } from '../../../src/core/words/translate';
import { ecKey, Role, u8 } from '../../builders';
import { flawedKey, identityWith } from '../../flawed-keys';
import { blankItl, certificates, identity, itl, itlRecords, list, node, now, signed } from './clusters';
import { cases, newItl, newPub, oldCtl, oldItl, oldPub } from './decide-cases';
import { doubtful } from './doubtful-cases';
import { configuration, configurationName, holding, offer, unknown, vouches } from './phones';

const elliptic = await identity('pub-EC', 'ec', { key: ecKey('P-256', 'signer') });
const impostor = await identity('new-pub', 'impostor', {
  serial: Buffer.from(newPub.callManager.serial).toString('hex'),
});
const withEc = list('ITLFile.tlv', {
  signer: oldPub.callManager,
  records: [...itlRecords([oldPub], oldPub.callManager), { function: Role.ccmTftp, certificate: elliptic }],
});

const flawed = identityWith(flawedKey('exponent-one'), { CN: 'flawed' }, '21');
const flawedFile = signed(configurationName, flawed);
const flawedList = list('ITLFile.tlv', {
  signer: oldPub.callManager,
  records: [{ function: Role.ccmTftp, certificate: flawed }],
});

/** What the tables of the other tests leave out. */
const others: readonly { readonly phone: Phone; readonly offered: Offered; readonly known?: typeof unknown }[] = [
  { phone: holding({ ctl: oldCtl }), offered: configuration(newPub.callManager) },
  { phone: holding({ itl: { ...oldItl, isText: true } }), offered: offer('ITL', newItl) },
  { phone: holding({ itl: oldItl }), offered: configuration(newPub.callManager), known: vouches },
  {
    phone: holding({ itl: oldItl }),
    offered: offer('ITL', { file: 'nobody.tlv', list: { ...newItl.list, header: [] } }),
  },
  { phone: holding({ itl: itl('two.tlv', [oldPub, await node('old-sub')]) }), offered: offer('ITL', newItl) },
  ...(await Promise.all(
    [impostor, oldPub.tvs].map(async (certificate) => ({
      phone: holding({ itl: oldItl }),
      offered: offer('ITL', newItl),
      known: { tvs: { reachable: 'all' as const, stores: await certificates(certificate) }, now },
    })),
  )),
];

const verdicts = async (): Promise<SignedVerdict[]> => {
  const name = configurationName;
  const byNewPub = signed(name, newPub.callManager);
  const blank = blankItl('blank.tlv', oldPub.callManager);
  const changed = { ...signed(name, oldPub.callManager), content: new Uint8Array(9) };
  return Promise.all([
    verifySigned({ ...byNewPub, header: [] }, name, [oldItl]),
    verifySigned(signed(name, newPub.callManager, { signed: false }), name, [oldItl]),
    verifySigned(byNewPub, name, []),
    verifySigned(byNewPub, name, [oldItl, oldCtl]),
    verifySigned(byNewPub, name, [oldItl, blank]),
    verifySigned(byNewPub, name, [blank]),
    verifySigned(signed(name, oldPub.callManager), name, [oldItl]),
    verifySigned(signed(name, oldPub.callManager, { digest: 'SHA-256' }), name, [oldItl]),
    verifySigned(signed(name, oldPub.callManager), name, [blank]),
    verifySigned(changed, name, [oldItl]),
    verifySigned(flawedFile, name, [flawedList]),
    verifySigned(signed(name, oldPub.callManager, { inSignerId: [{ tag: 5, value: u8(1) }] }), name, [oldItl]),
    verifySigned(signed(name, elliptic, { signedBy: oldPub.callManager }), name, [withEc]),
  ]);
};

const decisions: Decision[] = [];
const statements: Statement[] = [];

beforeAll(async () => {
  for (const { phone, offered, known = unknown } of [...cases, ...Object.values(doubtful).flat(), ...others]) {
    decisions.push(await decide(phone, offered, known));
  }
  // Lists without these elements can be decoded, and no builder makes them.
  const { records, ...held } = await inspectList(oldItl);
  const [record] = records.map((one) => ({ ...one, fields: { ...one.fields, functionCode: null } }));
  if (record === undefined) throw new Error('an ITL has a record');
  const unusual = [nearMiss({ list: { ...held, records }, record, made: 'yes' }), ...digestQuestions([], 'next.tlv')];
  statements.push(...unusual.map(({ condition }) => condition));
  const unverified = { ...oldItl, signature: { status: 'invalid' } } as const;
  const verdict = await verifySigned(signed(configurationName, oldPub.callManager), configurationName, [oldItl]);
  statements.push(...doubtsOf(verdict, [unverified]));
  statements.push(...decisions.flatMap(({ steps, dependsOn }) => [...steps, ...dependsOn]), ...(await verdicts()));
});

describe('the catalogue of reasons', () => {
  it('contains only sentences that some decision or verdict uses', () => {
    const used = new Set(statements.map(({ reason }) => reason));
    expect(Object.keys(reasons).filter((reason) => !used.has(reason))).toEqual([]);
  });

  it('gives every statement all of its values', () => {
    for (const { reason, args, sentence } of statements) {
      expect(sentence).toBe(filled(reasons[reason as ReasonId].text, args));
      expect(sentence).not.toMatch(/\{\w+\}/);
    }
  });

  it.each(Object.entries(reasons))('names rules, documents or unknowns as source of %s', (_, { text, source }) => {
    expect(text).toMatch(/^([A-Z]|\{).*\.$/);
    const ids = [...ruleIds, ...Object.keys(sources), ...Object.keys(unknowns)];
    for (const id of source === null ? [] : source.split(/[,;] /)) expect(ids).toContain(id);
  });
});

describe('a decision as JSON', () => {
  it('keeps every field of the first release, with sentences as plain strings', () => {
    for (const decision of decisions) {
      const json = decisionJson(decision);
      expect(json).toMatchObject({
        verdict: decision.verdict,
        rule: decision.rule,
        dependsOn: sentencesOf(decision.dependsOn),
        unknown: sentencesOf(decision.unknown),
        steps: decision.steps.map(({ rule, outcome, sentence, file, record }) => {
          return { rule, outcome, sentence, file, record };
        }),
      });
      expect(Object.keys(json).slice(0, 5)).toEqual(['verdict', 'rule', 'dependsOn', 'unknown', 'steps']);
    }
  });

  it('adds the reason and the values of each sentence beside it', () => {
    for (const decision of decisions) {
      const { reason, args, steps, dependsOnReasons, unknownReasons } = decisionJson(decision);
      const rendered = dependsOnReasons.map((one) => filled(reasons[one.reason as ReasonId].text, one.args));
      expect(rendered).toEqual(sentencesOf(decision.dependsOn));
      expect(unknownReasons.map((one) => one.reason)).toEqual(decision.unknown.map((one) => one.reason));
      expect(steps.map((step) => step.reason)).toEqual(decision.steps.map((step) => step.reason));
      expect(steps).toContainEqual(expect.objectContaining({ reason, args }));
    }
  });
});
