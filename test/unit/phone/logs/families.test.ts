import { describe, expect, it } from 'vitest';
import { readPhoneLog } from '../../../../src/core/phone/logs/read';
import { noise } from './makers/clothes';

const phone = 'SEPAABBCC001122';

/** A log, and what it says. */
interface Log {
  readonly says: string;
  readonly lines: readonly string[];
  /** Reason and file of each event. */
  readonly events: readonly (readonly [reason: string, file?: string | null])[];
  readonly failure?: string;
  readonly recovery?: string;
  /** Lines that are not understood; none by default. */
  readonly strange?: number;
}

const old79: readonly Log[] = [
  {
    says: 'a list that is not there, and a configuration that is accepted',
    lines: [
      '12: NOT 01:00:00.100000 SECD: tlRequestFile: Request CTLSEPAABBCC001122.tlv',
      '13: NOT 01:00:00.200000 TFTP: [3]:Requesting CTLSEPAABBCC001122.tlv from 192.0.2.9',
      '14: WRN 01:00:00.300000 TFTP: [3]:Error: (1+1)File not found',
      '15: NOT 01:00:01.100000 TFTP: [4]:Requesting SEPAABBCC001122.cnf.xml.sgn from 192.0.2.9 with size limit of 550001',
      '16: NOT 01:00:01.200000 TFTP: [4]:Finished --> rcvd 9001 bytes',
      '17: NOT 01:00:01.300000 SECD: verifyFile: verify SUCCESS </usr/ram/SEPAABBCC001122.cnf.xml>',
    ],
    events: [
      ['wants-list', `CTL${phone}.tlv`],
      ['asks-server', `CTL${phone}.tlv`],
      ['ctl-not-there', `CTL${phone}.tlv`],
      ['asks-server', `${phone}.cnf.xml.sgn`],
      ['received', `${phone}.cnf.xml.sgn`],
      ['configuration-accepted', `${phone}.cnf.xml`],
    ],
  },
  {
    says: 'two transfers at once, of which one fails',
    lines: [
      noise[0] ?? '',
      '901: NOT 23:59:58.000001 TFTP: [70]:Requesting ITLSEPAABBCC001122.tlv from 192.0.2.9',
      '902: NOT 23:59:58.000002 TFTP: [71]:Requesting SEPAABBCC001122.cnf.xml.sgn from 192.0.2.9',
      '903: WRN 23:59:58.000003 TFTP: [71]:Error: (1+0)File not found',
      '904: NOT 23:59:58.000004 TFTP: [70]:Finished --> rcvd 4000 bytes',
    ],
    events: [
      ['asks-server', `ITL${phone}.tlv`],
      ['asks-server', `${phone}.cnf.xml.sgn`],
      ['signed-file-not-there', `${phone}.cnf.xml.sgn`],
      ['received', `ITL${phone}.tlv`],
    ],
    failure: 'signed-file-not-there',
    strange: 1,
  },
  {
    says: 'a refusal, because TLS to the TVS failed',
    lines: [
      '5: NOT 10:00:00.1 SECD: clpSetupSsl: Trying to connect to IPV4, IP: 192.0.2.8, Port : 8443',
      '6: NOT 10:00:00.2 SECD: clpSetupSsl: TCP connected, <192.0.2.8> c:3 s:4',
      '7: NOT 10:00:00.3 SECD: clpSetupSsl: Trying to connect to IPV4, IP: 192.0.2.9, Port : 2445',
      '8: ERR 10:00:00.4 SECD: EROR:clpState: SSL3 alert read:fatal:unknown CA:<192.0.2.9>',
      '9: ERR 10:00:00.5 SECD: EROR:clpSetupSsl: ** SSL handshake failed, <192.0.2.9> c:5 s:6',
      '10: ERR 10:00:00.6 SECD: EROR:verifyFile: sgn verify file failed </usr/ram/a.cnf.xml>, errclass 8, errcode 19 (signer not in CTL)',
      '11: ERR 10:00:00.7 SECD: EROR:verifyFile: verify FAILED, </usr/ram/a.cnf.xml>',
      '12: ERR 10:00:00.8 Trust List Update Failed',
    ],
    events: [
      ['tvs-alert'],
      ['signer-not-known', 'a.cnf.xml'],
      ['configuration-refused', 'a.cnf.xml'],
      ['list-refused'],
    ],
    failure: 'tvs-alert',
  },
];

const new79: readonly Log[] = [
  {
    says: 'a TVS that vouches',
    lines: [
      '70 ERR 08:00:00.038637  SECD: -HTTPS cert not in CTL, <192.0.2.100:8443>',
      '71 NOT 08:00:00.039286  SECD: -TVS Certificate Authentication request',
      '72 NOT 08:00:00.173585  SECD: -Successfully obtained a TLS connection to the TVS server',
      '73 NOT 08:00:00.220060  SECD: -Authentication Response received, status : 0',
    ],
    events: [['https-server-not-listed'], ['wants-tvs'], ['connected-to-tvs'], ['tvs-vouched']],
  },
  {
    says: 'a TVS that does not vouch, and then does',
    lines: [
      '80 NOT 08:10:00.220060  SECD: -Authentication Response received, status : 4',
      '81 NOT 08:20:00.220060  SECD: -Authentication Response received, status : 0',
    ],
    events: [['tvs-did-not-vouch'], ['tvs-vouched']],
    failure: 'tvs-did-not-vouch',
    recovery: 'tvs-vouched',
  },
  {
    says: 'a TLS connection to a TVS whose port no line names',
    lines: [
      '90 NOT 08:30:00.039394  SECD: -No matching entry found at cache',
      '91 ERR 08:30:00.068387  SECD: -SSL3 alert read:fatal:protocol version',
      '92 ERR 08:30:00.075656  SECD: -SSL/TLS setup failed',
      noise[4] ?? '',
    ],
    events: [['no-cached-answer'], ['unnamed-tvs-alert']],
    failure: 'unnamed-tvs-alert',
    strange: 1,
  },
];

const of88 = (at: number, thread: string, message: string): string =>
  `${4000 + at} NOT Oct 21 09:00:${String(10 + at)}.594689 (${thread}) ${message}`;

const new88: readonly Log[] = [
  {
    says: 'a busy server, a list that is not there and one that came, in threads',
    lines: [
      of88(1, '339:1850', 'downd-GETXXTP [GT339][src=CTLSEPAABBCC001122.tlv][dest=/tmp/CTLFile.tlv][serv=][sec=0]'),
      of88(2, '339:1850', 'downd-XXTP start request, server 1 - 192.0.2.9'),
      of88(3, '1858:1858', 'GHTTP-http get [HTTP/1.1 503 Service Unavailab]'),
      of88(4, '1862:1862', 'TFTPD-Requesting CTLSEPAABBCC001122.tlv from 192.0.2.9'),
      of88(5, '1862:1862', 'TFTPD-Error: (1+1)File not found'),
      of88(6, '339:1882', 'downd-GETXXTP [GT339][src=ITLSEPAABBCC001122.tlv][dest=/tmp/ITLFile.tlv][serv=][sec=0]'),
      of88(7, '339:1850', 'downd-DDGETTFTP.RESULT [_2_  File not found'),
      of88(8, '1886:1886', 'GHTTP-hdr->HTTP/1.1 200 OK'),
      of88(9, '1886:1886', 'GHTTP-hdr->Content-length: 7879'),
      of88(10, '339:1882', 'downd-XXTP complete - status = 100'),
      of88(11, '346:1887', 'SECUREAPP-updateFromFile: TL parse to table: CTL_SUCCESS'),
    ],
    events: [
      ['asks-for-file', `CTL${phone}.tlv`],
      ['server-busy'],
      ['asks-server', `CTL${phone}.tlv`],
      ['ctl-not-there', `CTL${phone}.tlv`],
      ['asks-for-file', `ITL${phone}.tlv`],
      ['ctl-not-there', `CTL${phone}.tlv`],
      ['received-by-http', `ITL${phone}.tlv`],
      ['delivered', `ITL${phone}.tlv`],
      ['list-installed'],
    ],
  },
  {
    says: 'a signed configuration that is not there',
    lines: [
      '11 NOT Jan  1 00:00:59.411671 dgetfile(91)-GETXXTP [GT91][src=SEPAABBCC001122.cnf.xml][dest=/tmp/x][sec=2]',
      '12 NOT Jan  1 00:00:59.411672 dgetfile(91)-XXTP authenticated file approved - add .sgn if necessary -- SEPAABBCC001122.cnf.xml.sgn',
      '13 NOT Jan  1 00:00:59.411673 dgetfile(91)-XXTP complete - status = 2',
    ],
    events: [
      ['asks-for-file', `${phone}.cnf.xml`],
      ['will-ask-for-signed', `${phone}.cnf.xml.sgn`],
      ['signed-file-not-there', `${phone}.cnf.xml.sgn`],
    ],
    failure: 'signed-file-not-there',
  },
  {
    says: 'lists that could not be updated, and then were',
    lines: [
      '1 NOT Jan  1 00:00:01.1 (1:2) JAVA-configmgr|cip.cfg:? - ConfigManager updateCTL() rc=5 retryCount=1, failReason:Timeout',
      '2 DEB Jan  1 00:00:02.1 SECUREAPP-TL file verified successfully.',
      '3 INF Jan  1 00:00:02.2 SECUREAPP-TL file updated.',
    ],
    events: [['list-update-failed'], ['list-verified'], ['list-updated']],
    failure: 'list-update-failed',
    recovery: 'list-updated',
  },
];

const of89: readonly Log[] = [
  {
    says: 'a configuration that it refuses',
    lines: [
      '07:00:01, 01/02/2019 : SEPAABBCC001122.cnf.xml.sgn updating',
      '07:00:02, 01/02/2019 : provision_download_file 88: HTTP server=192.0.2.9, filename=SEPAABBCC001122.cnf.xml.sgn',
      '07:00:03, 01/02/2019 : invalid file SEPAABBCC001122.cnf.xml.sgn, authenticated fail. Reason:14.',
    ],
    events: [
      ['updates-file', `${phone}.cnf.xml.sgn`],
      ['asks-http-server', `${phone}.cnf.xml.sgn`],
      ['signer-not-trusted', `${phone}.cnf.xml.sgn`],
    ],
    failure: 'signer-not-trusted',
  },
  {
    says: 'a server that does not have the signed configuration',
    lines: [
      '07:00:01, 01/02/2019 : HTTP download error, try tftp download',
      '07:00:02, 01/02/2019 : SEPAABBCC001122.cnf.xml.sgn not found in 192.0.2.9',
      '07:00:03, 01/02/2019 : TFTP error : download SEPAABBCC001122.cnf.xml.sgn fail',
    ],
    events: [
      ['tries-tftp'],
      ['signed-file-not-there', `${phone}.cnf.xml.sgn`],
      ['signed-file-not-there', `${phone}.cnf.xml.sgn`],
    ],
    failure: 'signed-file-not-there',
  },
  {
    says: 'a list that it does not need',
    lines: ['07:00:01, 01/02/2019 : CTLSEPAABBCC001122.tlv not found in 192.0.2.9', noise[3] ?? ''],
    events: [['ctl-not-there', `CTL${phone}.tlv`]],
    strange: 1,
  },
];

const statusMessages: readonly Log[] = [
  {
    says: 'an update that succeeded in the end',
    lines: ['8:00:01a ITL update failed', '8:00:09a Trust List updated', '8:00:10a ITL installed'],
    events: [['one-list-refused'], ['list-updated'], ['holds-itl']],
    failure: 'one-list-refused',
    recovery: 'list-updated',
  },
  {
    says: 'messages without a name',
    lines: ['[1] File not found', '[2] TFTP timeout'],
    events: [['unnamed-not-there'], ['no-answer']],
    failure: 'no-answer',
  },
  {
    says: 'a timeout that explains the rest',
    lines: ['Trust List Update Failed', `TFTP Timeout : ${phone}.cnf.xml.sgn`, 'Trust List Update Failed'],
    events: [['list-refused'], ['signed-file-not-delivered', `${phone}.cnf.xml.sgn`], ['list-refused']],
    failure: 'signed-file-not-delivered',
  },
];

const copied: readonly Log[] = [
  {
    says: 'what the source of a web page shows',
    lines: [
      '1716: ERR 16:59:35.171327 SECD: EROR:verifyFile: verify FAILED, &lt;/usr/ram/SEPAABBCC001122.cnf.xml&gt;',
      '1717: NOT&nbsp;16:59:36.2 TFTP: [3]:Requesting &quot;ITLFile.tlv&quot; from 192.0.2.9',
    ],
    events: [
      ['configuration-refused', `${phone}.cnf.xml`],
      ['asks-server', 'ITLFile.tlv'],
    ],
    failure: 'configuration-refused',
  },
  {
    says: 'quotation marks of a word processor, and a tail on its own line',
    lines: [
      '8: NOT 16:59:35.2 TFTP: [3]:Requesting \u201CITLFile.tlv\u201D from 192.0.2.9',
      '4911 NOT Mar 09 18:32:38.805035 (339:1850) downd-DDGETTFTP.RESULT [_2_  File not found',
      '\t]',
    ],
    events: [
      ['asks-server', 'ITLFile.tlv'],
      ['file-not-there', 'ITLFile.tlv'],
    ],
  },
  {
    says: 'lines that a mail broke between words, and indented',
    lines: [
      '1715: ERR 16:59:35.170584 SECD: EROR:verifyFile: sgn verify file',
      '      failed </usr/ram/SEPAABBCC001122.cnf.xml>, errclass 8, errcode 19',
      '      (signer not in CTL)',
    ],
    events: [['signer-not-known', `${phone}.cnf.xml`]],
    failure: 'signer-not-known',
  },
];

const tftpServers: readonly Log[] = [
  {
    says: 'two phones, of which one is locked out',
    lines: [
      'Mar  3 04:05:06 pbx in.tftpd[11]: RRQ from 192.0.2.70 filename SEPAABBCC001122.cnf.xml.sgn',
      'Mar  3 04:05:06 pbx in.tftpd[12]: RRQ from 192.0.2.71 filename SEP001122334455.cnf.xml',
      'Mar  3 04:05:06 pbx in.tftpd[11]: Client 192.0.2.70 File not found SEPAABBCC001122.cnf.xml.sgn',
      'Mar  3 04:05:07 pbx in.tftpd[12]: Client 192.0.2.71 finished SEP001122334455.cnf.xml',
    ],
    events: [
      ['client-asks-server', `${phone}.cnf.xml.sgn`],
      ['client-asks-server', 'SEP001122334455.cnf.xml'],
      ['signed-file-not-there', `${phone}.cnf.xml.sgn`],
      ['delivered-to-client', 'SEP001122334455.cnf.xml'],
    ],
    failure: 'signed-file-not-there',
  },
  {
    says: 'dnsmasq, and a file that came later',
    lines: [
      'Mar 13 04:05:06 gw dnsmasq-tftp[7]: file /srv/tftp/SEPAABBCC001122.cnf.xml.sgn not found',
      'Mar 13 04:06:06 gw in.tftpd[9]: Client 192.0.2.70 finished SEPAABBCC001122.cnf.xml',
    ],
    events: [
      ['signed-file-not-there', `${phone}.cnf.xml.sgn`],
      ['delivered-to-client', `${phone}.cnf.xml`],
    ],
    failure: 'signed-file-not-there',
    recovery: 'delivered-to-client',
  },
  {
    says: 'names that a server maps to folders',
    lines: [
      '2021-03-03T04:05:06+00:00 pbx in.tftpd[5]: RRQ from 192.0.2.70 filename term42.default.loads remapped to fw/term42.default.loads',
      '2021-03-03T04:05:07+00:00 pbx in.tftpd[5]: Client 192.0.2.70 File not found fw/term42.default.loads',
    ],
    events: [
      ['client-asks-server', 'term42.default.loads'],
      ['file-not-there', 'term42.default.loads'],
    ],
  },
];

const tvsTraces: readonly Log[] = [
  {
    says: 'a certificate that it does not have',
    lines: [
      '05:00:00.1 |   debug 7:UNKNOWN:Got a new ph conn 192.0.2.70 on 10, Total Acc = 1',
      '05:00:00.2 |   debug     MsgType               : TVS_MSG_CERT_VERIFICATION_REQ',
      '05:00:00.3 |   debug tvsGetIssuerNameFromX509 - issuerName : CN=pub-1;O=Example and Length: 18',
      '05:00:00.4 |   debug getCertificateInformation(cert) : certificate not found',
    ],
    events: [['tvs-is-asked'], ['tvs-names-issuer'], ['tvs-does-not-know']],
    failure: 'tvs-does-not-know',
  },
  {
    says: 'a certificate that it has, though not in the cache',
    lines: [
      '2020/01/01 05:00:00.4 | debug ERROR:CertificateCTLCache::getCertificateInformation - Cannot find the certificate in the cache',
      '2020/01/01 05:00:00.5 | debug CertificateDBCache::getCertificateInformation - Certificate compare return =0',
      '2020/01/01 05:00:00.6 | debug CertificateDBCache::getCertificateInformation -Certificate found and equal',
      '2020/01/01 05:00:00.7 | debug     MsgType               : TVS_MSG_CERT_VERIFICATION_RES',
    ],
    events: [['not-in-tvs-cache'], ['tvs-knows'], ['tvs-answers']],
  },
  {
    says: 'a certificate that was imported meanwhile',
    lines: [
      '05:00:00.4 debug getCertificateInformation(cert) : certificate not found',
      noise[5] ?? '',
      '06:00:00.4 debug getCertificateInformation(cert) : Certificate found and equal',
    ],
    events: [['tvs-does-not-know'], ['tvs-knows']],
    failure: 'tvs-does-not-know',
    recovery: 'tvs-knows',
    strange: 1,
  },
];

const captures: readonly Log[] = [
  {
    says: 'tcpdump, with two phones at once',
    lines: [
      '10:00:01.1 IP 192.0.2.70.49152 > 192.0.2.9.69: TFTP, length 43, RRQ "SEPAABBCC001122.cnf.xml.sgn" octet',
      '10:00:01.2 IP 192.0.2.71.49153 > 192.0.2.9.69: TFTP, length 43, RRQ "CTLSEP001122334455.tlv" octet',
      '10:00:01.3 IP 192.0.2.9.33001 > 192.0.2.70.49152: TFTP, length 19, ERROR ENOENT "File not found"',
      '10:00:01.4 IP 192.0.2.9.33002 > 192.0.2.71.49153: TFTP, length 19, ERROR ENOENT "File not found"',
    ],
    events: [
      ['read-request', `${phone}.cnf.xml.sgn`],
      ['read-request', 'CTLSEP001122334455.tlv'],
      ['signed-file-not-there', `${phone}.cnf.xml.sgn`],
      ['ctl-not-there', 'CTLSEP001122334455.tlv'],
    ],
    failure: 'signed-file-not-there',
  },
  {
    says: 'a summary of Wireshark',
    lines: [
      '    7 0.912717 192.0.2.70 192.0.2.9 TFTP 73 Read Request, File: ITLFile.tlv, Transfer type: octet',
      '    8 0.918419 192.0.2.9 192.0.2.70 TFTP 558 Data Packet, Block: 1',
      '    9 0.919000 192.0.2.9 192.0.2.70 TFTP 158 Data Packet, Block: 2 (last)',
    ],
    events: [
      ['read-request', 'ITLFile.tlv'],
      ['delivered', 'ITLFile.tlv'],
    ],
  },
  {
    says: 'a table of Wireshark, and HTTP',
    lines: [
      '"7","0.912717","192.0.2.70","192.0.2.9","TFTP","73","Read Request, File: SEPAABBCC001122.cnf.xml.sgn, Transfer type: octet"',
      '"8","0.918419","192.0.2.9","192.0.2.70","TFTP","60","Error Code, Code: File not found, Message: No such file"',
      '"9","1.918419","192.0.2.70","192.0.2.9","HTTP","210","GET /SEPAABBCC001122.cnf.xml.sgn HTTP/1.1 "',
      '"10","1.928419","192.0.2.9","192.0.2.70","HTTP","160","HTTP/1.1 404 Not Found  (text/html)"',
    ],
    events: [
      ['read-request', `${phone}.cnf.xml.sgn`],
      ['signed-file-not-there', `${phone}.cnf.xml.sgn`],
      ['asks-http-server', `${phone}.cnf.xml.sgn`],
      ['signed-file-not-there', `${phone}.cnf.xml.sgn`],
    ],
    failure: 'signed-file-not-there',
  },
];

describe.each<[string, readonly Log[]]>([
  ['79xx phones before 9.3.3', old79],
  ['79xx phones from 9.3.3', new79],
  ['78xx and 88xx phones', new88],
  ['89xx phones', of89],
  ['the status messages', statusMessages],
  ['copied text', copied],
  ['TFTP servers', tftpServers],
  ['TVS', tvsTraces],
  ['packet captures', captures],
])('A log of %s', (_, logs) => {
  it.each(logs)('tells of $says', ({ lines, events, failure = null, recovery = null, strange = 0 }) => {
    for (const end of ['\n', '\r\n']) {
      const timeline = readPhoneLog(lines.join(end));
      expect(timeline.events.map(({ reason, file }) => [reason, file])).toEqual(
        events.map(([reason, file = null]) => [reason, file]),
      );
      expect([timeline.failure?.reason ?? null, timeline.recovery?.reason ?? null]).toEqual([failure, recovery]);
      expect([timeline.lines, timeline.understood]).toEqual([lines.length, lines.length - strange]);
    }
  });
});

describe('A failure', () => {
  const missing = (file: string): string => `Client 192.0.2.70 File not found ${file}`;
  const came = (file: string): string => `Client 192.0.2.70 finished ${file}`;

  it('of one phone is not undone by the success of another', () => {
    const log = [missing('SEP000000000001.cnf.xml.sgn'), missing('SEP000000000002.cnf.xml.sgn')];
    const { failure, recovery } = readPhoneLog([...log, came('SEP000000000001.cnf.xml.sgn')].join('\n'));
    expect([failure?.file, recovery]).toEqual(['SEP000000000002.cnf.xml.sgn', null]);
  });

  it('that is open comes before one that explains more and was undone', () => {
    const refused = (file: string): string => `verifyFile: sgn verify file failed <${file}>, errclass 8, errcode 19`;
    const log = [refused('a.cnf.xml'), 'verifyFile: verify SUCCESS <a.cnf.xml>', missing('b.cnf.xml.sgn')];
    expect(readPhoneLog(log.join('\n'))).toMatchObject({ failure: { file: 'b.cnf.xml.sgn' }, recovery: null });
  });

  it('is undone with what followed from it, though that has no name', () => {
    const log = ['status : 3', 'status : 0'].map((status) => `Authentication Response received, ${status}`);
    const { failure, recovery } = readPhoneLog([log[0], 'Trust List Update Failed', log[1]].join('\n'));
    expect([failure?.reason, recovery?.reason]).toEqual(['tvs-did-not-vouch', 'tvs-vouched']);
  });

  it('without a name is about the request that is open, and about none that was answered', () => {
    const log = ['ITLFile.tlv updating', 'File not found', 'File not found', 'TFTP timeout'];
    expect(readPhoneLog(log.join('\n')).events.map(({ file }) => file)).toEqual([
      'ITLFile.tlv',
      'ITLFile.tlv',
      null,
      null,
    ]);
  });

  it('names only what looks like a file', () => {
    for (const word of [
      'ERROR:',
      'from',
      '192.0.2.9',
      'd41d8cd98f00b204e9800998ecf8427e',
      'www.example.com',
      '-',
      '.xml',
    ]) {
      const events = [`Requesting ${word}`, `File not found ${word}`, `TFTP Timeout : ${word}`].flatMap(
        (line) => readPhoneLog(line).events,
      );
      expect(
        events.map(({ file }) => file),
        word,
      ).toEqual([null, null]);
      expect(events.map(({ sentence }) => sentence).join(' ')).not.toContain(word === '-' ? ' - ' : word);
    }
  });
});
