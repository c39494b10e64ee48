import { describe, expect, it } from 'vitest';
import { encode } from '../../../../src/core/format/encode';
import { migrationMarkdown } from '../../../../src/core/phone/migration/markdown';
import type { Cluster, MigrationFacts, MigrationPlan } from '../../../../src/core/phone/migration/migration';
import { planMigration } from '../../../../src/core/phone/migration/plan';
import type { MethodId, MethodVerdict } from '../../../../src/core/phone/migration/reasons';
import { Role, rsaKey } from '../../../builders';
import { blankItl, ctl, identity, itl, itlRecords, list, named, node, now, recoveryOf } from '../clusters';

const oldPub = await node('old-pub');
const newPub = await node('new-pub');
const samePub = await node('old-pub', 2);
const recovery = await recoveryOf('old-pub');
const large = await identity('old-pub', 'large', { key: rsaKey(2048, 'old-pub large') });
const only = (list: Cluster['itl'], heldCtl: Cluster['ctl'] = null): Cluster => ({
  itl: list,
  ctl: heldCtl,
  bundles: [],
});
const old = only(itl('old/ITLFile.tlv', [oldPub]));
const next = only(itl('new/ITLFile.tlv', [newPub]));
const none = only(null);

const plan = (from: Cluster, to: Cluster, facts: MigrationFacts = {}): Promise<MigrationPlan> =>
  planMigration(from, to, { now, ...facts });
const reasonsOf = ({ methods, notes }: MigrationPlan): string[] =>
  [...notes, ...methods.flatMap((method) => [method, ...method.conditions, ...method.steps])].map(
    ({ reason }) => reason,
  );

interface Row {
  readonly name: string;
  readonly from: Cluster;
  readonly to: Cluster;
  readonly facts?: MigrationFacts;
  readonly verdicts?: Partial<Record<MethodId, MethodVerdict>>;
  readonly says?: readonly string[];
  readonly saysNot?: readonly string[];
}

const foreign = list('old/ITLFile.tlv', {
  signer: oldPub.callManager,
  order: 'certutils',
  records: itlRecords([oldPub], oldPub.callManager),
});
const tooLarge = only(itl('new/ITLFile.tlv', [newPub], { trailing: new Uint8Array(66_000) }));
const lostSigner = (file: string): Cluster =>
  only(list(file, { signer: samePub.callManager, records: itlRecords([oldPub], oldPub.callManager) }));
const withLarge = only(itl('old/ITLFile.tlv', [{ callManager: large, tvs: oldPub.tvs }], { recovery }));

/** Behind its end its signer may have been. */
const cut = named('new/ITLFile.tlv', encode(itl('any.tlv', [newPub]).list).subarray(0, 400));

const rows: readonly Row[] = [
  {
    name: 'a new list over 64 KB closes every way, erasing too',
    from: old,
    to: tooLarge,
    verdicts: { erase: 'does-not', rollback: 'does-not', 'bulk-certificates': 'does-not' },
  },
  {
    name: 'so does a new CTL over 64 KB',
    from: old,
    to: only(null, ctl('new/CTLFile.tlv', [newPub.callManager], [newPub], { trailing: new Uint8Array(66_000) })),
    verdicts: { erase: 'does-not', rollback: 'does-not', 'bulk-certificates': 'does-not' },
  },
  {
    name: 'a new list with a forged signature leaves it open whether a phone without lists takes it',
    from: old,
    to: only(itl('new/ITLFile.tlv', [newPub], { signedBy: oldPub.tvs })),
    verdicts: { erase: 'works-if', 'bulk-certificates': 'does-not' },
  },
  {
    name: 'a blank ITL needs no erasing',
    from: only(blankItl('old/ITLFile.tlv', oldPub.callManager)),
    to: next,
    facts: { phonesHoldCtl: false },
    says: ['erase-is-not-needed'],
    saysNot: ['erase-79xx', 'erase-possible-ctl'],
  },
  {
    name: 'a blank ITL beside a CTL does',
    from: only(blankItl('old/ITLFile.tlv', oldPub.callManager), ctl('old/CTLFile.tlv', [recovery], [oldPub])),
    to: next,
    says: ['erase-ctl-and-itl', 'erase-79xx', 'erase-this-ctl'],
  },
  {
    name: 'a bulk export to a cluster before 8.0 cannot work',
    from: old,
    to: none,
    facts: { newVersion: 7.1 },
    verdicts: { 'bulk-certificates': 'does-not', 'itl-reset': 'does-not' },
  },
  {
    name: 'ITLRecovery of 1024 bits beside servers of 2048',
    from: withLarge,
    to: none,
    says: ['reset-small-recovery', 'run-remote-reset'],
  },
  {
    name: 'ITLRecovery as large as the servers',
    from: only(itl('old/ITLFile.tlv', [oldPub], { recovery })),
    to: none,
    says: ['run-remote-reset'],
    saysNot: ['reset-small-recovery'],
  },
  {
    name: 'before 12.0 localkey signs with ITLRecovery',
    from: only(
      list('old/ITLFile.tlv', {
        signer: oldPub.callManager,
        records: [...itlRecords([oldPub], oldPub.callManager), { function: Role.sast, certificate: recovery }],
      }),
    ),
    to: none,
    says: ['run-reset'],
    saysNot: ['run-remote-reset'],
  },
  {
    name: 'a list of certutils has no backup and no rollback parameter',
    from: only(foreign),
    to: next,
    verdicts: { rollback: 'does-not', restore: 'does-not' },
    says: ['foreign-list', 'rollback-foreign', 'restore-foreign'],
  },
  {
    name: 'so has one whose signer is called SAST and that names no server',
    from: only(
      list('old/ITLFile.tlv', {
        signer: await identity('SAST', 'one'),
        records: [{ function: Role.sast, certificate: await identity('SAST', 'one') }],
      }),
    ),
    to: next,
    says: ['foreign-list', 'restore-foreign'],
  },
  {
    name: 'a new list that does not contain its signer is CSCtn50405',
    from: old,
    to: lostSigner('new/ITLFile.tlv'),
    says: ['signer-not-in-own-list'],
  },
  { name: 'so is an old one', from: lostSigner('old/ITLFile.tlv'), to: next, says: ['signer-not-in-own-list'] },
  {
    name: 'a list that is cut is not',
    from: old,
    to: only(cut),
    saysNot: ['signer-not-in-own-list'],
  },
  {
    name: 'servers of one name in both clusters',
    from: old,
    to: only(itl('new/ITLFile.tlv', [samePub])),
    says: ['equal-hosts'],
  },
  { name: 'servers of different names', from: old, to: next, saysNot: ['equal-hosts'] },
];

describe('a plan', () => {
  it.each(rows)('$name', async ({ from, to, facts, verdicts = {}, says = [], saysNot = [] }) => {
    const made = await plan(from, to, facts);
    for (const [id, verdict] of Object.entries(verdicts)) {
      expect(made.methods.find((method) => method.id === id)).toMatchObject({ id, verdict });
    }
    const reasons = reasonsOf(made);
    for (const reason of says) expect(reasons).toContain(reason);
    for (const reason of saysNot) expect(reasons).not.toContain(reason);
  });

  it('tells servers of one name apart wherever a step names them', async () => {
    const { methods } = await plan(old, only(itl('new/ITLFile.tlv', [samePub])));
    const steps = methods.flatMap((method) => method.steps.map(({ sentence }) => sentence)).join('\n');
    expect(steps).toContain('Point the phones to old-pub (the new cluster)');
    expect(steps).toContain('Keep old-pub (the old cluster) running');
  });

  it('says first that nothing has to be done', async () => {
    const same = only(itl('new/ITLFile.tlv', [oldPub], { timestamp: 1577880000 }));
    const text = migrationMarkdown(await plan(old, same));
    expect(text.indexOf('nothing has to be done first')).toBeLessThan(text.indexOf('## '));
  });
});
