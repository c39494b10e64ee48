import { statements } from '../../words/statement';

const securityByDefault = 'DOC-17679 (Cisco 116232)';
const migratingPhones = 'DOC-15799 (Migrating IP Phones)';
const itlReset = 'Cisco 117598';
const securityGuide = 'CUCM Security Guide';
const ownAdvice = 'Precaution; no source needed';

/** Every sentence about a change of certificates in one cluster, and about erasing an ITL after a refusal. */
export const regenerationReasons = {
  // What becomes of the phones
  'phones-accept': { text: 'Phones that hold {held} accept {served}.', source: `Rules P1 to P4; ${securityByDefault}` },
  'accept-through-tvs': {
    text: 'Phones that hold {held} accept {served} if the TVS of {tvs} vouches for its new signer.',
    source: `Rules P3 and P4; ${securityByDefault}`,
  },
  'accept-through-any-tvs': {
    text: 'Phones that hold {held} accept {served} if at least one of these TVS vouches for its new signer: {tvs}.',
    source: `Rules P3 and P4; ${securityByDefault}`,
  },
  'locked-out': {
    text: 'Phones that hold {held} are locked out: they do not know the signer of {served}, and it contains no TVS certificate that they know. They show "Trust List Update Failed".',
    source: `Rules P3, P4 and P8; ${securityByDefault}`,
  },
  'refuses-configuration-too': {
    text: 'They also refuse the configuration that the cluster signs now.',
    source: 'Rule P9',
  },
  'takes-configuration': {
    text: 'They still take configuration: it is signed with the key of {records}, which they know.',
    source: 'Rule P9',
  },
  'takes-configuration-of-some': {
    text: 'They still take configuration that is signed with the key of {records}, which they know. They refuse what is signed with that of {others}.',
    source: 'Rule P9',
  },
  'takes-unsigned-configuration': {
    text: 'They still take unsigned configuration: no record of {held} contains a TFTP certificate.',
    source: 'Rule P10',
  },
  'ctl-outdated': {
    text: '{ctl} does not contain every certificate that {served} contains: update the CTL as well.',
    source: 'CUCM Security Guide; Cisco 225746',
  },
  'refuses-new-ctl': {
    text: 'Phones that hold {held} refuse {ctl}: they know none of its signers, and no TVS is left that vouches for one.',
    source: 'Rule P5',
  },
  'new-ctl-not-known': { text: 'The files do not say whether phones accept {ctl}.', source: null },
  'no-phone-accepts': { text: 'No phone accepts {served}.', source: `Rules P7 and L1; ${securityByDefault}` },
  'signer-missing': {
    text: 'The signer of {served} is not in it: the cluster is damaged.',
    source: `${securityByDefault}; CSCtn50405`,
  },
  'signer-missing-but-known': {
    text: 'The signer of {served} is not in it: the cluster is damaged, although phones that hold {held} accept it.',
    source: `${securityByDefault}; CSCtn50405`,
  },
  'not-known': { text: 'The files do not say whether phones accept {served}.', source: null },

  // What the files say
  'signer-is-known': { text: '{served} is signed by a certificate that {held} contains: {signer}.', source: null },
  'signer-is-new': {
    text: '{served} is signed by a certificate that {held} does not contain: {signer}.',
    source: null,
  },
  'signer-has-new-key': {
    text: '{served} is signed by a certificate with the serial number and issuer of {record}, but with another key: {signer}.',
    source: null,
  },
  'no-signer': { text: 'The header of {served} names no signer.', source: null },
  'no-tvs': { text: '{held} contains no TVS certificate.', source: null },
  'tvs-is-kept': {
    text: 'The TVS certificate of {record} is in {served} too: it is still served.',
    source: null,
  },
  'tvs-is-gone': {
    text: 'The TVS certificate of {record} is not in {served}: it was regenerated, or the server is gone.',
    source: null,
  },
  'tvs-is-not-read': {
    text: 'The TVS certificate of {record} is not in the part of {served} that can be read.',
    source: null,
  },
  'ctl-is-current': {
    text: '{ctl} contains every CallManager, TFTP and CAPF certificate of {served}.',
    source: null,
  },
  'ctl-lacks': { text: '{ctl} does not contain the certificate of {record}.', source: null },

  // What must be true for a TVS to vouch
  'asks-that-tvs': {
    text: "{host} is in the phone's CallManager group or is its TFTP server. Otherwise the phone is locked out.",
    source: securityByDefault,
  },
  'asks-one-of-these-tvs': {
    text: "At least one of these is in the phone's CallManager group or is its TFTP server: {hosts}. Otherwise the phone is locked out.",
    source: securityByDefault,
  },
  'tvs-is-reachable': {
    text: 'That server is reachable on TCP 2445 when the phone resets.',
    source: securityByDefault,
  },
  'tvs-knows-signer': {
    text: 'The trust store of that server contains the new signer: {signer}. CUCM puts it there by itself; restart TVS after the change.',
    source: securityByDefault,
  },

  // What to do while a TVS certificate is kept
  'keep-tvs-until-fetched': {
    text: 'Keep the TVS certificate of {host} until every phone has fetched {served}: change one certificate per reset of the phones.',
    source: `${securityByDefault}; Cisco 214231`,
  },
  'keep-all-tvs-until-fetched': {
    text: 'Keep the TVS certificates of {hosts} until every phone has fetched {served}: change one certificate per reset of the phones.',
    source: `${securityByDefault}; Cisco 214231`,
  },
  'restart-and-reset': {
    text: 'Restart TVS and TFTP on all nodes, then reset the phones.',
    source: securityByDefault,
  },
  'check-by-moving': {
    text: 'Check that the phones accepted it: move them to another server of their CallManager group and reset them. A phone that returns to its former server did not accept its new configuration.',
    source: securityByDefault,
  },

  // What to do before the next change
  'check-list': {
    text: 'Check on several phones that they hold {served}: the phone shows the MD5 or SHA-1 of its list.',
    source: securityByDefault,
  },
  'one-change-per-reset': {
    text: 'Only then change the next certificate. Never change CallManager.pem and TVS.pem at the same time.',
    source: `${securityByDefault}; Cisco 214231`,
  },
  'two-clusters': {
    text: '{held} and {served} have no certificate and no server in common. If they are of two clusters, plan a migration instead.',
    source: null,
  },
  'rename-one-node-at-a-time': {
    text: 'Change the host name or domain of one node at a time, and let every phone fetch the new ITL before the next. Each phone needs a second server in its CallManager group: its TVS vouches for the renamed node.',
    source: securityByDefault,
  },
  'blank-before-rename': {
    text: 'The host name or domain of the only node changed, and with it CallManager and TVS at the same time. Before such a change, set "Prepare Cluster for Rollback to pre 8.0", restart TVS and TFTP, and reset the phones, so that they hold a blank ITL.',
    source: securityByDefault,
  },

  // What to do about a damaged list, one that is too large, and one that nobody can judge
  'check-show-itl': {
    text: 'Run show itl. If it prints "This etoken was not used to sign the ITL file.", regenerate CallManager.pem and restart TVS and TFTP. A restore from a backup without CallManager.pem causes this (CSCtn50405).',
    source: `${securityByDefault}; CSCtn50405`,
  },
  'check-database-certificate': {
    text: 'Compare CallManager.pem in OS Administration with the certificate of role "Authentication and Authorization" in the database: they must be the same.',
    source: securityByDefault,
  },
  'erase-older-lists': {
    text: 'Phones that hold older lists may need their ITL erased afterwards.',
    source: securityByDefault,
  },
  'remove-servers': {
    text: 'Reduce the list to at most 39 certificates: remove servers that are gone from the cluster.',
    source: securityGuide,
  },
  'check-size': {
    text: 'Restart TVS and TFTP, check the size of the new list with show itl, and only then reset the phones.',
    source: securityGuide,
  },
  'try-one-phone': { text: 'Try one phone before you reset all of them.', source: ownAdvice },
  'keep-backup': {
    text: 'Before that, keep a DRS backup that contains the old CallManager key: it is the way back.',
    source: securityByDefault,
  },
  'keep-tvs': {
    text: 'Keep the TVS certificate of {host} until every phone has the new ITL.',
    source: securityByDefault,
  },
  'keep-all-tvs': {
    text: 'Keep the TVS certificates of {hosts} until every phone has the new ITL.',
    source: securityByDefault,
  },

  // What is left after a lock-out
  'run-ctl-client': {
    text: 'Run the CTL client with the hardware token {token} ({record}): phones accept the new CTL, and with it everything that its CCM+TFTP certificates sign. Nothing is permanently broken.',
    source: `Rule P5; ${migratingPhones}`,
  },
  'update-ctl': {
    text: 'Update the CTL: run utils ctl update CTLFile on the publisher, restart TFTP, and reset the phones. Phones that hold {ctl} trust {record}, so they accept a CTL that it signs, and with it everything that its CCM+TFTP certificates sign.',
    source: 'Rule P5; Cisco 213407',
  },
  'ctl-through-tvs': {
    text: 'Update the CTL (utils ctl update CTLFile), and keep the TVS certificate of {hosts}: phones that hold {ctl} know no key that the cluster still signs with, but a TVS that they know can vouch for the new CTL.',
    source: 'Rule P5',
  },
  'ctl-orphaned': {
    text: 'The cluster has no key left that phones with {ctl} accept as signer of a new CTL. Cisco says that the CTL has to be deleted on the phones then (FN70613). By rule P5 a TVS could vouch for a new CTL; no source says which is right.',
    source: 'Cisco FN70613; rule P5',
  },
  'reset-itl-with-either-key': {
    text: 'Run utils itl reset localkey on the publisher (CUCM 10.0 or later), or utils itl reset remotekey with ITLRecovery.p12: {record} is a signer that these phones know.',
    source: itlReset,
  },
  'reset-itl-if-key-is-kept': {
    text: 'Run utils itl reset localkey on the publisher (CUCM 10.0 or later), or utils itl reset remotekey with the ITLRecovery.p12 that was saved before the change: {record} is a signer that these phones know. {served} contains no ITLRecovery, so it does not say whether the publisher still has that key.',
    source: itlReset,
  },
  'reset-itl-with-local-key': {
    text: 'Run utils itl reset localkey on the publisher. It signs the ITL with the key of {keys}, which phones trust.',
    source: `${itlReset}; ${securityGuide}`,
  },
  'reset-itl-perhaps-with-local-key': {
    text: "Run utils itl reset localkey on the publisher. It signs the ITL with the publisher's key, which is one of these: {keys}. It helps if phones trust that one.",
    source: `${itlReset}; ${securityGuide}`,
  },
  'reset-itl-with-saved-recovery': {
    text: 'Or run utils itl reset remotekey with the ITLRecovery.p12 that was saved before the change: {record} is a signer that these phones know.',
    source: itlReset,
  },
  'reset-itl-with-saved-key': {
    text: 'Run utils itl reset remotekey with the ITLRecovery.p12 that was saved before the change: {record} is a signer that these phones know. utils itl reset localkey does not help: it signs with the key of {now}, which they do not trust.',
    source: itlReset,
  },
  'regenerate-small-recovery': {
    text: 'Regenerate ITLRecovery first: {record} has {bits} bits, the server certificates have {most}, and utils itl reset fails until both have the same size.',
    source: 'Cisco 214231',
  },
  'after-reset': {
    text: 'Then reset the phones. When they are back, restart TFTP, and reset the phones again.',
    source: securityGuide,
  },
  'sign-again': {
    text: 'Sign {served} again with a key that phones trust: {records}. CUCM did not write this list, so no backup and no command of a cluster helps.',
    source: 'Rule P4',
  },
  'restore-signer': {
    text: 'Restore the DRS backup that contains the old key of {signer}: phones trust what it signs.',
    source: securityByDefault,
  },
  'restore-unnamed-signer': {
    text: 'Restore the DRS backup that contains the key of the old signer: phones trust what it signs.',
    source: securityByDefault,
  },
  'restore-tvs': {
    text: 'Or restore one TVS from a backup, with the certificate that phones know: {certificate}. It can vouch.',
    source: securityByDefault,
  },
  'restore-one-of-these-tvs': {
    text: 'Or restore one TVS from a backup, with a certificate that phones know: {certificates}. It can vouch.',
    source: securityByDefault,
  },
  'ask-tac': {
    text: 'Ask Cisco TAC whether the previous ITL is still on the server (CSCts01319).',
    source: 'CSCts01319',
  },
  'erase-ctl-and-itl-by-hand': {
    text: 'If none of this is possible, erase the CTL and the ITL on every phone by hand. A phone that keeps its CTL refuses every list whose signer is not in it.',
    source: `Rule P2; ${migratingPhones}`,
  },
  'erase-by-hand': {
    text: 'If none of this is possible, erase the ITL on every phone by hand.',
    source: `${securityByDefault}; ${migratingPhones}`,
  },

  // Whether to erase the ITL
  erase: { text: 'Erase the ITL: all four conditions hold, and nothing else is left.', source: securityByDefault },
  'erase-with-ctl': {
    text: 'Erase the CTL and the ITL: all four conditions hold, and nothing else is left. A phone that keeps its CTL refuses every ITL whose signer is not in it.',
    source: `Rule P2; ${securityByDefault}`,
  },
  'erase-for-unsigned': {
    text: 'Erase the ITL, or have phones fetch a blank one before the move: this server signs nothing, and a phone that holds {lists} asks for signed configuration only.',
    source: `Rules P1 and P9; ${migratingPhones}`,
  },
  'erase-all-for-unsigned': {
    text: 'Erase every list on the phone: this server signs nothing, and a phone that holds {lists} asks for signed configuration only. A blank ITL does not clear a CTL.',
    source: `Rules P1, P6 and P9; ${migratingPhones}`,
  },
  'do-not-erase': { text: 'Do not erase the ITL.', source: securityByDefault },
  'one-condition-open': {
    text: 'Do not erase the ITL yet: 1 of the four conditions is not known. All four must hold.',
    source: securityByDefault,
  },
  'conditions-open': {
    text: 'Do not erase the ITL yet: {open} of the four conditions are not known. All four must hold.',
    source: securityByDefault,
  },
  'itl-differs': { text: "The phone's ITL is not the one that the TFTP server serves.", source: securityByDefault },
  'itl-differs:open': {
    text: "It is not known whether the phone's ITL is the one that the TFTP server serves.",
    source: null,
  },
  'itl-differs:not': {
    text: "The phone's ITL is the one that the TFTP server serves: erasing it would bring back the same list.",
    source: securityByDefault,
  },
  'itl-differs:check': {
    text: 'Compare the MD5 or SHA-1 that the phone shows (Settings > Security Configuration > Trust List, or its web page) with that of the file from the TFTP server.',
    source: securityByDefault,
  },
  'tvs-differs': {
    text: "The TVS presents a certificate that the phone's ITL does not contain.",
    source: securityByDefault,
  },
  'tvs-differs:open': {
    text: "It is not known whether the TVS presents a certificate that the phone's ITL contains.",
    source: null,
  },
  'tvs-differs:not': {
    text: "The TVS presents the certificate that the phone's ITL contains: it can vouch for a new signer.",
    source: securityByDefault,
  },
  'no-tvs-to-differ': {
    text: "The phone's ITL contains no TVS certificate, so the phone can ask no TVS.",
    source: securityByDefault,
  },
  'tvs-differs:check': {
    text: 'Capture the TLS handshake on TCP 2445, and compare the server certificate with the TVS records of the ITL.',
    source: securityByDefault,
  },
  'verification-failed': {
    text: 'The phone shows that it refuses lists or configuration.',
    source: securityByDefault,
  },
  'verification-failed:open': { text: 'It is not known whether the phone shows a refusal.', source: null },
  'verification-failed:not': {
    text: 'The phone shows no refusal: its ITL is not the problem.',
    source: securityByDefault,
  },
  'verification-failed:check': {
    text: 'Check the status messages of the phone for "Verification Failed" or "Trust List Update Failed".',
    source: securityByDefault,
  },
  'no-backup': { text: "No backup contains the key that signed the phone's ITL.", source: securityByDefault },
  'no-backup:open': {
    text: "It is not known whether a backup contains the key that signed the phone's ITL.",
    source: null,
  },
  'no-backup:not': {
    text: "A backup contains the key that signed the phone's ITL: restore it, and phones trust the cluster again.",
    source: securityByDefault,
  },
  'no-backup:check': { text: 'Look for a DRS backup from before the certificates changed.', source: securityByDefault },
} as const;

export type RegenerationReason = keyof typeof regenerationReasons;

export const state = statements(regenerationReasons);
