import { describe, expect, it } from 'vitest';
import { planMigration } from '../../../../src/core/phone/migration/plan';
import type { NamedList } from '../../../../src/core/phone/held';
import type { Cluster, ListDecision, MigrationFacts } from '../../../../src/core/phone/migration/migration';
import type { MethodId } from '../../../../src/core/phone/migration/reasons';
import { unknowns } from '../../../../src/core/phone/rules';
import { sentencesOf } from '../../../../src/core/words/statement';
import { Role, u32 } from '../../../builders';
import { blankItl, bundle, ctl, identity, itl, list, node, now } from '../clusters';
import {
  oldPub,
  newPub,
  newSub,
  recovery,
  tokenA,
  tokenB,
  oldItl,
  old,
  next,
  oldSecure,
  nextSecure,
  stores,
  everythingDone,
  judge,
} from './moves';

describe('moving phones', () => {
  it('says what phones would do as it is, before and after the import', async () => {
    const partial = await bundle('old-stores.pem', oldPub.callManager);
    const verdicts = async (bundles: Cluster['bundles'], facts: MigrationFacts = {}): Promise<string[]> => {
      const plan = await planMigration({ ...old, bundles }, next, { now, ...facts });
      return plan.asItIs.map(({ decision }) => decision.verdict);
    };
    expect(await verdicts([])).toEqual(['depends']);
    expect(await verdicts([partial])).toEqual(['refused']);
    expect(await verdicts([stores])).toEqual(['depends']);
    expect(await verdicts([stores], { oldTvsReachable: true })).toEqual(['accepted']);
  });

  it('judges the new ITL with the CTL that phones take before it', async () => {
    const before = ctl('old/CTLFile.tlv', [tokenA], [oldPub]);
    const after = ctl('new/CTLFile.tlv', [tokenB, tokenA], [newPub]);
    const served = itl('new/ITLFile.tlv', [newPub], { timestamp: 1577880000 });
    const facts = { oldTvsReachable: false };
    const from = { ...old, ctl: before };
    const { asItIs, notes } = await planMigration(from, { itl: served, ctl: after, bundles: [] }, { now, ...facts });
    expect(asItIs.map(({ file, decision: { verdict, rule } }) => [file, verdict, rule])).toEqual([
      ['new/CTLFile.tlv', 'accepted', 'P5'],
      ['new/ITLFile.tlv', 'accepted', 'P3'],
    ]);
    expect(sentencesOf(asItIs[1]?.reasons ?? [])).toEqual([
      expect.stringContaining('The phone already trusts the signer, record 3 of new/CTLFile.tlv (CCM+TFTP'),
    ]);
    expect(sentencesOf(notes).join()).toContain('nothing has to be done');
    const token = await judge('hardware-token', from, { itl: served, ctl: after, bundles: [] }, facts);
    expect(token).toMatchObject({
      verdict: 'works-if',
      conditions: [{ reason: 'token-no-79x0', args: { ctl: 'old/CTLFile.tlv' } }],
    });
  });

  it('judges the new ITL with the old CTL if phones refuse the new one', async () => {
    const before = ctl('old/CTLFile.tlv', [tokenA], [oldPub, newPub]);
    const after = ctl('new/CTLFile.tlv', [tokenB], [newSub]);
    const served = itl('new/ITLFile.tlv', [newPub], { timestamp: 1577880000 });
    const { asItIs } = await planMigration(
      { ...old, ctl: before },
      { itl: served, ctl: after, bundles: [] },
      { now, oldTvsReachable: false },
    );
    expect(asItIs.map(({ decision }) => decision.verdict)).toEqual(['refused', 'accepted']);
  });

  it('says what the new ITL depends on while it is open whether phones take the new CTL', async () => {
    const served = itl('new/ITLFile.tlv', [newPub], { timestamp: 1577880000 });
    const verdictOnItl = async (after: NamedList, held = oldItl): Promise<ListDecision | undefined> => {
      const to = { itl: served, ctl: after, bundles: [] };
      return (await planMigration({ ...old, itl: held }, to, { now })).asItIs[1];
    };
    // The new CTL contains the signer of the new ITL.
    const helps = await verdictOnItl(ctl('new/CTLFile.tlv', [tokenB], [newPub]));
    expect(helps).toMatchObject({ file: 'new/ITLFile.tlv', decision: { verdict: 'depends' } });
    expect(sentencesOf(helps?.reasons ?? [])).toEqual([
      expect.stringMatching(
        /^The phone has taken new\/CTLFile\.tlv first\. Without that CTL this must be true: This TVS .* answers on TCP 2445/,
      ),
    ]);
    // An ITL that the phone takes with and without it is certain.
    const knows = itl('old/ITLFile.tlv', [oldPub, newPub]);
    expect((await verdictOnItl(ctl('new/CTLFile.tlv', [tokenB], [newPub]), knows))?.decision.verdict).toBe('accepted');
  });

  it('judges nothing as it is if phones hold a CTL that was not provided', async () => {
    const { asItIs, notes } = await planMigration(old, next, { now, phonesHoldCtl: true });
    expect(asItIs).toEqual([]);
    expect(sentencesOf(notes).join()).toContain('The phones hold a CTL that was not provided');
  });

  it('tells mixed mode by the function CCM+TFTP in the ITL', async () => {
    const facts = async (held: NamedList, more: MigrationFacts = {}): Promise<string> =>
      (await judge('rollback', { ...old, itl: held }, next, more)).evidence.map(({ sentence }) => sentence).join('\n');
    const mixed = 'Phones of this cluster may hold a CTL: record 2 of old/ITLFile.tlv (CCM+TFTP, old-pub)';
    expect(await facts(oldItl)).toContain(mixed);
    expect(await facts(oldItl, { phonesHoldCtl: false })).not.toContain('may hold a CTL');
    const nonSecure = list('old/ITLFile.tlv', {
      signer: oldPub.callManager,
      records: [
        { function: Role.sast, certificate: oldPub.callManager },
        { function: Role.tftp, certificate: oldPub.callManager },
        { function: Role.tvs, certificate: oldPub.tvs },
      ],
    });
    expect(await facts(nonSecure)).not.toContain('may hold a CTL');
    expect(await facts(nonSecure)).toContain('only if they know its signer, or a TVS vouches for it');
  });

  it('says of each signer whether the old stores contain it, and if not, whether an export does', async () => {
    const facts = async (inStores: Cluster['bundles'], exported: Cluster['bundles']): Promise<string[]> => {
      const method = await judge(
        'bulk-certificates',
        { ...old, bundles: inStores },
        { ...next, itl: itl('new/ITLFile.tlv', [newPub], { recovery, timestamp: 1577880000 }), bundles: exported },
      );
      return method.evidence.map(({ sentence }) => sentence).filter((sentence) => !sentence.includes('TVS'));
    };
    const signer = 'the certificate of record 1 of new/ITLFile.tlv (SAST, ITLRECOVERY_new-pub)';
    const server = 'the certificate of record 2 of new/ITLFile.tlv (CCM+TFTP, new-pub)';
    expect(await facts([], [])).toEqual(["The contents of the old cluster's trust stores were not provided."]);
    expect(await facts([await bundle('stores.pem', newPub.callManager)], [])).toEqual([
      `The old cluster's trust stores (stores.pem) do not contain ${signer}.`,
      `The old cluster's trust stores contain ${server}: it is in stores.pem.`,
    ]);
    expect(
      await facts(
        [await bundle('stores.pem', oldPub.callManager)],
        [await bundle('new-pub_tftp.pkcs12', newPub.callManager)],
      ),
    ).toEqual([
      `The old cluster's trust stores (stores.pem) do not contain ${signer}.`,
      `The export of the new cluster (new-pub_tftp.pkcs12) does not contain ${signer}.`,
      `The old cluster's trust stores (stores.pem) do not contain ${server}.`,
      `The export of the new cluster (new-pub_tftp.pkcs12) contains ${server}.`,
    ]);
  });

  it('names a token once that both CTLs contain many times', async () => {
    const many = Array.from({ length: 400 }, () => tokenA);
    const [from, to] = [old, next].map((cluster, side) => ({
      ...cluster,
      ctl: ctl(`${side}/CTLFile.tlv`, many, [oldPub, newPub]),
    }));
    if (from === undefined || to === undefined) throw new Error('two clusters');
    const { evidence } = await judge('hardware-token', from, to);
    expect(evidence.map(({ sentence }) => sentence)).toEqual([
      expect.stringMatching(
        /^Both CTLs contain SAST-.* as hardware token: record 1 of 0\/CTLFile\.tlv, record 1 of 1\//,
      ),
    ]);
  });

  it('asks for each of very many certificates once', async () => {
    const unknownCluster: Cluster = { itl: null, ctl: null, bundles: [] };
    const records = [
      { function: Role.sast, certificate: recovery },
      ...Array.from({ length: 8_000 }, (_unused, at) => ({
        function: Role.tftp,
        certificate: newPub.callManager,
        replace: { 6: u32(at + 1), 8: null, 9: null },
      })),
    ];
    const { conditions } = await judge('bulk-certificates', unknownCluster, {
      ...next,
      ctl: ctl('new/CTLFile.tlv', [recovery], [], { records }),
      itl: itl('new/ITLFile.tlv', [newPub], { signer: recovery, records }),
    });
    expect(conditions.filter(({ sentence }) => sentence.includes('contain the certificate of'))).toHaveLength(8_001);
  });

  it('asks for each certificate once, though CTL and ITL contain it', async () => {
    const { conditions } = await judge('bulk-certificates', oldSecure, nextSecure);
    expect(conditions.filter(({ sentence }) => sentence.includes('contain the certificate of'))).toHaveLength(4);
  });

  it('never calls a method certain that depends on something not known', async () => {
    const ended = await identity('old-pub', 'ended', { notAfter: new Date('2021-01-01T00:00:00Z') });
    const expiredTvs = list('old/ITLFile.tlv', {
      signer: oldPub.callManager,
      records: [
        { function: Role.sast, certificate: oldPub.callManager },
        { function: Role.tvs, certificate: ended },
      ],
    });
    const late = itl('old/ITLFile.tlv', [oldPub], { timestamp: 1600000000 });
    for (const [held, unknown] of [
      [expiredTvs, unknowns.expiry.text],
      [late, unknowns['timestamp-order'].text],
    ] as const) {
      const from = { ...old, itl: held, bundles: [stores] };
      const method = await judge('bulk-certificates', from, next, everythingDone);
      expect(method).toMatchObject({ verdict: 'works-if', unknown: [{ sentence: unknown }] });
    }
  });
});

describe('the steps', () => {
  const stepsOf = async (id: MethodId, from: Cluster, to: Cluster, facts: MigrationFacts = {}): Promise<string[]> =>
    sentencesOf((await judge(id, from, to, facts)).steps);

  it('carry the names of these clusters', async () => {
    const steps = await stepsOf('bulk-certificates', old, next);
    expect(steps[0]).toContain('OS Administration of new-pub and new-sub');
    expect(steps).toContainEqual(
      expect.stringContaining('ITLRecovery of the new cluster (ITLRECOVERY_new-pub), upload it on old-pub'),
    );
    expect(steps.at(-1)).toContain('Keep old-pub running until the last phone has moved');
  });

  it('leave out the import if it is done', async () => {
    const steps = await stepsOf('bulk-certificates', { ...old, bundles: [stores] }, next);
    expect(steps[0]).toBe('Restart the Trust Verification Service on every node of the old cluster (old-pub).');
  });

  it('keep bundles of equal names apart', async () => {
    const method = await judge(
      'bulk-certificates',
      { ...old, bundles: [await bundle('CCMPUB_tftp.pkcs12', oldPub.callManager)] },
      { ...next, bundles: [await bundle('CCMPUB_tftp.pkcs12', newPub.callManager)] },
    );
    expect(method.evidence.map(({ sentence }) => sentence)).toContainEqual(
      expect.stringContaining('2 bundles are called CCMPUB_tftp.pkcs12'),
    );
    expect(sentencesOf(method.steps).join('\n')).toContain('with another directory');
    expect(sentencesOf(method.steps).join('\n')).toContain('Consolidate the bundles here');
    expect(sentencesOf(method.steps).join('\n')).toMatch(
      /No source says that CUCM imports a file that CUCM did not make: on old-pub, upload each certificate by hand, as CallManager-trust and as Phone-SAST-trust: ITLRECOVERY_new-pub, new-pub and new-sub\./,
    );
    expect(sentencesOf(method.steps).join('\n')).not.toContain('Import (TFTP)');
  });

  it.each([
    ['the same name', 'ccmpub', 'ccmpub'],
    ['the same name in another case and domain', 'CCMPUB.old.example', 'ccmpub.new.example'],
    ['the same address', '10.48.47.153', '10.48.47.153'],
  ])('keep the exports of servers apart that have %s, with no bundle given', async (_, before, after) => {
    const [ours, theirs] = [await node(before), await node(after, 2)];
    const method = await judge(
      'bulk-certificates',
      { ...old, itl: itl('old/ITLFile.tlv', [ours]) },
      { ...next, itl: itl('new/ITLFile.tlv', [theirs]) },
    );
    expect(method.evidence.map(({ sentence }) => sentence)).toContainEqual(
      expect.stringMatching(
        /^Both clusters have a TFTP server called .*, and on one SFTP server the later export overwrites/,
      ),
    );
    expect(sentencesOf(method.steps).join('\n')).toContain('with another directory');
    expect(sentencesOf(method.steps).join('\n')).not.toContain('the same SFTP directory');
  });

  it.each([
    ['other names', 'ccmpub', 'ccmpub2', 2],
    ['other addresses of one network', '10.48.47.153', '10.48.47.154', 2],
    ['the certificates of one server', 'ccmpub', 'ccmpub', 1],
  ])('put the exports of servers together that have %s', async (_, before, after, generation) => {
    const [ours, theirs] = [await node(before), await node(after, generation)];
    const { evidence } = await judge(
      'bulk-certificates',
      { ...old, itl: itl('old/ITLFile.tlv', [ours]) },
      { ...next, itl: itl('new/ITLFile.tlv', [theirs]) },
    );
    expect(evidence.map(({ sentence }) => sentence).join('\n')).not.toContain('overwrites');
  });

  it('give the way around the import that answers null', async () => {
    const steps = await stepsOf('bulk-certificates', old, next, { oldVersion: 8.5, newVersion: 11 });
    expect(steps.join('\n')).toMatch(
      /answers "null".*on old-pub upload each certificate by hand, as CallManager-trust and as Phone-SAST-trust/,
    );
  });

  it.each([
    ['is not known', {}, true],
    ['is 8.6', { oldVersion: 8.6 }, true],
    ['is 10.5', { oldVersion: 10.5 }, false],
  ])('name that way if the old version %s: %j', async (_, facts, named) => {
    const steps = await stepsOf('bulk-certificates', old, next, facts);
    expect(steps.join('\n').includes('If the import answers "null"')).toBe(named);
  });

  it('erase the CTL too if there is one', async () => {
    expect((await judge('erase', oldSecure, next)).sentence).toContain('without CTL and ITL');
    expect((await stepsOf('erase', oldSecure, next)).at(-1)).toContain('Erase the CTL (old/CTLFile.tlv) as well');
    expect((await stepsOf('erase', old, next)).at(-1)).toContain('If a phone also holds a CTL, erase it as well');
    expect((await stepsOf('erase', old, next, { phonesHoldCtl: false })).join()).not.toContain('CTL');
  });
});

describe('the notes', () => {
  const notes = async (from: Cluster, to: Cluster, facts: MigrationFacts = {}): Promise<string> =>
    sentencesOf((await planMigration(from, to, { now, ...facts })).notes).join('\n');

  it('name what a phone shows at a destination that signs nothing', async () => {
    const nothing: Cluster = { itl: null, ctl: null, bundles: [] };
    expect(await notes(old, nothing, { unsignedDestination: true })).toContain('TFTP Timeout : SEP….cnf.xml.sgn');
    const blank = { ...old, itl: blankItl('blank.tlv', oldPub.callManager) };
    expect(await notes(blank, nothing, { unsignedDestination: true })).toContain('nothing has to be done first');
  });

  it('say that phones without lists (from CUCM Express) take the new ones', async () => {
    expect(await notes({ itl: null, ctl: null, bundles: [] }, next)).toContain('CUCM Express');
  });

  it('say if nothing has to be done', async () => {
    expect(await notes({ ...old, itl: blankItl('blank.tlv', oldPub.callManager) }, next)).toContain(
      'nothing has to be done',
    );
  });

  it('say that the signer changes with 12.0', async () => {
    expect(await notes(old, next, { oldVersion: 10.5, newVersion: 12.5 })).toContain(
      'From 12.0 the ITL is signed by ITLRecovery',
    );
  });

  it.each<[string, string, Cluster, MigrationFacts, RegExp]>([
    [
      'the new ITL shows it',
      '',
      next,
      {},
      /ITLRecovery, not by CallManager\.pem, and so is the ITL of the new cluster: the/,
    ],
    ['nothing shows it', '', { ...next, itl: null }, {}, /: if the new cluster runs 12\.0 or later, the old cluster/],
    ['CallManager signs', 'not ', { ...next, itl: itl('new.tlv', [newPub]) }, {}, /ITLRecovery/],
    ['the old is 12 too', 'not ', next, { oldVersion: 12.5 }, /ITLRecovery/],
    ['the new is 11.5', 'not ', { ...next, itl: null }, { newVersion: 11.5 }, /ITLRecovery/],
  ])('if %s, do %ssay so without both versions', async (_, not, to, facts, reads) => {
    expect(reads.test(await notes(old, to, facts))).toBe(not === '');
  });

  it('warn of a new cluster that is still in rollback', async () => {
    const to = { ...next, itl: blankItl('new/blank.tlv', newPub.callManager) };
    expect(await notes(old, to)).toContain('new/blank.tlv of the new cluster is blank');
  });
});

describe('a central TFTP cluster in front of both', () => {
  const nothing: Cluster = { itl: null, ctl: null, bundles: [] };
  it.each<[string, Cluster, Cluster, MigrationFacts, string | undefined]>([
    ['is none unless somebody says so', old, next, {}, undefined],
    ['of 8.0 or later works with two clusters that serve ITLs', old, next, { centralTftpVersion: 11.5 }, 'works'],
    [
      'of 8.0 or later needs the rollback parameter for CUCM Express',
      old,
      nothing,
      { centralTftpVersion: 11.5, unsignedDestination: true },
      'needs-rollback-parameter',
    ],
    [
      'before 8.0 needs it for a cluster that serves an ITL',
      old,
      next,
      { centralTftpVersion: 7 },
      'needs-rollback-parameter',
    ],
    ['depends on a version that nobody gave', old, nothing, { centralTftpVersion: 11.5 }, 'not-known'],
    ['takes a version for a list', old, nothing, { centralTftpVersion: 11.5, newVersion: 8 }, 'works'],
  ])('%s', async (_, from, to, facts, verdict) => {
    expect((await planMigration(from, to, { now, ...facts })).centralizedTftp?.verdict).toBe(verdict);
  });
});
