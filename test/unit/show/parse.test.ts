import { beforeAll, describe, expect, test } from 'vitest';
import { parseShow, type ParsedShow } from '../../../src/core/show/parse';
import { print } from '../../../src/core/show/print';
import { certificate, ctlWithTokens, cucm12Cluster, Role, rsaKey, trustList } from '../../builders';
import { inspected } from './inspected';
import { amount } from '../../long';

/** What `show` prints of an ITL of ten records, and of a CTL that a hardware token signed. */
let itl: string;
let ctl: string;

beforeAll(async () => {
  [itl, ctl] = await Promise.all([printed((await cucm12Cluster()).bytes), printed((await ctlWithTokens()).bytes)]);
});

async function printed(bytes: Uint8Array): Promise<string> {
  const { report, list } = await inspected(bytes);
  return print(report, list);
}

function only(text: string): ParsedShow {
  const [output, ...more] = parseShow(text);
  if (output === undefined) throw new Error('no output');
  expect(more).toEqual([]);
  return output;
}

function codes({ report }: ParsedShow): string[] {
  return report.findings.map(({ code }) => code);
}

/** The text with one line changed; fails where that line is not there. */
function changed(text: string, from: string | RegExp, to: string): string {
  const result = text.replace(from, to);
  expect(result).not.toBe(text);
  return result;
}

describe('an output', () => {
  test('that is whole raises nothing', () => {
    for (const text of [itl, ctl]) {
      const output = only(text);
      expect(output).toMatchObject({ complete: true, failure: null });
      expect(codes(output)).toEqual([]);
      expect(output.report.signature).toMatchObject({ status: 'valid', record: 1, actualSigner: 1 });
    }
  });

  test('is found among commands, prompts and what people write around it', () => {
    const text = `Hello,\nbelow is the ITL:\n\nadmin:show itl\n${itl}\nadmin:\nBest regards\nadmin: utils itl reset localkey\nName is None`;
    const output = only(text);
    expect(codes(output)).toEqual([]);
    expect(text.slice(output.start, output.end)).toMatch(/^admin:show itl[^]*verified successfully\.$/);
  });

  test('of commands that show no list gives none', () => {
    expect(
      parseShow('admin: utils ctl update CTLFile\nUpdating CTL file\nCTL file Updated\nadmin:show itl\nadmin:'),
    ).toEqual([]);
    expect(parseShow('')).toEqual([]);
  });

  test('is told from the next one without a prompt between them', () => {
    expect(parseShow(itl + ctl + itl + itl).map(({ report }) => report.kind)).toEqual(['ITL', 'CTL', 'ITL', 'ITL']);
    expect(parseShow(ctl + ctl).map(({ report }) => report.records.length)).toEqual([4, 4]);
  });

  test('may have paragraphs of explanation in it, and ends where a text turns to something else', () => {
    const paragraph = '\n\nThe next entry is for the TVS of the subscriber, as described above. '.repeat(3);
    const explained = itl.replaceAll(/\n {8}ITL Record/g, (heading) => `${paragraph}\n${heading}`);
    expect(codes(only(explained))).toEqual([]);
    const quoted = itl.slice(
      itl.indexOf('        ITL Record #:7'),
      itl.indexOf('7       PUBLICKEY', itl.indexOf('ITL Record #:7')),
    );
    const article = `${quoted}${paragraph.repeat(10)}\nThe errors to look for are:\nVerification of the ITL file failed.\n`;
    expect(codes(only(article))).toEqual(['show-incomplete']);
  });

  test('has its values without the breaks that a page or a terminal puts into them', async () => {
    const organization = { CN: 'pub', O: 'Example', L: 'Krakow', C: 'PL' } as const;
    const pub = await certificate({ subject: organization, key: rsaKey(1024, 'pub') });
    const records = [Role.sast, Role.tftp, Role.tvs].map((role) => ({ function: role, certificate: pub }));
    const text = await printed(trustList({ signer: pub, records }));
    const intact = only(text).report.records[0];
    for (const broken of [
      text.replaceAll('L=Krakow;', 'L=Krakow;\n'),
      text.replaceAll('L=Krakow;', 'L=Krakow; ').replaceAll('\n', ' '),
      text.replaceAll('Krakow', 'Kra\nkow'),
      text.replaceAll(/System\s+Administrator/g, 'System\nAdministrator'),
      text.replaceAll(/^(.*[A-Z]) {5,}(\d+) {5,}(\S.*)$/gm, '$1\t\t$2\t$3'),
      text.replaceAll(/^.+$/gm, (line) => line.padEnd(120)),
    ]) {
      expect(broken).not.toBe(text);
      const output = only(broken);
      expect(output.report.records[0]).toEqual(intact);
      expect(codes(output)).toEqual([]);
    }
  });

  test('has the blanks of a hardware token’s name that a page made one', () => {
    const collapsed = changed(ctl, /( {2,})";ou=/g, ' ";ou=');
    expect(only(collapsed).report.records[0]?.subject).toBe(
      'cn="SAST-ADN0054f509        ";ou=IPCBU;o="Example Systems',
    );
  });

  test('is shown by places that cover their rows', () => {
    const { places } = only(itl);
    for (const { field, record, start, end } of places) {
      const shown = itl.slice(start, end);
      if (field !== null && record !== null) expect(shown).toMatch(new RegExp(`^\\d+ +${field} +\\d+`));
      if (field === null && record !== null) expect(shown).toBe(`ITL Record #:${record}`);
    }
    expect(places.filter(({ field }) => field === 'SUBJECTNAME')).toHaveLength(10);
  });
});

describe('an output that tells of no list', () => {
  test('has no file', () => {
    const output = only(
      'admin: show ctl Length of CTL file: 0 CTL File not found. Please run CTLClient plugin or run the CLI - utils ctl.. to generate the CTL file. Error parsing the CTL File. admin:',
    );
    expect(output).toMatchObject({
      failure: 'no-file',
      complete: false,
      report: { kind: 'CTL', length: 0, records: [] },
    });
    expect(codes(output)).toEqual(['show-no-file']);
    expect(output.report.findings).toMatchObject([
      { severity: 'information', message: 'The cluster says that it has no CTL file.' },
    ]);
  });

  test('has a file that cannot be parsed', () => {
    const output = only(
      '\tParse CTL File\r\n\r\nVersion:\t9.9\r\nHeaderLength:\t65000 (BYTES)\r\n\r\nBuffer Overflow.. Error parsing CTL File\r\n',
    );
    expect(output).toMatchObject({ failure: 'not-parsed', report: { version: '9.9', headerLength: 65000 } });
    expect(codes(output)).toEqual(['show-verdict']);
  });
});

describe('an output with parts left out', () => {
  test('says which', () => {
    const cut = changed(itl, /BYTEPOS|------- [^]*(?=\n {8}ITL Record #:1\n)/, '[...]');
    expect(
      only(changed(cut, /\n {8}ITL Record #:3\n[^]*(?=\n {8}ITL Record #:6\n)/, '\n[...]')).report.findings,
    ).toMatchObject([
      {
        code: 'show-incomplete',
        message: 'The text is incomplete. Missing: the rows of the header and records 3 to 5.',
      },
    ]);
  });

  test('is not complete, so that what is not there is not said to be absent', () => {
    expect(only(changed(itl, /\n {8}ITL Record #:10\n[^]*(?=The ITL file was)/, '[...]\n'))).toMatchObject({
      complete: false,
    });
    expect(only(changed(itl, /12 {6}HASH ALGORITHM[^\n]*\nThe ITL file was[^]*$/, ''))).toMatchObject({
      complete: false,
    });
    expect(only('The checksum value of the CTL file: 98784f6f6bcd5019ea165b1d2bc1372e(MD5) [...]')).toMatchObject({
      complete: false,
      report: { md5: '98784f6f6bcd5019ea165b1d2bc1372e', sha1: '', length: 0, signature: { status: 'unsupported' } },
    });
  });

  test('is complete where its lengths add up, though its verdict is cut off', () => {
    const output = only(changed(itl, /The ITL file was verified[^]*$/, ''));
    expect(output).toMatchObject({ complete: true, report: { signature: { status: 'unsupported', record: 1 } } });
    expect(codes(output)).toEqual(['show-incomplete']);
  });

  test('does not blame a record whose end is cut off for its length', () => {
    const output = only(changed(itl, /8 {7}SIGNATURE {7}256\n11 {6}CERTHASH[^]*$/, ''));
    expect(codes(output)).toEqual(['show-incomplete']);
    expect(output.report.findings[0]?.message).toMatch(/the rest of record 7, what follows record 7 and the verdict/);
  });

  test('whose line breaks were lost without a blank cannot be told apart into rows, and is not blamed for it', () => {
    const crowded = only(itl.replaceAll('\n', ''));
    expect(crowded.complete).toBe(false);
    expect(crowded.report.findings).toMatchObject([
      {
        code: 'show-incomplete',
        message: 'The text is incomplete. Missing: the breaks between rows, which cannot be told apart without them.',
      },
    ]);
  });

  test('says so too where the cluster says that the list does not verify', () => {
    const failed = changed(
      itl,
      'The ITL file was verified successfully.',
      'Verification of the ITL file failed.\nError parsing the ITL file!!',
    );
    const cut = changed(
      failed.replace('etoken was used', 'etoken was not used'),
      /\n {8}ITL Record #:3\n[^]*(?=\n {8}ITL Record #:6\n)/,
      '\n[...]',
    );
    expect(codes(only(cut))).toEqual(['show-incomplete', 'show-verdict']);
  });

  test('knows the signature that was left out of the header', () => {
    const output = only(changed(itl, /7 {7}SIGNATUREINFO[^]*?TIMESTAMP.*\n/, '*Signature omitted for brevity*\n'));
    expect(output.complete).toBe(true);
    expect(output.report.findings).toMatchObject([
      { code: 'show-incomplete', message: 'The text is incomplete. Missing: the signature.' },
    ]);
  });
});

describe('a text that is made to take time', () => {
  test('is read line by line: a megabyte of blanks, of carriage returns, of lines', () => {
    for (const run of [' ', '\r', ' \n', '\n']) {
      const text = `ITL Record #:1\n2       DNSNAME         5       x${run.repeat(1_000_000 / run.length)}y\n`;
      expect(only(text).report.records).toHaveLength(1);
    }
  });
});

describe('a text of very many lines', () => {
  const name = (letter: string): string => `CN=${letter.repeat(90_000)}`;
  const row = (tag: number, field: string, value: string): string =>
    `${tag}\t${field}\t${Buffer.byteLength(value) + 1}\t${value}\n`;

  test('names its signer, however long that name is and however many records have its serial number', () => {
    const signer = `Parse ITL File\n----\n${row(6, 'CANAME', name('a'))}5\tSERIALNUMBER\t2\t10:01\n`;
    const record = (at: number): string =>
      `ITL Record #:${at + 1}\n4\tFUNCTION\t2\tSystem Administrator Security Token\n${row(5, 'ISSUERNAME', 'CN=b')}6\tSERIALNUMBER\t2\t10:01\nThis etoken was used to sign the ITL file.\n`;
    const output = only(signer + Array.from({ length: 20_000 }, (_unused, at) => record(at)).join(''));
    expect(output.report.signer.issuer).toHaveLength(90_003);
    expect(output.report.records).toHaveLength(20_000);
    expect(codes(output).filter((code) => code === 'show-signer')).toHaveLength(20_000);
  });

  test('opens containers no deeper than a file does', () => {
    const rows = '3\tSIGNERID\t2\t99999\n'.repeat(100_000);
    const { report } = only(`Parse ITL File\n----\n${rows}`);
    expect(report.header).toHaveLength(100_000);
    expect(Math.max(...report.header.slice(0, 1_000).map(({ depth }) => depth))).toBe(8);
  });
});

describe('the places of a text', () => {
  test('are those of each element, though several have one name', async () => {
    const signer = await certificate({ subject: { CN: 'signer' }, key: rsaKey(1024, 'twice') });
    const unknown = [1, 2, 3].map((value) => ({ tag: 99, value: new Uint8Array(4).fill(value) }));
    const text = await printed(trustList({ signer, records: [], extra: unknown }));
    const { places } = only(text);
    const lines = places.filter(({ start, end }) => /^99 /.test(text.slice(start, end)));
    expect(lines).toHaveLength(3);
    const offsets = lines.map(({ offset }) => offset);
    expect(offsets).toEqual([offsets[0], (offsets[0] ?? 0) + 7, (offsets[0] ?? 0) + 14]);
  });
});

describe('the checks of a text', () => {
  test('find a length of file that its parts do not add up to', () => {
    const output = only(changed(itl, /Length of ITL file: \d+/, 'Length of ITL file: 5000'));
    expect(codes(output)).toEqual(['show-length-sum']);
    expect(output.report.findings[0]?.message).toMatch(/has 5000 bytes, but its header and records add up to \d+\./);
  });

  test('find a header whose rows do not add up', () => {
    expect(codes(only(changed(itl, /^14 {6}FILENAME {8}12$/m, '14      FILENAME        20')))).toEqual([
      'header-length',
    ]);
  });

  test('take up to three bytes of padding for granted', () => {
    expect(codes(only(changed(itl, /^14 {6}FILENAME {8}12$/m, '14      FILENAME        11')))).toEqual([]);
  });

  test('find a record whose rows do not add up, where it stands', () => {
    const text = changed(itl, /7 {7}PUBLICKEY {7}270/, '7       PUBLICKEY       271');
    const output = only(text);
    expect(codes(output)).toEqual(['show-record-length']);
    const [found] = output.findings;
    expect(found?.finding.where).toMatchObject({ record: 1, field: 'RECORDLENGTH' });
    expect(text.slice(found?.start, found?.end)).toMatch(/^1 +RECORDLENGTH +2 +\d+$/);
  });

  test.each<[what: string, from: RegExp, to: string, place: object]>([
    ['name', /(?<=^3 +SUBJECTNAME +)\d+/m, '99', { record: 1, field: 'SUBJECTNAME' }],
    ['serial number', /(?<=^5 +SERIALNUMBER +\d+ +)..:/m, '', { record: null, field: 'SERIALNUMBER' }],
    ['signature', /(?<=^12 +SIGNATURE +\d+\n)[0-9a-f]+ +/m, '', { record: null, field: 'SIGNATURE' }],
    ['hash', /(?<=^11 +CERTHASH +\d+ +)[0-9A-F]{2} /m, '', { record: 7, field: 'CERTHASH' }],
  ])('find a %s that has not as many bytes as its length says', (_, from, to, place) => {
    const output = only(changed(itl, from, to));
    expect(output.report.findings.find(({ code }) => code === 'show-value-length')?.where).toMatchObject(place);
    expect(codes(only(itl))).toEqual([]);
  });

  test('find a container that does not end with one of its rows', () => {
    const output = only(changed(itl, /(?<=^3 +SIGNERID +2 +)\d+/m, '99'));
    expect(output.report.findings).toMatchObject([
      { code: 'container-length', where: { record: null, field: 'SIGNERID' } },
    ]);
  });

  test('find a function that is not known', () => {
    expect(codes(only(changed(itl, / CAPF$/m, ' Function 99')))).toEqual(['unknown-function']);
  });

  test('find a signer that no record has, and not one that only another list would have', () => {
    const serial = /(?<=SERIALNUMBER +\d+ +)[0-9A-F:]+/;
    const output = only(changed(itl, serial, '01:02:03:04:05:06:07:08'));
    expect(codes(output)).toEqual(['show-signer', 'show-signer']);
    expect(output.report.findings[0]?.message).toMatch(/no System Administrator Security Token record has that serial/);
    expect(output.report.findings[1]?.message).toMatch(
      /record 1 signed, but its serial number or issuer is not that of ITLRECOVERY_cucm12-pub\.example\.com,/,
    );
  });

  test('find a verdict that the lines under the SAST records contradict', () => {
    const unsigned = only(changed(itl, /etoken was used/, 'etoken was not used'));
    expect(codes(unsigned)).toEqual(['show-signer']);
    expect(unsigned.report.findings[0]?.message).toMatch(/the list verifies, but not which record signed it\./);
    const failed = only(
      changed(
        itl,
        /The ITL file was verified successfully\./,
        'Verification of the ITL file failed.\nError parsing the ITL file!!',
      ),
    );
    expect(codes(failed)).toEqual(['show-signer', 'show-verdict']);
    expect(failed.report.signature.status).toBe('invalid');
  });

  test('say what the cluster said', () => {
    const failed = itl
      .replace('etoken was used', 'etoken was not used')
      .replace(
        'The ITL file was verified successfully.',
        'Verification of the ITL file failed.\nError parsing the ITL file!!',
      );
    const output = only(failed);
    expect(output.report.findings).toMatchObject([
      { message: 'The cluster says: “Verification of the ITL file failed. Error parsing the ITL file!!”' },
    ]);
    expect(output.report.signature).toMatchObject({ status: 'invalid', record: 1, actualSigner: null });
  });
});

describe('an output of CTLParser for Windows', () => {
  /** The CTL in that program's words and columns. */
  function asCtlParser(): string {
    return changed(ctl, /^The checksum[^]*?(?= {8}Parse)/, '')
      .replace(/^(4|5|6)( +\w+ +\d+) .*$/m, '$1$2')
      .replace(/^(5 +SERIALNUMBER +\d+).*$/m, '$1')
      .replace(/^(6 +CANAME +\d+).*$/m, '$1')
      .replace(/^7 +SIGNATUREINFO.*$/m, '7\tSIGNATUREINFO\t2\t55')
      .replace(/^8 +DIGESTALGORTITHM.*$/m, '8\tDIGESTALGO\t2\t')
      .replace(/^9 +SIGNATUREALGOINFO.*$/m, '9\tSIGNATUREALGOINFO\t2\t')
      .replace(/^10 +SIGNATUREALGORTITHM.*$/m, '10\tSIGNATUREALGO\t2\t')
      .replace(/^11 +SIGNATUREMODULUS.*$/m, '11\tSIGNATUREMODULUS\t2\t')
      .replaceAll(/^6 +SERIALNUMBER +(\d+).*$/gm, '6\tSERIAL NUMBER\t$1\t')
      .replaceAll(/^(9 +CERTIFICATE +\d+).*$/gm, '$1\t')
      .replaceAll('System Administrator Security Token', 'Security Token')
      .replaceAll('CTL Record #:', 'CTL Record  #: ')
      .replace(/^This etoken was used.*$/m, 'Signature Verified successfully')
      .replace(/^This etoken was not used.*$/m, 'Signature verification failed,openssl reason=106')
      .replace(/^The CTL file was verified.*$/m, '')
      .replaceAll('\n', '\r\n');
  }

  test('is read as the cluster’s are', () => {
    const output = only(asCtlParser());
    expect(output.complete).toBe(true);
    expect(codes(output)).toEqual([]);
    const cluster = only(ctl).report;
    expect(output.report).toMatchObject({
      kind: 'CTL',
      length: cluster.length,
      headerLength: cluster.headerLength,
      signature: { status: 'valid', actualSigner: 1 },
    });
    expect(output.report.records.map(({ function: name, length, subject }) => [name, length, subject])).toEqual(
      cluster.records.map(({ function: name, length, subject }) => [name, length, subject]),
    );
    expect(output.report.header.map(({ name, offset }) => [name, offset])).toEqual(
      cluster.header.map(({ name, offset }) => [name, offset]),
    );
  });
});

const manyRecords = amount({ all: 10_000, share: 3_000 });

test(
  `a text of ${manyRecords} records is read in seconds, where time in proportion to its square would be hours`,
  { timeout: 30_000 },
  () => {
    const [before, record] = itl.split(/(?=\n {8}ITL Record #:10\n)/);
    const body = (record ?? '').replace(/\nThe ITL file was[^]*$/, '');
    const many = Array.from({ length: manyRecords - 9 }, (_, at) => body.replace('#:10', `#:${at + 10}`)).join('');
    const text = `${before ?? ''}${many}`;
    expect(only(text).report.records).toHaveLength(manyRecords);
    // No line breaks, and no name of the length that is printed: the longest ways through.
    const hardest = text.replaceAll('CN=', 'CN=\uFFFD').replaceAll('\n', ' ');
    expect(only(hardest).report.records).toHaveLength(manyRecords);
  },
);
