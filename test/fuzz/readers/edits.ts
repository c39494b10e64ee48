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
  replaceCertificate,
  setDnsName,
  setFunction,
  setIpAddress,
  takeFromCertificate,
  toFull,
  toHash,
} from '../../../src/core/edit/records';
import { attach, prepare, sign } from '../../../src/core/edit/sign';
import { readSignatureFile } from '../../../src/core/edit/signature-file';
import { sameBytes } from '../../../src/core/format/bytes';
import { decode } from '../../../src/core/format/decode';
import { encode } from '../../../src/core/format/encode';
import type { TrustList } from '../../../src/core/format/model';
import { inspect } from '../../../src/core/trust/inspect';
import { certificate, rsaKey } from '../../builders';
import { anyBytes, changeOneFile, changeScript } from '../mutate/bytes';
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
      const outcome = await edited(decoded.list, before, tools);
      if (!sameBytes(encode(decoded.list), before)) throw new Error('the edit changed the list that it was made of');
      if (!outcome.ok) {
        if (outcome.error.message === '') throw new Error(`refused without a sentence: ${outcome.error.code}`);
        continue;
      }
      expectDecoded(outcome.list, outcome.bytes, outcome.label);
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

type Edit = EditOutcome | Promise<EditOutcome>;

async function edited(
  list: TrustList,
  bytes: Uint8Array,
  { choices, certificate: other, signer }: Tools,
): Promise<EditOutcome> {
  const kind = choices.below(22);
  const record = (): number => choices.below(list.records.length + 2);
  const code = (): number => choices.pick([0, 1, 2, 3, 4, 7, 21, 99, 0xffff]);
  const text = (): string => choices.pick(['', 'a', 'pub.example.com', '10.1.1.1', 'é', '\0', '"', 'x'.repeat(70_000)]);
  const address = (): string | null => choices.pick([null, '10.1.1.1', '::1', 'fe80::1%1', '1.2.3', '']);
  const digest = (): 'SHA-1' | 'SHA-256' | 'SHA-512' => choices.pick(['SHA-1', 'SHA-256', 'SHA-512']);
  const makers: readonly (() => Edit)[] = [
    () => setFilename(list, text()),
    () => setTimestamp(list, choices.pick([0, 1_700_000_000, 0xffffffff, -1, 1e12])),
    () => setVersion(list, choices.below(300), choices.below(300)),
    () => dropTrailingBytes(list),
    () => fixHeaderLength(list),
    () => addRecords(list, [{ certificate: other, functionCode: code(), dnsName: text() }], 1 + record()),
    () =>
      addRecords(list, [
        { certificate: signer.certificate, functionCode: code(), form: choices.pick(['full', 'hash']) },
      ]),
    () => removeRecords(list, [record(), record()]),
    () => removeRecords(list, [record()]),
    () => moveRecord(list, record(), record()),
    () => setFunction(list, record(), code()),
    () => setDnsName(list, record(), text()),
    () => setIpAddress(list, record(), address()),
    () => replaceCertificate(list, record(), choices.pick([other, signer.certificate])),
    () => toHash(list, record(), digest()),
    () => toFull(list, record(), choices.pick([undefined, other, signer.certificate])),
    () => takeFromCertificate(list, record(), choices.pick(['SUBJECTNAME', 'PUBLICKEY', 'CERTHASH', 'FUNCTION'])),
    () => dropDuplicate(list, record()),
    () => blank(list),
    () => fixed(list, bytes, choices),
    () =>
      sign(list, signer.key, { certificate: signer.certificate, digest: digest(), addSigner: choices.below(4) > 0 }),
    () => attached(list, choices.pick([other, signer.certificate]), choices),
  ];
  await exportPem(list);
  return (makers[kind] ?? makers[0] ?? ((): Edit => blank(list)))();
}

/** The fix of one of the findings. */
async function fixed(list: TrustList, bytes: Uint8Array, choices: Choices): Promise<EditOutcome> {
  const { findings } = await inspect(list, bytes);
  const fixes = findings.flatMap(({ fix }) => (fix === null || fix.kind === 'resign' ? [] : [fix]));
  const fix = fixes[choices.below(fixes.length)];
  return fix === undefined ? blank(list) : applyFix(list, fix);
}

/** A signature that was made elsewhere, and is not one. */
async function attached(list: TrustList, by: Certificate, choices: Choices): Promise<EditOutcome> {
  const prepared = await prepare(list, { certificate: by, addSigner: true });
  if (!prepared.ok || choices.below(2) === 0) return prepared;
  const forged = await attach(prepared.list, new Uint8Array(128).fill(choices.below(256)), by);
  if (forged.ok) throw new Error('a forged signature was attached');
  return forged;
}

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
    changeOneFile(random, input, samples, () => (random.oneIn(2) ? mutateText : random.pick(anyBytes))),
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
