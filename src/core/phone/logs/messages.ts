import { anyOf, expression, withoutNames } from '../../words/expressions';
import type { Sentence } from '../../words/statement';
import { tvsCacheSeconds } from '../rules';
import type { LogEventKind, LogSubject } from './events';

/**
 * One wording of a phone, and what it means. The `{names}` of `text` are named groups of `pattern`; `{file}` may also
 * be the file that an earlier line gave the same transfer (`[27]`). A row whose text names what the line leaves open is
 * passed over. Groups `file`, `transfer`, `length` and `header` mean the same in every row.
 *
 * A pattern takes time in proportion to its line: what repeats in it ends where the pattern could begin again, or is its
 * last part.
 */
interface LogMessage extends Sentence {
  readonly pattern: RegExp;
  readonly kind: LogEventKind;
  /** What its verdict is about; by default the line gives no verdict on a file. */
  readonly about?: LogSubject;
  /** How much a failure explains; by default the line is not a failure. */
  readonly weight?: number;
}

/** How much a failure explains: the cause outweighs what follows from it. */
const weight = { signer: 5, tvs: 4, verification: 3, missing: 2, listUpdate: 1 } as const;

const securityByDefault = 'DOC-17679 (Cisco 116232)';
const migratingPhones = 'DOC-15799 (Migrating IP Phones)';
const fromExpress = 'Cisco 113500';
const secureClusters = 'Cisco 213407';
const securityGuide = 'CUCM Security Guide';

/** What phones write, by reason. A line is read by the first row that fits: the most telling wording comes first. */
export const logMessages = {
  // Its verdict on a configuration. "Signer not in CTL" is the one pair of codes whose meaning is documented.
  'signer-not-known': {
    pattern: /verifyFile: sgn verify file failed <(?<file>[^<>]*)>, errclass 8, errcode 19(?!\d)/,
    kind: 'refused',
    about: 'configuration',
    weight: weight.signer,
    text: 'The signer of {file} is in neither list that the phone holds, CTL nor ITL (errclass 8, errcode 19; "not in CTL" means both lists). The phone may hold the lists of another cluster, or lists from before a certificate of this cluster changed.',
    source: migratingPhones,
  },
  'signer-of-unnamed-not-known': {
    pattern: /verifyFile: sgn verify file failed <[^<>]*>, errclass 8, errcode 19(?!\d)/,
    kind: 'refused',
    about: 'configuration',
    weight: weight.signer,
    text: 'The signer of a file is in neither list that the phone holds, CTL nor ITL (errclass 8, errcode 19; "not in CTL" means both lists). The phone may hold the lists of another cluster, or lists from before a certificate of this cluster changed.',
    source: migratingPhones,
  },
  'signature-refused-with-code-and-cause': {
    pattern:
      /verifyFile: sgn verify file failed <(?<file>[^<>]*)>, errclass (?<errclass>\d+), errcode (?<errcode>\d+) \((?<cause>[^()]*)\)/,
    kind: 'refused',
    about: 'configuration',
    weight: weight.verification,
    text: 'The phone did not accept the signature of {file}: {cause} (errclass {errclass}, errcode {errcode}). What this code means is not documented.',
    source: migratingPhones,
  },
  'signature-refused-with-code': {
    pattern: /verifyFile: sgn verify file failed <(?<file>[^<>]*)>, errclass (?<errclass>\d+), errcode (?<errcode>\d+)/,
    kind: 'refused',
    about: 'configuration',
    weight: weight.verification,
    text: 'The phone did not accept the signature of {file} (errclass {errclass}, errcode {errcode}). What this code means is not documented.',
    source: migratingPhones,
  },
  'signature-refused-with-cause': {
    pattern: /verifyFile: sgn verify file failed <(?<file>[^<>]*)> \((?<cause>[^()]*)\)/,
    kind: 'refused',
    about: 'configuration',
    weight: weight.verification,
    text: 'The phone did not accept the signature of {file}: {cause}.',
    source: migratingPhones,
  },
  'signature-refused': {
    pattern: /verifyFile: sgn verify file failed <(?<file>[^<>]*)>/,
    kind: 'refused',
    about: 'configuration',
    weight: weight.verification,
    text: 'The phone did not accept the signature of {file}.',
    source: migratingPhones,
  },
  'signature-of-unnamed-refused': {
    pattern: /verifyFile: sgn verify file failed <[^<>]*>/,
    kind: 'refused',
    about: 'configuration',
    weight: weight.verification,
    text: 'The phone did not accept the signature of a file.',
    source: migratingPhones,
  },
  'configuration-refused': {
    pattern: /verifyFile: verify FAILED,? <(?<file>[^<>]*)>/,
    kind: 'refused',
    about: 'configuration',
    weight: weight.verification,
    text: '{file} was refused: the phone continues to use its cached configuration.',
    source: `${securityByDefault}; ${migratingPhones}`,
  },
  'unnamed-configuration-refused': {
    pattern: /verifyFile: verify FAILED,? <[^<>]*>/,
    kind: 'refused',
    about: 'configuration',
    weight: weight.verification,
    text: 'A configuration was refused: the phone continues to use its cached configuration.',
    source: `${securityByDefault}; ${migratingPhones}`,
  },
  'configuration-accepted': {
    pattern: /verifyFile: verify SUCCESS,? <(?<file>[^<>]*)>/,
    kind: 'verified',
    about: 'configuration',
    text: '{file} was accepted: its signature is valid and its signer is trusted.',
    source: securityByDefault,
  },
  'unnamed-configuration-accepted': {
    pattern: /verifyFile: verify SUCCESS,? <[^<>]*>/,
    kind: 'verified',
    about: 'configuration',
    text: 'A configuration was accepted: its signature is valid and its signer is trusted.',
    source: securityByDefault,
  },

  // Its verdict on a list
  'list-signature-with-header': {
    pattern: /validate_file_envelope: File sign verify SUCCESS; header length <(?<header>\d+)>/,
    kind: 'verified',
    about: 'list',
    text: 'The signature of a list is valid; its header has {header} bytes.',
    source: securityByDefault,
  },
  'list-signature': {
    pattern: /validate_file_envelope: File sign verify SUCCESS/,
    kind: 'verified',
    about: 'list',
    text: 'The signature of a list is valid.',
    source: securityByDefault,
  },

  // What it fetches
  'wants-list': {
    pattern: /tlRequestFile: Request (?<file>\S+)/,
    kind: 'asked',
    text: 'The phone wants the trust list {file}.',
    source: securityByDefault,
  },
  'asks-server': {
    pattern: /TFTP: \[(?<transfer>\d+)\]:Requesting (?<file>\S+)/,
    kind: 'asked',
    text: 'The phone asks the TFTP server for {file}.',
    source: securityByDefault,
  },
  received: {
    pattern: /TFTP: \[(?<transfer>\d+)\]:Finished --> rcvd (?<length>\d+) bytes/,
    kind: 'received',
    text: 'The phone received {file}: {length} bytes.',
    source: securityByDefault,
  },
  'received-unnamed': {
    pattern: /TFTP: \[(?<transfer>\d+)\]:Finished --> rcvd (?<length>\d+) bytes/,
    kind: 'received',
    text: 'The phone received a file: {length} bytes.',
    source: securityByDefault,
  },
  'server-is-secure': {
    pattern: /lookupCTL: TFTP SRVR secure/,
    kind: 'state',
    text: 'The TFTP server is in a list that the phone holds: from now on the phone asks only for signed configuration (.sgn).',
    source: securityByDefault,
  },
  'will-ask-for-signed': {
    pattern: /authenticated file approved - add \.sgn -- (?<file>\S+)/,
    kind: 'state',
    text: 'The phone will ask for the signed file {file}.',
    source: securityByDefault,
  },

  // Its question to a TVS
  'https-server-not-listed': {
    pattern: /https_cert_vfy: HTTPS cert not in CTL/,
    kind: 'state',
    text: 'The certificate of an HTTPS server is in neither list, CTL nor ITL. No fault yet, although it is logged as an error: the phone asks a TVS next.',
    source: securityByDefault,
  },
  'searches-list': {
    pattern: /find(?:(?!find)\w){0,60}InTL: Searching TL from (?<list>CTL|ITL) file/,
    kind: 'state',
    text: 'The phone looks for the certificate in its {list}.',
    source: securityByDefault,
  },
  'wants-tvs': {
    pattern: /processTvsClntReq: TVS Certificate Authentication request/,
    kind: 'asked-tvs',
    text: 'The phone wants a TVS to vouch for a certificate.',
    source: securityByDefault,
  },
  'no-cached-answer': {
    pattern: /lookupAuthCertTvsCacheEntry: No matching entry found at cache/,
    kind: 'asked-tvs',
    text: 'The phone has no answer about this certificate from the last 24 hours, and must ask a TVS.',
    source: securityByDefault,
  },
  'connects-to-tvs': {
    pattern: /connectToTvsServer: Successfully started/,
    kind: 'asked-tvs',
    text: 'The phone opens a TLS connection to a TVS on TCP 2445.',
    source: securityByDefault,
  },
  'reports-tvs-connection': {
    pattern: /connectToTvsServer: (?<what>.*)/,
    kind: 'asked-tvs',
    text: 'Connection to a TVS (TCP 2445): {what}',
    source: securityByDefault,
  },
  'contacts-tvs': {
    pattern: /connectToTvsServer: /,
    kind: 'asked-tvs',
    text: 'The phone contacts a TVS on TCP 2445.',
    source: securityByDefault,
  },
  'tvs-hash-matches': {
    pattern: /verifyCertWithHashFromTL: cert hash and hash in TL MATCH/,
    kind: 'verified',
    text: 'The certificate that the TVS presents has the hash in the list.',
    source: securityByDefault,
  },
  'tvs-is-trusted': {
    pattern: /tvs_cert_vfy: TVS cert verified with hash from TL/,
    kind: 'verified',
    text: 'The TVS is the one that the ITL names: the phone trusts its answer.',
    source: securityByDefault,
  },
  'asked-tvs': {
    pattern: /sendTvsClientReqToSrvr: (?:(?!sendTvsClientReqToSrvr: ).){0,400}request sent to TVS server/,
    kind: 'asked-tvs',
    text: 'The phone sent its question to the TVS.',
    source: securityByDefault,
  },
  'tvs-vouched': {
    pattern: /processTvsSrvrResponse: Authentication Response received, status : 0(?!\d)/,
    kind: 'tvs-answered',
    text: 'The TVS vouched for the certificate (status 0).',
    source: securityByDefault,
  },
  'tvs-did-not-vouch': {
    pattern: /processTvsSrvrResponse: Authentication Response received, status : (?<status>-?\d+)/,
    kind: 'tvs-answered',
    weight: weight.tvs,
    text: 'The TVS did not vouch for the certificate (status {status}; only 0 means that it does).',
    source: securityByDefault,
  },
  'answer-cached-for-a-day': {
    pattern: expression()`saveCertToTvsCache: (?:(?!saveCertToTvsCache: ).){0,400}time-to-live value: ${String(tvsCacheSeconds)} seconds`,
    kind: 'state',
    text: 'The phone keeps that answer for 24 hours, and does not ask again before.',
    source: securityByDefault,
  },
  'answer-cached': {
    pattern: /saveCertToTvsCache: (?:(?!saveCertToTvsCache: ).){0,400}time-to-live value: (?<seconds>\d+) seconds/,
    kind: 'state',
    text: 'The phone keeps that answer for {seconds} seconds, and does not ask again before.',
    source: securityByDefault,
  },
  'https-server-authenticated': {
    pattern: /Authenticated the HTTPS conn via TVS/,
    kind: 'verified',
    text: 'The HTTPS server was authenticated through a TVS. Not a fault, although it is logged as an error.',
    source: securityByDefault,
  },

  // The wording of the 88xx
  'file-authenticated': {
    pattern: /SECUREAPP-(?:(?!SECUREAPP-).){0,400}authentication successful/i,
    kind: 'verified',
    text: 'A downloaded file was authenticated.',
    source: secureClusters,
  },
  'list-installed': {
    pattern: /updateFromFile: (?:(?!updateFromFile: ).){0,400}CTL_SUCCESS/,
    kind: 'verified',
    about: 'list',
    text: 'The phone installed the trust list that it downloaded.',
    source: secureClusters,
  },
  'list-verified': {
    pattern: /TL file verified successfully/,
    kind: 'verified',
    about: 'list',
    text: 'The signature of a list is valid and its signer is trusted.',
    source: secureClusters,
  },

  // Status messages
  'signed-file-not-delivered': {
    pattern: /TFTP Timeout : (?<file>\S*\.sgn)(?!\S)/i,
    kind: 'missing',
    weight: weight.missing,
    text: "The server did not deliver {file}. A phone that holds an ITL asks only for signed configuration; CUCM Express and CUCM before 8.0 have none. Erase or blank the phone's ITL, or check that the TFTP server is reachable.",
    source: fromExpress,
  },
  'not-delivered': {
    pattern: /TFTP Timeout : (?<file>\S+)/i,
    kind: 'missing',
    weight: weight.missing,
    text: 'The server did not deliver {file}.',
    source: fromExpress,
  },
  'ctl-not-there': {
    pattern: /File Not Found(?:\s*:)?\s*<?(?<file>(?:[^\s>]*[/\\])?CTL[^\s>/\\]*)(?![^\s>])/i,
    kind: 'missing',
    text: 'The server does not have {file}: normal on a cluster that is not in mixed mode.',
    source: securityGuide,
  },
  'file-not-there': {
    pattern: /File Not Found(?:\s*:)?\s*<?(?<file>[^\s>]+)/i,
    kind: 'missing',
    text: 'The server does not have {file}.',
    source: securityGuide,
  },
  'list-refused': {
    // "Verification Failed" by itself, after nothing or a time: other things fail to verify too.
    pattern: /Trust List (?:Update|Verification) Failed|(?:^\s*|[^a-z\s]\s+|\d\s?[ap]m?\s+)Verification Failed/i,
    kind: 'refused',
    about: 'list',
    weight: weight.listUpdate,
    text: 'A trust list was refused, or the TFTP server did not answer; the phone keeps the lists that it holds.',
    source: `${securityByDefault}; ${fromExpress}`,
  },
  'erases-lists': {
    pattern: /Erasing CTL and ITL files/i,
    kind: 'state',
    text: 'The phone erases its CTL and its ITL: it will trust the next lists that it is given.',
    source: securityGuide,
  },
  'holds-no-list': {
    pattern: /No Trust List installed/i,
    kind: 'state',
    text: 'The phone holds neither a CTL nor an ITL.',
    source: securityGuide,
  },
  'holds-both-lists': {
    pattern: /CTL and ITL installed/i,
    kind: 'state',
    text: 'The phone holds a CTL and an ITL.',
    source: securityGuide,
  },
  'holds-no-ctl': {
    pattern: /No CTL installed|CTL not installed/i,
    kind: 'state',
    text: 'The phone holds no CTL.',
    source: securityGuide,
  },
  'holds-no-itl': {
    pattern: /No ITL installed|ITL not installed/i,
    kind: 'state',
    text: 'The phone holds no ITL.',
    source: securityGuide,
  },
  'holds-ctl': { pattern: /CTL installed/i, kind: 'state', text: 'The phone holds a CTL.', source: securityGuide },
  'holds-itl': { pattern: /ITL installed/i, kind: 'state', text: 'The phone holds an ITL.', source: securityGuide },
} as const satisfies Readonly<Record<string, LogMessage>>;

export type LogReason = keyof typeof logMessages;

/** The rows in order, each with the names that its text takes. */
export const logRows = Object.entries<LogMessage>(logMessages).map(([reason, message]) => ({
  ...message,
  reason,
  names: [...message.text.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name),
}));

/** Any of the messages: most lines of a log are none, and need not be shown to each row. */
export const anyMessage = expression('i')`${anyOf(logRows.map(({ pattern }) => withoutNames(pattern)))}`;
