import type { LogReason } from '../../../../../src/core/phone/logs/messages/all';

/** A message without anything around it, what it means, and the file that it names. */
export interface Example {
  readonly message: string;
  readonly reason: LogReason;
  readonly file?: string;
}

/** Messages that need nothing before them, in words and punctuation that differ from those of Cisco's documents. */
export const messages: readonly Example[] = [
  {
    message: 'sgn verify file failed </usr/ram/SEPAABBCC001122.cnf.xml>, errclass 8, errcode 19 (signer not in CTL)',
    reason: 'signer-not-known',
    file: 'SEPAABBCC001122.cnf.xml',
  },
  {
    message: 'sgn verify file failed "SEPAABBCC001122.cnf.xml.sgn" errclass 8 errcode 19',
    reason: 'signer-not-known',
    file: 'SEPAABBCC001122.cnf.xml.sgn',
  },
  { message: 'verify FAILED, </usr/ram/dialplan.xml>', reason: 'configuration-refused', file: 'dialplan.xml' },
  { message: "Verify failed: '/ram/g4-tones.xml'", reason: 'configuration-refused', file: 'g4-tones.xml' },
  { message: 'verify SUCCESS </usr/ram/RINGLIST.XML>', reason: 'configuration-accepted', file: 'RINGLIST.XML' },
  { message: 'File sign verify SUCCESS; header length <512>', reason: 'list-signature-with-header' },
  {
    message: 'Requesting ITLSEPAABBCC001122.tlv from 192.0.2.9',
    reason: 'asks-server',
    file: 'ITLSEPAABBCC001122.tlv',
  },
  {
    message: 'GETXXTP [GT12][src=CTLSEPAABBCC001122.tlv][dest=/tmp/CTLFile.tlv][serv=][sec=0]',
    reason: 'asks-for-file',
    file: 'CTLSEPAABBCC001122.tlv',
  },
  { message: 'SEPAABBCC001122.cnf.xml.sgn updating', reason: 'updates-file', file: 'SEPAABBCC001122.cnf.xml.sgn' },
  {
    message: 'provision_download_file 211: HTTP server=192.0.2.9, port=6970, filename=ITLFile.tlv',
    reason: 'asks-http-server',
    file: 'ITLFile.tlv',
  },
  {
    message: 'RRQ from 192.0.2.70 filename SEPAABBCC001122.cnf.xml',
    reason: 'client-asks-server',
    file: 'SEPAABBCC001122.cnf.xml',
  },
  { message: 'RRQ "locale/be-sccp.jar" octet tsize 0', reason: 'read-request', file: 'be-sccp.jar' },
  {
    message: 'Read Request, File: dsp42.9-4-2.sbn, Transfer type: octet',
    reason: 'read-request',
    file: 'dsp42.9-4-2.sbn',
  },
  {
    message: 'Client 192.0.2.70 finished SEPAABBCC001122.cnf.xml',
    reason: 'delivered-to-client',
    file: 'SEPAABBCC001122.cnf.xml',
  },
  {
    message: 'Client 192.0.2.70 File not found CTLSEPAABBCC001122.tlv',
    reason: 'ctl-not-there',
    file: 'CTLSEPAABBCC001122.tlv',
  },
  {
    message: 'Client ::ffff:192.0.2.70 File not found SEPAABBCC001122.cnf.xml.enc.sgn',
    reason: 'signed-file-not-there',
    file: 'SEPAABBCC001122.cnf.xml.enc.sgn',
  },
  {
    message: 'SEPAABBCC001122.cnf.xml.sgn not found in 192.0.2.9',
    reason: 'signed-file-not-there',
    file: 'SEPAABBCC001122.cnf.xml.sgn',
  },
  {
    message: 'TFTP error : download SEPAABBCC001122.cnf.xml.sgn fail',
    reason: 'signed-file-not-there',
    file: 'SEPAABBCC001122.cnf.xml.sgn',
  },
  {
    message: 'file /srv/tftp/SEPAABBCC001122.cnf.xml.sgn not found',
    reason: 'signed-file-not-there',
    file: 'SEPAABBCC001122.cnf.xml.sgn',
  },
  { message: 'CTLFile.tlv not found in 192.0.2.9', reason: 'ctl-not-there', file: 'CTLFile.tlv' },
  { message: 'File Not Found : backgrounds/320x212.png', reason: 'file-not-there', file: '320x212.png' },
  {
    message: 'TFTP Timeout : SEPAABBCC001122.cnf.xml.sgn',
    reason: 'signed-file-not-delivered',
    file: 'SEPAABBCC001122.cnf.xml.sgn',
  },
  { message: 'TFTP timeout', reason: 'no-answer' },
  { message: 'TFTP access error', reason: 'access-error' },
  { message: 'TFTP error', reason: 'tftp-error' },
  { message: 'File not found', reason: 'unnamed-not-there' },
  { message: 'CTL update failed', reason: 'one-list-refused' },
  { message: 'Trust List Verification Failed', reason: 'list-refused' },
  { message: 'Trust List updated', reason: 'list-updated' },
  { message: 'updateCTL() rc=8 retryCount=0, failReason:Success', reason: 'list-updated' },
  { message: 'updateFromFile: TL parse to table: CTL_SUCCESS', reason: 'list-installed' },
  { message: 'TL file verified successfully.', reason: 'list-verified' },
  { message: 'Hashes match... authentication successful.', reason: 'file-authenticated' },
  {
    message: 'invalid file SEPAABBCC001122.cnf.xml.sgn, authenticated fail. Reason:14.',
    reason: 'signer-not-trusted',
    file: 'SEPAABBCC001122.cnf.xml.sgn',
  },
  {
    message: 'invalid file ITLFile.tlv, authenticated fail. Reason: 14',
    reason: 'list-file-refused',
    file: 'ITLFile.tlv',
  },
  {
    message: 'invalid file cmterm.loads, authenticated fail. Reason:6',
    reason: 'file-refused-with-reason',
    file: 'cmterm.loads',
  },
  { message: 'http get [HTTP/1.1 503 Service Unavailab]', reason: 'server-busy' },
  { message: 'HTTP download error, try tftp download', reason: 'tries-tftp' },
  { message: 'Timeout: retransmit the last packet (1)', reason: 'no-answer-yet' },
  { message: 'XXTP Non secure file requested', reason: 'server-not-secure' },
  { message: '::ffff:192.0.2.9 is a secure server', reason: 'server-called-secure' },
  { message: '** no CTL, assume TFTP NONSECURE', reason: 'holds-no-ctl-for-server' },
  {
    message: 'XXTP authenticated file approved - add .sgn if necessary -- SEPAABBCC001122.cnf.xml.sgn',
    reason: 'will-ask-for-signed',
    file: 'SEPAABBCC001122.cnf.xml.sgn',
  },
  { message: 'HTTPS cert not in CTL, <192.0.2.9:8443>', reason: 'https-server-not-listed' },
  { message: 'TVS service available, can attempt via TVS', reason: 'can-ask-tvs' },
  { message: 'No matching entry found at cache', reason: 'no-cached-answer' },
  { message: 'Successfully obtained a TLS connection to the TVS server', reason: 'connected-to-tvs' },
  { message: 'Successfully sent the TVS request to TVS server, bytes written : 180', reason: 'asked-tvs' },
  { message: 'Authentication Response received, status : 0', reason: 'tvs-vouched' },
  { message: 'Authentication Response received, status: 7', reason: 'tvs-did-not-vouch' },
  { message: 'TVS added cert to TVS cache - expires in 24 hours', reason: 'answer-cached-for-a-day' },
  { message: 'SSL handshake failed, <192.0.2.9> c:3 s:4 port: 2445', reason: 'tvs-handshake-failed' },
  { message: 'TVS SSL3 alert read:fatal:bad certificate', reason: 'unnamed-tvs-alert' },
  { message: 'SSL/TLS setup failed, <192.0.2.9> c:3 s:4', reason: 'tls-failed' },
  { message: 'MsgType               : TVS_MSG_CERT_VERIFICATION_REQ', reason: 'tvs-is-asked' },
  { message: 'getCertificateInformation(cert) : certificate not found', reason: 'tvs-does-not-know' },
  { message: 'CertificateDBCache::getCertificateInformation -Certificate found and equal', reason: 'tvs-knows' },
  { message: 'CTL and ITL installed', reason: 'holds-both-lists' },
  { message: 'No Trust List installed', reason: 'holds-no-list' },
];
