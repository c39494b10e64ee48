import type { Certificate } from '../../../core/certificates/certificate';
import type { PrivateKey } from '../../../core/certificates/keys/private-key';
import type { EditOutcome } from '../../../core/edit/outcome';
import { headerFields, isSast, recordFields } from '../../../core/format/fields';
import type { TrustList } from '../../../core/format/model';
import { isoTime } from '../../../core/format/time';
import { certificateChoice, readFrom } from '../../host/certificate-file';
import type { CommandContext } from '../../host/context';
import { Refusal } from '../../host/errors';
import { loadEditing } from '../../host/engine';
import type { OpenKeyFile } from '../../host/key-file';
import type { OpenList } from '../../host/open-list';
import type { Choice } from '../../host/questions';
import { now } from '../../host/signing';
import { t } from '../../../core/words/translate';

type Target = Pick<OpenList, 'list' | 'folder'>;

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
  const read = await readFrom(context, {
    title: t('{title}: The Signer’s Certificate', { title }),
    kind: 'certificate',
    folder,
  });
  const matching = read.find((certificate) => belongsTo(key, certificate));
  if (matching === undefined) {
    const held = read.map(({ details }) => details.subject ?? t('a certificate without a subject')).join(', ');
    throw new Refusal(
      t('No certificate in this file matches the private key “{name}”. The file contains the public key of {held}.', {
        name: key.name,
        held,
      }),
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
  const read = await readFrom(context, {
    title: t('{title}: The Signer’s Certificate', { title }),
    kind: 'certificate',
    folder,
  });
  const [first, ...others] = read;
  if (first !== undefined && others.length === 0) return first;
  return context.questions.choice({
    title,
    prompt: t('Choose the signing certificate'),
    choices: read.map(certificateChoice),
  });
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
    return {
      ...choice,
      description: `${record === null ? t('not in the list') : t('record {record}', { record })} · ${description}`,
    };
  });
  return questions.choice<Certificate | null>({
    title,
    prompt: known.length === 0 ? t('No certificate of the signer is known here') : t('Choose the signing certificate'),
    choices: [...choices, { label: t('Choose a Certificate File…'), value: null }],
  });
}

/** Signs or prepares a list, and again with a record for the signer if there is none and a person wants it added. */
export async function withSignerRecord(
  { questions }: CommandContext,
  attempt: (addSigner: boolean) => Promise<EditOutcome>,
): Promise<EditOutcome> {
  const outcome = await attempt(false);
  if (outcome.ok || outcome.error.code !== 'needs-signer-record') return outcome;
  await questions.confirm({
    message: t('The signer is not in the list.'),
    detail: outcome.error.message,
    action: t('Add the Signer'),
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
  questions.tell(t('Keeping the TIMESTAMP you set: {isoTime}.', { isoTime: isoTime(timestamp) }));
  return timestamp;
}
