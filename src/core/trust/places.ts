import { findElement } from '../format/fields';
import type { TrustList, TrustRecord } from '../format/model';
import { elementOverhead } from '../format/reader';
import { headerTagName, recordTagName } from '../format/tags';
import type { FindingPlace } from './report';

/** The header as a whole. */
export function headerPlace(list: TrustList): FindingPlace {
  return { record: null, field: null, offset: 0, length: list.headerLength };
}

/** An element of the header; the header as a whole where the element is missing. */
export function headerFieldPlace(list: TrustList, tag: number): FindingPlace {
  const element = findElement(list.header, tag);
  if (element === null) return { ...headerPlace(list), field: headerTagName(tag) };
  return {
    record: null,
    field: headerTagName(tag),
    offset: element.offset,
    length: elementOverhead + element.value.length,
  };
}

export function recordPlace(index: number, record: TrustRecord): FindingPlace {
  return { record: index, field: null, offset: record.offset, length: record.length };
}

/** An element of a record; the record as a whole where the element is missing. */
export function recordFieldPlace(index: number, record: TrustRecord, tag: number): FindingPlace {
  const element = findElement(record.parts, tag);
  if (element === null) return { ...recordPlace(index, record), field: recordTagName(tag) };
  return {
    record: index,
    field: recordTagName(tag),
    offset: element.offset,
    length: elementOverhead + element.value.length,
  };
}
