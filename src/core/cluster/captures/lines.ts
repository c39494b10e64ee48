import type { NamedList } from '../../phone/held';
import { addressText } from '../address';
import { answerText, certificatePhrase } from '../tvs/consultation';
import type { CaptureProblem } from './problems';
import type { TransferReport, TvsReport } from './report';

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
    ...(problems.length === 0 ? [] : ['What could not be read:']),
    ...problems.map(({ packet, sentence }) => `  packet ${packet}: ${sentence}`),
  ];
}

/** `300 packets, 2 files requested, 1 connection to a TVS`. */
export function captureCounts(packets: number, transfers: number, tvs: number): string {
  const counted = (count: number, one: string, more: string): string => `${count} ${count === 1 ? one : more}`;
  return [
    counted(packets, 'packet', 'packets'),
    counted(transfers, 'file requested', 'files requested'),
    counted(tvs, 'connection to a TVS', 'connections to a TVS'),
  ].join(', ');
}

const protocols: Readonly<Record<TransferReport['protocol'], string>> = { tftp: 'TFTP', http: 'HTTP' };

/** `4000 bytes, by TFTP from 10.1.1.1:69 to 10.1.1.50:49152, signature valid`. */
export function transferFacts(transfer: TransferReport): string {
  const { protocol, client, server, status, isComplete, length, content } = transfer;
  const state = isComplete ? `${length ?? 0} bytes` : status === 'found' ? 'not complete' : status;
  const signature = content?.signature ?? null;
  const signed = signature === null ? '' : `, signature ${signature}`;
  return `${state}, by ${protocols[protocol]} from ${addressText(server)} to ${addressText(client)}${signed}`;
}

function transferLines(transfer: TransferReport, { name, output, message }: TransferPlace): string[] {
  const { content } = transfer;
  return [
    `${name}: ${transferFacts(transfer)}`,
    ...(content === null ? [] : [`  MD5 ${content.md5}, SHA-1 ${content.sha1}`]),
    ...(output === null ? [] : [`  written to ${output}`]),
    ...(message === null ? [] : [`  ${message}`]),
  ];
}

function tvsLines(report: TvsReport, itl: string | null): string[] {
  const { server, client, tls, presents, judgements, refusal, failure: why } = report;
  const record = presents?.record;
  const whose = record === undefined || itl === null ? 'a certificate' : certificatePhrase(record, itl);
  const how = `to ${addressText(client)}${tls === null ? '' : ` (${tls})`}`;
  const first =
    presents === null
      ? [`${addressText(server)}: presents no certificate that can be seen ${how}`, `  ${why?.sentence ?? ''}`]
      : [
          `${addressText(server)}: presents ${whose} ${how}`,
          `  ${presents.subject ?? 'A certificate that cannot be read'}, serial ${presents.serial ?? 'not known'}, SHA-1 ${presents.sha1}`,
        ];
  const refused = refusal === null ? [] : [`  ${refusal.sentence}`];
  return [...first, ...refused, ...judgements.map((judgement) => `  ${judgement.of}: ${answerText(judgement)}`)];
}
