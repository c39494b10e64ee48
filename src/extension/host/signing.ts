import type { PrivateKey } from '../../core/certificates/keys/private-key';
import { headerFields } from '../../core/format/fields';
import type { TrustList } from '../../core/format/model';
import { digestNames, type DigestName } from '../../core/format/tags';
import type { CommandContext } from './context';
import { Refusal } from './errors';
import type { OpenKeyFile } from './key-file';
import { messages, t } from '../../core/words/translate';

/** The key of a file, by name if it has several. */
export async function askKey(
  { questions }: CommandContext,
  { keys, refused }: OpenKeyFile,
  name: string,
  title: string,
): Promise<PrivateKey> {
  const [first, ...others] = keys;
  if (first === undefined) {
    throw new Refusal(`${name}: ${refused[0]?.message ?? t('The file contains certificates, but no private key.')}`);
  }
  if (others.length === 0) return first;
  const choices = keys.map((key) => ({
    label: key.name,
    description: `RSA ${key.bits}`,
    ...(key.certificate === null ? {} : { detail: key.certificate.details.subject ?? '' }),
    value: key,
  }));
  return questions.choice({ title, prompt: t('Choose the signing key'), choices });
}

const digestNotes: Readonly<Record<DigestName, string>> = messages({
  'SHA-1': 'seen in lists of CUCM 8 and 10; not documented which phones accept it',
  'SHA-256': 'not seen in any known list; not known whether a phone accepts it',
  'SHA-512': 'used by public implementations; not documented which phones accept it',
});

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
    prompt: t('Choose the hash algorithm'),
    choices: ordered.map((name) => ({
      label: name,
      description:
        name === present ? t('as it has now · {note}', { note: t(digestNotes[name]) }) : t(digestNotes[name]),
      value: name,
    })),
  });
}

/** Unix seconds. */
export function now(): number {
  return Math.floor(Date.now() / 1000);
}
