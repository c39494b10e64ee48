import { tftpHosts } from '../bundles/bundle';
import {
  certificatePhrase,
  certificatesInCommon,
  hasFunction,
  idOf,
  isHardwareToken,
  isItlRecovery,
  labelOf,
  recordPhrase,
  sameCertificate,
  type InspectedList,
} from '../held';
import { vouches } from '../../format/fields';
import { RecordFunction } from '../../format/tags';
import type { Cluster, ListDecision, Method, Move } from './migration';
import { decisions, refusalOf, knownFactsOf } from './decisions';
import { doesNot, evidence, hostsOf, method } from './method';
import type { Evidence } from '../regenerate';

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
  if (facts.phonesHoldCtl === true) {
    return doesNot(id, 'Phones hold a CTL: a blank ITL does not clear it, and leaves them no TVS to ask.');
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
        ...withoutCtl(move),
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
      ...withoutCtl(move),
      ...open.flatMap(({ dependsOn }) => dependsOn),
    ],
    evidence:
      from.itl === null
        ? []
        : [
            evidence(
              `${from.itl.file} is not blank: phones that hold it take a list only if its signer is known to them, or a TVS vouches for it.`,
              from.itl,
            ),
            ...(facts.phonesHoldCtl === false ? [] : mixedModeEvidence(from.itl)),
          ],
    steps: [...blankingSteps(move), ...afterBlanking(move)],
    unknown: open.flatMap(({ unknown }) => unknown),
  });
}

/** No CTL was given here: that does not say that phones hold none. */
function withoutCtl({ facts }: Move): string[] {
  if (facts.phonesHoldCtl === false) return [];
  return ['Phones hold no CTL, which a blank ITL would not clear: none of the old cluster was given here.'];
}

function mixedModeEvidence(itl: InspectedList): Evidence[] {
  const record = itl.records.find((one) => hasFunction(one, RecordFunction.ccmTftp) && vouches(one.fields));
  if (record === undefined) return [];
  return [
    evidence(
      `Phones of this cluster may hold a CTL: ${recordPhrase(itl, record)} has the function CCM+TFTP, as in mixed mode; without it the function is TFTP.`,
      itl,
      record.index,
    ),
  ];
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
  if (from.ctl === null || next.ctl === null) {
    const missing =
      from.ctl === null && next.ctl === null
        ? 'none was given'
        : `none of the ${from.ctl === null ? 'old' : 'new'} cluster was given`;
    return doesNot(id, `It takes a CTL on both sides: ${missing}.`);
  }
  const oldCtl = from.ctl;
  const newCtl = next.ctl;
  const shared = certificatesInCommon(oldCtl.sast, newCtl.sast);
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
  // What the SAST does by itself comes first; where that is not enough, a TVS of the old cluster may vouch.
  const alone = await decisions(phone, to, { tvs: { reachable: 'none', stores: 'unknown' }, now: facts.now });
  const byTvs = alone.some(isRefused) && facts.oldTvsReachable !== false;
  const judged = byTvs ? await decisions(phone, to, knownFactsOf(from, facts)) : alone;
  const refused = judged.find(isRefused);
  if (refused !== undefined) {
    const before = refused.file === newCtl.file ? 'would' : `take ${newCtl.file}, and would then`;
    return doesNot(id, `Phones ${before} refuse ${refused.file}: ${refusalOf(refused.decision)}`, found);
  }
  const hosts = missingTftpHosts(oldCtl, newCtl);
  return method(id, {
    sentence: byTvs
      ? `Phones take ${newCtl.file} because of the SAST that they know; it does not hold what signs ${next.itl?.file ?? 'the new ITL'}, for which a TVS of the old cluster has to vouch.`
      : `Phones take ${newCtl.file} because of the SAST that they know, and with it everything that its CCM+TFTP certificates sign.`,
    conditions: [
      ...judged.flatMap(({ decision }) => decision.dependsOn),
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
    unknown: judged.flatMap(({ decision }) => decision.unknown),
  });
}

function isRefused({ decision }: ListDecision): boolean {
  return decision.verdict === 'refused';
}

export function erase({ from, facts }: Move): Method {
  const holdsCtl = from.ctl !== null || facts.phonesHoldCtl === true;
  const lists = holdsCtl ? 'CTL and ITL' : 'an ITL';
  return method('erase', {
    sentence: `It always works, and takes one visit per phone: without ${lists} a phone trusts the next list that it is given.`,
    steps: [
      '79xx: Settings > Security > Trust List > ITL File > **# > Erase.',
      '89xx and 99xx: Settings > Administrator Settings > Reset Settings > Security Settings.',
      'Other models: see their administration guide. Where access to the settings is restricted, reset the phone to factory defaults.',
      ...(holdsCtl
        ? [
            `Erase the CTL${from.ctl === null ? '' : ` (${from.ctl.file})`} as well: a phone that keeps it takes no list that is signed by nobody in it.`,
          ]
        : []),
      ...(!holdsCtl && facts.phonesHoldCtl === undefined
        ? [
            'Where a phone holds a CTL too, erase it as well: none was given here, which does not say that there is none.',
          ]
        : []),
    ],
  });
}

export function itlReset({ from, to, facts }: Move): Method {
  const id = 'itl-reset';
  if (facts.unsignedDestination === true) {
    return doesNot(id, 'It is for phones of the same cluster, and the destination signs nothing.');
  }
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
  const theirs = to.itl?.records.filter(isItlRecovery) ?? [];
  const same = theirs.some((record) => sameCertificate(recovery, record));
  if (to.itl !== null && !same) {
    const other =
      theirs.length === 0 ? `${to.itl.file} holds no ITLRecovery` : 'The new cluster has another ITLRecovery';
    return doesNot(id, `It is for phones of the same cluster. ${other}, and phones would refuse what it signs.`, [
      known,
    ]);
  }
  const certificate = idOf(recovery);
  return method(id, {
    sentence: same
      ? 'Both ITLs hold the same ITLRecovery: it is one cluster, and phones that lost trust take an ITL that this key signs.'
      : 'Phones that lost trust in their own cluster take an ITL that its ITLRecovery signs.',
    conditions: [
      ...(same
        ? []
        : [
            `The new cluster is the one that these phones come from, with ITLRecovery as they know it (${recordPhrase(from.itl, recovery)}): no ITL of it was given here.`,
          ]),
      'The cluster runs CUCM 10.0 or later, and its ITLRecovery key is there, or in ITLRecovery.p12.',
    ],
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

/** TFTP servers of the new CTL that the old one does not list. */
function missingTftpHosts(oldCtl: InspectedList, newCtl: InspectedList): string[] {
  const listed = new Set(tftpHosts(oldCtl).map((host) => host.toLowerCase()));
  return tftpHosts(newCtl).filter((host) => !listed.has(host.toLowerCase()));
}
