import type { NamedList } from '../../phone/held';
import { addressText } from '../address';
import { messages, plural, t } from '../../words/translate';
import { answerText } from '../tvs/consultation';
import type { CaptureProblem } from './problems';
import type { Presents, TransferReport, TvsReport } from './report';

/** What became of a file in the report. */
export interface TransferPlace {
  /** What the report calls the file. */
  readonly name: string;
  /** Where it was written to; null if it was not. */
  readonly output: string | null;
  /** What there is to know about it, as sentences; null if nothing is. */
  readonly message: string | null;
}

/** The report on a capture, for a person: files, servers, and what could not be read. */
export function captureLines(
  transfers: readonly { readonly transfer: TransferReport; readonly place: TransferPlace }[],
  tvs: readonly TvsReport[],
  problems: readonly CaptureProblem[],
  itl: NamedList['file'] | null,
): string[] {
  return [
    ...transfers.flatMap(({ transfer, place }) => transferLines(transfer, place)),
    ...tvs.flatMap((one) => tvsLines(one, itl)),
    ...(problems.length === 0 ? [] : [t('What could not be read:')]),
    ...problems.map(({ packet, sentence }) => `  ${t('packet {packet}: {sentence}', { packet, sentence })}`),
  ];
}

/** `300 packets, 2 files requested, 1 connection to a TVS`. */
export function captureCounts(packets: number, transfers: number, tvs: number): string {
  return [
    plural(packets, '1 packet', '{count} packets'),
    plural(transfers, '1 file requested', '{count} files requested'),
    plural(tvs, '1 connection to a TVS', '{count} connections to a TVS'),
  ].join(', ');
}

const protocols: Readonly<Record<TransferReport['protocol'], string>> = { tftp: 'TFTP', http: 'HTTP' };

/** `4000 bytes, by TFTP from 10.1.1.1:69 to 10.1.1.50:49152, signature valid`. */
export function transferFacts(transfer: TransferReport): string {
  const { protocol, status, isComplete, length, content } = transfer;
  const by = { protocol: protocols[protocol], from: addressText(transfer.server), to: addressText(transfer.client) };
  const state = isComplete
    ? plural(length ?? 0, '1 byte', '{count} bytes')
    : status === 'found'
      ? t('not complete')
      : t(statuses[status]);
  const way = t('by {protocol} from {from} to {to}', by);
  const signature = content?.signature ?? null;
  return [state, way, ...(signature === null ? [] : [t('signature {signature}', { signature })])].join(', ');
}

const statuses = messages({ missing: 'missing', busy: 'busy', failed: 'failed' });

function transferLines(transfer: TransferReport, { name, output, message }: TransferPlace): string[] {
  const { content } = transfer;
  return [
    `${name}: ${transferFacts(transfer)}`,
    ...(content === null ? [] : [`  MD5 ${content.md5}, SHA-1 ${content.sha1}`]),
    ...(output === null ? [] : [`  ${t('written to {output}', { output })}`]),
    ...(message === null ? [] : [`  ${message}`]),
  ];
}

function tvsLines(report: TvsReport, itl: string | null): string[] {
  const { presents, judgements, refusal, failure: why } = report;
  const refused = refusal === null ? [] : [`  ${refusal.sentence}`];
  return [
    presentedLine(report, itl),
    presents === null ? `  ${why?.sentence ?? ''}` : `  ${certificateLine(presents)}`,
    ...refused,
    ...judgements.map((judgement) => `  ${judgement.of}: ${answerText(judgement)}`),
  ];
}

function presentedLine({ server, client, tls, presents }: TvsReport, itl: string | null): string {
  const to = addressText(client);
  const values = { server: addressText(server), to: tls === null ? to : `${to} (${tls})` };
  if (presents === null) return t('{server}: presents no certificate that can be seen to {to}', values);
  const { record } = presents;
  if (record === undefined || itl === null) return t('{server}: presents a certificate to {to}', values);
  if (record === null)
    return t('{server}: presents a certificate that is in no TVS record of {itl} to {to}', { ...values, itl });
  return t('{server}: presents the certificate of record {record} of {itl} to {to}', { ...values, record, itl });
}

function certificateLine({ subject, serial, sha1 }: Presents): string {
  return t('{subject}, serial {serial}, SHA-1 {sha1}', {
    subject: subject ?? t('A certificate that cannot be read'),
    serial: serial ?? t('not known'),
    sha1,
  });
}
