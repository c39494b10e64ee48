import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { limits } from '../../../../src/core/format/limits';
import type { LogEvent } from '../../../../src/core/phone/logs/events';
import { logMessages, logRows, type LogReason } from '../../../../src/core/phone/logs/messages/all';
import { readPhoneLog, readPhoneLogLine } from '../../../../src/core/phone/logs/read';

const kinds = (text: string): string[] => readPhoneLog(text).events.map(({ kind }) => kind);

describe('a phone that fetches its lists', () => {
  const log = [
    '837: NOT 09:13:17.561856 SECD: tlRequestFile: Request CTLSEP0011215A1AE3.tlv',
    '846: NOT 09:13:17.670439 TFTP: [27]:Requesting CTLSEP0011215A1AE3.tlv from',
    '847: NOT 09:13:17.685264 TFTP: [27]:Finished --> rcvd 4762 bytes',
    '',
    '868: NOT 09:13:17.860613 TFTP: [28]:Requesting ITLSEP0011215A1AE3.tlv from',
    '869: NOT 09:13:17.875059 TFTP: [28]:Finished --> rcvd 5438 bytes',
    '877: NOT 09:13:17.925249 SECD: validate_file_envelope: File sign verify SUCCESS; header length <296>',
    "917: NOT 09:13:18.433411 tftpClient: tftp request rcv'd from /usr/tmp/tftp, srcFile = SEP0011215A1AE3.cnf.xml, dstFile = /usr/ram/SEP0011215A1AE3.cnf.xml max size = 550001",
    '918: NOT 09:13:18.457949 tftpClient: auth server - tftpList[0] = ::ffff:',
    '919: NOT 09:13:18.458937 tftpClient: look up server - 0',
    '920: NOT 09:13:18.462479 SECD: lookupCTL: TFTP SRVR secure',
    '921: NOT 09:13:18.466658 tftpClient: secVal = 0x9',
    '922: NOT 09:13:18.467762 tftpClient: ::ffff: is a secure server',
    '923: NOT 09:13:18.468614 tftpClient: retval = SRVR_SECURE',
    '924: NOT 09:13:18.469485 tftpClient: Secure file requested',
    '925: NOT 09:13:18.471217 tftpClient: authenticated file approved - add .sgn -- SEP0011215A1AE3.cnf.xml.sgn',
    '926: NOT 09:13:18.540562 TFTP: [10]:Requesting SEP0011215A1AE3.cnf.xml.sgn from with size limit of 550001',
    '927: NOT 09:13:18.559326 TFTP: [10]:Finished --> rcvd 7652 bytes ',
    '937: NOT 09:13:18.656906 SECD: verifyFile: verify SUCCESS </usr/ram/SEP0011215A1AE3.cnf.xml>',
  ].join('\n');

  it('asks, receives and verifies, and nothing fails', () => {
    const { failure } = readPhoneLog(log);
    expect(failure).toBeNull();
    expect(kinds(log)).toEqual([
      'asked',
      'asked',
      'received',
      'asked',
      'received',
      'verified',
      'state',
      'state',
      'asked',
      'received',
      'verified',
    ]);
  });

  it('tells file, length, header and time of each step, by its line', () => {
    const { events } = readPhoneLog(log);
    const received = events.filter(({ kind }) => kind === 'received');
    expect(received.map(({ file, length }) => [file, length])).toEqual([
      ['CTLSEP0011215A1AE3.tlv', 4762],
      ['ITLSEP0011215A1AE3.tlv', 5438],
      ['SEP0011215A1AE3.cnf.xml.sgn', 7652],
    ]);
    expect(received[1]).toMatchObject({ line: 6, time: '09:13:17.875059' });
    expect(events.find(({ headerLength }) => headerLength !== null)).toMatchObject({ line: 7, headerLength: 296 });
    expect(events.at(-1)?.file).toBe('SEP0011215A1AE3.cnf.xml');
  });
});

describe('a phone that refuses its configuration', () => {
  const log = [
    '1715: ERR 16:59:35.170584 SECD: EROR:verifyFile: sgn verify file failed </usr/ram/SEP00260BD749E9.cnf.xml>, errclass 8, errcode 19 (signer not in CTL)',
    '1716: ERR 16:59:35.171327 SECD: EROR:verifyFile: verify FAILED, </usr/ram/SEP00260BD749E9.cnf.xml>',
  ];

  it('has the signer as its problem, wherever the line is', () => {
    for (const lines of [log, [...log].reverse(), ['16:00:00 Trust List Update Failed', ...log]]) {
      const { failure } = readPhoneLog(lines.join('\n'));
      expect(failure).toMatchObject({ kind: 'refused', time: '16:59:35.170584', file: 'SEP00260BD749E9.cnf.xml' });
      expect(failure?.sentence).toMatch(
        /^The signer of SEP00260BD749E9\.cnf\.xml is in neither list that the phone holds, CTL nor ITL/,
      );
    }
  });

  it.each([
    ['errclass 8, errcode 7', 'another code'],
    ['errclass 2, errcode 19', 'the code of another class'],
  ])('with %s (%s) gets no meaning that nobody documented', (codes) => {
    const event = readPhoneLogLine(`SECD: EROR:verifyFile: sgn verify file failed </usr/ram/a.xml>, ${codes}`);
    expect(event?.sentence).toContain(`(${codes}). What this code means is not documented.`);
    expect(event?.kind).toBe('refused');
  });

  it('says nothing of a TVS, which the line does not mention', () => {
    expect(readPhoneLog(log.join('\n')).failure?.sentence).not.toContain('TVS');
  });

  it('and later accepts it is said to have done so, but not if it refuses it again', () => {
    const success = '1900: NOT 17:10:02.656906 SECD: verifyFile: verify SUCCESS </usr/ram/SEP00260BD749E9.cnf.xml>';
    const other = '1901: NOT 17:10:03.656906 SECD: verifyFile: verify SUCCESS </usr/ram/ringlist.xml>';
    expect(readPhoneLog([...log, success, other].join('\n'))).toMatchObject({
      failure: { line: 1 },
      recovery: { line: 3, sentence: expect.stringContaining('was accepted') as string },
    });
    expect(readPhoneLog([success, ...log, other].join('\n')).recovery).toBeNull();
    expect(readPhoneLog([...log, success, ...log].join('\n')).recovery).toBeNull();
  });

  it('or a list, and later verifies one, is said to have done so', () => {
    const verified = '877: NOT 09:13:17.925249 SECD: validate_file_envelope: File sign verify SUCCESS';
    expect(readPhoneLog(`12:58:15 Trust List Update Failed\n${verified}`).recovery?.line).toBe(2);
    const missing = 'TFTP Timeout : SEP001D705F9EA8.cnf.xml.sgn';
    const came = 'TFTP: [10]:Requesting SEP001D705F9EA8.cnf.xml.sgn from\nTFTP: [10]:Finished --> rcvd 7652 bytes';
    expect(readPhoneLog(`${missing}\n${came}`).recovery?.line).toBe(3);
    expect(readPhoneLog(missing).recovery).toBeNull();
    const answered = (status: number): string =>
      `12:58:1${status} processTvsSrvrResponse: Authentication Response received, status : ${status}`;
    expect(readPhoneLog(`${answered(5)}\n${answered(0)}`).recovery?.line).toBe(2);
    expect(readPhoneLog(`${answered(5)}\n${answered(0)}\n${answered(5)}`).recovery).toBeNull();
  });
});

describe('a phone that asks a TVS', () => {
  const question = [
    '1213: NOT 15:20:59.429176 SECD: findByCertAndRoleInTL: Searching TL from CTL file',
    '1214: NOT 15:20:59.430315 SECD: findByCertAndRoleInTL: Searching TL from ITL file',
    '1215: ERR 15:20:59.431314 SECD: EROR:https_cert_vfy: HTTPS cert not in CTL, <> ',
    '1220: NOT 15:20:59.444517 SECD: processTvsClntReq: TVS Certificate Authentication request',
    '1221: NOT 15:20:59.445507 SECD: lookupAuthCertTvsCacheEntry: No matching entry found at cache',
    '1222: NOT 15:20:59.446518 SECD: processTvsClntReq: No server sock exists, must be created',
    '1223: NOT 15:20:59.451378 SECD: secReq_initClient: clnt sock fd 11 bound to </tmp/secClnt_secd>',
    '1230: NOT 15:20:59.472628 SECD: connectToTvsServer: Successfully started a TLS connection establishment to the TVS server: IP:, port:2445(default); Waiting for it to get connected.',
    '1244: NOT 15:20:59.529938 SECD: srvr_cert_vfy: Server Certificate Validation needs to be done ',
    '1245: NOT 15:20:59.533412 SECD: findByIssuerAndSerialAndRoleInTL: Searching TL from CTL file',
    '1246: NOT 15:20:59.534936 SECD: findByIssuerAndSerialAndRoleInTL: Searching TL from ITL file',
    '1247: NOT 15:20:59.537359 SECD: verifyCertWithHashFromTL: cert hash and hash in TL MATCH',
    '1248: NOT 15:20:59.538726 SECD: tvs_cert_vfy: TVS cert verified with hash from TL, <>',
    '1264: NOT 15:20:59.789738 SECD: sendTvsClientReqToSrvr: Authenticate Certificate : request sent to TVS server - waiting for response',
  ];
  const vouched = [
    '1273: NOT 15:20:59.825648 SECD: processTvsSrvrResponse: Authentication Response received, status : 0',
    '1279: NOT 15:20:59.837086 SECD: saveCertToTvsCache: Saving certificate in TVS cache with default time-to-live value: 86400 seconds',
    '1287: ERR 15:20:59.859993 SECD: Authenticated the HTTPS conn via TVS ',
  ];

  it('and gets its answer: no fault, though two lines are logged as errors', () => {
    const text = [...question, ...vouched].join('\n');
    expect(readPhoneLog(text).failure).toBeNull();
    expect(kinds(text)).toEqual([
      'state',
      'state',
      'state',
      'asked-tvs',
      'asked-tvs',
      'asked-tvs',
      'state',
      'state',
      'verified',
      'verified',
      'asked-tvs',
      'tvs-answered',
      'state',
      'verified',
    ]);
    const sentences = readPhoneLog(text).events.map(({ sentence }) => sentence);
    expect(sentences[2]).toContain('No fault yet');
    expect(sentences[5]).toBe('The phone opens a TLS connection to a TVS on TCP 2445.');
    expect(sentences[12]).toContain('for 24 hours');
  });

  it('and is told no: that is the failure', () => {
    const refused = 'SECD: processTvsSrvrResponse: Authentication Response received, status : 5';
    const { failure } = readPhoneLog([...question, refused, 'Trust List Update Failed'].join('\n'));
    expect(failure?.sentence).toBe('The TVS did not vouch for the certificate (status 5; only 0 means that it does).');
  });
});

describe('status messages', () => {
  it('of a phone moved to CUCM Express: the file that the server does not have explains the refusals', () => {
    const { events, failure } = readPhoneLog(
      [
        '12:58:15 Trust List Update Failed',
        '12:58:57 Trust List Update Failed',
        '12:59:08 TFTP Timeout : SEP001D705F9EA8.cnf.xml.sgn',
        '12:59:31 Trust List Update Failed',
        '13:00:13 Trust List Update Failed',
        '13:01:45 Trust List Update Failed',
        '13:02:26 Trust List Update Failed',
      ].join('\r\n'),
    );
    expect(events).toHaveLength(7);
    expect(failure).toMatchObject({ line: 3, time: '12:59:08', file: 'SEP001D705F9EA8.cnf.xml.sgn', kind: 'missing' });
    expect(failure?.sentence).toContain('CUCM Express and CUCM before 8.0 have none');
  });

  it.each<[string, LogEvent['kind'], string]>([
    ['No Trust List installed', 'state', 'The phone holds neither a CTL nor an ITL.'],
    ['CTL and ITL installed', 'state', 'The phone holds a CTL and an ITL.'],
    ['CTL Installed', 'state', 'The phone holds a CTL.'],
    ['ITL installed', 'state', 'The phone holds an ITL.'],
    ['No CTL installed', 'state', 'The phone holds no CTL.'],
    ['No ITL installed', 'state', 'The phone holds no ITL.'],
    ['CTL Not Installed', 'state', 'The phone holds no CTL.'],
    ['Erasing CTL and ITL files', 'state', 'it will trust the next lists that it is given'],
    ['File Not Found <CTLFile.tlv>', 'missing', 'normal on a cluster that is not in mixed mode'],
    ['File Not Found <SEP001D705F9EA8.cnf.xml>', 'missing', 'The server does not have SEP001D705F9EA8.cnf.xml.'],
    ['Trust List update failed', 'refused', 'A trust list was refused, or the TFTP server did not answer'],
    ['Trust List Verification Failed', 'refused', 'A trust list was refused'],
    ['Verification Failed', 'refused', 'A trust list was refused'],
    ['12:58:15 Verification Failed', 'refused', 'A trust list was refused'],
    ['12:58:15p Verification Failed', 'refused', 'A trust list was refused'],
    ['12:58:15 PM: Verification Failed', 'refused', 'A trust list was refused'],
    ['SECUREAPP-TL: authentication successful.', 'verified', 'A downloaded file was authenticated.'],
    ['SECUREAPP-RCAPP: updateFromFile: result CTL_SUCCESS', 'verified', 'installed the trust list'],
    ['TL file verified successfully.', 'verified', 'The signature of a list is valid'],
    ['TFTP Timeout : ringlist.xml', 'missing', 'The server did not deliver ringlist.xml.'],
  ])('%s', (line, kind, sentence) => {
    const event = readPhoneLogLine(line);
    expect(event?.kind).toBe(kind);
    expect(event?.sentence).toContain(sentence);
  });

  it.each(['Image Verification Failed', '12:58:15 Password Verification Failed', 'It shows "Verification Failed".'])(
    'of something else that failed to verify is passed over: %s',
    (line) => {
      expect(readPhoneLogLine(line)).toBeNull();
    },
  );

  it('that are normal are not failures', () => {
    expect(readPhoneLog('File Not Found <CTLFile.tlv>\nITL installed').failure).toBeNull();
  });
});

describe('any text', () => {
  it('is read without a throw, line by line', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary' })), (lines) => {
        const { events } = readPhoneLog(lines.join('\n'));
        expect(events.every(({ line }) => line >= 1)).toBe(true);
      }),
    );
  });

  it('says nothing if it is about something else', () => {
    expect(readPhoneLog('1184: NOT 15:20:55 JVM: Startup Module Loader\nhello').events).toEqual([]);
  });
});

/** A line, or a few, that end with this event. */
const examples: Readonly<Record<LogReason, string>> = {
  'signer-not-known': 'verifyFile: sgn verify file failed </ram/a.xml>, errclass 8, errcode 19 (signer not in CTL)',
  'signer-of-unnamed-not-known': 'verifyFile: sgn verify file failed <>, errclass 8, errcode 19 (signer not in CTL)',
  'signature-refused-with-code-and-cause': 'verifyFile: sgn verify file failed <a.xml>, errclass 8, errcode 7 (why)',
  'signature-refused-with-code': 'verifyFile: sgn verify file failed <a.xml>, errclass 8, errcode 190',
  'signature-refused-with-cause': 'verifyFile: sgn verify file failed <a.xml> (why)',
  'signature-refused': 'verifyFile: sgn verify file failed <a.xml>',
  'signature-of-unnamed-refused': 'verifyFile: sgn verify file failed <>, errclass 8, errcode 7',
  'configuration-refused': 'verifyFile: verify FAILED, <a.xml>',
  'unnamed-configuration-refused': 'verifyFile: verify FAILED, <>',
  'configuration-accepted': 'verifyFile: verify SUCCESS <a.xml>',
  'unnamed-configuration-accepted': 'verifyFile: verify SUCCESS <>',
  'list-signature-with-header': 'validate_file_envelope: File sign verify SUCCESS; header length <296>',
  'list-signature': 'validate_file_envelope: File sign verify SUCCESS',
  'wants-list': 'tlRequestFile: Request CTLSEP0011215A1AE3.tlv',
  'asks-server': 'TFTP: [27]:Requesting a.tlv from',
  received: 'TFTP: [27]:Requesting a.tlv from\nTFTP: [27]:Finished --> rcvd 5438 bytes',
  'received-unnamed': 'TFTP: [27]:Finished --> rcvd 5438 bytes',
  'server-is-secure': 'lookupCTL: TFTP SRVR secure',
  'will-ask-for-signed': 'authenticated file approved - add .sgn -- a.xml.sgn',
  'https-server-not-listed': 'EROR:https_cert_vfy: HTTPS cert not in CTL, <>',
  'searches-list': 'findByCertAndRoleInTL: Searching TL from ITL file',
  'wants-tvs': 'processTvsClntReq: TVS Certificate Authentication request',
  'no-cached-answer': 'lookupAuthCertTvsCacheEntry: No matching entry found at cache',
  'connects-to-tvs': 'connectToTvsServer: Successfully started a TLS connection establishment',
  'reports-tvs-connection': 'connectToTvsServer: waiting',
  'contacts-tvs': 'connectToTvsServer: ',
  'tvs-hash-matches': 'verifyCertWithHashFromTL: cert hash and hash in TL MATCH',
  'tvs-is-trusted': 'tvs_cert_vfy: TVS cert verified with hash from TL, <>',
  'asked-tvs': 'sendTvsClientReqToSrvr: Authenticate Certificate : request sent to TVS server - waiting',
  'tvs-vouched': 'processTvsSrvrResponse: Authentication Response received, status : 0',
  'tvs-did-not-vouch': 'processTvsSrvrResponse: Authentication Response received, status : -1',
  'answer-cached-for-a-day': 'saveCertToTvsCache: Saving with default time-to-live value: 86400 seconds',
  'answer-cached': 'saveCertToTvsCache: Saving with time-to-live value: 3600 seconds',
  'https-server-authenticated': 'Authenticated the HTTPS conn via TVS',
  'file-authenticated': 'SECUREAPP-TL: authentication successful.',
  'list-installed': 'updateFromFile: result CTL_SUCCESS',
  'list-verified': 'TL file verified successfully',
  'signed-file-not-delivered': 'TFTP Timeout : a.cnf.xml.sgn',
  'not-delivered': 'TFTP Timeout : ringlist.xml',
  'ctl-not-there': 'File Not Found : </ram/CTLFile.tlv>',
  'file-not-there': 'File Not Found <CTL/a.xml>',
  'list-refused': 'Trust List Update Failed',
  'erases-lists': 'Erasing CTL and ITL files',
  'holds-no-list': 'No Trust List installed',
  'holds-both-lists': 'CTL and ITL installed',
  'holds-no-ctl': 'CTL Not Installed',
  'holds-no-itl': 'No ITL installed',
  'holds-ctl': 'CTL Installed',
  'holds-itl': 'ITL Installed',
  'list-file-refused': 'invalid file ITLFile.tlv, authenticated fail. Reason:14',
  'signer-not-trusted': 'invalid file a.cnf.xml.sgn, authenticated fail. Reason:14',
  'file-refused-with-reason': 'invalid file a.loads, authenticated fail. Reason:3',
  'file-refused': 'invalid file a.loads, authenticated fail.',
  'unnamed-file-refused': 'invalid file , authenticated fail. Reason:14',
  'file-auth-error': 'File auth error : a.cnf.xml.sgn',
  'unnamed-file-auth-error': 'File auth error',
  'list-updated': 'TL file updated.',
  'list-update-failed': 'updateCTL() rc=3 retryCount=2, failReason:Timeout',
  'one-list-refused': 'ITL update failed',
  'asks-for-file': 'GETXXTP [GT1][src=a.tlv][dest=/tmp/a.tlv]',
  'updates-file': 'a.cnf.xml.sgn updating',
  'asks-http-server': 'provision_download_file 7: HTTP server=192.0.2.1 filename=a.xml',
  'client-asks-server': 'RRQ from 192.0.2.7 filename a.tlv',
  'read-request': 'Read Request, File: a.tlv, Transfer type: octet',
  'received-by-http': 'GETXXTP [GT1][src=a.tlv]\nGHTTP-hdr->HTTP/1.1 200 OK\nGHTTP-hdr->Content-length: 77',
  'unnamed-received-by-http': 'GHTTP-hdr->HTTP/1.1 200 OK\nGHTTP-hdr->Content-length: 77',
  'delivered-to-client': 'Client 192.0.2.7 finished a.tlv',
  delivered: 'GETXXTP [GT1][src=a.tlv]\nXXTP complete - status = 100',
  'unnamed-delivered': 'DDGETTFTP.RESULT [_100_  HTTP NO ERROR',
  'request-ended': 'XXTP complete - status = 7',
  'server-busy': 'http get [HTTP/1.1 503 Service Unavailable]',
  'tries-tftp': 'HTTP download error, try tftp download',
  'no-answer-yet': 'Timeout: retransmit the last packet (1)',
  'no-answer': 'TFTP timeout',
  'signed-file-not-there': 'TFTP: [8]:Requesting a.cnf.xml.sgn from 192.0.2.1\nTFTP: [8]:Error: (1+1)File not found',
  'unnamed-not-there': 'XXTP complete - status = 2',
  'access-error': 'TFTP access error',
  'tftp-error': 'TFTP error',
  'server-called-secure': 'Secure file requested',
  'holds-no-ctl-for-server': 'no CTL, assume TFTP NONSECURE',
  'server-not-secure': 'Non secure file requested',
  'can-ask-tvs': 'TVS service available, can attempt via TVS',
  'connected-to-tvs': 'Successfully obtained a TLS connection to the TVS server',
  'answer-cached-for-hours': 'added cert to TVS cache - expires in 6 hours',
  'answer-kept': 'added cert to TVS cache',
  'tvs-alert': 'TCP connect() waiting, <192.0.2.6> port: 2445\nSSL3 alert read:fatal:handshake failure:<192.0.2.6>',
  'unnamed-tvs-alert': 'No matching entry found at cache\nSSL3 alert read:fatal:handshake failure',
  'tvs-handshake-failed': 'TCP connect() waiting, <192.0.2.6> port: 2445\nSSL handshake failed, <192.0.2.6>',
  'unnamed-tvs-handshake-failed': 'No matching entry found at cache\nSSL/TLS setup failed',
  'tls-alert': 'SSL3 alert read:fatal:handshake failure:<192.0.2.6>',
  'tls-failed': 'TCP connect() waiting, <192.0.2.6> port: 8443\nSSL handshake failed, <192.0.2.6>',
  'tvs-is-asked': 'MsgType : TVS_MSG_CERT_VERIFICATION_REQ',
  'tvs-names-issuer': 'issuerName : CN=pub;O=Cisco and Length: 14',
  'tvs-does-not-know': 'getCertificateInformation(cert) : certificate not found',
  'not-in-tvs-cache': 'Cannot find the certificate in the cache',
  'tvs-knows': 'Certificate found and equal',
  'tvs-answers': 'MsgType : TVS_MSG_CERT_VERIFICATION_RES',
};

describe('the table of messages', () => {
  it.each(Object.entries(examples))('has a line for %s, and every value of its sentence', (reason, lines) => {
    const event = readPhoneLog(lines).events.at(-1);
    expect(event?.reason, lines).toBe(reason);
    expect(event?.sentence).not.toMatch(/[{}]/);
  });

  it('names in its sentences only what its patterns read', () => {
    for (const { reason, pattern, names, answers, onTvs } of logRows) {
      const groups = [...pattern.source.matchAll(/\(\?<(\w+)>/g)].map(([, name = '']) => name);
      const namesFile = groups.some((name) => ['file', 'inner', 'path', 'before'].includes(name));
      // Of an answer the file is the one that was asked for, of a connection the server.
      const known = [
        ...groups,
        ...(namesFile || answers === true ? ['file'] : []),
        ...(onTvs === true ? ['server'] : []),
      ];
      expect(known, reason).toEqual(expect.arrayContaining([...names]));
    }
  });

  it('has patterns that take time in proportion to the line', () => {
    for (const [reason, { pattern }] of Object.entries(logMessages)) {
      // What matches anything is bounded, or the last part.
      expect(pattern.source, reason).not.toMatch(/(?:\.|\\w)[*+](?!\)?$)/);
    }
  });
});

describe('a log that is too long', () => {
  const message = 'No CTL installed\n';

  it('is read up to its limit of characters, and says up to which line', () => {
    const { events, unread } = readPhoneLog(`${message}${' '.repeat(limits.logCharacters)}\n${message}`);
    expect(events).toMatchObject([{ line: 1, reason: 'holds-no-ctl' }]);
    expect(unread).toMatchObject({
      reason: 'too-many-characters',
      sentence: 'Too costly, because this log has 8000035 characters: its first 8000000 were read, up to line 2.',
    });
  });

  it('is read up to its limit of messages, whatever stands between them', () => {
    const most = `${message}\n`.repeat(limits.logMessages);
    expect(readPhoneLog(most)).toMatchObject({ unread: null, events: { length: limits.logMessages } });
    const { events, unread } = readPhoneLog(most + message);
    expect(events).toHaveLength(limits.logMessages);
    expect(unread).toMatchObject({
      reason: 'too-many-messages',
      sentence:
        'Too costly, because more than 50000 lines look like messages about trust: the log was read up to line 100000.',
    });
  });
});
