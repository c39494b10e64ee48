import type { Certificate } from '../certificates/certificate';
import { headerFields, isSast, isServer } from '../format/fields';
import type { Part } from '../format/model';
import { phoneLimits } from '../format/phone-limits';
import { digestNames, functionName } from '../format/tags';
import type { InspectedRecord } from '../trust/inspected-record';
import { isoTime } from '../format/time';
import type { OpenQuestion } from './decision';
import type { SignerId } from '../trust/signer';
import { certificatePhrase, recordPhrase, type NamedList, type InspectedList } from './held';
import type { Candidate } from './signature';

/** What no source settles about a record that makes its certificate a signer: its dates, its key, its place. */
export function signerQuestions(list: InspectedList, record: InspectedRecord, now: Date): OpenQuestion[] {
  const place = { file: list.file, record: record.index };
  const phrase = recordPhrase(list, record);
  return [
    dateQuestion(list, record, now),
    keyQuestion(record.key.bits, phrase, place),
    ...sastPlaceQuestions(list, record),
  ].filter((doubt) => doubt !== null);
}

/** A SAST record behind those that a phone is said to read. */
export function sastPlaceQuestions(list: InspectedList, record: InspectedRecord): OpenQuestion[] {
  if (!isSast(record.fields) || list.sast.slice(0, phoneLimits.sast).includes(record)) return [];
  const hangsOn = `The phone reads more than ${phoneLimits.sast} SAST records: ${recordPhrase(list, record)} is a later one.`;
  return [{ id: 'third-sast', hangsOn, file: list.file, record: record.index }];
}

/** A signature over a digest that no known file is signed over, or over one that its header does not tell. */
export function digestQuestions({ header }: { readonly header: readonly Part[] }, file: string): OpenQuestion[] {
  const code = headerFields({ header }).digestAlgorithm;
  const name = code === null ? undefined : digestNames.get(code);
  if (name === 'SHA-1' || name === 'SHA-512') return [];
  const digest =
    name === undefined ? `an unknown digest (DIGESTALGORTITHM ${code ?? 'is missing'})` : `a ${name} digest`;
  return [{ id: 'digest', hangsOn: `The phone takes ${file}, signed over ${digest}.`, file, record: null }];
}

/** An ITL that vouches for no server, and is not in the form of a blank one: it may be one, or what a cut file left. */
export function blankQuestions(itl: InspectedList | null): OpenQuestion[] {
  if (itl === null || !itl.blank) return [];
  const isDamaged = itl.list.problems.length > 0;
  if (!isDamaged && itl.records.some(({ fields }) => isServer(fields))) return [];
  const reason = isDamaged ? 'although the file is damaged' : 'although it has no record of any server';
  const hangsOn = `The phone takes ${itl.file} for a blank ITL, ${reason}.`;
  return [{ id: 'blank-form', hangsOn, file: itl.file, record: null }];
}

/** The same for a signer whose certificate is in the store of a TVS and in none of the lists. */
export function storedSignerQuestions(signer: SignerId, certificate: Certificate, now: Date): OpenQuestion[] {
  const phrase = certificatePhrase(signer);
  const place = { file: null, record: null };
  return [validityQuestion(certificate, phrase, place, now), keyQuestion(certificate.keyBits, phrase, place)].filter(
    (doubt) => doubt !== null,
  );
}

/** A certificate that has ended or not begun. */
export function dateQuestion(list: Pick<NamedList, 'file'>, record: InspectedRecord, now: Date): OpenQuestion | null {
  const place = { file: list.file, record: record.index };
  return validityQuestion(record.certificate, recordPhrase(list, record), place, now);
}

type Place = Pick<OpenQuestion, 'file' | 'record'>;

function validityQuestion(
  certificate: Certificate | null,
  phrase: string,
  place: Place,
  now: Date,
): OpenQuestion | null {
  const { notBefore = null, notAfter = null } = certificate?.details ?? {};
  const hangsOn = (when: string): string => `The phone does not mind that the certificate of ${phrase} ${when}.`;
  if (notAfter !== null && new Date(notAfter) < now) {
    return { id: 'expiry', hangsOn: hangsOn(`ended on ${day(notAfter)}`), ...place };
  }
  if (notBefore !== null && new Date(notBefore) > now) {
    return { id: 'expiry', hangsOn: hangsOn(`begins only on ${day(notBefore)}`), ...place };
  }
  return null;
}

function keyQuestion(bits: number | null, phrase: string, place: Place): OpenQuestion | null {
  if (bits === null || bits <= phoneLimits.signerBits) return null;
  return { id: 'large-key', hangsOn: `The phone takes a signer with a key of ${bits} bits: ${phrase}.`, ...place };
}

/** A list that is older than the one of its kind that the phone holds. */
export function ageQuestions(offered: NamedList, held: NamedList | null): OpenQuestion[] {
  const heldTime = held === null ? null : headerFields(held.list).timestamp;
  const time = headerFields(offered.list).timestamp;
  if (held === null || heldTime === null || time === null || time >= heldTime) return [];
  const hangsOn = `The phone does not mind that ${offered.file} (${isoTime(time)}) is older than ${held.file} (${isoTime(heldTime)}).`;
  return [{ id: 'timestamp-order', hangsOn, file: offered.file, record: null }];
}

/** A record with the signer's serial number and issuer that the rule does not count: what a phone makes of it is not known. */
export function nearMiss({ list, record, made }: Candidate): OpenQuestion {
  const place = { file: list.file, record: record.index };
  const phrase = recordPhrase(list, record);
  switch (made) {
    case 'yes': {
      const code = record.fields.functionCode;
      const name = code === null ? 'missing' : functionName(code);
      return {
        id: 'other-function',
        hangsOn: `The phone takes ${phrase} as the signer, whose function is ${name}.`,
        ...place,
      };
    }
    case 'unsupported':
      return {
        id: 'key-type',
        hangsOn: `The key of ${phrase} made the signature, and the phone takes it.`,
        ...place,
      };
    case 'no':
      return {
        id: 'other-key',
        hangsOn: `The phone goes on to a TVS although ${phrase} has the signer's serial number and issuer with another key.`,
        ...place,
      };
  }
}

function day(iso: string): string {
  return iso.slice(0, 10);
}
