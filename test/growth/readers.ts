import { formatName, formatNameRfc4514, nameTextKey, parseName, sameName } from '../../src/core/certificates/names';
import { readCertificates } from '../../src/core/certificates/files';
import { Opening } from '../../src/core/certificates/keys/opening';
import { readPrivateKeys } from '../../src/core/certificates/keys/private-key';
import { readPem } from '../../src/core/certificates/pem';
import { sameSerialText } from '../../src/core/certificates/serial';
import { addressOf } from '../../src/core/cluster/sources/addresses';
import { headingsIn, listOf } from '../../src/core/cluster/sources/columns';
import { rowsOf } from '../../src/core/cluster/sources/delimited';
import { deviceInFileName, deviceOf } from '../../src/core/cluster/sources/device';
import { digestOf, heldListOf, looksLikeDigest } from '../../src/core/cluster/sources/held-value';
import { readPageText } from '../../src/core/cluster/sources/html';
import { sourceLimits } from '../../src/core/cluster/sources/limits';
import { readSource } from '../../src/core/cluster/sources/source-reader';
import { dayOrderOf, isAmbiguousDay, timeOf } from '../../src/core/cluster/sources/times';
import { noteDifference } from '../../src/core/compare/differences';
import { clipped, visible } from '../../src/core/compare/visible';
import type { Value } from '../../src/core/compare/values';
import { namedCertificate } from '../../src/core/decrypt/minimal';
import { isSecretName } from '../../src/core/decrypt/secret-names';
import { findSecrets } from '../../src/core/decrypt/secrets';
import { ipAddressBytes } from '../../src/core/edit/ip-address';
import { readSignatureFile } from '../../src/core/edit/signature-file';
import { readTime } from '../../src/core/edit/time';
import { decodeText, textOf } from '../../src/core/format/fields';
import { readHexDump } from '../../src/core/format/hex-dump';
import { limits } from '../../src/core/format/limits';
import { listKind, nameWithoutSignature } from '../../src/core/format/file-names';
import { contentText, signedKind } from '../../src/core/format/signed';
import { bundleName } from '../../src/core/phone/bundles/bundle';
import { digestsIn, parseDisplayedDigest } from '../../src/core/phone/displayed-digest';
import { readPhoneLog } from '../../src/core/phone/logs/read';
import { isRoleTable, readRoleTable } from '../../src/core/phone/role-table';
import { escapeMarkdown } from '../../src/core/phone/markdown';
import { readOffered } from '../../src/core/phone/offered';
import { readClusterTime } from '../../src/core/show/cluster-time';
import { printable } from '../../src/core/show/layout';
import { readShow } from '../../src/core/show/parse';
import { withFileNames } from '../../src/core/words/file-names';
import { splitAddition } from '../../src/cli/additions';
import { readFieldChange } from '../../src/cli/field-change';
import { nameMatcher, partsOfPath } from '../../src/cli/patterns';
import { isPage } from '../../src/core/format/text-of';
import { changedParts } from '../../webview/compare/changed-part';
import type { Fill } from './fills';

/** What reads a text of somebody else. */
export interface TextReader {
  readonly name: string;
  /** The modules whose regular expressions say what the texts look like: paths from the root of the project. */
  readonly modules: readonly string[];
  /** What such a text may contain beyond that. */
  readonly words: readonly string[];
  readonly read: (text: string) => unknown;
  /** Characters of the longest text that it is given. */
  readonly most: number;
  /** What once took the square of its length, or more. */
  readonly onceSlow?: readonly Fill[];
}

function repeated(pump: string, tail = ''): Fill {
  return { head: '', pump, tail };
}

const utf8 = new TextEncoder();

/** How many there are, none of which is kept. */
function count(items: Iterable<unknown>): number {
  let found = 0;
  for (const item of items) if (item !== undefined) found += 1;
  return found;
}

/** A reader of bytes, as a reader of the text that they are in UTF-8. */
function ofBytes(read: (bytes: Uint8Array) => unknown): (text: string) => unknown {
  return (text) => read(utf8.encode(text));
}

const pemWords = [
  '-----BEGIN ',
  '-----BEGIN CERTIFICATE-----\n',
  '-----BEGIN RSA PRIVATE KEY-----\n',
  '-----END CERTIFICATE-----\n',
  '-----BEGIN CERTIFICATE-----\nMAA=\n-----END CERTIFICATE-----\n',
  '-----BEGIN RSA PRIVATE KEY-----\nMAA=\n-----END RSA PRIVATE KEY-----\n',
  'Proc-Type: 4,ENCRYPTED\n',
  'DEK-Info: AES-256-CBC,00\n',
  ' continued\n',
  '\t\n',
  'x:\n ',
  'MIIB',
  '====',
];

const showWords = [
  'admin:show itl\n',
  'ITL Record #:1\n',
  'ITL Record #:{n}\n',
  'Parse ITL File\n',
  'BYTEPOS TAG             LENGTH  VALUE\n',
  '------- ---             ------  -----\n',
  '1       RECORDLENGTH            2       1115\n',
  '2       DNSNAME                 99999   x ',
  '3       SUBJECTNAME             99999   CN=a "b\n',
  '3       SUBJECTNAME             20      CN=a;O=b\n',
  '5       SERIALNUMBER            16      70:0A:\n0A:',
  '6 CANAME 9999 ',
  '9       CERTIFICATE             963     0E 1E 28 0E 5B 5D CC 7A 20 29 61 F5 8A DE 30 40 51 5B C4 89 (SHA1 Hash HEX)\n',
  '12      SIGNATURE               256\n',
  'a1 ',
  '4       FUNCTION                2       System Administrator Security Token\n',
  'TAG 77',
  '77 TAG 77 5 ',
  'The ITL file was verified successfully.\n',
  'This etoken was used to sign the ITL file.\n',
  '[...]\n',
  'Length of ITL file: 12\n',
];

const nameWords = ['CN=a', ';O=b', ',OU="c', '\\,', '\\2C', 'OID.1.2', ' = ', '+SN=1', '"', '\\"', '=', ' ,', ';CN'];

const logWords = [
  ...['16:59:35.170584 ', '877: NOT ', 'ITLFile.tlv', '/tmp/', '<', '>', '(', ')', 'TFTP: [27]:', 'SEP001.cnf.xml.sgn'],
  ...[
    'File not found ',
    'GETXXTP [GT1]',
    '[src=',
    'not found in ',
    'Requesting ',
    'SSL handshake failed ',
    'port: 2445 ',
  ],
  ...['<String name="DeviceName">', '<String name="ITL_Signature">', 'DeviceName=', '(339:1850) ', '192.0.2.1 > '],
  'verify FAILED ',
];

const tableWords = [
  ...[
    'Device,ITL Hash\n',
    'Device;Model;Last seen;CTL\n',
    'SEP001122334455,',
    'SEP00112233445{n},x\n',
    '00:11:22:33:44:55;',
    '"',
  ],
  ...[
    '""',
    '",',
    ',"',
    '\n"',
    '| --- |\n',
    '| a ',
    '0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c',
    '2024-01-31 10:11:12',
    '03/04/2024',
  ],
  ...['Match', 'Not Installed', 'Total ', '  ', ',,,,,,,,'],
];

const pageWords = [
  ...[
    '<html>',
    '<table>',
    '<tr>',
    '<td>',
    '</td>',
    '</tr>',
    '</table>',
    '<!--',
    '<script>',
    '</script',
    '<a href="',
    '&#x2D;',
    '&nbsp;',
  ],
  ...[
    '<tr><td>ITL signature</td><td>',
    '<tr><td>Host name</td><td>SEP001122334455</td></tr>',
    'Cisco IP Phone CP-8851 ( SEP',
    '<style>',
  ],
];

const show = 'src/core/show';
const logs = 'src/core/phone/logs';
const sources = 'src/core/cluster/sources';
/** Bytes of the longest value of an element. */
const valueBytes = 0xffff;
/** Characters of the longest path, and of the longest argument of a program, on Linux. */
const [pathCharacters, argumentCharacters] = [4_096, 131_071];

/** Everything that reads a text of a file, of a person's clipboard, or of a link. */
export const textReaders: readonly TextReader[] = [
  {
    name: 'output of show itl or show ctl',
    most: limits.textCharacters,
    modules: [`${show}/markers.ts`, `${show}/row-reader.ts`, `${show}/restore-name.ts`],
    words: showWords,
    read: readShow,
    onceSlow: [repeated('2       DNSNAME                 99999   x '), repeated('2 DNSNAME 99999 a "b\n')],
  },
  {
    name: 'log or status messages of a phone',
    most: limits.logCharacters,
    modules: [
      ...['alarm', 'file-name', 'interpreter', 'lines', 'transfers', 'wording'].map((name) => `${logs}/${name}.ts`),
      ...['fetching', 'tvs', 'verdicts'].map((name) => `${logs}/messages/${name}.ts`),
    ],
    words: [...logWords, '\r', '\n'],
    read: readPhoneLog,
  },
  {
    name: 'table of phones, page of one, or trace with alarms',
    most: sourceLimits.wholeBytes,
    modules: ['table', 'text-file', 'trace', 'phone-page'].map((name) => `${sources}/${name}.ts`),
    words: [...tableWords, ...pageWords, '<String name="DeviceName">', '<String name="ITL_Signature">'],
    read: ofBytes((bytes) => [...readSource({ file: 'a', bytes })]),
    onceSlow: [
      { head: 'Device,Model,ITL\n', pump: 'SEP001122334455,x,y\n', tail: '' },
      { head: '<html><table>', pump: '<tr><td>SEP001122334455<td>a<td>b', tail: '' },
      { head: '<html>', pump: '<table><tr><td>', tail: '' },
    ],
  },
  {
    name: 'rows of a table',
    most: sourceLimits.wholeBytes,
    modules: [],
    words: tableWords,
    read: (text) => ([',', ';', '\t', 'blanks', 'bars'] as const).map((delimiter) => count(rowsOf(text, delimiter))),
    onceSlow: [repeated('"'), repeated('"a\n'), repeated('a\n'), repeated('a,"b\n')],
  },
  {
    name: 'rows of a web page',
    most: sourceLimits.wholeBytes,
    modules: [`${sources}/html.ts`],
    words: pageWords,
    read: readPageText,
    onceSlow: [repeated('<div>'), repeated('<script>'), repeated('<!--'), repeated('<table><tr>')],
  },
  {
    name: 'value of a table or a page',
    most: sourceLimits.wholeBytes,
    modules: ['addresses', 'columns', 'device', 'held-value', 'times'].map((name) => `${sources}/${name}.ts`),
    words: [
      'SEP',
      '00:11',
      '0f 1e ',
      '10:11:12 ',
      '2024-01-31T',
      'Jan 31, ',
      '::',
      '192.0.2.1',
      'Not Installed',
      'ITL_',
      'device',
    ],
    read: (text) => [
      ...[addressOf, deviceInFileName, deviceOf, digestOf, heldListOf, looksLikeDigest, timeOf, dayOrderOf].map((one) =>
        one(text),
      ),
      ...[isAmbiguousDay(text), headingsIn([text]), listOf(text)],
    ],
  },
  {
    name: 'hex dump',
    most: limits.textCharacters,
    modules: ['src/core/format/hex-dump.ts'],
    words: [
      'file dump tftp a hex\n',
      '00000000  01 00 02 01 02 02 00 02  |....|\n',
      '01000201 ',
      '*\n',
      '0',
      'ff ',
      '\n',
    ],
    read: readHexDump,
  },
  {
    name: 'table of certificates and roles',
    most: limits.textCharacters,
    modules: ['src/core/phone/role-table.ts'],
    words: [
      'subjectname serialnumber name\n',
      'CN=a,O=b ',
      '6ecdfc1d91dccc8d ',
      '10.1.1.1 ',
      'authentication and ',
      '\n',
    ],
    read: (text) => [isRoleTable(text), readRoleTable(text)],
  },
  {
    name: 'PEM',
    most: limits.keyFileBytes,
    modules: [],
    words: pemWords,
    read: ofBytes(readPem),
    onceSlow: [{ head: '-----BEGIN X-----\nA: b', pump: '\n\t\t ,', tail: '' }],
  },
  {
    name: 'file of certificates',
    most: limits.keyFileBytes,
    modules: [],
    words: pemWords,
    read: ofBytes(readCertificates),
  },
  {
    name: 'file of keys',
    most: limits.keyFileBytes,
    modules: [],
    words: pemWords,
    read: ofBytes((bytes) => readPrivateKeys(bytes, 'password', new Opening())),
  },
  {
    name: 'file of a signature',
    most: limits.keyFileBytes,
    modules: ['src/core/edit/signature-file.ts'],
    words: ['RSA-SHA512(list.tbs)= ', '0a', ')= '],
    read: ofBytes((bytes) => readSignatureFile(bytes, 256)),
  },
  {
    name: 'digest that a phone displays',
    most: argumentCharacters,
    modules: ['src/core/phone/displayed-digest.ts'],
    words: ['0E 1E', ':28', '-5b', '\r\n'],
    read: parseDisplayedDigest,
  },
  {
    name: 'line with digests',
    most: argumentCharacters,
    modules: ['src/core/phone/displayed-digest.ts'],
    words: ['0E 1E', ':28', '-5b', '0x', 'g', '0e1e280e5b5dcc7a202961f58ade3040'],
    read: digestsIn,
  },
  {
    name: 'pattern of file names',
    most: pathCharacters,
    modules: ['src/cli/patterns.ts'],
    words: ['*', '*a', '[', '[!a-', '?', '**/', 'a', '.'],
    onceSlow: [{ head: '', pump: '[', tail: '' }],
    read: (text) => [partsOfPath(text, true), nameMatcher(text, true)(text)],
  },
  {
    name: 'beginning of a web page',
    most: argumentCharacters,
    modules: ['src/core/format/text-of.ts'],
    words: ['<!--', '-->', '<?xml ', '>', ' ', '<!doctype', '<html'],
    read: isPage,
  },
  {
    name: 'distinguished name',
    most: valueBytes,
    modules: ['src/core/certificates/names.ts'],
    words: nameWords,
    read: (text) => {
      const name = parseName(text);
      if (name !== null) return [formatName(name), formatNameRfc4514(name), nameTextKey(text)];
      return null;
    },
  },
  {
    name: 'two names',
    most: valueBytes,
    modules: ['src/core/certificates/names.ts'],
    words: nameWords,
    read: (text) => sameName(`CN=a;${text}`, `CN=a,${text}`),
  },
  {
    name: 'two serial numbers',
    most: valueBytes,
    modules: [],
    words: ['00:', '0a:'],
    read: (text) => sameSerialText(text, `00:${text}`),
  },
  {
    name: 'two values',
    most: valueBytes,
    modules: ['src/core/compare/differences.ts'],
    words: ['\0', 'a'],
    read: compareValues,
    onceSlow: [repeated('\0', 'a')],
  },
  {
    name: 'two values, word by word',
    most: valueBytes,
    modules: ['webview/compare/changed-part.ts'],
    words: ['word ', '12'],
    read: (text) => changedParts(`a${text}`, `${text}b`),
  },
  {
    name: 'text of a file',
    most: valueBytes,
    modules: [],
    words: ['\u00e9', '\ud800', '\0'],
    read: ofBytes((bytes) => [decodeText(bytes), textOf(bytes), textOf(bytes.map((byte) => byte | 0x80))]),
  },
  {
    name: 'content of a signed file',
    most: Math.floor(limits.fileBytes / 3), // a character takes three bytes of UTF-8 at most
    modules: [],
    words: ['<device>', '<?xml '],
    read: ofBytes((content) => [contentText({ header: [], content }), readOffered(content, 'SEP.cnf.xml')]),
  },
  {
    name: 'text to be shown',
    most: valueBytes,
    modules: [`${show}/layout.ts`, 'src/core/compare/visible.ts', 'src/core/phone/markdown.ts'],
    words: ['http://', 'www.', '[x](command:y)', '`', '&amp;', '\0'],
    read: (text) => [printable(text), visible(text), clipped(text), escapeMarkdown(text)],
  },
  {
    name: 'name of a file',
    most: pathCharacters,
    modules: ['src/core/format/file-names.ts', 'src/core/format/signed.ts', 'src/core/phone/bundles/bundle.ts'],
    words: ['.enc', '.sgn', '.cnf.xml', '_tftp', '.p12', '/', 'ITL', '.'],
    read: (text) => [
      listKind(text),
      nameWithoutSignature(text),
      signedKind({ header: [] }, text),
      bundleName(text),
      withFileNames(text, ['/a/b.tlv', '/c/b.tlv', 'd/e.tlv']),
    ],
  },
  {
    name: 'value of an option or a prompt',
    most: argumentCharacters,
    modules: [
      'src/core/edit/time.ts',
      'src/core/edit/ip-address.ts',
      'src/cli/additions.ts',
      'src/cli/field-change.ts',
    ],
    words: ['3.dns=', '@', 'tftp,dns=', '::', '1:', '10.', '2026-01-31T'],
    read: (text) => [readTime(text, 0), ipAddressBytes(text), splitAddition(text), readFieldChange(text)],
  },
  {
    name: 'decrypted configuration',
    most: limits.shownCharacters,
    modules: [
      'src/core/decrypt/secrets.ts',
      'src/core/decrypt/settings.ts',
      'src/core/decrypt/secret-names.ts',
      'src/core/decrypt/minimal.ts',
    ],
    words: [
      '<pin>',
      '</pin>',
      '<a b="',
      '<name>pin</name>',
      '&lt;pin&gt;',
      'pin: ',
      '://a:',
      '<certHash>',
      '-----BEGIN PRIVATE KEY-----',
    ],
    read: (text) => [findSecrets(text), isSecretName(text), namedCertificate(utf8.encode(text), '')],
  },
  {
    name: 'time that a cluster prints',
    most: valueBytes,
    modules: [`${show}/cluster-time.ts`],
    words: ['Wed Jul 27 14:16:24 UTC 2011'],
    read: readClusterTime,
  },
];

function compareValues(text: string): void {
  for (const weight of ['text', 'name', 'serial', 'exact'] as const) {
    const left: Value = { weight, tag: 2, text, length: text.length, partial: false, bytes: null, rest: null };
    for (const other of ['', `${text}\0`, `${text}a`]) {
      noteDifference('DNSNAME', left, { ...left, text: other, length: other.length }, { fields: [], uncompared: [] });
    }
  }
}
