import { readCertificate } from '../../certificates/certificate';
import { encode } from '../../format/encode';
import { functionName } from '../../format/tags';
import { inspectList, tvsRecords, type NamedList } from '../../phone/held';
import { inspect } from '../../trust/inspect';
import { verdictOf } from '../../trust/verdict';
import { addressText, type Server } from '../address';
import type { ClusterClient, TvsVisited } from '../client';
import { failure, type ClusterFailure } from '../failures';
import { presentedRecord } from '../presented';
import { judgeAnswer, questionsOf, type Asking, type TvsJudgement } from './asking';
import { t } from '../../words/translate';

/** A visit to a TVS, and what it comes to. */
export interface Consultation {
  readonly server: Server;
  /** What the ITL is called. */
  readonly itl: string;
  readonly visited: TvsVisited;
  /** From 1; null if the server presents no TVS certificate of the ITL. */
  readonly record: number | null;
  /** One for each asking, in their order. */
  readonly judgements: readonly TvsJudgement[];
}

export interface ConsultOptions {
  /** Asks a server with another certificate too; its answers say that they are not authenticated. */
  readonly asksAnyway: boolean;
  readonly signal?: AbortSignal;
}

/** Sees which certificate a TVS presents, and asks it. Rejects only with the reason of the signal. */
export async function consultTvs(
  client: ClusterClient,
  server: Server,
  itl: NamedList,
  askings: readonly Asking[],
  { asksAnyway, signal }: ConsultOptions,
): Promise<Consultation> {
  const questions = questionsOf(askings);
  const visited = await client.visitTvs(server, {
    isTrusted: async (certificate) => (await presentedRecord(itl, certificate, 'tvs')) !== null,
    asksAnyway,
    questions: questions.flatMap((question) => question ?? []),
    ...(signal === undefined ? {} : { signal }),
  });
  const record = visited.isReached ? await presentedRecord(itl, visited.presented.certificate, 'tvs') : null;
  const address = addressText(server);
  const answers = (visited.isReached ? visited.answers : []).values();
  const judgements: TvsJudgement[] = [];
  for (const [at, asking] of askings.entries()) {
    const isSent = questions[at] !== null;
    const answer = isSent ? (answers.next().value ?? null) : null;
    const why: ClusterFailure = !isSent
      ? failure('certificate-too-long', {})
      : visited.isReached
        ? failure('not-asked', { address, itl: itl.file })
        : failure('not-asked-not-reached', { address });
    judgements.push(await judgeAnswer(asking, answer, why, server));
  }
  return { server, itl: itl.file, visited, record, judgements };
}

/** What makes the comparison with this ITL worth less than it looks, in sentences. */
export async function doubtsOfItl(itl: NamedList): Promise<string[]> {
  const { outcome, sentence } = verdictOf(await inspect(itl.list, encode(itl.list), { fileName: itl.file }));
  const isWithoutTvs = tvsRecords(await inspectList(itl)).length === 0;
  return [
    ...(outcome === 'ok' ? [] : [sentence]),
    ...(isWithoutTvs
      ? [t('No TVS record contains a certificate or a hash, so phones with this list ask no TVS.')]
      : []),
  ];
}

/** A consultation as lines: what the server presents, or why it was not reached, and each answer. */
export async function consultationLines(consultation: Consultation): Promise<string[]> {
  return [
    ...(await presentedLines(consultation)),
    ...consultation.judgements.map((judgement) => `  ${judgement.of}: ${answerText(judgement)}`),
  ];
}

async function presentedLines({ server, itl, visited, record }: Consultation): Promise<string[]> {
  const address = addressText(server);
  if (!visited.isReached) return [t('{address}: not reached', { address }), `  ${visited.failure.sentence}`];
  const { tls, isOld, certificate } = visited.presented;
  const { sha1, subject, serial } = (await readCertificate(certificate)).details;
  const old = isOld ? t('an old server') : null;
  const values = { address, itl, tls: [tls, old].filter((part) => part !== null).join(', ') };
  return [
    record === null
      ? t('{address}: presents a certificate that is in no TVS record of {itl} ({tls})', values)
      : t('{address}: presents the certificate of record {record} of {itl} ({tls})', { ...values, record }),
    `  ${t('{subject}, serial {serial}, SHA-1 {sha1}', { subject: subject ?? t('A certificate that cannot be read'), serial: serial ?? t('not known'), sha1 })}`,
    ...(record === null ? [`  ${t('Phones that hold {itl} do not ask this server.', { itl })}`] : []),
  ];
}

/** What a TVS said of one asking, in words. */
export function answerText({
  status,
  vouches,
  roles,
  ttlSeconds,
  failure: why,
  isAuthenticated,
}: TvsJudgement): string {
  if (vouches === null) return t('did not answer: {sentence}', { sentence: why?.sentence ?? '' });
  const said = vouches
    ? vouchingText({ roles, ttlSeconds })
    : t('does not vouch (status {status})', { status: status ?? '' });
  return isAuthenticated ? said : t('{answer} (not authenticated)', { answer: said });
}

function vouchingText({ roles, ttlSeconds }: Pick<TvsJudgement, 'roles' | 'ttlSeconds'>): string {
  const named = roles === null || roles.length === 0 ? null : roles.map(functionName).join(', ');
  if (named === null)
    return ttlSeconds === null ? t('vouches') : t('vouches, for {seconds} s', { seconds: ttlSeconds });
  return ttlSeconds === null
    ? t('vouches, for {roles}', { roles: named })
    : t('vouches, for {roles}, for {seconds} s', { roles: named, seconds: ttlSeconds });
}
