import { statements, type Catalogue } from '../../words/statement';
import { regenerationReasons } from '../regeneration/reasons';
import type { SourceId } from '../rules';
import { messages } from '../../words/translate';

export type MethodId = 'bulk-certificates' | 'rollback' | 'hardware-token' | 'erase' | 'itl-reset' | 'restore';
export type MethodVerdict = 'works' | 'works-if' | 'does-not';

/**
 * Every sentence of a migration plan. A source is a `SourceId` or a `RuleId`, several of them with commas between; null
 * if the sentence only repeats what the files or the person say.
 *
 * A cluster is named by its TFTP servers; `unnamed` has the names of what the files do not name.
 */
export const unnamed = messages({
  oldCluster: 'the old cluster',
  newCluster: 'the new cluster',
  destination: 'the destination',
  unsignedCluster: 'CUCM Express, or CUCM before 8.0',
  newItl: 'the new ITL',
  recovery: 'ITLRecovery',
  callManager: 'the old CallManager certificate',
} as const);

/** The ways to move phones, and where they are documented. */
export const methodCatalogue: Readonly<
  Record<MethodId, { readonly title: string; readonly sources: readonly SourceId[] }>
> = messages({
  'bulk-certificates': {
    title: 'Export, consolidate and import certificates in bulk',
    sources: ['migrating-phones', 'bulk-certificates', 'secure-clusters'],
  },
  rollback: {
    title: 'Set "Prepare Cluster for Rollback to pre 8.0" on the old cluster',
    sources: ['migrating-phones', 'secure-clusters'],
  },
  'hardware-token': {
    title: 'Use a SAST (hardware token) that is in both CTLs',
    sources: ['migrating-phones'],
  },
  erase: { title: 'Erase the lists on every phone by hand', sources: ['migrating-phones'] },
  'itl-reset': { title: 'Run utils itl reset', sources: ['itl-reset'] },
  restore: {
    title: 'Restore the DRS backup of the old cluster',
    sources: ['security-by-default', 'migrating-phones'],
  },
});

/** The verdicts on a method, as a person reads them. */
export const methodVerdicts: Readonly<Record<MethodVerdict, string>> = messages({
  works: 'works',
  'works-if': 'works if …',
  'does-not': 'does not work',
});

const moving = 'migrating-phones';
const bulk = 'migrating-phones, bulk-certificates';
const secure = 'migrating-phones, secure-clusters';
const reset = 'itl-reset';
const restoring = 'security-by-default, migrating-phones';

export const migrationReasons = {
  // What phones do with the lists of the new cluster, and why a method fails because of it.
  'still-refused': { text: 'Phones would still refuse {file}.', source: null },
  'refused-after-ctl': { text: 'Phones would take {ctl}, and would then refuse {file}.', source: null },
  'ctl-not-taken': { text: 'The phone has not taken {ctl} first: with that CTL it refuses this list.', source: moving },
  'ctl-taken-or-accepted': {
    text: 'The phone has taken {ctl} first. Without that CTL it takes this list all the same.',
    source: moving,
  },
  'ctl-taken-or-refused': {
    text: 'The phone has taken {ctl} first. Without that CTL it refuses this list.',
    source: moving,
  },
  'ctl-taken-or-depends': {
    text: 'The phone has taken {ctl} first. Without that CTL this must be true:',
    source: moving,
  },

  // Bulk certificates: verdicts.
  'bulk-unsigned-destination': {
    text: 'The destination signs nothing, so there is no signer for the old TVS to vouch for.',
    source: 'cucme-to-cucm',
  },
  'bulk-tvs-unreachable': {
    text: 'The phones cannot reach a TVS of the old cluster after the move, so no TVS vouches for the new one.',
    source: bulk,
  },
  'bulk-no-tvs': {
    text: '{itl} contains no TVS certificate. Phones have no TVS left to ask.',
    source: 'security-by-default',
  },
  'bulk-blank-itl': {
    text: '{itl} contains no TVS certificate because it is blank. Phones have no TVS left to ask.',
    source: 'security-by-default',
  },
  'bulk-signers-imported': {
    text: "The old cluster's trust stores contain the new signers: its TVS vouches for them for every phone that reaches it.",
    source: bulk,
  },
  'bulk-signers-needed': {
    text: 'The old TVS vouches for the new cluster as soon as its trust stores contain the new signers.',
    source: bulk,
  },
  // Bulk certificates: conditions.
  'bulk-phones-know-tvs': {
    text: 'The phones hold an ITL with TVS certificates of the old cluster. None was provided.',
    source: bulk,
  },
  'bulk-import-signers': {
    text: "The old cluster's trust stores contain the certificates that sign the new cluster's lists. No list of the new cluster was provided.",
    source: bulk,
  },
  'bulk-import-list-signer': {
    text: "The old cluster's trust stores (Phone-SAST-trust or CallManager-trust) contain the certificate of {record}, which signs {list}.",
    source: bulk,
  },
  'bulk-import-configuration-signer': {
    text: "The old cluster's trust stores contain the certificate of {record}, which signs configuration.",
    source: bulk,
  },
  'bulk-tvs-answers': {
    text: 'Both clusters are online, and phones reach an old TVS on TCP {port} after the move. Phones know {servers}. The TVS still presents the certificate that phones know.',
    source: bulk,
  },
  'bulk-some-tvs-answers': {
    text: 'Both clusters are online, and phones reach an old TVS of their CallManager group on TCP {port} after the move. The TVS still presents the certificate that phones know.',
    source: bulk,
  },
  'bulk-tvs-restarted': { text: 'TVS was restarted on the old cluster after the import.', source: bulk },
  // Bulk certificates: evidence.
  'no-tvs-record': { text: '{itl} has no TVS record with a certificate.', source: null },
  'phones-know-tvs': { text: 'Phones know a TVS: {record}.', source: null },
  'stores-not-provided': { text: "The contents of the old cluster's trust stores were not provided.", source: null },
  'in-stores': {
    text: "The old cluster's trust stores contain the certificate of {record}: it is in {bundle}.",
    source: null,
  },
  'not-in-stores': {
    text: "The old cluster's trust stores ({bundles}) do not contain the certificate of {record}.",
    source: null,
  },
  'in-export': {
    text: 'The export of the new cluster ({bundle}) contains the certificate of {record}.',
    source: null,
  },
  'not-in-export': {
    text: 'The export of the new cluster ({bundles}) does not contain the certificate of {record}.',
    source: null,
  },
  // Bulk certificates: steps.
  'export-new': {
    text: 'In OS Administration of {hosts}, open Security > Bulk Certificate Management, set the SFTP server, and export certificates of type TFTP.',
    source: 'bulk-certificates',
  },
  'export-old': { text: 'Do the same on {hosts}, with the same SFTP directory.', source: 'bulk-certificates' },
  'export-old-apart': {
    text: 'Do the same on {hosts}, with another directory. The file names are equal: in one directory the later export would overwrite the earlier.',
    source: moving,
  },
  'consolidate-here': {
    text: 'Consolidate the bundles here (Consolidate Certificate Bundles…): the page shows what they contain and lack, and writes PEM. No source says that CUCM imports a file that CUCM did not make: on {hosts}, upload each certificate by hand, as CallManager-trust and as Phone-SAST-trust: {certificates}.',
    source: moving,
  },
  'consolidate-and-import': {
    text: 'On {hosts}, run Consolidate (TFTP), then Import (TFTP).',
    source: 'bulk-certificates',
  },
  'import-answers-null': {
    text: 'If the import answers "null" (seen on 8.5 importing from 11), on {hosts} upload each certificate by hand, as CallManager-trust and as Phone-SAST-trust: {certificates}.',
    source: moving,
  },
  'upload-recovery': {
    text: 'If the import did not bring ITLRecovery of the new cluster ({recovery}), upload it on {hosts} as CallManager-trust and as Phone-SAST-trust. From 12.0 it signs the ITL.',
    source: bulk,
  },
  'restart-tvs': {
    text: 'Restart the Trust Verification Service on every node of the old cluster ({hosts}).',
    source: bulk,
  },
  'restart-tvs-of-unnamed': {
    text: 'Restart the Trust Verification Service on every node of the old cluster.',
    source: bulk,
  },
  'try-one-phone': { text: 'Try one phone first: point it to {hosts}, and read its status messages.', source: moving },
  'point-phones-and-keep': {
    text: 'Point the phones to {hosts} (DHCP option 150), and reset them. Keep {old} running until the last phone has moved.',
    source: moving,
  },

  // Rollback parameter: verdicts.
  'rollback-keeps-ctl': {
    text: 'Phones hold a CTL ({ctl}). A blank ITL does not clear it, and leaves them no TVS to ask.',
    source: 'secure-clusters',
  },
  'rollback-keeps-unknown-ctl': {
    text: 'Phones hold a CTL. A blank ITL does not clear it, and leaves them no TVS to ask.',
    source: 'secure-clusters',
  },
  'rollback-foreign': {
    text: 'CUCM did not write {itl}, so there is no such parameter. Make a blank list yourself, and sign it with a key that phones trust.',
    source: 'P1',
  },
  'rollback-done': {
    text: 'This is done: {itl} is blank, and phones that hold it trust the next list that they are given.',
    source: 'P1',
  },
  'rollback-refused': {
    text: 'The phones no longer take files from the old cluster: they would refuse the blank ITL too.',
    source: moving,
  },
  'rollback-works': {
    text: 'A blank ITL makes phones trust the next list that they are given, whoever signed it.',
    source: 'P1',
  },
  // Rollback parameter: conditions.
  'rollback-set-before-move': {
    text: 'The parameter is set before the move, while phones still take files from the old cluster: none shows "Verification Failed".',
    source: secure,
  },
  'rollback-fetched-before-move': {
    text: 'Every phone has fetched the blank ITL before it moves. A phone that is offline meanwhile keeps the old one.',
    source: secure,
  },
  'rollback-fetched': {
    text: 'Every phone has fetched the blank ITL. A phone that was offline has not.',
    source: secure,
  },
  'rollback-no-ctl': {
    text: 'Phones hold no CTL, which a blank ITL would not clear. No CTL of the old cluster was provided.',
    source: 'secure-clusters',
  },
  // Rollback parameter: evidence.
  'ctl-stays': { text: '{ctl} stays on the phones.', source: 'secure-clusters' },
  'itl-blank': { text: '{itl} contains no TFTP, CCM+TFTP or TVS certificate.', source: null },
  'itl-not-blank': {
    text: '{itl} is not blank: phones that hold it take a list only if they know its signer, or a TVS vouches for it.',
    source: 'P4',
  },
  'may-hold-ctl': {
    text: 'Phones of this cluster may hold a CTL: {record} has the function CCM+TFTP, as in mixed mode. Otherwise the function is TFTP.',
    source: 'security-by-default',
  },
  // Rollback parameter: steps.
  'back-up': { text: 'Make a DRS backup of {hosts}.', source: secure },
  'set-rollback': {
    text: 'In CUCM Administration of {hosts}, open System > Enterprise Parameters, set "Prepare Cluster for Rollback to pre 8.0" to True, and set the "Secured Phone URL Parameters" to http. Secure URLs (directories, services) do not work meanwhile.',
    source: secure,
  },
  'restart-tvs-and-tftp': {
    text: 'Restart TVS on all nodes, then TFTP on all TFTP servers. Wait five minutes for TFTP to rebuild its files.',
    source: secure,
  },
  'reset-all': { text: 'Reset all phones, and wait until they are registered again.', source: secure },
  'check-empty': {
    text: 'On several phones, check that Settings > Security > Trust List > ITL shows empty entries.',
    source: secure,
  },
  'point-phones': { text: 'Point the phones to {hosts} (DHCP option 150), and reset them.', source: moving },
  'unset-rollback': {
    text: 'When the last phone has moved, set the parameter back to False on the clusters that stay.',
    source: secure,
  },

  // Hardware token.
  'token-no-ctls': { text: 'Both clusters need a CTL. None was provided.', source: moving },
  'token-no-old-ctl': { text: 'Both clusters need a CTL. None of the old cluster was provided.', source: moving },
  'token-no-new-ctl': { text: 'Both clusters need a CTL. None of the new cluster was provided.', source: moving },
  'token-none-shared': { text: '{oldCtl} and {newCtl} have no SAST in common.', source: moving },
  'token-works': {
    text: 'Phones take {ctl} because of the SAST that they know, and with it everything that its CCM+TFTP certificates sign.',
    source: 'P5',
  },
  'token-needs-tvs': {
    text: 'Phones take {ctl} because of the SAST that they know. It does not contain the signer of {itl}: a TVS of the old cluster has to vouch for that signer.',
    source: 'P5',
  },
  'shared-token': {
    text: 'Both CTLs contain {name} as hardware token: record {oldRecord} of {oldCtl}, record {newRecord} of {newCtl}.',
    source: null,
  },
  'shared-sast': {
    text: 'Both CTLs contain {name} as SAST: record {oldRecord} of {oldCtl}, record {newRecord} of {newCtl}.',
    source: null,
  },
  'token-no-79x0': {
    text: 'There are no 7940 or 7960 phones, or {ctl} lists the new TFTP servers too: {hosts}. These models do not even ask a server that is not in their CTL.',
    source: moving,
  },
  'token-add-79x0-servers': {
    text: 'For 7940 and 7960 phones, run the CTL client on the old cluster and add the TFTP servers {hosts}. Then reset these phones.',
    source: moving,
  },

  // Erasing by hand.
  'erase-itl': {
    text: 'This always works, and takes one visit per phone: without an ITL a phone trusts the next list that it is given.',
    source: 'P1',
  },
  'erase-ctl-and-itl': {
    text: 'This always works, and takes one visit per phone: without CTL and ITL a phone trusts the next list that it is given.',
    source: 'P1',
  },
  'erase-is-not-needed': {
    text: 'No visit is needed: {itl} is blank, and phones that hold it trust the next list that they are given.',
    source: 'P1',
  },
  'erase-79xx': {
    text: 'On 79xx phones, choose Settings > Security > Trust List > ITL File > **# > Erase.',
    source: moving,
  },
  'erase-89xx': {
    text: 'On 89xx and 99xx phones, choose Settings > Administrator Settings > Reset Settings > Security Settings.',
    source: moving,
  },
  'erase-other-models': {
    text: 'For other models, see their administration guide. If access to the settings is restricted, reset the phone to factory defaults.',
    source: moving,
  },
  'erase-this-ctl': {
    text: 'Erase the CTL ({ctl}) as well: a phone that keeps it refuses every list whose signer is not in it.',
    source: 'P2',
  },
  'erase-ctl': {
    text: 'Erase the CTL as well: a phone that keeps it refuses every list whose signer is not in it.',
    source: 'P2',
  },
  'erase-possible-ctl': {
    text: 'If a phone also holds a CTL, erase it as well. No CTL was provided, but phones may hold one.',
    source: 'P2',
  },

  // utils itl reset.
  'reset-unsigned-destination': {
    text: 'This is for phones of the same cluster, and the destination signs nothing.',
    source: reset,
  },
  'reset-no-itl': {
    text: 'This is for phones of the same cluster that lost trust, and their ITL was not provided.',
    source: reset,
  },
  'reset-no-recovery': {
    text: '{itl} does not contain ITLRecovery (CUCM 10.0 or later writes it): phones would refuse what it signs.',
    source: reset,
  },
  'reset-no-new-recovery': {
    text: 'This is for phones of the same cluster. {itl} contains no ITLRecovery, and phones would refuse what it signs.',
    source: reset,
  },
  'reset-other-recovery': {
    text: 'This is for phones of the same cluster. The new cluster has another ITLRecovery, and phones would refuse what it signs.',
    source: reset,
  },
  'reset-same-recovery': {
    text: 'Both ITLs contain the same ITLRecovery: they are of one cluster, and phones that lost trust take an ITL that this key signs.',
    source: reset,
  },
  'reset-works': {
    text: 'Phones that lost trust in their own cluster take an ITL that its ITLRecovery signs.',
    source: reset,
  },
  'reset-same-cluster': {
    text: 'The new cluster is the one that these phones come from, with ITLRecovery as they know it ({record}). No ITL of it was provided.',
    source: reset,
  },
  'reset-release': {
    text: 'The cluster runs CUCM 10.0 or later, and its ITLRecovery key is still there, or in ITLRecovery.p12.',
    source: reset,
  },
  'phones-know': { text: 'Phones know {record}.', source: null },
  'reset-small-recovery': {
    text: regenerationReasons['regenerate-small-recovery'].text,
    source: reset,
  },
  'run-remote-reset': {
    text: 'On the publisher, run utils itl reset remotekey … ITLRecovery.p12. It signs with {certificate}. From 12.0 on, utils itl reset localkey signs with CallManager.pem instead: it helps if phones hold that certificate.',
    source: reset,
  },
  'run-reset': {
    text: 'On the publisher, run utils itl reset localkey or, with the saved key, utils itl reset remotekey … ITLRecovery.p12. It signs with {certificate}.',
    source: reset,
  },
  'reset-phones': {
    text: 'Reset the phones. When they are back, restart TFTP: the ITL is then signed by its usual key again.',
    source: reset,
  },

  // Restoring the old cluster.
  'restore-no-backup': { text: 'No backup contains the key of {certificate}.', source: restoring },
  'restore-foreign': {
    text: 'CUCM did not write {itl}: no DRS backup contains the key that signed it.',
    source: restoring,
  },
  'restore-works': {
    text: 'To phones, a server is the old cluster if it has the key of {certificate}.',
    source: restoring,
  },
  'restore-backup': { text: 'A DRS backup contains the key of {certificate}.', source: restoring },
  'install-and-restore': {
    text: 'Install the server with the release of the backup, and restore the backup. This brings back the key of {certificate}.',
    source: restoring,
  },
  'check-restored': {
    text: 'Run show itl before phones get the ITL: "This etoken was not used to sign the ITL file." means that the backup lacked CallManager.pem (CSCtn50405). If you see it, regenerate CallManager.pem.',
    source: restoring,
  },

  // Notes.
  'nothing-to-do': {
    text: 'Phones that hold these lists, and no others, accept the files of the new cluster as they are: nothing has to be done first.',
    source: null,
  },
  'check-after-move': {
    text: 'Point the phones to the new cluster, and reset them. Check on several phones that they hold {lists} (the phone shows the MD5 or SHA-1 of a list) before you change a certificate or switch off the old cluster.',
    source: 'security-by-default',
  },
  'unsigned-refused': {
    text: 'Phones that hold {lists} accept no unsigned files. On CUCM Express, or CUCM before 8.0, they show "TFTP Timeout : SEP….cnf.xml.sgn" until their lists are erased or blank.',
    source: 'cucme-to-cucm',
  },
  'signer-not-in-own-list': {
    text: 'The signer of {itl} is not in it: that cluster is damaged, as after a restore without CallManager.pem (CSCtn50405). Regenerate CallManager.pem there, restart TVS and TFTP, and plan with the new list.',
    source: 'security-by-default',
  },
  'foreign-list': {
    text: 'CUCM did not write {itl}: no backup and no command of a cluster helps its phones. Sign the list of the new cluster with a key that they trust, or erase theirs.',
    source: 'P4',
  },
  'equal-hosts': {
    text: 'Both clusters have servers called {hosts}. A phone that asks the old TVS by that name may reach the new server, whose certificate it does not know.',
    source: moving,
  },
  'version-contradicts-itl': {
    text: '{itl} is an ITL, and CUCM {version} has none: they exist from 8.0 on. One of the two is wrong; this plan goes by the file.',
    source: 'security-by-default',
  },
  'version-contradicts-recovery': {
    text: '{record} is an ITLRecovery, and CUCM {version} has none: it exists from 10.0 on. One of the two is wrong; this plan goes by the file.',
    source: reset,
  },
  'no-old-list': {
    text: 'No list of the old cluster was provided. Phones that hold none (from CUCM Express, for example) take the new lists as they are. Phones that hold a list of another cluster do not.',
    source: 'P1',
  },
  'ctl-not-provided': {
    text: 'The phones hold a CTL that was not provided, and what they would do now depends on it. Choose it with the lists of the old cluster.',
    source: null,
  },
  'signer-changes': {
    text: 'From 12.0 the ITL is signed by ITLRecovery, not by CallManager.pem: the old cluster has to know both.',
    source: bulk,
  },
  'signer-changed': {
    text: 'From 12.0 the ITL is signed by ITLRecovery, not by CallManager.pem, and so is the ITL of the new cluster: the old cluster has to know both.',
    source: bulk,
  },
  'signer-may-change': {
    text: 'From 12.0 the ITL is signed by ITLRecovery, not by CallManager.pem: if the new cluster runs 12.0 or later, the old cluster has to know both.',
    source: bulk,
  },
  'new-itl-blank': {
    text: '{itl} of the new cluster is blank: phones that accept it trust any cluster. Set its rollback parameter to False.',
    source: 'P1',
  },

  // Centralized TFTP.
  'central-signed': {
    text: 'It works: every cluster is 8.0 or later, and each phone gets the ITLSEP<MAC>.tlv of its own cluster through the central one.',
    source: moving,
  },
  'central-unsigned': { text: 'It works: no cluster serves an ITL.', source: moving },
  'central-signed-not-known': {
    text: 'It works only if every cluster is 8.0 or later, like the central one. The release of {clusters} is not known.',
    source: moving,
  },
  'central-unsigned-not-known': {
    text: 'It works only if every cluster is before 8.0, like the central one. The release of {clusters} is not known.',
    source: moving,
  },
  'central-signed-mixed': {
    text: 'It does not work as it is: a phone of a cluster before 8.0 finds no list of its own, takes the ITLFile.tlv of the central cluster, and then refuses the unsigned files of its own cluster.',
    source: moving,
  },
  'central-unsigned-mixed': {
    text: 'It does not work as it is: some of the clusters are before 8.0, and some are 8.0 or later.',
    source: moving,
  },
  'blank-central-itl': {
    text: 'Set "Prepare Cluster for Rollback to pre 8.0" to True on the central TFTP cluster, which makes its ITLFile.tlv blank (CSCto87262).',
    source: moving,
  },
  'blank-later-itls': {
    text: 'Set "Prepare Cluster for Rollback to pre 8.0" to True on the clusters that are 8.0 or later (CSCto87262).',
    source: moving,
  },
  'central-plain-urls': {
    text: 'Set the "Secured Phone URL Parameters" to http there as well: without TVS, https URLs fail.',
    source: moving,
  },
} as const satisfies Catalogue;

export type MigrationReason = keyof typeof migrationReasons;
export const state = statements(migrationReasons);
