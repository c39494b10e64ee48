import {
  clashingHosts,
  holdersIn,
  neededCertificates,
  overwriting,
  type Bundle,
  type HostClash,
  type NeededCertificate,
} from '../bundles/bundle';
import { certificateKey, isItlRecovery, labelOf, recordPhrase, tvsRecords, type InspectedList } from '../held';
import type { Cluster, ClusterRead, Method, Move } from './migration';
import { decisions, refusalOf } from './decisions';
import { clusterPhrase, doesNot, evidence, hostsOf, method } from './method';
import type { Evidence } from '../regenerate';
import { tvsPort } from '../rules';
import type { InspectedRecord } from '../../trust/inspected-record';

/** Bulk certificate export, consolidate and import: the old TVS learns to vouch for the new cluster. */
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
  const clashes = clashesOf(from, to);
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
      ...(from.bundles.length === 0 && needed.length > 0
        ? [evidence("What the old cluster's stores hold was not given here.")]
        : []),
      ...whereTheyAre(needed, from.bundles, to.bundles),
      ...clashes.map((sentence) => evidence(sentence)),
    ],
    steps: bulkSteps(move, missing, clashes.length > 0),
    unknown: open.flatMap(({ unknown }) => unknown),
  });
}

/** Whether the old stores hold each certificate, and where they do not, whether an export of the new cluster does. */
function whereTheyAre(
  needed: readonly NeededCertificate[],
  stores: readonly Bundle[],
  exported: readonly Bundle[],
): Evidence[] {
  const holderOf = holdersIn(exported);
  return needed.flatMap(({ list, record, bundle }) => {
    const certificate = `the certificate of ${recordPhrase(list, record)}`;
    if (bundle !== null) {
      return [evidence(`The old cluster's stores hold ${certificate}: it is in ${bundle.file}.`, list, record.index)];
    }
    const holder = holderOf(record);
    return [
      ...(stores.length === 0
        ? []
        : [evidence(`The old cluster's stores (${filesOf(stores)}) do not hold ${certificate}.`, list, record.index)]),
      ...(exported.length === 0
        ? []
        : [
            evidence(
              holder === null
                ? `The export of the new cluster (${filesOf(exported)}) lacks ${certificate}.`
                : `The export of the new cluster (${holder.file}) holds ${certificate}.`,
              list,
              record.index,
            ),
          ]),
    ];
  });
}

function filesOf(bundles: readonly Bundle[]): string {
  return bundles.map(({ file }) => file).join(', ');
}

/** Bundles that overwrite each other, and servers of both clusters whose exports would. */
function clashesOf(from: ClusterRead, to: ClusterRead): string[] {
  const bundles = overwriting([...from.bundles, ...to.bundles]);
  const hosts = clashingHosts(listsOf(from), listsOf(to)).filter(
    ({ host }) => !bundles.some((clash) => clash.host?.toLowerCase() === host),
  );
  return [...bundles, ...hosts].map(({ sentence }: Pick<HostClash, 'sentence'>) => sentence);
}

function importCondition(list: InspectedList, record: InspectedRecord, signsList: boolean): string {
  const phrase = recordPhrase(list, record);
  return signsList
    ? `The old cluster's stores (Phone-SAST-trust or CallManager-trust) hold the certificate of ${phrase}, which signs ${list.file}.`
    : `The old cluster's stores hold the certificate of ${phrase}, which signs configuration.`;
}

function bulkSteps({ from, to, facts }: Move, missing: readonly NeededCertificate[], clash: boolean): string[] {
  const oldHosts = hostsOf(from, 'the old cluster');
  const newHosts = hostsOf(to, 'the new cluster');
  const recovery = to.itl?.records.find(isItlRecovery);
  const old = facts.oldVersion;
  const byHand = `upload on ${oldHosts} by hand, as CallManager-trust and as Phone-SAST-trust, one by one: ${missing.map(({ record }) => labelOf(record)).join(', ')}.`;
  return [
    ...(missing.length === 0
      ? []
      : [
          `OS Administration of ${newHosts}: Security > Bulk Certificate Management, set the SFTP server, export certificates of type TFTP.`,
          `The same on ${oldHosts}, to ${clash ? 'another directory: under equal names the later export would overwrite the earlier' : 'the same SFTP directory'}.`,
          ...(clash
            ? [
                `Consolidate the bundles here (Consolidate Certificate Bundles…): it shows what they hold and lack, and writes PEM. No source says that CUCM imports a file that was made elsewhere: ${byHand}`,
              ]
            : [`On ${oldHosts}: Consolidate (TFTP), then Import (TFTP).`]),
          ...(!clash && (old === undefined || old < 9)
            ? [`If the import answers "null" (seen on 8.5 importing from 11), ${byHand}`]
            : []),
          ...(recovery === undefined
            ? []
            : [
                `Upload ITLRecovery of the new cluster (${labelOf(recovery)}) as CallManager-trust and Phone-SAST-trust on ${oldHosts}, if the import did not bring it: from 12.0 it signs the ITL.`,
              ]),
        ]),
    `Restart the Trust Verification Service on every node of ${clusterPhrase(from, 'old')}.`,
    `Try one phone: point it to ${newHosts}, and read its status messages.`,
    `Point the phones to ${newHosts} (DHCP option 150), and reset them. Keep ${oldHosts} running until the last one has moved.`,
  ];
}

/** The certificates that the old cluster has to know, those that sign lists first, each once. */
function neededOf(cluster: ClusterRead, stores: readonly Bundle[]): NeededCertificate[] {
  const needed = listsOf(cluster)
    .flatMap((list) => neededCertificates(list, stores))
    .sort((a, b) => Number(b.signsList) - Number(a.signsList));
  const seen = new Set<string>();
  return needed.filter(({ record }) => {
    const key = certificateKey(record);
    if (key === null) return true;
    const isFirst = !seen.has(key);
    seen.add(key);
    return isFirst;
  });
}

function listsOf({ ctl, itl }: ClusterRead): InspectedList[] {
  return [ctl, itl].filter((list) => list !== null);
}
