import { isDeepStrictEqual } from 'node:util';
import { readCertificate, type Certificate } from '../../../src/core/certificates/certificate';
import type { PrivateKey } from '../../../src/core/certificates/keys/private-key';
import { applyFix } from '../../../src/core/edit/apply-fix';
import { packBackup, unpackBackup } from '../../../src/core/edit/backup';
import { blank } from '../../../src/core/edit/blank';
import { exportPem } from '../../../src/core/edit/export';
import {
  dropTrailingBytes,
  fixHeaderLength,
  setFilename,
  setTimestamp,
  setVersion,
} from '../../../src/core/edit/header';
import { History } from '../../../src/core/edit/history';
import type { EditOutcome } from '../../../src/core/edit/outcome';
import {
  addRecords,
  dropDuplicate,
  moveRecord,
  removeRecords,
  setDnsName,
  setFunction,
  setIpAddress,
} from '../../../src/core/edit/records';
import { replaceCertificate, takeFromCertificate, toFull, toHash } from '../../../src/core/edit/record-certificates';
import { attach, prepare, sign } from '../../../src/core/edit/sign';
import { readSignatureFile } from '../../../src/core/edit/signature-file';
import { sameBytes } from '../../../src/core/format/bytes';
import { decode } from '../../../src/core/format/decode';
import { encode, encodeParts } from '../../../src/core/format/encode';
import type { TrustList } from '../../../src/core/format/model';
import { inspect } from '../../../src/core/trust/inspect';
import { certificate, rsaKey } from '../../builders';
import { anyBytes, changeOneFile, changeScript, join, type FileMutation } from '../mutate/bytes';
import { mutateDer } from '../mutate/asn1';
import { mutateText } from '../mutate/text';
import { mutateTlv } from '../mutate/tlv';
import { Choices, Random } from '../random';
import type { Input, Reader, Samples } from '../reader';
import { smallLists } from './sample-lists';
import { sampleCertificates } from './sample-keys';

const none = new Uint8Array();
const mostSteps = 4;

/**
 * A list, a certificate, and a script of edits: the list of an edit is what its bytes decode to, nothing that it was made
 * of changes, and undo and backup give the former bytes.
 */
export const edits: Reader = {
  name: 'edits',
  every: 5,
  samples: async () => {
    const signer = await certificate({ subject: { CN: 'signer' }, key: rsaKey(1024, 'fuzz signer') });
    const ders = (await sampleCertificates()).filter((file) => file[0] === 0x30);
    const random = new Random(1);
    const starts = (await smallLists()).flatMap((list) => ders.map((der) => [list, der, random.bytes(24)]));
    const key = new Uint8Array(signer.key.privateKey.export({ type: 'pkcs8', format: 'der' }));
    return { starts, hostile: [], known: [signer.der, key, signer.key.publicKeyValue] };
  },
  mutate: (random, input, samples) =>
    changeOneFile(random, input, samples, (at) => [mutateTlv, mutateDer][at] ?? changeScript),
  check: async ([file = none, der = none, script = none]: Input, samples: Samples): Promise<string> => {
    const choices = new Choices(script);
    const history = new History(file);
    const tools = { choices, certificate: await readCertificate(der), signer: await signerOf(samples) };
    let made = 0;
    for (let step = 0; step < mostSteps && (step === 0 || choices.areLeft); step++) {
      const before = history.bytes;
      const decoded = decode(before);
      if (!decoded.ok) return 'refused to read';
      const kinds = kindsOf(decoded.list, before, tools);
      const kind = kinds[choices.below(kinds.length)];
      if (kind === undefined) throw new RangeError('there is no such edit');
      const outcome = await kind.make();
      await exportPem(decoded.list);
      if (!sameBytes(encode(decoded.list), before)) throw new Error('the edit changed the list that it was made of');
      if (!outcome.ok) {
        if (outcome.error.message === '') throw new Error(`refused without a sentence: ${outcome.error.code}`);
        continue;
      }
      expectDecoded(outcome.list, outcome.bytes, outcome.label);
      expectOthersKept(decoded.list, outcome.list, kind, outcome.label);
      history.apply(outcome.label, outcome.bytes);
      made += 1;
      expectUndone(history, before, outcome.bytes);
    }
    expectKept(history, file);
    return `${made} made`;
  },
};

function expectDecoded(list: TrustList, bytes: Uint8Array, label: string): void {
  const again = decode(bytes);
  if (!again.ok || !isDeepStrictEqual(again.list, list)) throw new Error(`${label}: the list is not that of its bytes`);
  if (!sameBytes(encode(list), bytes)) throw new Error(`${label}: encode does not give the bytes`);
}

/** An edit adds and removes as many records as it should, and keeps the bytes of those that it does not name. */
function expectOthersKept(before: TrustList, after: TrustList, { added, changed }: Kind, label: string): void {
  const count = after.records.length - before.records.length;
  if (!added.includes(count))
    throw new Error(`${label}: ${before.records.length} records became ${after.records.length}`);
  const bytesOf = ({ parts }: TrustList['records'][number]): string =>
    Buffer.from(encodeParts(parts)).toString('latin1');
  const kept = new Set(after.records.map(bytesOf));
  const lost = before.records.filter((record) => !kept.has(bytesOf(record))).length;
  if (lost > changed) throw new Error(`${label}: the bytes of ${lost} records changed`);
}

function expectUndone(history: History, before: Uint8Array, after: Uint8Array): void {
  history.undo();
  if (!sameBytes(history.bytes, before)) throw new Error('undo does not give the former bytes');
  history.redo();
  if (!sameBytes(history.bytes, after)) throw new Error('redo does not give the bytes of the edit');
}

/** What a backup keeps leads to the bytes shown. */
function expectKept(history: History, saved: Uint8Array): void {
  const backup = unpackBackup(packBackup({ uri: 'file:///a.tlv', made: 1, saved, edits: history.unsavedEdits() }));
  if (backup === null || !sameBytes(new History(backup.saved, backup.edits).bytes, history.bytes))
    throw new Error('the backup does not lead to the bytes shown');
}

interface Signer {
  readonly certificate: Certificate;
  readonly key: PrivateKey;
}

async function signerOf({ known = [] }: Samples): Promise<Signer> {
  const [der = none, pkcs8 = none, publicKey = none] = known;
  const signer = await readCertificate(der);
  return { certificate: signer, key: { name: 'signer', certificate: signer, pkcs8, publicKey, bits: 1024 } };
}

interface Tools {
  readonly choices: Choices;
  readonly certificate: Certificate;
  readonly signer: Signer;
}

/** One kind of edit, and what it does to the records. */
interface Kind {
  /** By how many their number may change. */
  readonly added: readonly number[];
  /** How many of them lose their bytes at most. */
  readonly changed: number;
  readonly make: () => EditOutcome | Promise<EditOutcome>;
}

function kindsOf(list: TrustList, bytes: Uint8Array, { choices, certificate: other, signer }: Tools): readonly Kind[] {
  const record = (): number => choices.below(list.records.length + 2);
  const code = (): number => choices.pick([0, 1, 2, 3, 4, 7, 21, 99, 0xffff]);
  const text = (): string => choices.pick(['', 'a', 'pub.example.com', '10.1.1.1', 'é', '\0', '"', 'x'.repeat(70_000)]);
  const address = (): string | null => choices.pick([null, '10.1.1.1', '::1', 'fe80::1%1', '1.2.3', '']);
  const digest = (): 'SHA-1' | 'SHA-256' | 'SHA-512' => choices.pick(['SHA-1', 'SHA-256', 'SHA-512']);
  const either = (): Certificate => choices.pick([other, signer.certificate]);
  const ofHeader = (make: Kind['make']): Kind => ({ added: [0], changed: 0, make });
  const ofRecord = (make: Kind['make']): Kind => ({ added: [0], changed: 1, make });
  const adding = (make: Kind['make']): Kind => ({ added: [1], changed: 0, make });
  const signing = (make: Kind['make']): Kind => ({ added: [0, 1], changed: 0, make });
  return [
    ofHeader(() => setFilename(list, text())),
    ofHeader(() => setTimestamp(list, choices.pick([0, 1_700_000_000, 0xffffffff, -1, 1e12]))),
    ofHeader(() => setVersion(list, choices.below(300), choices.below(300))),
    ofHeader(() => dropTrailingBytes(list)),
    ofHeader(() => fixHeaderLength(list)),
    ofHeader(() => moveRecord(list, record(), record())),
    adding(() => addRecords(list, [{ certificate: other, functionCode: code(), dnsName: text() }], 1 + record())),
    adding(() => {
      const form = choices.pick(['full', 'hash']);
      return addRecords(list, [{ certificate: signer.certificate, functionCode: code(), form }]);
    }),
    { added: [-1, -2], changed: 2, make: () => removeRecords(list, [record(), record()]) },
    { added: [-1], changed: 1, make: () => removeRecords(list, [record()]) },
    { added: [-1], changed: 1, make: () => dropDuplicate(list, record()) },
    { added: [0, -1], changed: 1, make: () => fixed(list, bytes, choices) },
    { added: [0], changed: list.records.length, make: () => blank(list) },
    ofRecord(() => setFunction(list, record(), code())),
    ofRecord(() => setDnsName(list, record(), text())),
    ofRecord(() => setIpAddress(list, record(), address())),
    ofRecord(() => replaceCertificate(list, record(), either())),
    ofRecord(() => toHash(list, record(), digest())),
    ofRecord(() => toFull(list, record(), choices.pick([undefined, other, signer.certificate]))),
    ofRecord(() => {
      const field = choices.pick(['SUBJECTNAME', 'PUBLICKEY', 'CERTHASH', 'FUNCTION']);
      return takeFromCertificate(list, record(), field);
    }),
    signing(() => {
      const request = { certificate: signer.certificate, digest: digest(), addSigner: choices.below(4) > 0 };
      return sign(list, signer.key, request);
    }),
    signing(() => attached(list, either(), choices)),
  ];
}

/** The fix of one of the findings. */
async function fixed(list: TrustList, bytes: Uint8Array, choices: Choices): Promise<EditOutcome> {
  const { findings } = await inspect(list, bytes);
  const fixes = findings.flatMap(({ fix }) => (fix === null || fix.kind === 'resign' ? [] : [fix]));
  const fix = fixes[choices.below(fixes.length)];
  return fix === undefined ? dropTrailingBytes(list) : applyFix(list, fix);
}

/** What is attached as an external signature, and is not a signature. */
async function attached(list: TrustList, by: Certificate, choices: Choices): Promise<EditOutcome> {
  const prepared = await prepare(list, { certificate: by, addSigner: true });
  if (!prepared.ok || choices.below(2) === 0) return prepared;
  const forged = await attach(prepared.list, new Uint8Array(128).fill(choices.below(256)), by);
  if (forged.ok) throw new Error('a forged signature was attached');
  return forged;
}

/** Another number in the index, which then is as long as it says. */
const mutateIndex: FileMutation = (random, file) => {
  const length = Buffer.from(file).subarray(0, 4).length === 4 ? Buffer.from(file).readUInt32BE() : 0;
  const index = Buffer.from(file.subarray(4, 4 + length)).toString('utf8');
  const numbers = [...index.matchAll(/\d+/g)];
  const chosen = numbers[random.below(numbers.length)];
  if (chosen === undefined) return random.pick(anyBytes)(random, file, []);
  const number = random.pick(['0', '1', '2', '41', '64', '80', '4294967296', String(Number(chosen[0]) + 1)]);
  const changed = Buffer.from(index.slice(0, chosen.index) + number + index.slice(chosen.index + chosen[0].length));
  const lead = Buffer.alloc(4);
  lead.writeUInt32BE(changed.length);
  return join([lead, changed, file.subarray(4 + length)]);
};

/** What hot exit finds on disk: a backup, or null for anything else; and what a backup leads to. */
export const backups: Reader = {
  name: 'backups',
  every: 20,
  samples: () => {
    const saved = new Uint8Array(64).fill(1);
    const history = new History(saved);
    history.apply('Remove record 1', saved.slice(0, 40));
    history.apply('Set FILENAME', new Uint8Array(80).fill(2));
    const made = packBackup({ uri: 'file:///a.tlv', made: 1, saved, edits: history.unsavedEdits() });
    return Promise.resolve({ starts: [[made], [packBackup({ uri: '', made: 0, saved, edits: [] })]], hostile: [] });
  },
  mutate: (random, input, samples) =>
    changeOneFile(random, input, samples, () => (random.oneIn(2) ? mutateIndex : random.pick(anyBytes))),
  check: ([file = none]: Input): Promise<string> => {
    const backup = unpackBackup(file);
    if (backup === null) return Promise.resolve('not a backup');
    const { bytes } = new History(backup.saved, backup.edits);
    return Promise.resolve(bytes.length > 0 ? 'restored' : 'empty');
  },
};

/** A signature that a token or an HSM made, as bytes, hex, base64 or the line of openssl. */
export const signatures: Reader = {
  name: 'signatures',
  every: 20,
  samples: () => {
    const signature = Buffer.from(new Uint8Array(64).map((_, at) => at * 3));
    const forms = [
      signature.toString('hex'),
      signature.toString('base64'),
      `RSA-SHA512(list.tbs)= ${signature.toString('hex')}\n`,
    ];
    return Promise.resolve({
      starts: [signature, ...forms.map((form) => Buffer.from(form))].map((form) => [new Uint8Array(form)]),
      hostile: [],
    });
  },
  mutate: (random, input, samples) =>
    changeOneFile(random, input, samples, () => (random.oneIn(2) ? mutateText : random.pick(anyBytes))),
  check: ([file = none]: Input): Promise<string> => {
    const read = readSignatureFile(file, 64);
    if (read.ok && read.signature.length !== 64) throw new Error('a signature of another length');
    return Promise.resolve(read.ok ? 'read' : 'refused');
  },
};
