import type { Certificate } from '../certificates/certificate';
import { headerFields, isSast, isServer } from '../format/fields';
import type { Part } from '../format/model';
import { phoneLimits } from '../format/phone-limits';
import { digestNames, functionName } from '../format/tags';
import { isoTime } from '../format/time';
import type { InspectedRecord } from '../trust/inspected-record';
import type { SignerId } from '../trust/signer';
import type { Statement } from '../words/statement';
import type { OpenQuestion, Place } from './decision';
import { certificatePhrase, recordPhrase, type InspectedList, type NamedList } from './held';
import { state } from './reasons';
import type { Candidate } from './held';
import { recordReadings } from './readings';

/**
 * What no source settles about a record that makes its certificate a signer: its dates, its key, its place, and how it
 * is read.
 *
 * @param signer the one for whom the record was looked up.
 */
export function signerQuestions(
  list: InspectedList,
  record: InspectedRecord,
  signer: SignerId | null,
  now: Date,
): OpenQuestion[] {
  return [
    ...dateQuestions(list, record, now),
    ...recordReadings(list, record, signer),
    ...keyQuestions(record.key.bits, recordPhrase(list, record), placeOf(list, record)),
    ...sastPlaceQuestions(list, record),
  ];
}

/** The same for a signer whose certificate is only in the store of a TVS. */
export function storedSignerQuestions(signer: SignerId, certificate: Certificate, now: Date): OpenQuestion[] {
  const phrase = certificatePhrase(signer);
  const place = { file: null, record: null };
  return [...validityQuestions(certificate, phrase, place, now), ...keyQuestions(certificate.keyBits, phrase, place)];
}

/** A SAST record after those that a phone is said to read. */
export function sastPlaceQuestions(list: InspectedList, record: InspectedRecord): OpenQuestion[] {
  if (!isSast(record.fields) || list.sast.slice(0, phoneLimits.sast).includes(record)) return [];
  const condition = state('reads-later-sast', { limit: phoneLimits.sast, record: recordPhrase(list, record) });
  return [{ id: 'third-sast', condition, ...placeOf(list, record) }];
}

/** A signature over a digest that no known file is signed over, or that the header does not name. */
export function digestQuestions(header: readonly Part[], offered: string): OpenQuestion[] {
  const code = headerFields({ header }).digestAlgorithm;
  const condition = unusualDigest(code, offered);
  return condition === null ? [] : [{ id: 'digest', condition, file: offered, record: null }];
}

function unusualDigest(code: number | null, offered: string): Statement | null {
  if (code === null) return state('accepts-missing-digest', { offered });
  const digest = digestNames.get(code);
  if (digest === undefined) return state('accepts-unknown-digest', { offered, code });
  return digest === 'SHA-1' || digest === 'SHA-512' ? null : state('accepts-digest', { offered, digest });
}

/** An ITL that vouches for no server without looking like a blank one: it may be blank, or the rest of a cut file. */
export function blankQuestions(list: InspectedList | null): OpenQuestion[] {
  if (list === null || !list.blank) return [];
  const isDamaged = list.list.problems.length > 0;
  if (!isDamaged && list.records.some(({ fields }) => isServer(fields))) return [];
  const reason = isDamaged ? 'damaged-counts-as-blank' : 'serverless-counts-as-blank';
  return [{ id: 'blank-form', condition: state(reason, { itl: list.file }), file: list.file, record: null }];
}

/** A list of which a part cannot be read: what seems to be missing from it may have been there. */
export function damageQuestions({ file, list }: NamedList): OpenQuestion[] {
  if (list.problems.length === 0) return [];
  return [{ id: 'damaged-list', condition: state('damaged-list-has-no-tftp', { list: file }), file, record: null }];
}

/** A certificate that has expired or is not yet valid. */
export function dateQuestions(list: Pick<NamedList, 'file'>, record: InspectedRecord, now: Date): OpenQuestion[] {
  return validityQuestions(record.certificate, recordPhrase(list, record), placeOf(list, record), now);
}

function validityQuestions(certificate: Certificate | null, signer: string, place: Place, now: Date): OpenQuestion[] {
  const { notBefore = null, notAfter = null } = certificate?.details ?? {};
  if (notAfter !== null && new Date(notAfter) < now) {
    return [{ id: 'expiry', condition: state('certificate-has-expired', { signer, date: day(notAfter) }), ...place }];
  }
  if (notBefore !== null && new Date(notBefore) > now) {
    const condition = state('certificate-is-not-yet-valid', { signer, date: day(notBefore) });
    return [{ id: 'expiry', condition, ...place }];
  }
  return [];
}

function keyQuestions(bits: number | null, signer: string, place: Place): OpenQuestion[] {
  if (bits === null || bits <= phoneLimits.signerBits) return [];
  return [{ id: 'large-key', condition: state('accepts-large-key', { bits, signer }), ...place }];
}

/** A list that is older than the one of its kind that the phone holds. */
export function ageQuestions(offered: NamedList, held: NamedList | null): OpenQuestion[] {
  const heldTime = held === null ? null : headerFields(held.list).timestamp;
  const time = headerFields(offered.list).timestamp;
  if (held === null || heldTime === null || time === null || time >= heldTime) return [];
  const condition = state('accepts-older-list', {
    offered: offered.file,
    offeredTime: isoTime(time),
    held: held.file,
    heldTime: isoTime(heldTime),
  });
  return [{ id: 'timestamp-order', condition, file: offered.file, record: null }];
}

/**
 * A record with the signer's serial number and issuer that the rule does not count: what a phone makes of it is open.
 */
export function nearMiss({ list, record, made }: Candidate): OpenQuestion {
  const phrase = recordPhrase(list, record);
  const place = placeOf(list, record);
  switch (made) {
    case 'yes':
      return { id: 'other-function', condition: otherFunction(record, phrase), ...place };
    case 'unsupported':
      return { id: 'key-type', condition: state('accepts-key-type', { signer: phrase }), ...place };
    case 'flawed':
      return flawedKey(phrase, place);
    case 'no':
      return { id: 'other-key', condition: state('asks-tvs-despite-other-key', { record: phrase }), ...place };
  }
}

/** A key that verifies the signature without proving who made it. */
export function flawedKey(signer: string, place: Place): OpenQuestion {
  return { id: 'flawed-key', condition: state('accepts-flawed-key', { signer }), ...place };
}

function otherFunction({ fields: { functionCode } }: InspectedRecord, signer: string): Statement {
  return functionCode === null
    ? state('accepts-missing-function', { signer })
    : state('accepts-other-function', { signer, function: functionName(functionCode) });
}

function placeOf(list: Pick<NamedList, 'file'>, record: InspectedRecord): Place {
  return { file: list.file, record: record.index };
}

function day(iso: string): string {
  return iso.slice(0, 10);
}
