import type { Statement } from '../../words/statement';
import {
  certificatePhrase,
  idOf,
  isHardwareToken,
  isItlRecovery,
  labelOf,
  recordPhrase,
  sameCertificate,
  tvsRecords,
  type InspectedList,
} from '../held';
import { state } from './reasons';

/** What to do so that phones get through by a TVS that kept its certificate. */
export function throughTvsOf(hosts: readonly string[], served: string): Statement[] {
  const [host = '', another] = hosts;
  return [
    another === undefined
      ? state('keep-tvs-until-fetched', { host, served })
      : state('keep-all-tvs-until-fetched', { hosts, served }),
    state('restart-and-reset', {}),
    state('check-by-moving', {}),
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

/** What is left after a lock-out, best first. */
export function afterLockOut(old: InspectedList, next: InspectedList, ctl: InspectedList | null): Statement[] {
  return [
    ...(ctl === null ? [] : [newCtl(ctl)]),
    ...resetItl(old, next),
    old.signer === null
      ? state('restore-unnamed-signer', {})
      : state('restore-signer', { signer: certificatePhrase(old.signer) }),
    ...restoreTvs(old),
    state('ask-tac', {}),
    state('erase-by-hand', {}),
  ];
}

function newCtl(ctl: InspectedList): Statement {
  const token = ctl.records.find(isHardwareToken);
  return token === undefined
    ? state('update-ctl', { ctl: ctl.file })
    : state('run-ctl-client', { token: labelOf(token), record: recordPhrase(ctl, token) });
}

/**
 * Whether `utils itl reset` brings phones back depends on whether the ITLRecovery that they know is still the
 * cluster's.
 */
function resetItl(old: InspectedList, next: InspectedList): Statement[] {
  const known = old.records.find(isItlRecovery);
  if (known === undefined) return [];
  const record = recordPhrase(old, known);
  const now = next.records.filter(isItlRecovery);
  const [first] = now;
  if (first === undefined) return [state('reset-itl-if-key-is-kept', { record, served: next.file })];
  if (now.some((recovery) => sameCertificate(known, recovery))) return [state('reset-itl-with-either-key', { record })];
  return [state('reset-itl-with-saved-key', { record, now: recordPhrase(next, first) })];
}

/** Certificates are told apart by semicolons, since each is named with commas. */
function restoreTvs(old: InspectedList): Statement[] {
  const [certificate, ...others] = tvsRecords(old).flatMap((record) => {
    const id = idOf(record);
    return id === null ? [] : [certificatePhrase(id)];
  });
  if (certificate === undefined) return [];
  return others.length === 0
    ? [state('restore-tvs', { certificate })]
    : [state('restore-one-of-these-tvs', { certificates: [certificate, ...others].join('; ') })];
}
