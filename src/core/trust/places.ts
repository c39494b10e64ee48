import { findElement } from '../format/fields';
import type { Part, TrustList, TrustRecord } from '../format/model';
import { elementOverhead } from '../format/reader';
import { headerTagName, recordTagName } from '../format/tags';
import type { FindingPlace } from './report';

/** The header as a whole. */
export function headerPlace(list: TrustList): FindingPlace {
  return { record: null, field: null, offset: 0, length: list.headerLength };
}

/** An element of the header; the header as a whole if the element is missing. */
export function headerFieldPlace(list: TrustList, tag: number): FindingPlace {
  return fieldPlace(headerPlace(list), list.header, tag, headerTagName(tag));
}

export function recordPlace(index: number, record: TrustRecord): FindingPlace {
  return { record: index, field: null, offset: record.offset, length: record.length };
}

/** An element of a record; the record as a whole if the element is missing. */
export function recordFieldPlace(index: number, record: TrustRecord, tag: number): FindingPlace {
  return fieldPlace(recordPlace(index, record), record.parts, tag, recordTagName(tag));
}

function fieldPlace(whole: FindingPlace, parts: readonly Part[], tag: number, field: string): FindingPlace {
  const element = findElement(parts, tag);
  const { record, offset, length } = whole;
  if (element === null) return { record, field, offset, length };
  return { record, field, offset: element.offset, length: elementOverhead + element.value.length };
}
