import { neededCertificates, overwriting, tftpHosts, type Bundle, type NeededCertificate } from './bundle';
import { decide } from './decide';
import type { Decision } from './decision';
import {
  certificatePhrase,
  idOf,
  isHardwareToken,
  isItlRecovery,
  labelOf,
  recordPhrase,
  sameCertificate,
  tvsRecords,
  type Phone,
  type ReadList,
} from './held';
import type { World } from './world';
import { isSast } from '../format/fields';
import type { InspectedRecord } from '../trust/inspected-record';
import type { Cluster, ClusterRead, Method, MethodId, Move } from './migration';
import type { Offered } from './offered';
import type { Evidence } from './regenerate';
import { tvsPort, type SourceId } from './rules';

const titles: Readonly<Record<MethodId, string>> = {
  'bulk-certificates': 'Bulk certificate export, consolidate and import',
  rollback: '"Prepare Cluster for Rollback to pre 8.0" on the old cluster',
  'hardware-token': 'A SAST that both CTLs hold (hardware token)',
  erase: 'Erase the lists on every phone by hand',
  'itl-reset': 'utils itl reset',
  restore: 'Restore the DRS backup of the old cluster',
};

const methodSources: Readonly<Record<MethodId, readonly SourceId[]>> = {
  'bulk-certificates': ['migrating-phones', 'bulk-certificates', 'secure-clusters'],
  rollback: ['migrating-phones', 'secure-clusters'],
  'hardware-token': ['migrating-phones'],
  erase: ['migrating-phones'],
  'itl-reset': ['itl-reset'],
  restore: ['security-by-default', 'migrating-phones'],
};

type Judgement = Pick<Method, 'sentence'> & Partial<Omit<Method, 'id' | 'title' | 'sources'>>;

/** Without a verdict of its own, a method works, and works only if its conditions are true where it has any. */
function method(id: MethodId, judgement: Judgement): Method {
  const conditions = [...new Set(judgement.conditions)];
  return {
    id,
    title: titles[id],
    verdict: conditions.length === 0 ? 'works' : 'works-if',
    evidence: [],
    steps: [],
    sources: methodSources[id],
    ...judgement,
    conditions,
    unknown: [...new Set(judgement.unknown)],
  };
}

function doesNot(id: MethodId, sentence: string, evidence: readonly Evidence[] = []): Method {
  return method(id, { verdict: 'does-not', sentence, evidence });
}

function evidence(sentence: string, list: ReadList | null = null, record: number | null = null): Evidence {
  return { sentence, file: list?.file ?? null, record };
}

export async function bulkCertificates(move: Move, destination: Cluster): Promise<Method> {
  const id = 'bulk-certificates';
  const { from, to, facts } = move;
  if (facts.unsignedDestination === true) {
    return doesNot(id, 'The destination signs nothing: there is no signer that the old TVS could vouch for.');
  }
  if (facts.oldTvsReachable === false) {
    return doesNot(
      id,
      'The phones cannot reach a TVS of the old cluster after the move: nobody vouches for the new one.',
    );
  }
  const servers = tvsRecords(from.itl);
  if (from.itl !== null && servers.length === 0) {
    return doesNot(
      id,
      `${from.itl.file} holds no TVS certificate${from.itl.blank ? ': it is blank' : ''}. Phones have no TVS left to ask.`,
      [evidence(`${from.itl.file} has no TVS record with a certificate.`, from.itl)],
    );
  }
  const vouched = { tvs: { reachable: 'all', stores: 'holds-signer' }, now: facts.now } as const;
  const after = await decisions(move.phone, destination, vouched);
  const refused = after.find(({ decision }) => decision.verdict === 'refused');
  // Without the old ITL, no TVS is known, and nothing can be said of what it would do.
  if (from.itl !== null && refused !== undefined) {
    return doesNot(id, `Phones would refuse ${refused.file} all the same: ${refusalOf(refused.decision)}`);
  }
  const open = from.itl === null ? [] : after.map(({ decision }) => decision);
  const needed = neededOf(to, from.bundles);
  const missing = needed.filter(({ bundle }) => bundle === null);
  const clashes = overwriting([...from.bundles, ...to.bundles]);
  return method(id, {
    sentence:
      missing.length === 0 && needed.length > 0
        ? "The old cluster's stores hold the new signers: its TVS vouches for them wherever phones reach it."
        : 'The old TVS vouches for the new cluster as soon as its stores hold the new signers.',
    conditions: [
      ...(from.itl === null
        ? ['The phones hold an ITL with TVS certificates of the old cluster: none was given here.']
        : []),
      ...(needed.length === 0
        ? [
            "The old cluster's stores hold the certificates that sign the new cluster's lists: no list of the new cluster was given here.",
          ]
        : []),
      ...missing.map(({ list, record, signsList }) => importCondition(list, record, signsList)),
      ...(facts.oldTvsReachable === true
        ? []
        : [
            `Both clusters are online, and phones reach an old TVS on TCP ${tvsPort} after the move: ${servers.length === 0 ? 'one of the phones’ CallManager group' : servers.map(labelOf).join(', ')}. It still presents the certificate that phones know.`,
          ]),
      ...(facts.tvsRestarted === true ? [] : ['TVS was restarted on the old cluster after the import.']),
      ...open.flatMap(({ dependsOn }) => dependsOn),
    ],
    evidence: [
      ...servers.flatMap((record) =>
        from.itl === null
          ? []
          : [evidence(`Phones know a TVS: ${recordPhrase(from.itl, record)}.`, from.itl, record.index)],
      ),
      ...needed.map(({ list, record, sentence }) => evidence(sentence, list, record.index)),
      ...clashes.map(({ sentence }) => evidence(sentence)),
    ],
    steps: bulkSteps({ from, to, facts }, missing, clashes.length > 0),
    unknown: open.flatMap(({ unknown }) => unknown),
  });
}

function importCondition(list: ReadList, record: InspectedRecord, signsList: boolean): string {
  const phrase = recordPhrase(list, record);
  return signsList
    ? `The old cluster's stores (Phone-SAST-trust or CallManager-trust) hold the certificate of ${phrase}, which signs ${list.file}.`
    : `The old cluster's stores hold the certificate of ${phrase}, which signs configuration.`;
}

function bulkSteps(
  { from, to, facts }: Pick<Move, 'from' | 'to' | 'facts'>,
  missing: readonly NeededCertificate[],
  clash: boolean,
): string[] {
  const oldHosts = hostsOf(from, 'the old cluster');
  const newHosts = hostsOf(to, 'the new cluster');
  const recovery = to.itl?.records.find(isItlRecovery);
  const old = facts.oldVersion;
  const byHand = missing.map(({ record }) => labelOf(record)).join(', ');
  return [
    ...(missing.length === 0
      ? []
      : [
          `OS Administration of ${newHosts}: Security > Bulk Certificate Management, set the SFTP server, export certificates of type TFTP.`,
          `The same on ${oldHosts}, to ${clash ? 'another directory: the bundles have equal names and would overwrite each other' : 'the same SFTP directory'}.`,
          clash
            ? 'Consolidate the bundles here (Consolidate…), and put the result in the SFTP directory of the old cluster.'
            : `On ${oldHosts}: Consolidate (TFTP), then Import (TFTP).`,
          ...(old !== undefined && old < 9
            ? [
                `If the import answers "null" (seen on 8.5 importing from 11), upload on ${oldHosts} by hand, as CallManager-trust and as Phone-SAST-trust: ${byHand}.`,
              ]
            : []),
          ...(recovery === undefined
            ? []
            : [
                `Upload ITLRecovery of the new cluster (${labelOf(recovery)}) as CallManager-trust and Phone-SAST-trust on ${oldHosts}, if the import did not bring it: from 12.0 it signs the ITL.`,
              ]),
        ]),
    `Restart the Trust Verification Service on every node of ${oldHosts}.`,
    `Try one phone: point it to ${newHosts}, and read its status messages.`,
    `Point the phones to ${newHosts} (DHCP option 150), and reset them. Keep ${oldHosts} running until the last one has moved.`,
  ];
}

export async function rollback(move: Move, to: Cluster): Promise<Method> {
  const id = 'rollback';
  const { from, facts } = move;
  if (from.ctl !== null) {
    return doesNot(
      id,
      `Phones hold a CTL (${from.ctl.file}): a blank ITL does not clear it, and leaves them no TVS to ask.`,
      [evidence(`${from.ctl.file} stays on the phones.`, from.ctl)],
    );
  }
  // A phone with a blank ITL is one without lists: rule P1.
  const after = await decisions({ ctl: null, itl: null }, to, { tvs: 'unknown', now: facts.now });
  const refused = after.find(({ decision }) => decision.verdict === 'refused');
  if (refused !== undefined) {
    return doesNot(id, `Phones would refuse ${refused.file} all the same: ${refusalOf(refused.decision)}`);
  }
  const open = after.map(({ decision }) => decision);
  if (from.itl?.blank === true) {
    return method(id, {
      sentence: `It is done: ${from.itl.file} is blank, and phones that hold it trust the next list that they are given.`,
      conditions: [
        ...(facts.everyPhoneBlank === true
          ? []
          : ['Every phone has fetched the blank ITL; one that was offline has not.']),
        ...open.flatMap(({ dependsOn }) => dependsOn),
      ],
      evidence: [evidence(`${from.itl.file} holds no TFTP, CCM+TFTP or TVS certificate.`, from.itl)],
      steps: afterBlanking(move),
      unknown: open.flatMap(({ unknown }) => unknown),
    });
  }
  if (facts.phonesTrustOld === false) {
    return doesNot(
      id,
      'The phones do not take files from the old cluster any more: they would refuse the blank ITL too.',
    );
  }
  return method(id, {
    sentence: 'A blank ITL makes phones trust the next list that they are given, signed by whomever.',
    conditions: [
      ...(facts.phonesTrustOld === true
        ? []
        : [
            'It is set before the move, while phones still take files from the old cluster: none shows "Verification Failed".',
          ]),
      ...(facts.everyPhoneBlank === true
        ? []
        : ['Every phone has fetched the blank ITL before it moves; one that is offline meanwhile keeps the old one.']),
      ...(from.itl === null ? ['Phones hold no CTL: none of the old cluster was given here.'] : []),
      ...open.flatMap(({ dependsOn }) => dependsOn),
    ],
    evidence:
      from.itl === null
        ? []
        : [evidence(`${from.itl.file} is not blank: phones that hold it refuse other clusters.`, from.itl)],
    steps: [...blankingSteps(move), ...afterBlanking(move)],
    unknown: open.flatMap(({ unknown }) => unknown),
  });
}

function blankingSteps({ from }: Move): string[] {
  const oldHosts = hostsOf(from, 'the old cluster');
  return [
    `Make a DRS backup of ${oldHosts}.`,
    `CUCM Administration of ${oldHosts}: System > Enterprise Parameters, "Prepare Cluster for Rollback to pre 8.0" = True; set the "Secured Phone URL Parameters" to http. Secure URLs (directories, services) do not work meanwhile.`,
    'Restart TVS on all nodes, then TFTP on all TFTP servers. Wait five minutes for TFTP to rebuild its files.',
    'Reset all phones, and wait until they are registered again.',
    'Check on several phones: Settings > Security > Trust List > ITL shows empty entries.',
  ];
}

function afterBlanking({ to, facts }: Move): string[] {
  const destination = facts.unsignedDestination === true ? 'the destination' : hostsOf(to, 'the new cluster');
  return [
    `Point the phones to ${destination} (DHCP option 150), and reset them.`,
    `When the last phone has moved, set the parameter back to False on clusters that stay.`,
  ];
}

export async function hardwareToken(move: Move, to: Cluster): Promise<Method> {
  const id = 'hardware-token';
  const { from, to: next, phone, facts } = move;
  if (from.ctl === null || next.ctl === null || to.ctl === null) {
    const without = [from.ctl === null ? 'old' : null, next.ctl === null ? 'new' : null].filter(
      (side) => side !== null,
    );
    return doesNot(id, `It takes a CTL on both sides: none of the ${without.join(' and of the ')} cluster was given.`);
  }
  const oldCtl = from.ctl;
  const newCtl = next.ctl;
  const shared = oldCtl.records.flatMap((ours) =>
    isSast(ours.fields)
      ? newCtl.records
          .filter((theirs) => isSast(theirs.fields) && sameCertificate(ours, theirs))
          .map((theirs) => ({ ours, theirs }))
      : [],
  );
  const found = shared.map(({ ours, theirs }) =>
    evidence(
      `Both CTLs hold ${labelOf(ours)} as ${isHardwareToken(ours) ? 'hardware token' : 'SAST'}: record ${ours.index} of ${oldCtl.file}, record ${theirs.index} of ${newCtl.file}.`,
      oldCtl,
      ours.index,
    ),
  );
  if (shared.length === 0) {
    return doesNot(id, `${oldCtl.file} and ${newCtl.file} have no SAST in common.`);
  }
  const alone = { tvs: { reachable: 'none', stores: 'unknown' }, now: facts.now } as const;
  const first = await decide(phone, { kind: 'CTL', ...to.ctl }, alone);
  if (first.verdict === 'refused') {
    return doesNot(id, `Phones would refuse ${newCtl.file}: ${refusalOf(first)}`, found);
  }
  const second =
    to.itl === null ? null : await decide({ ctl: to.ctl, itl: phone.itl }, { kind: 'ITL', ...to.itl }, alone);
  if (second?.verdict === 'refused') {
    return doesNot(
      id,
      `Phones take ${newCtl.file}, and would then refuse ${next.itl?.file ?? 'the new ITL'}: ${refusalOf(second)}`,
      found,
    );
  }
  const hosts = missingTftpHosts(oldCtl, newCtl);
  return method(id, {
    sentence: `Phones take ${newCtl.file} because of the SAST that they know, and with it everything that its CCM+TFTP certificates sign.`,
    conditions: [
      ...first.dependsOn,
      ...(second?.dependsOn ?? []),
      ...(hosts.length === 0 || facts.has79x0 === false
        ? []
        : [
            `There are no 7940 or 7960 phones, or ${oldCtl.file} lists the new TFTP servers too: ${hosts.join(', ')}. These models do not even ask a server that is not in their CTL.`,
          ]),
    ],
    evidence: found,
    steps: [
      ...(hosts.length === 0 || facts.has79x0 === false
        ? []
        : [
            `For 7940 and 7960: run the CTL client on the old cluster and add the TFTP servers ${hosts.join(', ')}; reset these phones.`,
          ]),
      `Point the phones to ${hostsOf(next, 'the new cluster')} (DHCP option 150), and reset them.`,
    ],
    unknown: [...new Set([...first.unknown, ...(second?.unknown ?? [])])],
  });
}

export function erase({ from }: Move): Method {
  const lists = from.ctl === null ? 'an ITL' : 'CTL and ITL';
  return method('erase', {
    sentence: `It always works, and takes one visit per phone: without ${lists} a phone trusts the next list that it is given.`,
    steps: [
      '79xx: Settings > Security > Trust List > ITL File > **# > Erase.',
      '89xx and 99xx: Settings > Administrator Settings > Reset Settings > Security Settings.',
      'Other models: see their administration guide. Where access to the settings is restricted, reset the phone to factory defaults.',
      ...(from.ctl === null
        ? []
        : [`Erase the CTL (${from.ctl.file}) as well: a phone that keeps it refuses other clusters.`]),
    ],
  });
}

export function itlReset({ from, to }: Move): Method {
  const id = 'itl-reset';
  const recovery = from.itl?.records.find(isItlRecovery);
  if (from.itl === null) {
    return doesNot(id, 'It is for phones of the same cluster that lost trust, and no ITL of theirs was given.');
  }
  if (recovery === undefined) {
    return doesNot(
      id,
      `${from.itl.file} does not hold ITLRecovery (CUCM 10.0 or later writes it): phones would refuse what it signs.`,
    );
  }
  const known = evidence(`Phones know ${recordPhrase(from.itl, recovery)}.`, from.itl, recovery.index);
  const same = to.itl?.records.find((record) => sameCertificate(recovery, record));
  if (same === undefined) {
    return doesNot(
      id,
      'It is for phones of the same cluster. The new cluster has another ITLRecovery, and phones would refuse what it signs.',
      [known],
    );
  }
  const certificate = idOf(recovery);
  return method(id, {
    sentence:
      'Both ITLs hold the same ITLRecovery: it is one cluster, and phones that lost trust take an ITL that this key signs.',
    conditions: ['The cluster runs CUCM 10.0 or later, and its ITLRecovery key is there, or in ITLRecovery.p12.'],
    evidence: [known],
    steps: [
      `On the publisher: utils itl reset localkey; or, with the saved key, utils itl reset remotekey … ITLRecovery.p12. It signs with ${certificate === null ? 'ITLRecovery' : certificatePhrase(certificate)}.`,
      'Reset the phones. When they are back, restart TFTP, so that the ITL is signed by its usual key again.',
    ],
  });
}

export function restore({ from, facts }: Move): Method {
  const id = 'restore';
  const signer = from.itl?.signer ?? null;
  const key = signer === null ? 'the old CallManager key' : `the key of ${certificatePhrase(signer)}`;
  if (facts.backupOfOldKey === false) return doesNot(id, `No backup holds ${key}.`);
  return method(id, {
    sentence: `A server that has ${key} is the old cluster as far as phones can tell.`,
    conditions: facts.backupOfOldKey === true ? [] : [`A DRS backup holds ${key}.`],
    steps: [
      `Install the server with the release of the backup and restore it. It brings back ${key}.`,
      'Run show itl before phones get it: "This etoken was not used to sign the ITL file." means that the backup lacked CallManager.pem (CSCtn50405); regenerate it then.',
    ],
  });
}

function refusalOf({ steps }: Decision): string {
  return steps.filter(({ outcome }) => outcome === 'not-met').at(-1)?.sentence ?? '';
}

/** TFTP servers of the new CTL that the old one does not list. */
function missingTftpHosts(oldCtl: ReadList, newCtl: ReadList): string[] {
  const listed = new Set(tftpHosts(oldCtl));
  return tftpHosts(newCtl).filter((host) => !listed.has(host));
}

function hostsOf({ itl, ctl }: ClusterRead, otherwise: string): string {
  const hosts = [...new Set([itl, ctl].flatMap((list) => (list === null ? [] : tftpHosts(list))))];
  return hosts.length === 0 ? otherwise : hosts.join(', ');
}

/** The certificates that the old cluster has to know, those that sign lists first, each once. */
function neededOf({ ctl, itl }: ClusterRead, bundles: readonly Bundle[]): NeededCertificate[] {
  const needed = [ctl, itl]
    .flatMap((list) => (list === null ? [] : neededCertificates(list, bundles)))
    .sort((a, b) => Number(b.signsList) - Number(a.signsList));
  return needed.filter(
    ({ record }, index) => !needed.slice(0, index).some((earlier) => sameCertificate(earlier.record, record)),
  );
}

/** What a phone would do with each list of a cluster. */
export async function decisions(
  phone: Phone,
  cluster: Cluster,
  world: World,
): Promise<{ readonly file: string; readonly decision: Decision }[]> {
  return Promise.all(
    offers(cluster).map(async (offered) => ({ file: offered.file, decision: await decide(phone, offered, world) })),
  );
}

/** What phones are offered by a cluster, in the order in which they ask. */
function offers({ ctl, itl }: Cluster): Offered[] {
  return [
    ...(ctl === null ? [] : [{ kind: 'CTL', ...ctl } as const]),
    ...(itl === null ? [] : [{ kind: 'ITL', ...itl } as const]),
  ];
}
