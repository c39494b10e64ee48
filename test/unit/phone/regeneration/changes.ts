import type { NamedList } from '../../../../src/core/phone/held';
import type { RegenerationInput } from '../../../../src/core/phone/regeneration/judge';
import { Role, rsaKey, type Identity, type RecordOptions } from '../../../builders';
import { blankItl, ctl, identity, itl, itlRecords, list, named, node, recoveryOf, token } from '../clusters';
import { encode } from '../../../../src/core/format/encode';

/** Changes of certificates, and what is said of each: the reasons that a check gives, and those that it must not give. */

const pub = await node('pub');
const pubNext = await node('pub', 2);
const sub = await node('sub');
const subNext = await node('sub', 2);
const recovery = await recoveryOf('pub');
const recoveryNext = await identity('ITLRECOVERY_pub', 'recovery 2');
const hardware = await token('ADN000000a');
const capf = await identity('CAPF-1', 'capf');
const capfNext = await identity('CAPF-1', 'capf 2');

export type Given = Omit<RegenerationInput, 'now'>;

export interface Row extends Given {
  readonly name: string;
  readonly says: readonly string[];
  readonly saysNot?: readonly string[];
}

const cluster12 = (file: string, of: Identity, ...nodes: Parameters<typeof itl>[1]): NamedList =>
  itl(file, nodes, { recovery: of });
const withCapf = (file: string, signer: Identity, of: Identity, records: readonly RecordOptions[]): NamedList =>
  list(file, { signer, records: [...records, { function: Role.capf, certificate: of }] });

const elsewhere = await recoveryOf('elsewhere');
const elsewhereNext = await identity('ITLRECOVERY_elsewhere', 'recovery 2');
const otherToken = await token('ADN000000b');
const [sastOne, sastTwo] = [await identity('SAST', 'one'), await identity('SAST', 'two')];

/** After a lock-out, configuration and utils itl reset are judged by themselves. */
export const configurationAndReset: readonly Row[] = [
  {
    name: 'ITLRecovery and TVS are new, CallManager is kept: configuration works, and localkey helps',
    held: cluster12('held.tlv', recovery, pub),
    served: cluster12('served.tlv', recoveryNext, { callManager: pub.callManager, tvs: pubNext.tvs }),
    says: ['locked-out', 'takes-configuration', 'reset-itl-with-local-key', 'reset-itl-with-saved-recovery'],
    saysNot: ['reset-itl-with-saved-key'],
  },
  {
    name: 'the publisher is kept and a subscriber is new: both are said',
    held: cluster12('held.tlv', recovery, pub, sub),
    served: cluster12('served.tlv', recoveryNext, { callManager: pub.callManager, tvs: pubNext.tvs }, subNext),
    says: ['locked-out', 'takes-configuration-of-some', 'reset-itl-with-local-key'],
  },
  {
    name: 'the publisher is new and a subscriber is kept: localkey signs with the key of the publisher',
    held: cluster12('held.tlv', recovery, pub, sub),
    served: cluster12('served.tlv', recoveryNext, pubNext, { callManager: sub.callManager, tvs: subNext.tvs }),
    says: ['locked-out', 'takes-configuration-of-some', 'reset-itl-with-saved-key'],
    saysNot: ['reset-itl-with-local-key'],
  },
  {
    name: 'a list that does not tell which node is the publisher: it may help',
    held: itl('held.tlv', [pub, sub], { recovery: elsewhere }),
    served: itl('served.tlv', [pubNext, { callManager: sub.callManager, tvs: subNext.tvs }], {
      recovery: elsewhereNext,
    }),
    says: ['locked-out', 'reset-itl-perhaps-with-local-key', 'reset-itl-with-saved-recovery'],
  },
  {
    name: 'everything is new',
    held: cluster12('held.tlv', recovery, pub),
    served: cluster12('served.tlv', recoveryNext, pubNext),
    says: ['locked-out', 'refuses-configuration-too', 'reset-itl-with-saved-key', 'after-reset'],
  },
  {
    name: 'a list without a TFTP certificate makes phones take unsigned configuration',
    held: list('held.tlv', {
      signer: pub.callManager,
      records: [
        { function: Role.sast, certificate: pub.callManager },
        { function: Role.tvs, certificate: pub.tvs },
      ],
    }),
    served: itl('served.tlv', [pubNext]),
    says: ['locked-out', 'takes-unsigned-configuration'],
  },
  {
    name: 'ITLRecovery is kept, CallManager signs and everything else is new: ITLRecovery.p12 is one way of two',
    held: list('held.tlv', {
      signer: pub.callManager,
      records: [...itlRecords([pub], pub.callManager), { function: Role.sast, certificate: recovery }],
    }),
    served: list('served.tlv', {
      signer: pubNext.callManager,
      records: [...itlRecords([pubNext], pubNext.callManager), { function: Role.sast, certificate: recovery }],
    }),
    says: ['locked-out', 'reset-itl-with-either-key'],
  },
];

const servedByCapf = withCapf('served.tlv', pub.callManager, capfNext, itlRecords([pub], pub.callManager));
const heldByCapf = withCapf('held.tlv', pub.callManager, capf, itlRecords([pub], pub.callManager));
const oldCtl = ctl('CTLFile.tlv', [hardware], [pub]);
const ctlWithCapf = (file: string, of: Identity, sast: readonly Identity[]): NamedList =>
  list(file, {
    kind: 'CTL',
    signer: sast[0] ?? hardware,
    records: [
      ...sast.map((certificate) => ({ function: Role.sast, certificate })),
      { function: Role.ccmTftp, certificate: pub.callManager },
      { function: Role.capf, certificate: of },
    ],
  });
/** A CTL that was handed in. */
export const ctls: readonly Row[] = [
  {
    name: 'is out of date if CAPF is new, though phones take the ITL',
    held: heldByCapf,
    served: servedByCapf,
    ctl: ctlWithCapf('CTLFile.tlv', capf, [hardware]),
    says: ['ctl-outdated', 'ctl-lacks', 'run-ctl-client'],
    saysNot: ['ctl-is-current'],
  },
  {
    name: 'is out of date if CallManager of another node is new',
    held: itl('held.tlv', [pub, sub]),
    served: itl('served.tlv', [pub, { callManager: subNext.callManager, tvs: sub.tvs }]),
    ctl: ctl('CTLFile.tlv', [pub.callManager], [pub, sub]),
    says: ['ctl-outdated', 'ctl-lacks', 'update-ctl'],
  },
  {
    name: 'is out of date if a TFTP server was added',
    held: itl('held.tlv', [pub]),
    served: itl('served.tlv', [pub, sub]),
    ctl: oldCtl,
    says: ['ctl-outdated', 'ctl-lacks', 'run-ctl-client'],
  },
  {
    name: 'is current if it contains what the new ITL contains, and "fine" covers both',
    held: heldByCapf,
    served: servedByCapf,
    ctl: ctlWithCapf('old/CTLFile.tlv', capf, [hardware]),
    servedCtl: ctlWithCapf('CTLFile.tlv', capfNext, [hardware]),
    says: ['fine', 'ctl-is-current'],
  },
  {
    name: 'is current if it has no certificates, as on a cluster that is not secure',
    held: heldByCapf,
    served: servedByCapf,
    ctl: list('CTLFile.tlv', {
      kind: 'CTL',
      signer: hardware,
      records: [
        { function: Role.sast, certificate: hardware },
        { function: Role.ccmTftp, dnsName: 'pub' },
      ],
    }),
    says: ['fine', 'ctl-is-current'],
  },
  {
    name: 'is refused if none of its signers is known and no TVS is left',
    held: itl('held.tlv', [pub]),
    served: itl('served.tlv', [{ callManager: pub.callManager, tvs: pubNext.tvs }]),
    ctl: oldCtl,
    servedCtl: ctl('new/CTLFile.tlv', [otherToken], [pub]),
    says: ['locked-out', 'refuses-new-ctl'],
  },
  {
    name: 'is the way out: phones take it first, and then the ITL that its SAST signs',
    held: itl('held.tlv', [pub]),
    served: itl('served.tlv', [pubNext], { recovery: recoveryNext }),
    ctl: oldCtl,
    servedCtl: ctl('new/CTLFile.tlv', [hardware, recoveryNext], [pubNext]),
    says: ['fine', 'ctl-is-current'],
  },
  {
    name: 'is orphaned if the cluster has none of its keys any more',
    held: itl('held.tlv', [pub]),
    served: itl('served.tlv', [pubNext]),
    ctl: ctl('CTLFile.tlv', [pub.callManager], [pub]),
    says: ['locked-out', 'ctl-orphaned', 'erase-ctl-and-itl-by-hand'],
    saysNot: ['update-ctl', 'erase-by-hand'],
  },
  {
    name: 'is orphaned, unless a TVS vouches, if only its TVS is kept',
    held: itl('held.tlv', [pub]),
    served: itl('served.tlv', [{ callManager: pubNext.callManager, tvs: pub.tvs }]),
    ctl: ctl('CTLFile.tlv', [pub.callManager], [pub]),
    says: ['ctl-outdated', 'ctl-through-tvs', 'ctl-orphaned'],
  },
  {
    name: 'cannot be judged if it shares with the old one a SAST that is not a token',
    held: itl('held.tlv', [pub]),
    served: itl('served.tlv', [{ callManager: pub.callManager, tvs: pubNext.tvs }]),
    ctl: ctl('CTLFile.tlv', [pub.callManager, recovery], [pub]),
    servedCtl: ctl('new/CTLFile.tlv', [sub.callManager, recovery], [pub]),
    says: ['not-known', 'new-ctl-not-known'],
  },
];

const large = (host: string, purpose: string): Promise<Identity> =>
  identity(host, purpose, { key: rsaKey(2048, `${host} ${purpose}`) });
const server = { callManager: await large('pub', 'large call manager'), tvs: pub.tvs };
const smallRecovery = (of: Identity, tvs: Identity): NamedList =>
  itl('any.tlv', [{ callManager: server.callManager, tvs }], { recovery: of });
/** A remedy says what it needs. */
export const needs: readonly Row[] = [
  {
    name: 'an ITLRecovery of 1024 bits beside servers of 2048: utils itl reset fails',
    held: { ...smallRecovery(recovery, pub.tvs), file: 'held.tlv' },
    served: { ...smallRecovery(recoveryNext, pubNext.tvs), file: 'served.tlv' },
    says: ['locked-out', 'regenerate-small-recovery', 'reset-itl-with-local-key'],
  },
  {
    name: 'servers of 1024 bits too: it does not fail',
    held: cluster12('held.tlv', recovery, pub),
    served: cluster12('served.tlv', recoveryNext, { callManager: pub.callManager, tvs: pubNext.tvs }),
    says: ['reset-itl-with-local-key'],
    saysNot: ['regenerate-small-recovery'],
  },
  {
    name: 'a blank ITL needs no erasing',
    held: blankItl('held.tlv', pub.callManager),
    served: itl('served.tlv', [pubNext]),
    says: ['fine'],
    saysNot: ['erase-by-hand'],
  },
  {
    name: 'a blank ITL beside a CTL does: the CTL rules',
    held: blankItl('held.tlv', pub.callManager),
    ctl: ctl('CTLFile.tlv', [pub.callManager], [pub]),
    served: itl('served.tlv', [pubNext]),
    says: ['locked-out', 'erase-ctl-and-itl-by-hand'],
  },
  {
    name: 'a list of certutils is signed again with a key that phones trust',
    held: list('held.tlv', {
      signer: pub.callManager,
      order: 'certutils',
      records: itlRecords([pub], pub.callManager),
    }),
    served: list('served.tlv', {
      signer: pubNext.callManager,
      order: 'certutils',
      records: itlRecords([pubNext], pubNext.callManager),
    }),
    says: ['locked-out', 'sign-again', 'erase-by-hand'],
    saysNot: ['restore-signer', 'ask-tac'],
  },
  {
    name: 'so is a list with a signer called SAST and without servers',
    held: list('held.tlv', {
      signer: sastOne,
      records: [
        { function: Role.sast, certificate: sastOne },
        { function: Role.ccm, certificate: pub.callManager },
      ],
    }),
    served: list('served.tlv', {
      signer: sastTwo,
      records: [{ function: Role.sast, certificate: sastTwo }],
    }),
    says: ['sign-again'],
    saysNot: ['restore-signer'],
  },
];

const heldByTwo = itl('held.tlv', [pub, sub]);
const whole = encode(itl('served.tlv', [pub, sub]).list);
const cut = (length: number): NamedList => named('served.tlv', whole.subarray(0, length));
/** What the files do not show is not said. */
export const unread: readonly Row[] = [
  {
    name: 'a TVS record behind the end of a cut list was not regenerated',
    held: heldByTwo,
    served: cut(whole.length - 400),
    says: ['tvs-is-not-read'],
    saysNot: ['tvs-is-gone'],
  },
  {
    name: 'nor in a list that is cut after its first record',
    held: heldByTwo,
    served: cut(1500),
    says: ['tvs-is-not-read'],
    saysNot: ['tvs-is-gone'],
  },
  { name: 'in a whole list it was', held: heldByTwo, served: itl('served.tlv', [pub]), says: ['tvs-is-gone'] },
];

const pubRenamed = await node('publisher-new', 2);
const subRenamed = await node('subscriber-new', 2);
const heldByThree = itl('held.tlv', [pub, sub, await node('sub3')]);
/** A host name changed: what to know before the next one does. */
export const renames: readonly Row[] = [
  {
    name: 'the only node, without a CTL',
    held: itl('held.tlv', [pub]),
    served: itl('served.tlv', [pubRenamed]),
    says: ['locked-out', 'blank-before-rename'],
    saysNot: ['rename-one-node-at-a-time'],
  },
  {
    name: 'the only node, with a CTL, which the CTL client brings up to date',
    held: itl('held.tlv', [pub]),
    served: itl('served.tlv', [pubRenamed]),
    ctl: ctl('CTLFile.tlv', [hardware], [pub]),
    says: ['run-ctl-client'],
    saysNot: ['blank-before-rename', 'rename-one-node-at-a-time'],
  },
  {
    name: 'one of two nodes',
    held: heldByTwo,
    served: itl('served.tlv', [pubRenamed, sub]),
    says: ['fine-through-tvs', 'rename-one-node-at-a-time'],
    saysNot: ['blank-before-rename'],
  },
  {
    name: 'a subscriber that does not sign',
    held: heldByThree,
    served: itl('served.tlv', [pub, subRenamed, await node('sub3')]),
    says: ['fine', 'rename-one-node-at-a-time'],
  },
  {
    name: 'all nodes at once',
    held: heldByTwo,
    served: itl('served.tlv', [pubRenamed, subRenamed]),
    says: ['locked-out', 'rename-one-node-at-a-time'],
  },
  {
    name: 'no host name: a node was added',
    held: heldByTwo,
    served: itl('served.tlv', [pub, sub, await node('sub4')]),
    says: ['fine'],
    saysNot: ['rename-one-node-at-a-time', 'blank-before-rename'],
  },
  {
    name: 'no host name: the certificates of the only node were renewed',
    held: itl('held.tlv', [pub]),
    served: itl('served.tlv', [await node('pub', 2)]),
    says: ['locked-out'],
    saysNot: ['blank-before-rename'],
  },
];

const withSerialOf = (known: Identity, host: string): Promise<Identity> =>
  identity(host, 'another key', { serial: Buffer.from(known.serial).toString('hex') });
const otherCallManager = await withSerialOf(pub.callManager, 'pub');
const otherRecovery = await withSerialOf(recovery, 'ITLRECOVERY_pub');

/** A signer with the serial number of a known certificate and another key. */
export const namesakes: readonly Row[] = [
  {
    name: 'CallManager, in a lock-out',
    held: itl('held.tlv', [pub]),
    served: itl('served.tlv', [{ callManager: otherCallManager, tvs: pubNext.tvs }]),
    says: ['signer-has-new-key'],
    saysNot: ['signer-is-new', 'signer-is-known'],
  },
  {
    name: 'CallManager, with a TVS that is kept',
    held: itl('held.tlv', [pub]),
    served: itl('served.tlv', [{ callManager: otherCallManager, tvs: pub.tvs }]),
    says: ['signer-has-new-key'],
    saysNot: ['signer-is-new'],
  },
  {
    name: 'ITLRecovery',
    held: cluster12('held.tlv', recovery, pub),
    served: cluster12('served.tlv', otherRecovery, pub),
    says: ['signer-has-new-key'],
    saysNot: ['signer-is-new'],
  },
];
