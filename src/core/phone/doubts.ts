import type { Certificate } from '../certificates/certificate';
import { headerFields, isSast, isServer } from '../format/fields';
import type { Part } from '../format/model';
import { phoneLimits } from '../format/phone-limits';
import { digestNames, functionName } from '../format/tags';
import type { InspectedRecord } from '../trust/inspected-record';
import { isoTime } from '../format/time';
import type { Doubt } from './decision';
import type { SignerId } from '../trust/signer';
import { certificatePhrase, recordPhrase, type NamedList, type ReadList } from './held';
import type { Candidate } from './signature';

/** What no source settles about a record that makes its certificate a signer: its dates, its key, its place. */
export function signerDoubts(list: ReadList, record: InspectedRecord, now: Date): Doubt[] {
  const place = { file: list.file, record: record.index };
  const phrase = recordPhrase(list, record);
  return [
    dateDoubt(list, record, now),
    keyDoubt(record.key.bits, phrase, place),
    ...sastPlaceDoubts(list, record),
  ].filter((doubt) => doubt !== null);
}

/** A SAST record behind those that a phone is said to read. */
export function sastPlaceDoubts(list: ReadList, record: InspectedRecord): Doubt[] {
  if (!isSast(record.fields) || list.sast.slice(0, phoneLimits.sast).includes(record)) return [];
  const hangsOn = `The phone reads more than ${phoneLimits.sast} SAST records: ${recordPhrase(list, record)} is a later one.`;
  return [{ id: 'third-sast', hangsOn, file: list.file, record: record.index }];
}

/** A signature over a digest that no known file is signed over, or over one that its header does not tell. */
export function digestDoubts({ header }: { readonly header: readonly Part[] }, file: string): Doubt[] {
  const code = headerFields({ header }).digestAlgorithm;
  const name = code === null ? undefined : digestNames.get(code);
  if (name === 'SHA-1' || name === 'SHA-512') return [];
  const digest =
    name === undefined ? `an unknown digest (DIGESTALGORTITHM ${code ?? 'is missing'})` : `a ${name} digest`;
  return [{ id: 'digest', hangsOn: `The phone takes ${file}, signed over ${digest}.`, file, record: null }];
}

/** An ITL that vouches for no server, and is not in the form of a blank one: it may be one, or what a cut file left. */
export function blankDoubts(itl: ReadList | null): Doubt[] {
  if (itl === null || !itl.blank) return [];
  const isDamaged = itl.list.problems.length > 0;
  if (!isDamaged && itl.records.some(({ fields }) => isServer(fields))) return [];
  const reason = isDamaged ? 'although the file is damaged' : 'although it has no record of any server';
  const hangsOn = `The phone takes ${itl.file} for a blank ITL, ${reason}.`;
  return [{ id: 'blank-form', hangsOn, file: itl.file, record: null }];
}

/** The same for a signer whose certificate is in the store of a TVS and in none of the lists. */
export function storedSignerDoubts(signer: SignerId, certificate: Certificate, now: Date): Doubt[] {
  const phrase = certificatePhrase(signer);
  const place = { file: null, record: null };
  return [validityDoubt(certificate, phrase, place, now), keyDoubt(certificate.keyBits, phrase, place)].filter(
    (doubt) => doubt !== null,
  );
}

/** A certificate that has ended or not begun. */
export function dateDoubt(list: Pick<NamedList, 'file'>, record: InspectedRecord, now: Date): Doubt | null {
  const place = { file: list.file, record: record.index };
  return validityDoubt(record.certificate, recordPhrase(list, record), place, now);
}

type Place = Pick<Doubt, 'file' | 'record'>;

function validityDoubt(certificate: Certificate | null, phrase: string, place: Place, now: Date): Doubt | null {
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

function keyDoubt(bits: number | null, phrase: string, place: Place): Doubt | null {
  if (bits === null || bits <= phoneLimits.signerBits) return null;
  return { id: 'large-key', hangsOn: `The phone takes a signer with a key of ${bits} bits: ${phrase}.`, ...place };
}

/** A list that is older than the one of its kind that the phone holds. */
export function ageDoubts(offered: NamedList, held: NamedList | null): Doubt[] {
  const heldTime = held === null ? null : headerFields(held.list).timestamp;
  const time = headerFields(offered.list).timestamp;
  if (held === null || heldTime === null || time === null || time >= heldTime) return [];
  const hangsOn = `The phone does not mind that ${offered.file} (${isoTime(time)}) is older than ${held.file} (${isoTime(heldTime)}).`;
  return [{ id: 'timestamp-order', hangsOn, file: offered.file, record: null }];
}

/** A record with the signer's serial number and issuer that the rule does not count: what a phone makes of it is not known. */
export function nearMiss({ list, record, made }: Candidate): Doubt {
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
