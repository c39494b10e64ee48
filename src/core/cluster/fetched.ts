import { readCertificate } from '../certificates/certificate';
import { decode } from '../format/decode';
import type { Transport } from './client';
import { contentsOf, type Content } from './content';
import type { FetchedFile } from './fetch';
import { presentedRecord } from './presented';
import { t } from '../words/translate';

/** What was fetched, with what it is worth. */
export type DescribedFile = FetchedFile & {
  /** Null unless it was found. */
  readonly content: Content | null;
};

export async function describeFetched(files: readonly FetchedFile[]): Promise<DescribedFile[]> {
  const found = files.flatMap(({ name, bytes }) => (bytes === null ? [] : [{ name, bytes }]));
  const contents = (await contentsOf(found)).values();
  return files.map((file) => ({ ...file, content: file.bytes === null ? null : (contents.next().value ?? null) }));
}

/** The certificate that an HTTPS server presents, and the record of the lists that it is of. Plain JSON. */
export interface PresentedToFetch {
  /** `TLS 1.2`; null, as `presents`, if the files came in the clear. */
  readonly tls: string | null;
  readonly presents: {
    /** Lower-case hex. */
    readonly sha1: string;
    readonly sha256: string;
    readonly subject: string | null;
    readonly serial: string | null;
    /** The list that came with it, and the number of the record; null if the certificate is of none. */
    readonly list: string | null;
    readonly record: number | null;
  } | null;
}

export async function presentedToFetch(files: readonly FetchedFile[]): Promise<PresentedToFetch> {
  const presented = files.find((file) => file.presented !== null)?.presented ?? null;
  if (presented === null) return { tls: null, presents: null };
  const { sha1, sha256, subject, serial } = (await readCertificate(presented.certificate)).details;
  const owner = await ownerOf(presented.certificate, files);
  return { tls: presented.tls, presents: { sha1, sha256, subject, serial, ...owner } };
}

async function ownerOf(
  certificate: Uint8Array,
  files: readonly FetchedFile[],
): Promise<{ readonly list: string | null; readonly record: number | null }> {
  for (const { name, bytes } of files) {
    const decoded = bytes === null ? null : decode(bytes);
    if (decoded?.ok !== true) continue;
    const record = await presentedRecord({ file: name, list: decoded.list }, certificate, 'files');
    if (record !== null) return { list: name, record };
  }
  return { list: null, record: null };
}

/** What there is to know of a file: why it was not found, or what is wrong with it; null if nothing is. */
export function messageOf({ failure, content }: DescribedFile): string | null {
  const parts = [failure?.sentence, content?.problem].filter((part) => typeof part === 'string');
  return parts.length === 0 ? null : parts.join(' ');
}

const transports: Readonly<Record<Transport, string>> = { http: 'HTTP', https: 'HTTPS', tftp: 'TFTP' };

/** `4000 bytes, by HTTP, signature valid`. */
export function factsOf({
  length,
  transport,
  signature,
}: Pick<Content, 'length' | 'signature'> & Pick<FetchedFile, 'transport'>): string {
  return [
    t('{length} bytes', { length }),
    ...(transport === null ? [] : [t('by {transport}', { transport: transports[transport] })]),
    ...(signature === null ? [] : [t('signature {signature}', { signature })]),
  ].join(', ');
}

/** What became of one name, as lines. */
export function fileLines(
  { name, status, transport, content }: DescribedFile,
  { output, message }: { readonly output: string | null; readonly message: string | null },
): string[] {
  const said = message === null ? [] : [`  ${message}`];
  if (content === null) return [`${name}: ${status}`, ...said];
  return [
    `${name}: ${factsOf({ ...content, transport })}`,
    `  MD5 ${content.md5}, SHA-1 ${content.sha1}`,
    ...(output === null ? [] : [`  ${t('written to {output}', { output })}`]),
    ...said,
  ];
}

/** What the server presented itself with, as lines; none if the files came in the clear. */
export function presentedLines(host: string, { tls, presents }: PresentedToFetch): string[] {
  if (presents === null) return [];
  const { subject, serial, sha256, list, record } = presents;
  const values = {
    host,
    subject: subject ?? t('a certificate that cannot be read'),
    serial: serial ?? t('not known'),
    tls: tls ?? '',
  };
  return [
    list === null
      ? t('{host} presents {subject}, serial {serial} ({tls}), which is not in these lists', values)
      : t('{host} presents {subject}, serial {serial} ({tls}), of record {record} of {list}', {
          ...values,
          record: record ?? 0,
          list,
        }),
    `  SHA-256 ${sha256}`,
  ];
}
