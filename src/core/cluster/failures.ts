import { statements, type Statement } from '../words/statement';

/** Why a server did not give what was asked for. What was not tried, and why, is one of them. */
export const failureSentences = {
  'unknown-host': { text: 'The name {host} cannot be resolved.', source: null },
  refused: { text: '{address} refuses the connection: nothing listens on this port.', source: null },
  unreachable: { text: '{address} cannot be reached ({code}).', source: null },
  'no-answer': { text: 'No answer from {address} within {seconds} s (firewall?).', source: null },
  'no-tftp-answer': {
    text: 'No answer from {address} on UDP, asked {times} times (firewall?).',
    source: 'RFC 1350: a server that drops a request says nothing',
  },
  'tftp-answer-from-elsewhere': {
    text: 'No answer from {address} on UDP. An answer came from {other} instead, and was not taken.',
    source: null,
  },
  stalled: { text: '{address} stopped sending after {length} bytes.', source: null },
  'too-slow': { text: '{address} was too slow: {length} bytes came within {seconds} s.', source: null },
  'connection-lost': { text: '{address} broke off the connection after {length} bytes ({code}).', source: null },
  'not-found': { text: 'The server does not have this file ({answer}).', source: null },
  empty: {
    text: 'The server sent an empty file, which counts as not there.',
    source: 'Cisco, document 222878: "Requested file NOT FOUND or File Contents EMPTY"',
  },
  busy: {
    text: 'The server is busy ({answer}). Ask again later: more requests make it worse.',
    source: 'Cisco, document 222878: 503 at the Maximum Serving Count',
  },
  'busy-before': { text: 'Not requested, because the server said that it is busy.', source: null },
  'not-reached-before': { text: 'Not requested, because the server was not reached.', source: null },
  'http-status': { text: 'The server answered {answer}.', source: null },
  redirected: { text: 'The server answered {answer} and names {location}, which was not followed.', source: null },
  'not-http': { text: '{address} does not answer in HTTP ({code}).', source: null },
  cut: { text: 'The file is not complete: {length} of {expected} bytes came.', source: null },
  'too-long': {
    text: 'The server sends more than the limit of {most} bytes for this file.',
    source: null,
  },
  'http-nor-tftp': { text: 'Neither HTTP nor TFTP: {http} {tftp}', source: null },
  fallback: {
    text: 'Fetched by TFTP from {address}, as phones do when HTTP does not answer: {why}',
    source: 'Observed on a public implementation',
  },
  page: { text: 'The server sent a web page (HTML) instead of the file.', source: null },
  'tftp-error': { text: 'The TFTP server answered error {code}: {answer}', source: null },
  'tftp-options': {
    text: 'The TFTP server chose {option} {value}, which was not asked for.',
    source: 'RFC 2347 and 2348',
  },
  'tftp-packet': { text: 'The TFTP server sent {problem}.', source: 'RFC 1350' },
  'not-tls': { text: '{address} does not answer in TLS ({code}).', source: null },
  'tls-failed': { text: 'TLS with {address} failed: {code}.', source: null },
  'tls-failed-twice': {
    text: 'TLS with {address} failed: {code}. A second attempt, with TLS 1.0 and the ciphers of old servers, failed too: {old}.',
    source: 'Ciphers and versions: Cisco, security guide of CUCM 15',
  },
  'tls-certificate-wanted': {
    text: '{address} asks for a client certificate ({code}). Phones have one; this computer does not.',
    source: 'Whether CUCM does so is not known',
  },
  'tls-no-agreement': {
    text: '{address} refuses TLS ({code}): either it shares no version and cipher with this computer, or it asks for a client certificate, which phones have.',
    source: 'Observed on TLS servers; whether a TVS asks for a client certificate is not known',
  },
  'no-certificate': { text: '{address} presents no certificate.', source: null },
  'closed-without-answer': {
    text: '{address} closed the connection without an answer. That is not a no.',
    source: 'Observed on a public implementation: what it does not understand it does not answer',
  },
  'not-a-reply': { text: 'What {address} sent is not a reply of a TVS.', source: null },
  'another-session': { text: '{address} answered a different question.', source: null },
  'another-certificate-sent': {
    text: '{address} sent a certificate that was not asked for.',
    source: null,
  },
  'not-asked': {
    text: 'Not asked, because {address} does not present a TVS certificate of {itl}: phones with this ITL do not ask it.',
    source: 'Rule P5',
  },
  'not-asked-not-reached': { text: 'Not asked, because {address} was not reached.', source: null },
  'certificate-too-long': { text: 'The certificate is too long to ask a TVS about.', source: null },
  'not-captured': {
    text: 'The capture lacks a part of this file: only {length} bytes from its start are there.',
    source: null,
  },
  'not-captured-of': {
    text: 'The capture lacks a part of this file: only {length} of {expected} bytes, from its start, are there.',
    source: null,
  },
  'capture-ends': { text: 'The capture ends before this file does: {length} bytes had come.', source: null },
  'reset-after': { text: 'The connection was reset after {length} bytes of this file.', source: 'RFC 9293' },
  'no-answer-captured': { text: 'The capture contains no answer to this request.', source: null },
  'request-not-captured': {
    text: 'The request for this file was not captured, so its name is not known.',
    source: null,
  },
  'broken-off-by-client': {
    text: 'The client broke off the transfer with TFTP error {code}: {answer}',
    source: 'RFC 1350',
  },
  'length-differs': {
    text: 'The server announced {expected} bytes and sent {length}.',
    source: 'RFC 2349: the option tsize',
  },
  'sent-as-text': {
    text: 'Transferred as text ({mode}), which changes the bytes of any other file.',
    source: 'RFC 1350',
  },
  'encoding-not-read': {
    text: 'The server sent this file encoded ({encoding}), which is not decoded here.',
    source: null,
  },
  'encoding-damaged': {
    text: 'The server sent this file encoded ({encoding}), and it cannot be decoded.',
    source: null,
  },
  'not-kept': { text: 'Complete in the capture, but too long to be kept: {length} bytes.', source: null },
  'hidden-by-tls': {
    text: 'TLS 1.3 encrypts the certificate of the server, so that a capture does not contain it. Ask the server itself: trustlist tvs.',
    source: 'RFC 8446',
  },
  'session-resumed': {
    text: 'An earlier TLS session was resumed, in which no certificate is sent. Start the capture before the phone does.',
    source: 'RFC 5246',
  },
  'alert-sent': { text: '{who} ended the TLS handshake: {alert}.', source: 'RFC 5246, section 7.2' },
  'handshake-not-captured': {
    text: 'The TLS handshake is not in the capture, which started later or lacks packets.',
    source: null,
  },
  'handshake-not-answered': {
    text: 'No answer of {address} to the TLS handshake is in the capture.',
    source: null,
  },
  'certificate-not-captured': {
    text: 'The capture lacks a part of the TLS handshake, so that the certificate of {address} cannot be seen.',
    source: null,
  },
  'nothing-sent': { text: 'A connection to {address} was opened, and nothing was sent on it.', source: null },
  'connection-not-answered': { text: 'No answer of {address} is in the capture (firewall?).', source: null },
  'in-the-clear': {
    text: '{address} answers without TLS, so that it presents no certificate and what it says is not authenticated.',
    source: 'Phones ask a TVS in TLS only',
  },
  'neither-tls-nor-tvs': {
    text: 'What was sent to {address} is neither TLS nor a message for a TVS.',
    source: null,
  },
  'answer-not-captured': { text: 'The capture contains no answer of {address}. That is not a no.', source: null },
} as const;

export type FailureReason = keyof typeof failureSentences;
export type ClusterFailure = Statement<FailureReason>;

export const failure = statements(failureSentences);
