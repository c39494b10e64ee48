import { source, weight, type LogMessages } from '../message';
import { wording } from '../wording';

/** A server says that it does not have a file: in its words, or in the phone's. */
const notThere = wording(
  'Error Code Code File not found',
  'DDGETTFTP.RESULT _2_ File not found',
  'File not found {file?}',
  'DDGETTFTP.RESULT _2_',
  'XXTP complete status 2',
  'TFTP error download {inner} fail',
  '{before} not found',
  'GET {path} HTTP/1.1 404',
  'HTTP/1.1 404',
  'HTTP/1.0 404',
);

const timeout = wording('TFTP Timeout {file?}');

/** What phones ask for, and what servers answer. */
export const fetchingMessages = {
  // What is not there
  'signed-file-not-delivered': {
    pattern: timeout,
    of: 'signed',
    kind: 'missing',
    weight: weight.missing,
    text: "The server did not deliver {file}. A phone that holds an ITL asks only for signed configuration; CUCM Express and CUCM before 8.0 have none. Erase or blank the phone's ITL, or check that the TFTP server is reachable.",
    source: source.fromExpress,
  },
  'not-delivered': {
    pattern: timeout,
    kind: 'missing',
    weight: weight.missing,
    text: 'The server did not deliver {file}.',
    source: source.fromExpress,
  },
  'no-answer': {
    pattern: timeout,
    kind: 'missing',
    weight: weight.listUpdate,
    text: 'The TFTP server did not answer. Check that the phone reaches it on UDP 69, or on TCP 6970.',
    source: source.phoneGuide,
  },
  'ctl-not-there': {
    pattern: notThere,
    answers: true,
    of: 'ctl',
    kind: 'missing',
    text: 'The server does not have {file}: normal on a cluster that is not in mixed mode.',
    source: source.securityGuide,
  },
  'signed-file-not-there': {
    pattern: notThere,
    answers: true,
    of: 'signed',
    kind: 'missing',
    weight: weight.missing,
    text: "The server does not have {file}. A phone that holds an ITL asks only for signed configuration; CUCM Express, CUCM before 8.0 and other servers have none. Erase or blank the phone's ITL, or point the phone to a server that signs.",
    source: source.fromExpress,
  },
  'file-not-there': {
    pattern: notThere,
    answers: true,
    kind: 'missing',
    text: 'The server does not have {file}.',
    source: source.securityGuide,
  },
  'unnamed-not-there': {
    pattern: wording(
      'File not found',
      'Error Code Code File not found',
      'XXTP complete status 2',
      'DDGETTFTP.RESULT _2_',
    ),
    kind: 'missing',
    text: 'The server does not have a file that the phone asked for.',
    source: source.phoneGuide,
  },
  'access-error': {
    pattern: wording('TFTP access error'),
    kind: 'missing',
    weight: weight.listUpdate,
    text: 'The TFTP server refused access to its folder. Check the folder that it serves, and its permissions.',
    source: source.phoneGuide,
  },
  'tftp-error': {
    pattern: wording('TFTP error'),
    kind: 'missing',
    weight: weight.listUpdate,
    text: 'The TFTP server answered with an error.',
    source: source.phoneGuide,
  },

  // Requests
  'wants-list': {
    pattern: wording('tlRequestFile Request {file}', 'Request {inner}'),
    of: 'list',
    kind: 'asked',
    text: 'The phone wants the trust list {file}.',
    source: source.securityByDefault,
  },
  'asks-server': {
    pattern: wording('Requesting {file}'),
    kind: 'asked',
    text: 'The phone asks the TFTP server for {file}.',
    source: source.securityByDefault,
  },
  'asks-for-file': {
    pattern: wording(
      {
        begins: ['GETXXTP'],
        as: /(?<![a-z])GETXXTP\W{1,4}(?:(?!GETXXTP).){0,120}?\bsrc\W{1,4}(?<file>[^\s<>"'|,;()[\]]{1,255})/i,
      },
      'Requesting CONFIG file {inner}',
    ),
    kind: 'asked',
    text: 'The phone asks for {file}.',
    source: source.secureClusters,
  },
  'updates-file': {
    pattern: wording('{before} updating'),
    kind: 'asked',
    text: 'The phone downloads {file}.',
    source: source.seen,
  },
  'asks-http-server': {
    pattern: wording(
      {
        begins: ['provision_download_file'],
        as: /(?<![a-z])provision_download_file\b(?:(?!provision_download_file).){0,120}?\bfilename\W{1,4}(?<file>[^\s<>"'|,;()[\]]{1,255})/i,
      },
      'GET {inner} HTTP/1.1',
    ),
    kind: 'asked',
    text: 'The phone asks the server for {file} by HTTP.',
    source: source.seen,
  },
  'client-asks-server': {
    pattern: wording('RRQ from {client} filename {file}'),
    kind: 'asked',
    text: '{client} asks the TFTP server for {file}.',
    source: source.servers,
  },
  'read-request': {
    pattern: wording('RRQ {file}', 'Read Request File {inner}'),
    kind: 'asked',
    text: 'A request asks the TFTP server for {file}.',
    source: source.servers,
  },

  // Answers
  received: {
    pattern: wording('Finished rcvd {length} bytes'),
    answers: true,
    kind: 'received',
    text: 'The phone received {file}: {length} bytes.',
    source: source.securityByDefault,
  },
  'received-unnamed': {
    pattern: wording('Finished rcvd {length} bytes'),
    kind: 'received',
    text: 'The phone received a file: {length} bytes.',
    source: source.securityByDefault,
  },
  'received-by-http': {
    pattern: wording('Content-length {length}'),
    answers: true,
    afterOk: true,
    kind: 'received',
    text: 'The phone received {file} by HTTP: {length} bytes.',
    source: source.extensionMobility,
  },
  'unnamed-received-by-http': {
    pattern: wording('Content-length {length}'),
    afterOk: true,
    kind: 'received',
    text: 'The phone received a file by HTTP: {length} bytes.',
    source: source.extensionMobility,
  },
  'delivered-to-client': {
    pattern: wording('Client {client} finished {file}'),
    kind: 'received',
    text: 'The TFTP server delivered {file} to {client}.',
    source: source.servers,
  },
  delivered: {
    pattern: wording('XXTP complete status 100', 'DDGETTFTP.RESULT _100_', {
      begins: ['Data'],
      as: /(?<![a-z])Data Packet, Block: \d{1,9} \(last\)/i,
    }),
    answers: true,
    kind: 'received',
    text: 'The request for {file} came back with the file.',
    source: source.extensionMobility,
  },
  'unnamed-delivered': {
    pattern: wording('XXTP complete status 100', 'DDGETTFTP.RESULT _100_', {
      begins: ['Data'],
      as: /(?<![a-z])Data Packet, Block: \d{1,9} \(last\)/i,
    }),
    kind: 'received',
    text: 'A request came back with the file.',
    source: source.extensionMobility,
  },
  'request-ended': {
    pattern: wording('XXTP complete status {number}'),
    kind: 'state',
    text: 'A request ended with status {number}. What this number means is not documented.',
    source: source.extensionMobility,
  },
  'server-busy': {
    pattern: wording('HTTP/1.1 503', 'HTTP/1.0 503'),
    kind: 'state',
    text: 'The server is busy (HTTP 503): it serves few requests at a time. The phone tries TFTP instead.',
    source: source.extensionMobility,
  },
  'tries-tftp': {
    pattern: wording('HTTP download error try tftp download'),
    kind: 'state',
    text: 'The download by HTTP failed. The phone tries TFTP instead.',
    source: source.seen,
  },
  'no-answer-yet': {
    pattern: wording('Timeout retransmit the last packet'),
    kind: 'state',
    text: 'The TFTP server has not answered yet: the phone repeats its last packet.',
    source: source.extensionMobility,
  },

  // Which kind of file it asks for
  'will-ask-for-signed': {
    pattern: wording(
      'authenticated file approved add sgn if necessary {file}',
      'authenticated file approved add sgn {inner}',
    ),
    kind: 'state',
    says: 'signed',
    text: 'The phone will ask for the signed file {file}.',
    source: source.securityByDefault,
  },
  'server-is-secure': {
    pattern: wording('TFTP SRVR secure'),
    kind: 'state',
    says: 'secure',
    text: 'The TFTP server is in a list that the phone holds: from now on the phone asks only for signed configuration (.sgn).',
    source: source.securityByDefault,
  },
  'server-called-secure': {
    pattern: wording('is a secure server', 'Secure file requested'),
    kind: 'state',
    says: 'secure',
    text: 'The phone treats the TFTP server as secure: it asks for signed configuration (.sgn).',
    source: source.securityByDefault,
  },
  'holds-no-ctl-for-server': {
    pattern: wording('no CTL assume TFTP NONSECURE'),
    kind: 'state',
    says: 'nonsecure',
    text: 'The phone holds no list that names the TFTP server: it asks for unsigned files.',
    source: source.seen,
  },
  'server-not-secure': {
    pattern: wording('is a NONsecure server', 'Non secure file requested', 'Non secure file approved {file?}'),
    kind: 'state',
    says: 'nonsecure',
    text: 'The phone asks for the file as it is, unsigned.',
    source: source.seen,
  },
} as const satisfies LogMessages;
