import { isZero } from '../certificates/serial';
import { colonHex } from '../format/fields';
import type { Part, Problem } from '../format/model';
import { oddElements, type OddElement } from '../format/odd-elements';
import { elementRow, RecordTag, recordTagName, signedElementRow, signedTagName } from '../format/tags';
import { sameBytes } from '../format/bytes';
import { isUnconfirmed, type InspectedRecord } from '../trust/inspected-record';
import { sharedSerials } from '../trust/shared-serials';
import type { SignerId } from '../trust/signer';
import type { Statement } from '../words/statement';
import type { OpenQuestion, Place } from './decision';
import { certificatePhrase, recordPhrase, type Candidate, type InspectedList, type NamedList } from './held';
import { state } from './reasons';

/**
 * What an answer rests on where a file can be read in two ways, or contradicts itself: no source says which of the two
 * a phone follows, so the answer is `depends`, never `accepted`.
 */

/** A file with a header: a trust list, or a signed file. */
export interface HeaderedFile {
  readonly header: readonly Part[];
  readonly problems: readonly Problem[];
}

/** Fields of one header or record that sentences name: a hostile file has thousands. */
const mostNamed = 4;

/** Two readings of a file as a whole: of its header, and of where its parts begin and end. */
export function headerReadings({ header, problems }: HeaderedFile, file: string): OpenQuestion[] {
  const place = { file, record: null };
  const damaged = problems.length > 0 ? [reading(state('reads-damaged', { file }), place)] : [];
  const odd = distinctOdd(header, signedElementRow).map(({ tag, oddity }) => {
    const args = { name: signedTagName(tag), file };
    return reading(state(oddity === 'repeated' ? 'uses-first-in-header' : 'reads-misplaced', args), place);
  });
  return [...damaged, ...odd];
}

/** The same for a list of which one record decides: damage behind that record does not matter. */
function listReadings({ list, file }: NamedList, { index }: InspectedRecord): OpenQuestion[] {
  const problems = list.problems.filter(({ record, code }) => (record ?? 0) <= index && code !== 'trailing-bytes');
  return headerReadings({ header: list.header, problems }, file);
}

/** Two readings of the records of an ITL: it may be blank in one of them only. Damage is a question by itself. */
export function blankReadings(list: InspectedList): OpenQuestion[] {
  const record = list.records.find(({ record: { parts } }) => oddInRecord(parts).length > 0);
  return [
    ...headerReadings({ ...list.list, problems: [] }, list.file),
    ...(record === undefined ? [] : oddReadings(list, record)),
  ];
}

/**
 * Two readings of a record that decides, by itself and in its list.
 *
 * @param signer the one for whom the record is looked up.
 */
export function recordReadings(list: InspectedList, record: InspectedRecord, signer: SignerId | null): OpenQuestion[] {
  return [
    ...listReadings(list, record),
    ...oddReadings(list, record),
    ...contradictions(list, record),
    ...serialReadings(list, record, signer),
    ...sharedReadings(list, record),
  ];
}

/** A record of the other list that the phone holds with the signer's serial number and issuer, and another key. */
export function otherListReadings(chosen: Candidate, held: readonly Candidate[]): OpenQuestion[] {
  const other = held.find(({ list, made }) => list !== chosen.list && made !== 'yes');
  if (other === undefined) return [];
  const args = { record: recordPhrase(chosen.list, chosen.record), other: recordPhrase(other.list, other.record) };
  return [reading(state('uses-this-key', args), placeOf(chosen.list, chosen.record))];
}

/** A store with two certificates of the signer's serial number and issuer, of which one has the key. */
export function storedReading(signer: SignerId): OpenQuestion {
  const condition = state('tvs-uses-this-certificate', { signer: certificatePhrase(signer) });
  return reading(condition, { file: null, record: null });
}

function oddReadings(list: InspectedList, record: InspectedRecord): OpenQuestion[] {
  const phrase = recordPhrase(list, record);
  return oddInRecord(record.record.parts).map(({ tag, oddity }) => {
    const condition =
      oddity === 'repeated'
        ? state('uses-first-in-record', { name: recordTagName(tag), record: phrase })
        : state('reads-padded-record', { record: phrase });
    return reading(condition, placeOf(list, record));
  });
}

function oddInRecord(parts: readonly Part[]): readonly OddElement[] {
  return distinctOdd(parts, (tag) => elementRow('record', tag));
}

/** A record or header can be asked about for each of thousands of signers. */
const knownOdd = new WeakMap<readonly Part[], readonly OddElement[]>();

/** The first odd elements of different tags. */
function distinctOdd(parts: readonly Part[], rowOf: Parameters<typeof oddElements>[1]): readonly OddElement[] {
  const known = knownOdd.get(parts);
  if (known !== undefined) return known;
  const byTag = new Map<number, OddElement>();
  for (const element of oddElements(parts, rowOf)) {
    if (!byTag.has(element.tag)) byTag.set(element.tag, element);
    if (byTag.size === mostNamed) break;
  }
  const odd = [...byTag.values()];
  knownOdd.set(parts, odd);
  return odd;
}

/** Elements by which a phone finds a record or verifies with it. */
const deciding = [RecordTag.issuerName, RecordTag.serialNumber, RecordTag.publicKey] as const;

function contradictions(list: InspectedList, record: InspectedRecord): OpenQuestion[] {
  const phrase = recordPhrase(list, record);
  const differing = deciding.filter((tag) => record.agreements.get(tag) === 'differs');
  const names = [...differing, ...(record.expectedHash === null ? [] : [RecordTag.certHash])].map(recordTagName);
  const conditions: Statement[] = names.map((name) => state('uses-despite-certificate', { record: phrase, name }));
  if (isUnconfirmed(record)) conditions.push(state('uses-unconfirmed-key', { record: phrase }));
  if ((record.certificate?.deviation ?? null) !== null) {
    conditions.push(state('reads-certificate-not-der', { record: phrase }));
  }
  return conditions.map((condition) => reading(condition, placeOf(list, record)));
}

function serialReadings(list: InspectedList, record: InspectedRecord, signer: SignerId | null): OpenQuestion[] {
  const field = record.fields.serialNumber;
  if (field === null) return [];
  const phrase = recordPhrase(list, record);
  const place = placeOf(list, record);
  if (isZero(field)) return [reading(state('finds-serial-zero', { record: phrase }), place)];
  if (signer === null || sameBytes(signer.serialNumber, field)) return [];
  const args = { record: phrase, field: colonHex(field), signer: colonHex(signer.serialNumber) };
  return [reading(state('compares-serial-as-number', args), place)];
}

function sharedReadings(list: InspectedList, record: InspectedRecord): OpenQuestion[] {
  const shared = sharedSerials(list.records).get(record);
  if (shared === undefined) return [];
  const args = { record: recordPhrase(list, record), other: recordPhrase(list, shared.other) };
  const condition = state(shared.differs === 'key' ? 'uses-this-key' : 'uses-this-certificate', args);
  return [reading(condition, placeOf(list, record))];
}

function reading(condition: Statement, place: Place): OpenQuestion {
  return { id: 'two-readings', condition, ...place };
}

function placeOf({ file }: Pick<NamedList, 'file'>, { index }: InspectedRecord): Place {
  return { file, record: index };
}
