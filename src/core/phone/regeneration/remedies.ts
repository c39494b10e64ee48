import { sameBytes } from '../../format/bytes';
import { encode } from '../../format/encode';
import type { InspectedRecord } from '../../trust/inspected-record';
import { namedRecords } from '../../trust/signer';
import type { Statement } from '../../words/statement';
import { decide, decideSupposed } from '../decide';
import type { Verdict } from '../decision';
import {
  certificatePhrase,
  idOf,
  labelOf,
  recordPhrase,
  sameCertificate,
  tvsRecords,
  type InspectedList,
} from '../held';
import { canSign, configurationSignersOf, eachCertificateOnce } from '../signing';
import { isForeign, isSignedByRecovery, isUsableRecovery, smallRecovery } from '../recovery';
import { noTvs } from '../known-facts';
import { isAmong } from '../migration/method';
import type { Change } from './change';
import { newCtl } from './ctl';
import { state } from './reasons';

/** What follows a change that phones take, before the next one; nothing if no record has changed. */
export function nextSteps(old: InspectedList, next: InspectedList): Statement[] {
  const recordsOf = ({ list }: InspectedList): Uint8Array => encode(list).subarray(list.headerLength);
  if (sameBytes(recordsOf(old), recordsOf(next))) return [];
  return [
    state('restart-and-reset', {}),
    state('check-list', { served: next.file }),
    state('one-change-per-reset', {}),
  ];
}

/** What to know before the next node is renamed, if this change renamed one: all its certificates change at once. */
export function beforeNextRename({ old, next, ctl }: Change): Statement[] {
  const [before = [], after = []] = [old, next].map((list) => [
    ...new Set(tvsRecords(list).map((record) => labelOf(record).toLowerCase())),
  ]);
  const isRenamed = !after.every(isAmong(before)) && !before.every(isAmong(after));
  if (next.list.problems.length > 0 || !isRenamed) return [];
  if (before.length > 1) return [state('rename-one-node-at-a-time', {})];
  return ctl === null ? [state('blank-before-rename', {})] : [];
}

/** What to do so that phones get through by a TVS that kept its certificate. */
export function throughTvsOf(hosts: readonly string[], served: string): Statement[] {
  const [host = '', another] = hosts;
  return [
    another === undefined
      ? state('keep-tvs-until-fetched', { host, served })
      : state('keep-all-tvs-until-fetched', { hosts, served }),
    state('restart-and-reset', {}),
    state('check-by-moving', {}),
    state('one-change-per-reset', {}),
  ];
}

export function ifDamaged(): Statement[] {
  return [state('check-show-itl', {}), state('check-database-certificate', {}), state('erase-older-lists', {})];
}

export function ifTooLarge(): Statement[] {
  return [state('remove-servers', {}), state('check-size', {})];
}

/** @param hosts those whose TVS certificate was kept. */
export function ifNotKnown(hosts: readonly string[]): Statement[] {
  const [host, another] = hosts;
  if (host === undefined) return [state('try-one-phone', {}), state('keep-backup', {})];
  return [
    state('try-one-phone', {}),
    another === undefined ? state('keep-tvs', { host }) : state('keep-all-tvs', { hosts }),
  ];
}

/** What is left after a lock-out, best first: each way out is a list that `decide` says these phones take. */
export async function afterLockOut(change: Change): Promise<Statement[]> {
  const { next, ctl } = change;
  const erase = ctl === null ? state('erase-by-hand', {}) : state('erase-ctl-and-itl-by-hand', {});
  if (isForeign(next)) return [...(await signAgain(change)), erase];
  return [
    ...(ctl === null ? [] : await newCtl(change, ctl)),
    ...(await resetItl(change)),
    ...(await restoreSigner(change)),
    ...(await restoreTvs(change)),
    state('ask-tac', {}),
    erase,
  ];
}

/** What phones do with an ITL that this certificate signs, while no TVS vouches. */
async function answerTo({ phone, now, next }: Change, certificate: InspectedRecord): Promise<Verdict> {
  const supposed = { kind: 'ITL', file: next.file, certificate } as const;
  return (await decideSupposed(phone, supposed, { tvs: noTvs, now })).verdict;
}

/** Whoever writes lists can sign them with any key: one that phones trust. */
async function signAgain(change: Change): Promise<Statement[]> {
  const { old, next } = change;
  const trusted: string[] = [];
  for (const record of old.records.filter(canSign)) {
    if ((await answerTo(change, record)) === 'accepted') trusted.push(recordPhrase(old, record));
  }
  return trusted.length === 0 ? [] : [state('sign-again', { served: next.file, records: trusted.join('; ') })];
}

/** `utils itl reset`: with the key that the command would sign with, or with an ITLRecovery that was saved. */
async function resetItl(change: Change): Promise<Statement[]> {
  const { old, next } = change;
  const recovery = next.records.find(isUsableRecovery);
  const known = await firstTrusted(change, old.records.filter(isUsableRecovery));
  const saved = known === undefined ? null : recordPhrase(old, known);
  if (recovery === undefined) {
    return saved === null ? [] : [state('reset-itl-if-key-is-kept', { record: saved, served: next.file })];
  }
  const local = isSignedByRecovery(next) ? callManagersOf(next, recovery) : [recovery];
  const answers = await Promise.all(local.map((record) => answerTo(change, record)));
  const isEither = known !== undefined && local.length > 0 && local.every((record) => sameCertificate(record, known));
  const remedies = isEither
    ? [state('reset-itl-with-either-key', { record: recordPhrase(old, known) })]
    : waysToReset(local.map((record) => recordPhrase(next, record)).join('; '), answers, saved);
  return remedies.length === 0 ? [] : [...recoveryFirst(next), ...remedies, state('after-reset', {})];
}

/**
 * @param keys those with one of which `localkey` signs, and what phones answer to each.
 * @param saved the ITLRecovery that phones trust; null if there is none.
 */
function waysToReset(keys: string, answers: readonly Verdict[], saved: string | null): Statement[] {
  const helps = answers.length > 0 && answers.every((answer) => answer === 'accepted');
  const isUseless = answers.every((answer) => answer === 'refused');
  const local = helps
    ? [state('reset-itl-with-local-key', { keys })]
    : isUseless
      ? []
      : [state('reset-itl-perhaps-with-local-key', { keys })];
  if (saved === null) return local;
  return isUseless && answers.length > 0
    ? [state('reset-itl-with-saved-key', { record: saved, now: keys })]
    : [...local, state('reset-itl-with-saved-recovery', { record: saved })];
}

/** A reset fails while ITLRecovery has fewer bits than the certificates of the servers. */
function recoveryFirst(next: InspectedList): Statement[] {
  const small = smallRecovery(next);
  return small === null ? [] : [state('regenerate-small-recovery', small)];
}

/** The CallManager certificates with which the publisher may sign: those of its host, if the list tells which it is. */
function callManagersOf(next: InspectedList, recovery: InspectedRecord): InspectedRecord[] {
  const host = /^ITLRECOVERY_(.+)/i.exec(labelOf(recovery))?.[1]?.toLowerCase();
  const servers = eachCertificateOnce(configurationSignersOf(next));
  const publisher = servers.filter((record) => labelOf(record).toLowerCase() === host);
  return publisher.length > 0 ? publisher : servers;
}

async function firstTrusted(change: Change, records: readonly InspectedRecord[]): Promise<InspectedRecord | undefined> {
  for (const record of records) if ((await answerTo(change, record)) === 'accepted') return record;
  return undefined;
}

/** The backup helps if phones take what the old signer signs; without its record nobody can say. */
async function restoreSigner(change: Change): Promise<Statement[]> {
  const { old } = change;
  if (old.signer === null) return [state('restore-unnamed-signer', {})];
  const signer = certificatePhrase(old.signer);
  const held = namedRecords(old.records, old.signer).filter(canSign);
  if (held.length > 0 && (await firstTrusted(change, held)) === undefined) return [];
  return [state('restore-signer', { signer })];
}

/** A TVS can vouch again with the certificate that phones know. Certificates are told apart by semicolons. */
async function restoreTvs({ phone, now, old, next }: Change): Promise<Statement[]> {
  const known: string[] = [];
  for (const record of tvsRecords(old)) {
    const id = idOf(record);
    const tvs = { reachable: [record.index], stores: 'holds-signer' } as const;
    const { verdict } = await decide(phone, { kind: 'ITL', file: next.file, list: next.list }, { tvs, now });
    if (id !== null && verdict !== 'refused') known.push(certificatePhrase(id));
  }
  const [certificate, another] = known;
  if (certificate === undefined) return [];
  return another === undefined
    ? [state('restore-tvs', { certificate })]
    : [state('restore-one-of-these-tvs', { certificates: known.join('; ') })];
}
