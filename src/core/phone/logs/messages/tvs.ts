import { expression } from '../../../words/expressions';
import { tvsCacheSeconds } from '../../rules';
import { source, weight, type LogMessages } from '../message';
import { wording } from '../wording';

/** A TLS connection that failed, and what its alert calls the cause. */
const tlsAlert = wording({
  begins: ['SSL'],
  as: /(?<![a-z])SSLv?3? alert read:\s{0,4}fatal:\s{0,4}(?<alert>[a-z][a-z ]{1,60}[a-z])/i,
});
const tlsFailed = wording(
  'SSL handshake failed',
  'TLS handshake failed',
  'SSL/TLS handshake failed',
  'SSL/TLS setup failed',
  'SSL_connect failed',
  { begins: ['Handshake'], as: /(?<=SSL[^:]{0,40})Handshake failed/i },
);

/** The question of a phone to a Trust Verification Service, in the words of either. */
export const tvsMessages = {
  'https-server-not-listed': {
    pattern: wording('HTTPS cert not in CTL'),
    kind: 'state',
    text: 'The certificate of an HTTPS server is in neither list, CTL nor ITL. No fault yet, although it is logged as an error: the phone asks a TVS next.',
    source: source.securityByDefault,
  },
  'searches-list': {
    pattern: wording('Searching TL from {list} file'),
    kind: 'state',
    text: 'The phone looks for the certificate in its {list}.',
    source: source.securityByDefault,
  },
  'can-ask-tvs': {
    pattern: wording('TVS service available can attempt via TVS'),
    kind: 'asked-tvs',
    text: 'The phone knows a TVS, and can ask it.',
    source: source.seen,
  },
  'wants-tvs': {
    pattern: wording('TVS Certificate Authentication request'),
    kind: 'asked-tvs',
    text: 'The phone wants a TVS to vouch for a certificate.',
    source: source.securityByDefault,
  },
  'no-cached-answer': {
    pattern: wording('No matching entry found at cache'),
    kind: 'asked-tvs',
    text: 'The phone has no answer about this certificate from the last 24 hours, and must ask a TVS.',
    source: source.securityByDefault,
  },
  'connects-to-tvs': {
    pattern: wording(
      'connectToTvsServer Successfully started',
      'Successfully started a TLS connection establishment to the TVS server',
    ),
    kind: 'asked-tvs',
    text: 'The phone opens a TLS connection to a TVS on TCP 2445.',
    source: source.securityByDefault,
  },
  'reports-tvs-connection': {
    pattern: wording({
      begins: ['connectToTvsServer'],
      as: /(?<![a-z])connectToTvsServer: (?<what>(?:(?! \d+:? [A-Z]{3} ).){1,300})/i,
    }),
    kind: 'asked-tvs',
    text: 'Connection to a TVS (TCP 2445): {what}',
    source: source.securityByDefault,
  },
  'contacts-tvs': {
    pattern: wording({ begins: ['connectToTvsServer'], as: /(?<![a-z])connectToTvsServer:/i }),
    kind: 'asked-tvs',
    text: 'The phone contacts a TVS on TCP 2445.',
    source: source.securityByDefault,
  },
  'connected-to-tvs': {
    pattern: wording('Successfully obtained a TLS connection to the TVS server'),
    kind: 'asked-tvs',
    text: 'The phone has a TLS connection to a TVS.',
    source: source.seen,
  },
  'tvs-hash-matches': {
    pattern: wording('cert hash and hash in TL MATCH'),
    kind: 'verified',
    text: 'The certificate that the TVS presents has the hash in the list.',
    source: source.securityByDefault,
  },
  'tvs-is-trusted': {
    pattern: wording('TVS cert verified with hash from TL'),
    kind: 'verified',
    text: 'The TVS is the one that the ITL names: the phone trusts its answer.',
    source: source.securityByDefault,
  },
  'asked-tvs': {
    pattern: wording('request sent to TVS server', {
      begins: ['Successfully'],
      as: /(?<![a-z])Successfully sent the (?:(?!sent the ).){1,60}request to TVS server/i,
    }),
    kind: 'asked-tvs',
    text: 'The phone sent its question to the TVS.',
    source: source.securityByDefault,
  },
  'tvs-vouched': {
    pattern: wording({
      begins: ['Authentication'],
      as: /(?<![a-z])Authentication Response received\W{1,4}status\W{1,4}0(?!\d)/i,
    }),
    kind: 'tvs-answered',
    text: 'The TVS vouched for the certificate (status 0).',
    source: source.securityByDefault,
  },
  'tvs-did-not-vouch': {
    pattern: wording({
      begins: ['Authentication'],
      as: /(?<![a-z])Authentication Response received\W{1,4}status\W{0,4}[\s:=](?<status>-?\d{1,15})(?!\d)/i,
    }),
    kind: 'tvs-answered',
    weight: weight.tvs,
    text: 'The TVS did not vouch for the certificate (status {status}; only 0 means that it does).',
    source: source.securityByDefault,
  },
  'answer-cached-for-a-day': {
    pattern: wording(
      { begins: ['time-to-live'], as: expression('i')`time-to-live value: ${String(tvsCacheSeconds)} seconds` },
      'added cert to TVS cache expires in 24 hours',
    ),
    kind: 'state',
    text: 'The phone keeps that answer for 24 hours, and does not ask again before.',
    source: source.securityByDefault,
  },
  'answer-cached': {
    pattern: wording('time-to-live value {seconds} seconds'),
    kind: 'state',
    text: 'The phone keeps that answer for {seconds} seconds, and does not ask again before.',
    source: source.securityByDefault,
  },
  'answer-cached-for-hours': {
    pattern: wording('added cert to TVS cache expires in {hours} hours'),
    kind: 'state',
    text: 'The phone keeps that answer for {hours} hours, and does not ask again before.',
    source: source.secureClusters,
  },
  'answer-kept': {
    pattern: wording('added cert to TVS cache'),
    kind: 'state',
    text: 'The phone keeps that answer, and does not ask again for some time.',
    source: source.secureClusters,
  },
  'https-server-authenticated': {
    pattern: wording('Authenticated the HTTPS conn via TVS'),
    kind: 'verified',
    text: 'The HTTPS server was authenticated through a TVS. Not a fault, although it is logged as an error.',
    source: source.securityByDefault,
  },

  // The connection itself
  'tvs-alert': {
    pattern: tlsAlert,
    says: 'tls-failed',
    onTvs: true,
    kind: 'refused',
    weight: weight.connection,
    text: 'The phone reached the TVS at {server}, but TLS failed ({alert}): the TVS was not asked, so it could not vouch for anything. Check that the TVS certificate in the ITL is the one that this server presents on TCP 2445, restart its TVS service, and see the Cisco bug CSCua65618.',
    source: source.tvsHandshake,
  },
  'unnamed-tvs-alert': {
    pattern: tlsAlert,
    says: 'tls-failed',
    onTvs: true,
    kind: 'refused',
    weight: weight.connection,
    text: 'The phone reached a TVS, but TLS failed ({alert}): the TVS was not asked, so it could not vouch for anything. Check that the TVS certificate in the ITL is the one that the server presents on TCP 2445, restart its TVS service, and see the Cisco bug CSCua65618.',
    source: source.tvsHandshake,
  },
  'tvs-handshake-failed': {
    pattern: tlsFailed,
    says: 'tls-failed',
    onTvs: true,
    kind: 'refused',
    weight: weight.connection,
    text: 'The phone reached the TVS at {server}, but TLS failed: the TVS was not asked, so it could not vouch for anything. Check that the TVS certificate in the ITL is the one that this server presents on TCP 2445, restart its TVS service, and see the Cisco bug CSCua65618.',
    source: source.tvsHandshake,
  },
  'unnamed-tvs-handshake-failed': {
    pattern: tlsFailed,
    says: 'tls-failed',
    onTvs: true,
    kind: 'refused',
    weight: weight.connection,
    text: 'The phone reached a TVS, but TLS failed: the TVS was not asked, so it could not vouch for anything. Check that the TVS certificate in the ITL is the one that the server presents on TCP 2445, restart its TVS service, and see the Cisco bug CSCua65618.',
    source: source.tvsHandshake,
  },
  'tls-alert': {
    pattern: tlsAlert,
    says: 'tls-failed',
    kind: 'refused',
    weight: weight.listUpdate,
    text: 'A TLS connection of the phone failed ({alert}). The log does not say that it was one to a TVS.',
    source: source.tvsHandshake,
  },
  'tls-failed': {
    pattern: tlsFailed,
    says: 'tls-failed',
    kind: 'refused',
    weight: weight.listUpdate,
    text: 'A TLS connection of the phone failed. The log does not say that it was one to a TVS.',
    source: source.tvsHandshake,
  },

  // The trace of the TVS itself
  'tvs-is-asked': {
    pattern: wording('TVS_MSG_CERT_VERIFICATION_REQ'),
    kind: 'asked-tvs',
    text: 'A phone asks the TVS whether it vouches for a certificate.',
    source: source.securityByDefault,
  },
  'tvs-names-issuer': {
    // A list that `show itl` prints has issuers too, without the colon.
    pattern: wording({
      begins: ['issuerName'],
      as: /(?<![a-z])issuerName\s{0,12}:\s{0,12}(?<issuer>[^|]{1,200}?)(?= and Length|$)/i,
    }),
    kind: 'state',
    text: 'The issuer of the certificate in question is {issuer}.',
    source: source.securityByDefault,
  },
  'tvs-does-not-know': {
    pattern: wording('certificate not found'),
    kind: 'tvs-answered',
    weight: weight.tvs,
    text: 'The TVS does not have the certificate that the phone asked about, so it does not vouch for it. Add the certificate to the trust stores of the cluster (Phone-SAST-trust and CallManager-trust), and restart the TVS service.',
    source: source.seen,
  },
  'not-in-tvs-cache': {
    pattern: wording('Cannot find the certificate in the cache'),
    kind: 'state',
    text: 'The certificate is not in a cache of the TVS. No verdict yet: the TVS looks on.',
    source: source.seen,
  },
  'tvs-knows': {
    pattern: wording('Certificate found and equal'),
    kind: 'tvs-answered',
    text: 'The TVS has the certificate that the phone asked about, so it vouches for it.',
    source: source.securityByDefault,
  },
  'tvs-answers': {
    pattern: wording('TVS_MSG_CERT_VERIFICATION_RES'),
    kind: 'state',
    text: 'The TVS sends its answer to the phone.',
    source: source.securityByDefault,
  },
} as const satisfies LogMessages;
