import type { Certificate } from '../../../../core/certificates/certificate';
import type { PrivateKey } from '../../../../core/certificates/keys/private-key';
import type { EditOutcome } from '../../../../core/edit/outcome';
import { headerFields, isSast, recordFields } from '../../../../core/format/fields';
import type { TrustList } from '../../../../core/format/model';
import { digestNames, type DigestName } from '../../../../core/format/tags';
import { isoTime } from '../../../../core/format/time';
import { certificateChoice, readFrom } from '../../../host/certificate-file';
import { Refusal, type CommandContext } from '../../../host/command';
import { loadEditing } from './editing';
import type { OpenKeyFile } from '../../../host/key-file';
import type { OpenList } from '../../../host/open-list';
import type { Choice } from '../../../host/questions';

type Target = Pick<OpenList, 'list' | 'folder'>;

/** The key of a file, by name where it has several. */
export async function askKey(
  { questions }: CommandContext,
  { keys, refused }: OpenKeyFile,
  name: string,
  title: string,
): Promise<PrivateKey> {
  const [first, ...others] = keys;
  if (first === undefined) {
    throw new Refusal(`${name}: ${refused[0]?.message ?? 'The file holds certificates, but no private key.'}`);
  }
  if (others.length === 0) return first;
  const choices = keys.map((key) => ({
    label: key.name,
    description: `RSA ${key.bits}`,
    ...(key.certificate === null ? {} : { detail: key.certificate.details.subject ?? '' }),
    value: key,
  }));
  return questions.choice({ title, prompt: 'Sign with which key?', choices });
}

/** The certificate that the header is to name: of the key's file, of a record, or of a file of its own. */
export async function askSignerOfKey(
  context: CommandContext,
  { list, folder }: Target,
  key: PrivateKey,
  file: OpenKeyFile,
  title: string,
): Promise<Certificate> {
  const { belongsTo, signerCertificates } = await loadEditing();
  const known = await signerCertificates(list, key, file.certificates);
  const chosen = await askSigner(context, list, known, title);
  if (chosen !== null) return chosen;
  const read = await readFrom(context, { title: `${title}: The Signer’s Certificate`, kind: 'certificate', folder });
  const matching = read.find((certificate) => belongsTo(key, certificate));
  if (matching === undefined) {
    const held = read.map(({ details }) => details.subject ?? 'a certificate without a subject').join(', ');
    throw new Refusal(
      `The private key “${key.name}” belongs to no certificate of this file: it holds another public key than ${held}.`,
    );
  }
  return matching;
}

/** The signer of a list whose key is elsewhere: one that the list trusts, or that of a file. */
export async function askSignerElsewhere(
  context: CommandContext,
  { list, folder }: Target,
  title: string,
): Promise<Certificate> {
  const { certificateOfRecord } = await loadEditing();
  const sast = list.records.flatMap((record, index) => (isSast(recordFields(record)) ? [index + 1] : []));
  const certificates = await Promise.all(sast.map((number) => certificateOfRecord(list, number)));
  const known = certificates.flatMap((certificate) => (certificate?.keyType === 'RSA' ? [certificate] : []));
  const chosen = await askSigner(context, list, known, title);
  if (chosen !== null) return chosen;
  const read = await readFrom(context, { title: `${title}: The Signer’s Certificate`, kind: 'certificate', folder });
  const [first, ...others] = read;
  if (first !== undefined && others.length === 0) return first;
  return context.questions.choice({ title, prompt: 'Which certificate signs?', choices: read.map(certificateChoice) });
}

/** Null: one of a file that is still to be chosen. */
async function askSigner(
  { questions }: CommandContext,
  list: TrustList,
  known: readonly Certificate[],
  title: string,
): Promise<Certificate | null> {
  const { signerRecord } = await loadEditing();
  const choices = known.map((certificate): Choice<Certificate | null> => {
    const record = signerRecord(list, certificate);
    const { description = '', ...choice } = certificateChoice(certificate);
    return { ...choice, description: `${record === null ? 'not in the list' : `record ${record}`} · ${description}` };
  });
  return questions.choice<Certificate | null>({
    title,
    prompt: known.length === 0 ? 'No certificate of the signer is known here' : 'Sign as whom?',
    choices: [...choices, { label: 'Choose a Certificate File…', value: null }],
  });
}

const digestNotes: Readonly<Record<DigestName, string>> = {
  'SHA-1': 'seen in lists of CUCM 8 and 10; which phones take it is not documented',
  'SHA-256': 'in no list that is known; whether a phone takes it is not known',
  'SHA-512': 'used by public implementations; which phones take it is not documented',
};

/** The digest to sign; first the one that the list has. */
export async function askDigest(
  { questions }: CommandContext,
  list: Pick<TrustList, 'header'>,
  title: string,
): Promise<DigestName> {
  const code = headerFields(list).digestAlgorithm;
  const present = code === null ? undefined : digestNames.get(code);
  const names = [...digestNames.values()];
  const ordered = present === undefined ? names : [present, ...names.filter((name) => name !== present)];
  return questions.choice({
    title,
    prompt: 'Sign which digest?',
    choices: ordered.map((name) => ({
      label: name,
      description: name === present ? `as it has now · ${digestNotes[name]}` : digestNotes[name],
      value: name,
    })),
  });
}

/** Signs or prepares a list, and again with a record for the signer where there is none and a person wants it added. */
export async function withSignerRecord(
  { questions }: CommandContext,
  attempt: (addSigner: boolean) => Promise<EditOutcome>,
): Promise<EditOutcome> {
  const outcome = await attempt(false);
  if (outcome.ok || outcome.error.code !== 'needs-signer-record') return outcome;
  await questions.confirm({
    message: 'The signer is not in the list.',
    detail: outcome.error.message,
    action: 'Add the Signer',
  });
  return attempt(true);
}

/**
 * TIMESTAMP of a new signature, in Unix seconds: now, unless a person has set it since the list was signed last, which
 * is then said.
 */
export async function askedTimestamp({ questions }: CommandContext, { document, list }: OpenList): Promise<number> {
  const { isTimestampEdited } = await loadEditing();
  const { timestamp } = headerFields(list);
  if (timestamp === null || !isTimestampEdited(list, document.earlierStates())) return now();
  questions.tell(`TIMESTAMP stays as it was set: ${isoTime(timestamp)}.`);
  return timestamp;
}

/** Unix seconds. */
export function now(): number {
  return Math.floor(Date.now() / 1000);
}
