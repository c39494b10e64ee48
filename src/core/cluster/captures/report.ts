import { hex, sha1 } from '../../certificates/fingerprints';
import { readCertificate } from '../../certificates/certificate';
import { colonHex, textOf as nameText } from '../../format/fields';
import { isListName, nameWithoutSignature } from '../../format/file-names';
import { isPageFile } from '../../format/text-of';
import type { NamedList } from '../../phone/held';
import { addressText } from '../address';
import { contentsOf, type Content, type NamedBytes } from '../content';
import { failure } from '../failures';
import { presentedRecord } from '../presented';
import { judgeAnswer, type Asking, type TvsJudgement } from '../tvs/asking';
import { vouchingStatus, type TvsRequest } from '../tvs/message';
import { allDecoded } from './encodings';
import { captureLimits } from './limits';
import type { CapturedTransfer } from './transfer';
import type { CapturedTvs } from './tvs-conversation';
import type { TvsExchange } from './tvs-messages';
import { t } from '../../words/translate';

/** A transfer, and what its file is worth. */
export interface TransferReport extends CapturedTransfer {
  /** Null unless the file is complete. */
  readonly content: Content | null;
  /** What there is to know about it, whole sentences: why it is not complete, what is wrong with the file. */
  readonly remarks: readonly string[];
}

/**
 * What the files of a capture are worth, as `contentsOf` says it: lists by themselves, signed files by the lists of the
 * capture. A file that came several times is looked at once.
 */
export async function reportTransfers(transfers: readonly CapturedTransfer[]): Promise<TransferReport[]> {
  const read = await allDecoded(transfers);
  const keys = await Promise.all(read.map(keyOf));
  const files = new Map<string, NamedBytes>();
  for (const [at, { name, bytes }] of read.entries()) {
    const key = keys[at];
    if (bytes !== null && typeof key === 'string') files.set(key, { name, bytes });
  }
  const contents = await contentsByKey(files);
  return read.map((transfer, at) => {
    const content = contents.get(keys[at] ?? '') ?? null;
    const page = transfer.bytes !== null && isPageInPlace(transfer.name, transfer.bytes) ? failure('page', {}) : null;
    const remarks = [transfer.failure?.sentence, page?.sentence, content?.problem].flatMap((one) => one ?? []);
    return { ...transfer, content, remarks };
  });
}

async function keyOf({ name, bytes }: CapturedTransfer): Promise<string | null> {
  return bytes === null ? null : `${hex(await sha1(bytes))} ${name}`;
}

async function contentsByKey(files: ReadonlyMap<string, NamedBytes>): Promise<ReadonlyMap<string, Content>> {
  const lists = [...files].filter(([, { name }]) => isListName(name));
  const others = [...files].filter(([, { name }]) => !isListName(name));
  const verifying = [...lists.slice(0, captureLimits.verifyingLists), ...others];
  const alone = lists.slice(captureLimits.verifyingLists);
  const contents = new Map<string, Content>();
  for (const group of [verifying, alone]) {
    const worth = await contentsOf(group.map(([, file]) => file));
    for (const [at, content] of worth.entries()) contents.set(group[at]?.[0] ?? '', content);
  }
  return contents;
}

/** A web page under the name of a list, of a signed file or of a configuration. */
function isPageInPlace(name: string, bytes: Uint8Array): boolean {
  const isOfCluster = isListName(name) || nameWithoutSignature(name) !== name || /\.cnf\.xml$/i.test(name);
  return isOfCluster && isPageFile(bytes);
}

/** A connection to a TVS, and what it says. */
export interface TvsReport extends CapturedTvs {
  readonly presents: Presents | null;
  readonly judgements: readonly TvsJudgement[];
}

export interface Presents {
  /** Lower-case hex. */
  readonly sha1: string;
  readonly subject: string | null;
  readonly serial: string | null;
  /** The TVS record of the ITL, from 1, that the certificate is of; null if it is of none, undefined without an ITL. */
  readonly record: number | null | undefined;
}

/** @param itl the list that phones hold; null if none was given. */
export async function reportTvs(tvs: readonly CapturedTvs[], itl: NamedList | null): Promise<TvsReport[]> {
  const reports: TvsReport[] = [];
  for (const seen of tvs) {
    const presents = seen.certificate === null ? null : await presentsOf(seen.certificate, itl);
    const judgements: TvsJudgement[] = [];
    for (const exchange of seen.exchanges) judgements.push(await judge(exchange, seen));
    reports.push({ ...seen, presents, judgements });
  }
  return reports;
}

async function presentsOf(certificate: Uint8Array, itl: NamedList | null): Promise<Presents> {
  const { details } = await readCertificate(certificate);
  const record = itl === null ? undefined : await presentedRecord(itl, certificate, 'tvs');
  return { sha1: details.sha1, subject: details.subject, serial: details.serial, record };
}

/** What was said in the clear: nobody vouches for who said it. */
async function judge({ request, reply }: TvsExchange, { server }: CapturedTvs): Promise<TvsJudgement> {
  const notCaptured = failure('answer-not-captured', { address: addressText(server) });
  if (request === null) {
    const of = t('a question that was not captured');
    const { status = null, roles = null, ttlSeconds = null } = reply ?? {};
    return { of, status, vouches: status === vouchingStatus, roles, ttlSeconds, failure: null, isAuthenticated: false };
  }
  const answer = reply === null ? { reply: null, failure: notCaptured } : { reply, failure: null };
  return judgeAnswer(await askingOf(request), { ...answer, isAuthenticated: false }, notCaptured, server);
}

async function askingOf(request: TvsRequest): Promise<Asking> {
  if (request.kind === 'verify') {
    const certificate = await readCertificate(request.certificate);
    const { subject, sha1: fingerprint } = certificate.details;
    return { of: subject ?? t('certificate with SHA-1 {fingerprint}', { fingerprint }), kind: 'verify', certificate };
  }
  const { query } = request;
  const signer = { name: nameText(query.subject), issuer: nameText(query.issuer), serialNumber: query.serial };
  return {
    of: t('{name}, serial {serial}', { name: signer.name, serial: colonHex(query.serial) }),
    kind: 'query',
    query,
    signer,
  };
}
