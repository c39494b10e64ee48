import { describe, expect, it } from 'vitest';
import { limits } from '../../../src/core/format/limits';
import { decode } from '../../../src/core/format/decode';
import { findingCodes, type FindingCode } from '../../../src/core/trust/catalogue';
import { withSeverities } from '../../../src/core/trust/finding';
import { inspect, type InspectOptions } from '../../../src/core/trust/inspect';
import type { Finding } from '../../../src/core/trust/report';
import { soundList, verifying } from '../ambiguous-lists';
import { ambiguityOf } from '../../ambiguities';
import { flawedKey, identityWith, rawIdentity, type FlawOfKey } from '../../flawed-keys';
import { der, oid, sequence } from '../../raw-certificate';
import { parseShow } from '../../../src/core/show/parse';
import { print } from '../../../src/core/show/print';
import {
  certificate,
  concat,
  ecKey,
  element,
  flipByte,
  Role,
  rsaKey,
  setByte,
  splice,
  text,
  trustList,
  u16,
  u8,
  type Identity,
  type RecordOptions,
  type TrustListOptions,
} from '../../builders';

/** The codes that only a `show itl` text can raise. */
type TextCode = Extract<FindingCode, `show-${string}`>;

interface Side {
  readonly bytes: Uint8Array;
  readonly options?: InspectOptions;
}

interface Case {
  readonly raises: Side;
  /** The nearest list to `raises` that must not raise the code. */
  readonly nearMiss: Side;
}

const now = new Date('2026-06-01T00:00:00Z');

async function findingsOf({ bytes, options }: Side): Promise<readonly Finding[]> {
  const decoded = decode(bytes);
  if (!decoded.ok) throw new Error(decoded.error.message);
  return (await inspect(decoded.list, bytes, { now, ...options })).findings;
}

async function codesOf(side: Side): Promise<FindingCode[]> {
  return (await findingsOf(side)).map(({ code }) => code);
}

const callManager = await certificate({ subject: { CN: 'pub.example.com', O: 'Example' }, key: rsaKey(2048, 'cm') });
const tvs = await certificate({ subject: { CN: 'tvs.example.com', O: 'Example' }, key: rsaKey(2048, 'tvs of trust') });
const other = await certificate({ subject: { CN: 'other.example.com', O: 'Example' }, key: rsaKey(2048, 'other') });
const sast: RecordOptions = { function: Role.sast, certificate: callManager };
const tftp: RecordOptions = { function: Role.tftp, certificate: callManager };
const tvsRecord: RecordOptions = { function: Role.tvs, certificate: tvs };

/** A list without a fault, SHA-512 signed, with one thing changed. */
function list(changes: Partial<TrustListOptions> = {}): Uint8Array {
  return trustList({ digest: 'SHA-512', signer: callManager, records: [sast, tftp, tvsRecord], ...changes });
}

function withRecords(...records: readonly RecordOptions[]): Side {
  return { bytes: list({ records }) };
}

const sound: Side = { bytes: list() };

function identity(subject: string, changes: Partial<Parameters<typeof certificate>[0]>): Promise<Identity> {
  return certificate({ subject: { CN: subject }, key: rsaKey(2048, 'cm'), ...changes });
}

const expired = await identity('expired', { notAfter: new Date('2026-05-31T00:00:00Z') });
const lastDay = await identity('last day', { notAfter: new Date('2026-06-02T00:00:00Z') });
const future = await identity('future', { notBefore: new Date('2026-06-02T00:00:00Z') });
const started = await identity('started', { notBefore: new Date('2026-05-31T00:00:00Z') });
const rsa512 = await certificate({ subject: { CN: 'rsa 512' }, key: rsaKey(512), digest: 'SHA-1' });
const rsa1024 = await certificate({ subject: { CN: 'rsa 1024' }, key: rsaKey(1024) });
const rsa4096 = await certificate({ subject: { CN: 'rsa 4096' }, key: rsaKey(4096) });
const ec = await certificate({ subject: { CN: 'ec' }, key: ecKey('P-256') });
const plainName = await identity('cafX', {});
const sha1 = await identity('sha1', { digest: 'SHA-1' });

const padded = concat(u8(0), callManager.serial);
const withFlaw = (flaw: FlawOfKey): Identity => identityWith(flawedKey(flaw), { CN: flaw }, '21');

/** A list with a server whose certificate is made by hand. */
function raw(options: Partial<Parameters<typeof rawIdentity>[0]>): Side {
  const server = rawIdentity({ serial: '31', ...options }, { CN: 'raw' }, callManager.key);
  return withRecords(sast, { ...tftp, certificate: server, replace: { 7: null } }, tvsRecord);
}

const p256 = sequence(oid('1.2.840.10045.2.1'), oid('1.2.840.10045.3.1.7'));
const secp256k1 = sequence(oid('1.2.840.10045.2.1'), oid('1.3.132.0.10'));
/** The modulus with a second leading zero, and the exponent. */
const paddedKey = sequence(der(2, u8(0), callManager.key.publicKeyValue.subarray(8, 265)), der(2, u8(3)));
const reissued = await identity('pub.example.com', {
  subject: { CN: 'pub.example.com', O: 'Example' },
  notBefore: new Date('2021-01-01T00:00:00Z'),
});
const hashed = (filler: number): RecordOptions => ({
  ...tvsRecord,
  certificate: other,
  as: 'hash',
  replace: { 7: null, 11: new Uint8Array(20).fill(filler) },
});

const bytes = list();
/** Offset of an element's tag, by the bytes that it begins with. */
function offsetOf(start: Uint8Array): number {
  const offset = Buffer.from(bytes).indexOf(Buffer.from(start));
  if (offset < 0) throw new Error('no such bytes');
  return offset;
}
const signatureOffset = offsetOf(concat(u8(12), u16(256)));
const noSignature = list({ signed: false });

const cases: Record<Exclude<FindingCode, TextCode>, Case> = {
  'signature-invalid': {
    raises: { bytes: flipByte(bytes, signatureOffset + 20) },
    nearMiss: { bytes: list({ signedBy: tvs }) },
  },
  'signature-stale': {
    raises: { bytes: flipByte(bytes, bytes.length - 1), options: { earlier: [bytes] } },
    nearMiss: { bytes: flipByte(bytes, bytes.length - 1), options: { earlier: [list({ timestamp: 1 })] } },
  },
  'signed-by-another': { raises: { bytes: list({ signedBy: tvs }) }, nearMiss: { bytes: list({ signedBy: other }) } },
  'signer-not-in-list': {
    raises: withRecords({ function: Role.tftp, certificate: callManager }, tvsRecord),
    nearMiss: withRecords(sast, tvsRecord),
  },
  'signature-digest': { raises: { bytes: list({ digestCode: 2 }) }, nearMiss: { bytes: list({ digestCode: 3 }) } },
  'signature-unsupported': {
    raises: {
      bytes: list({
        signer: ec,
        signedBy: callManager,
        records: [{ function: Role.sast, certificate: ec }, tftp, tvsRecord],
      }),
    },
    nearMiss: withRecords(sast, { function: Role.tftp, certificate: ec }, tvsRecord),
  },
  'signature-proves-nothing': {
    raises: { bytes: verifying(ambiguityOf('a key of the signer with modulus-prime').inject(soundList)) },
    nearMiss: { bytes: verifying(soundList) },
  },
  'signer-key-unconfirmed': {
    raises: withRecords({ ...sast, replace: { 9: tvs.der.subarray(1) } }, tftp, tvsRecord),
    nearMiss: withRecords(sast, { ...tftp, replace: { 9: tvs.der.subarray(1) } }, tvsRecord),
  },
  'signer-serial-padded': {
    raises: { bytes: list({ signerSerial: padded }) },
    nearMiss: {
      bytes: list({ signerSerial: padded, records: [{ ...sast, replace: { 6: padded } }, tftp, tvsRecord] }),
    },
  },
  unsigned: { raises: { bytes: noSignature }, nearMiss: sound },
  'signature-not-found': {
    // An unknown element whose length runs past the end of the header.
    raises: { bytes: concat(bytes.subarray(0, signatureOffset), u8(40), u16(0xffff), bytes.subarray(signatureOffset)) },
    nearMiss: { bytes: noSignature },
  },
  'digest-unknown': { raises: { bytes: list({ digestCode: 9 }) }, nearMiss: { bytes: list({ digestCode: 3 }) } },
  'signature-algorithm-unknown': {
    raises: { bytes: setByte(bytes, offsetOf(concat(u8(10), u16(1))) + 3, 4) },
    nearMiss: sound,
  },
  'modulus-differs': { raises: { bytes: list({ modulusCode: 1 }) }, nearMiss: { bytes: list({ modulusCode: 2 }) } },
  'signer-key-size': {
    raises: {
      bytes: list({ signer: rsa4096, records: [{ function: Role.sast, certificate: rsa4096 }, tftp, tvsRecord] }),
    },
    nearMiss: withRecords(sast, { function: Role.tftp, certificate: rsa4096 }, tvsRecord),
  },
  'signer-name-differs': {
    raises: { bytes: list({ signerName: 'CN=evil' }) },
    nearMiss: { bytes: list({ signerName: 'O=Example,CN=pub.example.com' }) },
  },
  'weak-digest': {
    raises: { bytes: list({ digest: 'SHA-1' }) },
    nearMiss: { bytes: list({ digest: 'SHA-256' }) },
  },
  'header-length': { raises: { bytes: list({ headerLength: 100 }) }, nearMiss: { bytes: list({ padding: 3 }) } },
  'header-length-missing': { raises: { bytes: splice(bytes, 5, 5) }, nearMiss: sound },
  'record-length': {
    raises: withRecords(sast, { ...tftp, recordLength: 700 }, tvsRecord),
    nearMiss: withRecords(sast, tftp, tvsRecord),
  },
  'record-head': {
    // The first record begins where HEADERLENGTH says. Its first bytes may be in a signature too.
    raises: { bytes: setByte(bytes, new DataView(bytes.buffer, bytes.byteOffset).getUint16(8), 0x41) },
    nearMiss: sound,
  },
  'record-truncated': { raises: { bytes: bytes.subarray(0, bytes.length - 1) }, nearMiss: sound },
  'element-truncated': {
    raises: { bytes: bytes.subarray(0, bytes.length - 1) },
    nearMiss: withRecords(sast, { ...tftp, recordLength: 700 }, tvsRecord),
  },
  'container-length': { raises: { bytes: setByte(bytes, 12, (bytes[12] ?? 0) - 1) }, nearMiss: sound },
  'trailing-bytes': { raises: { bytes: list({ trailing: u8(0) }) }, nearMiss: sound },
  'too-many-records': {
    raises: { bytes: concat(noSignature, emptyRecords(limits.records)) },
    nearMiss: { bytes: concat(noSignature, emptyRecords(limits.records - 3)) },
  },
  'field-missing': { raises: { bytes: list({ timestamp: null }) }, nearMiss: { bytes: list({ timestamp: 0 }) } },
  'field-repeated': {
    raises: withRecords(sast, { ...tftp, extra: [{ tag: 2, value: text('again') }] }, tvsRecord),
    nearMiss: withRecords(sast, { ...tftp, dnsName: 'once' }, tvsRecord),
  },
  'field-misplaced': {
    raises: { bytes: list({ signatureInSignerId: true }) },
    nearMiss: { bytes: list({ inSignerId: [{ tag: 40, value: u8(1) }] }) },
  },
  'field-width': {
    raises: withRecords(sast, { ...tftp, replace: { 10: new Uint8Array(5) } }, tvsRecord),
    nearMiss: withRecords(sast, { ...tftp, replace: { 10: new Uint8Array(4) } }, tvsRecord),
  },
  'text-unterminated': {
    raises: withRecords(sast, { ...tftp, replace: { 2: Uint8Array.of(0x41) } }, tvsRecord),
    nearMiss: withRecords(sast, { ...tftp, replace: { 2: Uint8Array.of(0) } }, tvsRecord),
  },
  'unknown-tag': {
    raises: withRecords(sast, { ...tftp, extra: [{ tag: 40, value: u8(1) }] }, tvsRecord),
    nearMiss: withRecords(sast, { ...tftp, replace: { 12: u8(1) } }, tvsRecord),
  },
  'unknown-function': {
    raises: withRecords(sast, { ...tftp, function: 22 }, tvsRecord),
    nearMiss: withRecords(sast, { ...tftp, function: 21 }, tvsRecord),
  },
  'filename-kind': {
    raises: { bytes, options: { fileName: 'CTLFile.tlv' } },
    nearMiss: { bytes, options: { fileName: 'ITLSEP0011215A1AE3.tlv' } },
  },
  'timestamp-future': {
    raises: { bytes: list({ timestamp: now.getTime() / 1000 + 2 * 86_400 }) },
    nearMiss: { bytes: list({ timestamp: now.getTime() / 1000 + 3600 }) },
  },
  'certificate-unreadable': {
    raises: withRecords(sast, { ...tftp, replace: { 9: tvs.der.subarray(1) } }, tvsRecord),
    nearMiss: withRecords(sast, { ...tftp, certificate: tvs }, tvsRecord),
  },
  'subject-differs': {
    raises: withRecords(sast, { ...tftp, replace: { 3: text('CN=pub.example.com;O=Exampl') } }, tvsRecord),
    nearMiss: withRecords(sast, { ...tftp, replace: { 3: text('O=Example,CN=pub.example.com') } }, tvsRecord),
  },
  'issuer-differs': {
    raises: withRecords(sast, { ...tftp, replace: { 5: text('CN=OTHER-CA') } }, tvsRecord),
    nearMiss: withRecords(sast, { ...tftp, replace: { 5: text('O=Example;CN=pub.example.com') } }, tvsRecord),
  },
  'serial-differs': {
    raises: withRecords(sast, { ...tftp, replace: { 6: flipByte(callManager.serial, 0) } }, tvsRecord),
    nearMiss: withRecords(sast, { ...tftp, replace: { 6: concat(u8(0), callManager.serial) } }, tvsRecord),
  },
  'public-key-differs': {
    raises: withRecords(sast, { ...tftp, replace: { 7: tvs.key.publicKeyValue } }, tvsRecord),
    nearMiss: withRecords(sast, { ...tftp, replace: { 7: null } }, tvsRecord),
  },
  'certificate-signature-differs': {
    raises: withRecords(sast, { ...tftp, replace: { 8: tvs.signatureValue } }, tvsRecord),
    nearMiss: withRecords(sast, { ...tftp, replace: { 8: null } }, tvsRecord),
  },
  'hash-differs': {
    raises: withRecords(
      sast,
      tftp,
      { ...tvsRecord, as: 'hash', replace: { 11: new Uint8Array(20) } },
      {
        function: Role.tftp,
        certificate: tvs,
      },
    ),
    nearMiss: withRecords(sast, tftp, { ...tvsRecord, as: 'hash' }, { function: Role.tftp, certificate: tvs }),
  },
  'serial-shared': {
    raises: withRecords(sast, { ...tftp, as: 'none', replace: { 7: tvs.key.publicKeyValue, 8: null } }, tvsRecord),
    nearMiss: withRecords(sast, { ...tftp, as: 'none', replace: { 8: null } }, tvsRecord),
  },
  'serial-zero': { raises: raw({ serial: '0000' }), nearMiss: raw({ serial: '8000' }) },
  'certificate-not-der': { raises: raw({ serial: '0001' }), nearMiss: raw({ serial: '01' }) },
  'certificate-expired': {
    raises: withRecords(sast, { ...tftp, certificate: expired }, tvsRecord),
    nearMiss: withRecords(sast, { ...tftp, certificate: lastDay }, tvsRecord),
  },
  'certificate-not-yet-valid': {
    raises: withRecords(sast, { ...tftp, certificate: future }, tvsRecord),
    nearMiss: withRecords(sast, { ...tftp, certificate: started }, tvsRecord),
  },
  'unsound-key': {
    raises: withRecords(sast, { ...tftp, certificate: withFlaw('exponent-one') }, tvsRecord),
    nearMiss: withRecords(sast, { ...tftp, certificate: withFlaw('modulus-prime') }, tvsRecord),
  },
  'unusable-key': { raises: raw({ publicKey: sequence(der(2, u8(0)), der(2, u8(3))) }), nearMiss: raw({}) },
  'insecure-key': {
    raises: withRecords(sast, { ...tftp, certificate: rsa512 }, tvsRecord),
    nearMiss: withRecords(sast, { ...tftp, certificate: rsa1024 }, tvsRecord),
  },
  'weak-key': {
    raises: withRecords(sast, { ...tftp, certificate: rsa1024 }, tvsRecord),
    nearMiss: withRecords(sast, { ...tftp, certificate: ec }, tvsRecord),
  },
  'weak-certificate-digest': {
    raises: withRecords(sast, { ...tftp, certificate: sha1 }, tvsRecord),
    nearMiss: withRecords(sast, tftp, tvsRecord),
  },
  'duplicate-record': {
    raises: withRecords(sast, tftp, tftp, tvsRecord),
    nearMiss: withRecords(sast, tftp, { ...tftp, function: Role.ccm }, tvsRecord),
  },
  'too-many-sast': {
    raises: withRecords(sast, { ...sast, certificate: tvs }, { ...sast, certificate: other }, tvsRecord),
    nearMiss: withRecords(sast, { ...sast, certificate: tvs }, tvsRecord),
  },
  'no-tvs': { raises: withRecords(sast, tftp), nearMiss: { bytes: list({ kind: 'CTL', records: [sast, tftp] }) } },
  'no-tftp': {
    raises: withRecords(sast, { ...sast, function: Role.ccm }, tvsRecord),
    nearMiss: withRecords(
      sast,
      { function: Role.tftp, dnsName: 'pub' },
      { ...sast, function: Role.ccmTftp },
      tvsRecord,
    ),
  },
  'too-many-certificates': {
    raises: withRecords(...Array.from({ length: 40 }, () => sast)),
    nearMiss: withRecords(...Array.from({ length: 39 }, () => sast)),
  },
  'too-large': { raises: { bytes: ofLength(65_537) }, nearMiss: { bytes: ofLength(65_536) } },
  'findings-cut': {
    raises: { bytes: manyUnknownTags(limits.findings / 2) },
    nearMiss: { bytes: manyUnknownTags(limits.findings / 2 - 1), options: { fileName: 'CTLFile.tlv' } },
  },
  'blank-list': {
    raises: withRecords(sast, { function: Role.tftp, dnsName: 'pub' }, { function: Role.tvs, dnsName: 'pub' }),
    nearMiss: withRecords(sast, { function: Role.tftp, dnsName: 'pub' }, tvsRecord),
  },
};

async function textOf(file: Uint8Array): Promise<string> {
  const decoded = decode(file);
  if (!decoded.ok) throw new Error(decoded.error.message);
  return print(await inspect(decoded.list, file, { now }), decoded.list);
}

function codesOfText(shown: string): FindingCode[] {
  return parseShow(shown).flatMap(({ report }) => report.findings.map(({ code }) => code));
}

/** The text with one thing changed, which has to be there. */
function changed(shown: string, from: RegExp | string, to: string): string {
  const result = shown.replace(from, to);
  if (result === shown) throw new Error(`nothing is like ${String(from)}`);
  return result;
}

const soundText = await textOf(bytes);
const failedText = changed(
  changed(soundText, 'etoken was used', 'etoken was not used'),
  /The ITL file was verified successfully\./,
  'Verification of the ITL file failed.\nError parsing the ITL file!!',
);

interface TextCase {
  readonly raises: string;
  /** The nearest text to `raises` that must not raise the code. */
  readonly nearMiss: string;
}

async function textsOf(raises: Side, nearMiss: Side): Promise<TextCase> {
  return { raises: await textOf(raises.bytes), nearMiss: await textOf(nearMiss.bytes) };
}

const textCases: Record<TextCode, TextCase> = {
  'show-length-sum': { raises: changed(soundText, /(?<=Length of ITL file: )\d+/, '5000'), nearMiss: soundText },
  'show-record-length': {
    raises: changed(soundText, /(?<=^7 +PUBLICKEY +)270/m, '271'),
    nearMiss: changed(soundText, /\n7 +PUBLICKEY[^]*$/, '\n'),
  },
  'show-value-length': {
    raises: changed(soundText, /CN=pub\.example\.com/, 'CN=xxx'),
    nearMiss: changed(soundText, /CN=pub\.example\.com/, 'CN=xxx.example.com'),
  },
  'show-verdict': { raises: failedText, nearMiss: soundText },
  'show-no-file': {
    raises: 'Length of CTL file: 0\nCTL File not found. Please run CTLClient plugin.\nError parsing the CTL File.\n',
    nearMiss: 'Length of CTL file: 0\nError parsing the CTL File.\n',
  },
  'show-signer': { raises: changed(soundText, 'etoken was used', 'etoken was not used'), nearMiss: failedText },
  'show-incomplete': {
    raises: changed(failedText, /\n {8}ITL Record #:2\n[^]*(?=\n {8}ITL Record #:3\n)/, ''),
    nearMiss: failedText,
  },
};

/** The codes that a text raises as the file does that it was printed of. */
const sharedCases = [
  'unknown-function',
  'duplicate-record',
  'too-many-sast',
  'no-tvs',
  'no-tftp',
  'too-many-certificates',
  'blank-list',
  'signer-key-size',
  'too-large',
  'header-length',
] as const satisfies readonly FindingCode[];

/** A header with a run of unknown tags: each is a finding, and from the second on another one for being repeated. */
function manyUnknownTags(count: number): Uint8Array {
  return concat(
    noSignature.subarray(0, 10),
    ...Array.from({ length: count }, () => element(40, u8(0))),
    noSignature.subarray(10),
  );
}

function emptyRecords(count: number): Uint8Array {
  return concat(...Array.from({ length: count }, () => element(1, u16(5))));
}

function ofLength(length: number): Uint8Array {
  return list({ trailing: new Uint8Array(length - bytes.length) });
}

/** Further lists that raise a code, or must not. */
const more: readonly [code: FindingCode, what: string, raised: boolean, side: Side][] = [
  ['filename-kind', 'a FILENAME of neither kind in a file named as an ITL', true, foreign('ITLFile.tlv')],
  ['filename-kind', 'a FILENAME of neither kind in a file named as neither', false, foreign('some.tlv')],
  ['duplicate-record', 'one multi-server certificate at two DNS names', false, nodes('cm1', 'cm2')],
  ['duplicate-record', 'one certificate at one DNS name', true, nodes('cm1', 'cm1')],
  [
    'duplicate-record',
    'one certificate at two addresses',
    false,
    withRecords(sast, { ...tftp, ipAddress: '10.0.0.1' }, { ...tftp, ipAddress: '10.0.0.2' }, tvsRecord),
  ],
  ['blank-list', 'empty certificate sections, as after a rollback', true, emptied()],
  ['certificate-unreadable', 'an empty certificate section', false, emptied()],
  ['blank-list', 'no records', false, { bytes: list({ records: [] }) }],
  ['blank-list', 'no servers, beside bytes that are not a record', false, withoutServers(text('lost'))],
  ['blank-list', 'no servers, and nothing beside them', true, withoutServers(new Uint8Array())],
  ['hash-differs', 'a SHA-256 hash without HASH ALGORITHM', false, hashWith('SHA-256', null)],
  ['hash-differs', 'a SHA-512 hash with an unknown HASH ALGORITHM', false, hashWith('SHA-512', u8(9))],
  ['hash-differs', 'a SHA-256 hash whose HASH ALGORITHM says SHA-1', true, hashWith('SHA-256', u8(1))],
  [
    'certificate-not-der',
    'a length with a leading zero',
    true,
    rewritten((cert) => concat(u8(0x30), u8(0x83), u8(0), cert.subarray(2))),
  ],
  [
    'certificate-not-der',
    'an indefinite length',
    true,
    rewritten((cert) => concat(u8(0x30), u8(0x80), cert.subarray(4), u16(0))),
  ],
  ['certificate-not-der', 'a value after the signature', true, rewritten((cert) => sequence(cert.subarray(4), der(5)))],
  ['certificate-not-der', 'the same bytes in DER', false, rewritten((cert) => sequence(cert.subarray(4)))],
  ['certificate-not-der', 'a modulus with two leading zeros', true, raw({ publicKey: paddedKey })],
  ['serial-zero', 'the serial number zero', true, raw({ serial: '00' })],
  ['serial-zero', 'no serial number in the header', true, { bytes: list({ signerSerial: new Uint8Array() }) }],
  [
    'serial-zero',
    'no serial number in a blanked record',
    false,
    withRecords(sast, { function: Role.tftp, replace: { 6: u8(0) } }, tvsRecord),
  ],
  ['unsound-key', 'a PUBLICKEY of 2048 bits', true, bareKey(1)],
  ['unsound-key', 'a sound PUBLICKEY of 2048 bits', false, bareKey(3)],
  ['unusable-key', 'an EC key at infinity', true, raw({ keyAlgorithm: p256, publicKey: u8(0) })],
  [
    'unusable-key',
    'an EC key of another curve’s length',
    true,
    raw({ keyAlgorithm: p256, publicKey: ecKey('P-384').publicKeyValue }),
  ],
  [
    'unusable-key',
    'an EC key of its curve',
    false,
    raw({ keyAlgorithm: p256, publicKey: ecKey('P-256').publicKeyValue }),
  ],
  ['unusable-key', 'an EC key on an unknown curve', false, raw({ keyAlgorithm: secp256k1, publicKey: u8(4) })],
  [
    'unusable-key',
    'a PUBLICKEY that is not a key',
    true,
    withRecords(sast, { ...tvsRecord, as: 'none', replace: { 7: u8(0) } }),
  ],
  ['field-misplaced', 'PADDING in the middle of the header', true, { bytes: list({ earlyPadding: 1 }) }],
  ['field-misplaced', 'PADDING at the end of the header', false, { bytes: list({ padding: 3 }) }],
  ['field-misplaced', 'a container with a wrong length', false, { bytes: setByte(bytes, 12, (bytes[12] ?? 0) - 1) }],
  [
    'serial-shared',
    'two certificates of one key',
    true,
    withRecords(sast, { ...tftp, certificate: reissued }, tvsRecord),
  ],
  ['serial-shared', 'two hashes that no certificate has', true, withRecords(sast, hashed(1), hashed(2), tvsRecord)],
  ['serial-shared', 'a certificate and its own hash', false, withRecords(sast, { ...tftp, as: 'hash' }, tvsRecord)],
  ['issuer-differs', 'names that differ in bytes that are not UTF-8', true, latinIssuer(0xe9, 0xe8)],
  ['issuer-differs', 'names that agree in bytes that are not UTF-8', false, latinIssuer(0xe9, 0xe9)],
];

/** A server with a key of this exponent and without a certificate. */
function bareKey(exponent: number): Side {
  const key = sequence(callManager.key.publicKeyValue.subarray(4, 265), der(2, u8(exponent)));
  return withRecords(sast, tftp, { ...tvsRecord, as: 'none', replace: { 7: key, 8: null } });
}

/** The server's certificate with some of its bytes replaced: its outermost length takes two octets. */
function rewritten(change: (der: Uint8Array) => Uint8Array): Side {
  const server = rawIdentity({ serial: '31' }, { CN: 'raw' }, callManager.key);
  return withRecords(sast, { ...tftp, certificate: { ...server, der: change(server.der) } }, tvsRecord);
}

function foreign(fileName: string): Side {
  return { bytes: list({ filename: 'other.tlv' }), options: { fileName } };
}

function nodes(...names: readonly string[]): Side {
  return withRecords(sast, ...names.map((dnsName) => ({ ...tftp, dnsName })), tvsRecord);
}

function emptied(): Side {
  const none = new Uint8Array();
  const hashless: RecordOptions = { ...tvsRecord, as: 'hash', replace: { 7: null, 11: none } };
  return withRecords(sast, { ...tftp, replace: { 7: none, 9: none } }, hashless);
}

function withoutServers(trailing: Uint8Array): Side {
  return { bytes: list({ records: [sast, { function: Role.tftp, dnsName: 'pub' }], trailing }) };
}

function hashWith(hash: 'SHA-256' | 'SHA-512', algorithm: Uint8Array | null): Side {
  const hashed: RecordOptions = { ...tvsRecord, as: 'hash', hash, replace: { 12: algorithm } };
  return withRecords(sast, hashed, { ...tftp, certificate: tvs });
}

/** A record whose certificate and names end in one byte that is not UTF-8. */
function latinIssuer(inCertificate: number, inRecord: number): Side {
  // The name as UTF8String (tag 0x0C), which the certificate has as PrintableString (0x13).
  const last = String.fromCharCode(inCertificate);
  const renamed = Buffer.from(plainName.der).toString('latin1').replaceAll('\x13\x04cafX', `\x0c\x04caf${last}`);
  const name = concat(text('CN=caf').subarray(0, 6), u8(inRecord), u8(0));
  const certified = { ...plainName, der: new Uint8Array(Buffer.from(renamed, 'latin1')) };
  return withRecords(sast, { ...tftp, certificate: certified, replace: { 3: name, 5: name } }, tvsRecord);
}

describe('the catalogue of findings', () => {
  it.each(Object.entries(cases))('raises %s, and not on the nearest list without the fault', async (code, sides) => {
    expect(await codesOf(sides.raises)).toContain(code);
    expect(await codesOf(sides.nearMiss)).not.toContain(code);
  });

  it.each(Object.entries(textCases))(
    'raises %s of a text, and not of the nearest one without the fault',
    (code, sides) => {
      expect(codesOfText(sides.raises)).toContain(code);
      expect(codesOfText(sides.nearMiss)).not.toContain(code);
    },
  );

  it.each(sharedCases)('raises %s of what a cluster prints of the list as of the list itself', async (code) => {
    const { raises, nearMiss } = await textsOf(cases[code].raises, cases[code].nearMiss);
    expect(codesOfText(raises)).toContain(code);
    expect(codesOfText(nearMiss)).not.toContain(code);
    expect(codesOfText(soundText)).toEqual([]);
  });

  it.each(more)('raises %s on %s: %s', async (code, _, raised, side) => {
    expect((await codesOf(side)).includes(code)).toBe(raised);
  });

  it('counts the findings of one code that it does not make', async () => {
    const unknown = 3 * limits.findings;
    const flood = manyUnknownTags(unknown);
    const decoded = decode(flood);
    if (!decoded.ok) throw new Error(decoded.error.message);
    const { findings } = await inspect(decoded.list, flood, { now });
    expect(findings).toHaveLength(limits.findings + 1);
    // All that a header with one such tag has, and the size of this one.
    const others = (await codesOf({ bytes: manyUnknownTags(1) })).length + 1;
    expect(findings.find(({ code }) => code === 'findings-cut')?.message).toBe(
      `${limits.findings} findings are shown; ${others + 2 * (unknown - 1) - limits.findings} more are not.`,
    );
    const severities = { 'unknown-tag': 'off', 'field-repeated': 'off' } as const;
    const silenced = await inspect(decoded.list, flood, { now, severities });
    expect(silenced.findings.map(({ code }) => code)).not.toContain('findings-cut');
  });

  it('says that more of the structure is damaged than is shown', async () => {
    const broken = concat(element(1, u16(8)), Uint8Array.of(40, 0, 200));
    const records = (count: number): Side => ({
      bytes: concat(noSignature, ...new Array<Uint8Array>(count).fill(broken)),
    });
    expect(await codesOf(records(limits.problems + 1))).toContain('findings-cut');
    expect(await codesOf(records(limits.problems))).not.toContain('findings-cut');
  });

  it('finds nothing on a sound list', async () => {
    expect(await codesOf(sound)).toEqual([]);
  });

  it('takes severities from settings and drops what is off', async () => {
    const decoded = decode(noSignature);
    if (!decoded.ok) throw new Error(decoded.error.message);
    const { findings } = await inspect(decoded.list, noSignature, { now });
    expect(withSeverities(findings, { unsigned: 'warning' }).find(({ code }) => code === 'unsigned')?.severity).toBe(
      'warning',
    );
    expect(withSeverities(findings, { unsigned: 'off' }).map(({ code }) => code)).not.toContain('unsigned');
  });

  it('shows as many findings as there may be, and says how many more there are', async () => {
    const { raises, nearMiss } = cases['findings-cut'];
    const all = await findingsOf(nearMiss);
    expect(all).toHaveLength(limits.findings);
    const cut = await findingsOf(raises);
    expect(cut).toHaveLength(limits.findings + 1);
    expect(cut.find(({ code }) => code === 'findings-cut')?.message).toBe(
      `${limits.findings} findings are shown; 1 more is not.`,
    );
  });

  it('gives the finding on those that are not shown the severity of the settings too', async () => {
    const { bytes: many } = cases['findings-cut'].raises;
    const off = await findingsOf({ bytes: many, options: { severities: { 'findings-cut': 'off' } } });
    expect(off).toHaveLength(limits.findings);
    const error = await findingsOf({ bytes: many, options: { severities: { 'findings-cut': 'error' } } });
    expect(error.find(({ code }) => code === 'findings-cut')?.severity).toBe('error');
  });

  it('has a case for every code', () => {
    const tested = new Set([...Object.keys(cases), ...Object.keys(textCases)]);
    expect(findingCodes.filter((code) => !tested.has(code))).toEqual([]);
  });
});
