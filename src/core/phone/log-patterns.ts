import type { LogEvent } from './log';
import { tvsCacheSeconds } from './rules';

/** The named groups of a match. */
export type LogGroups = Readonly<Partial<Record<GroupName, string>>>;
type GroupName =
  | 'file'
  | 'transfer'
  | 'length'
  | 'header'
  | 'errclass'
  | 'errcode'
  | 'reason'
  | 'list'
  | 'what'
  | 'status'
  | 'seconds';
type Reading = Pick<LogEvent, 'kind' | 'sentence' | 'weight'>;

/** One wording of a phone. Groups `file`, `transfer`, `length` and `header` mean the same in every pattern. */
interface LogPattern {
  readonly pattern: RegExp;
  /** What its verdict is about; null by default: the line gives no verdict on a file. */
  readonly about?: LogEvent['about'];
  readonly read: (groups: LogGroups, file: string | null) => Reading;
}

/** How much a failure explains: the cause outweighs what follows from it. */
const weight = { signer: 5, tvs: 4, verification: 3, missing: 2, listUpdate: 1, none: 0 } as const;

function fact(kind: LogEvent['kind'], sentence: string | ((groups: LogGroups, file: string | null) => string)) {
  return (groups: LogGroups, file: string | null): Reading => ({
    kind,
    sentence: typeof sentence === 'string' ? sentence : sentence(groups, file),
    weight: weight.none,
  });
}

function failure(
  kind: LogEvent['kind'],
  cause: keyof typeof weight,
  sentence: (groups: LogGroups, file: string | null) => string,
) {
  return (groups: LogGroups, file: string | null): Reading => ({
    kind,
    sentence: sentence(groups, file),
    weight: weight[cause],
  });
}

/** The one pair of codes whose meaning is documented: "signer not in CTL". */
const signerNotInCtl = { errclass: '8', errcode: '19' } as const;

/**
 * What phones write, most telling wording first: a line is read by the first pattern that fits. `docs/phone-rules.md`
 * names the source of each.
 */
export const logPatterns: readonly LogPattern[] = [
  {
    pattern:
      /verifyFile: sgn verify file failed <(?<file>[^>]*)>(?:, errclass (?<errclass>\d+), errcode (?<errcode>\d+))?(?: \((?<reason>[^)]*)\))?/,
    about: 'configuration',
    read: (groups, file) => {
      const { errclass, errcode, reason } = groups;
      if (errclass === signerNotInCtl.errclass && errcode === signerNotInCtl.errcode) {
        return {
          kind: 'refused',
          sentence: `The signer of ${file ?? 'the file'} is in neither list that the phone holds, CTL nor ITL (errclass 8, errcode 19; "not in CTL" means both lists). Its lists may be those of another cluster, or from before a certificate of this one changed.`,
          weight: weight.signer,
        };
      }
      const code = errcode === undefined ? '' : ` (errclass ${errclass ?? '?'}, errcode ${errcode})`;
      return {
        kind: 'refused',
        sentence: `The signature of ${file ?? 'the file'} was not accepted${code}${reason === undefined ? '' : `: ${reason}`}. What this code means is not documented.`,
        weight: weight.verification,
      };
    },
  },
  {
    pattern: /verifyFile: verify FAILED,? <(?<file>[^>]*)>/,
    about: 'configuration',
    read: failure(
      'refused',
      'verification',
      (_, file) => `${file ?? 'The file'} was refused: the phone goes on with its cached configuration.`,
    ),
  },
  {
    pattern: /verifyFile: verify SUCCESS,? <(?<file>[^>]*)>/,
    about: 'configuration',
    read: fact(
      'verified',
      (_, file) => `${file ?? 'The file'} was accepted: its signature is good and its signer trusted.`,
    ),
  },
  {
    pattern: /validate_file_envelope: File sign verify SUCCESS(?:; header length <(?<header>\d+)>)?/,
    about: 'list',
    read: fact('verified', ({ header }) =>
      header === undefined
        ? 'The signature of a list is good.'
        : `The signature of a list is good; its header has ${header} bytes.`,
    ),
  },
  {
    pattern: /tlRequestFile: Request (?<file>\S+)/,
    read: fact('asked', (_, file) => `The phone wants the trust list ${file ?? ''}.`),
  },
  {
    pattern: /TFTP: \[(?<transfer>\d+)\]:Requesting (?<file>\S+)/,
    read: fact('asked', (_, file) => `The phone asks the TFTP server for ${file ?? 'a file'}.`),
  },
  {
    pattern: /TFTP: \[(?<transfer>\d+)\]:Finished --> rcvd (?<length>\d+) bytes/,
    read: fact('received', ({ length }, file) => `It received ${file ?? 'a file'}: ${length ?? '?'} bytes.`),
  },
  {
    pattern: /lookupCTL: TFTP SRVR secure/,
    read: fact(
      'state',
      'The TFTP server is in a list that the phone holds: from now on it asks for signed configuration (.sgn) only.',
    ),
  },
  {
    pattern: /authenticated file approved - add \.sgn -- (?<file>\S+)/,
    read: fact('state', (_, file) => `It will ask for the signed file ${file ?? ''}.`),
  },
  {
    pattern: /https_cert_vfy: HTTPS cert not in CTL/,
    read: fact(
      'state',
      'The certificate of an HTTPS server is in neither list, CTL nor ITL. No fault yet, although it is logged as an error: the phone goes on to ask a TVS.',
    ),
  },
  {
    pattern: /find\w*InTL: Searching TL from (?<list>CTL|ITL) file/,
    read: fact('state', ({ list }) => `It looks for the certificate in its ${list ?? 'list'}.`),
  },
  {
    pattern: /processTvsClntReq: TVS Certificate Authentication request/,
    read: fact('asked-tvs', 'It wants a TVS to vouch for a certificate.'),
  },
  {
    pattern: /lookupAuthCertTvsCacheEntry: No matching entry found at cache/,
    read: fact('asked-tvs', 'It has no answer about this certificate from the last 24 hours, and has to ask a TVS.'),
  },
  {
    pattern: /connectToTvsServer: (?<what>.*)/,
    read: fact('asked-tvs', ({ what }) =>
      /^Successfully started/.test(what ?? '')
        ? 'It opens a TLS connection to a TVS on TCP 2445.'
        : `On its way to a TVS (TCP 2445): ${what?.trim() ?? ''}`,
    ),
  },
  {
    pattern: /verifyCertWithHashFromTL: cert hash and hash in TL MATCH/,
    read: fact('verified', 'The certificate that the TVS presents has the hash that stands in the list.'),
  },
  {
    pattern: /tvs_cert_vfy: TVS cert verified with hash from TL/,
    read: fact('verified', 'The TVS is the one that the ITL names: the phone trusts its answer.'),
  },
  {
    pattern: /sendTvsClientReqToSrvr: .*request sent to TVS server/,
    read: fact('asked-tvs', 'The question went out to the TVS.'),
  },
  {
    pattern: /processTvsSrvrResponse: Authentication Response received, status : (?<status>-?\d+)/,
    read: (groups) =>
      groups.status === '0'
        ? { kind: 'tvs-answered', sentence: 'The TVS vouched for the certificate (status 0).', weight: weight.none }
        : {
            kind: 'tvs-answered',
            sentence: `The TVS did not vouch for the certificate (status ${groups.status ?? '?'}; only 0 means that it does).`,
            weight: weight.tvs,
          },
  },
  {
    pattern: /saveCertToTvsCache: .*time-to-live value: (?<seconds>\d+) seconds/,
    read: fact('state', ({ seconds }) => {
      const kept = Number.parseInt(seconds ?? '0', 10);
      return kept === tvsCacheSeconds
        ? 'It keeps that answer for 24 hours and does not ask again before.'
        : `It keeps that answer for ${kept} seconds and does not ask again before.`;
    }),
  },
  {
    pattern: /Authenticated the HTTPS conn via TVS/,
    read: fact(
      'verified',
      'The HTTPS server was authenticated through TVS. No fault, although it is logged as an error.',
    ),
  },
  {
    pattern: /SECUREAPP-.*authentication successful/i,
    read: fact('verified', 'A downloaded file was authenticated.'),
  },
  {
    pattern: /updateFromFile: .*CTL_SUCCESS/,
    about: 'list',
    read: fact('verified', 'The phone took over the trust list that it downloaded.'),
  },
  {
    pattern: /TL file verified successfully/,
    about: 'list',
    read: fact('verified', 'The signature of a list is good and its signer trusted.'),
  },
  {
    pattern: /TFTP Timeout : (?<file>\S+)/i,
    read: failure('missing', 'missing', (_, file) =>
      /\.sgn$/i.test(file ?? '')
        ? `The server did not deliver ${file ?? ''}. A phone that holds an ITL asks for signed configuration only; CUCM Express and CUCM before 8.0 have none. Erase or blank the phone's ITL, or check that the TFTP server is reachable.`
        : `The server did not deliver ${file ?? ''}.`,
    ),
  },
  {
    pattern: /File Not Found\s*:?\s*<?(?<file>[^\s>]+)>?/i,
    read: fact('missing', (_, file) =>
      /^CTL/i.test(file ?? '')
        ? `The server has no ${file ?? ''}: normal on a cluster that is not in mixed mode.`
        : `The server has no ${file ?? ''}.`,
    ),
  },
  {
    // "Verification Failed" by itself, behind nothing or a time: other things fail to verify too.
    pattern: /Trust List (?:Update|Verification) Failed|(?:^\s*|[^a-z\s]\s+|\d\s?[ap]m?\s+)Verification Failed/i,
    about: 'list',
    read: failure(
      'refused',
      'listUpdate',
      () => 'A trust list was refused, or the TFTP server did not answer; the phone keeps the lists that it holds.',
    ),
  },
  {
    pattern: /Erasing CTL and ITL files/i,
    read: fact('state', 'The phone erases its CTL and its ITL: it will trust the next lists that it is given.'),
  },
  {
    pattern: /No Trust List installed/i,
    read: fact('state', 'The phone holds neither a CTL nor an ITL.'),
  },
  {
    pattern: /CTL and ITL installed/i,
    read: fact('state', 'The phone holds a CTL and an ITL.'),
  },
  {
    pattern: /No (?<list>CTL|ITL) installed/i,
    read: fact('state', ({ list }) => `The phone holds no ${list?.toUpperCase() ?? 'list'}.`),
  },
  {
    pattern: /(?<list>CTL|ITL) not installed/i,
    read: fact('state', ({ list }) => `The phone holds no ${list?.toUpperCase() ?? 'list'}.`),
  },
  {
    pattern: /(?<list>CTL|ITL) installed/i,
    read: fact('state', ({ list }) => `The phone holds ${list?.toUpperCase() === 'ITL' ? 'an ITL' : 'a CTL'}.`),
  },
];
