import type { FindingPlace } from '../trust/report';

/**
 * Finds the line that shows a place of the file: that of its field, else the first of its record, else the first of
 * all. Built once for a text, so that a question does not go through all lines.
 */
export function placeFinder<Shown extends FindingPlace>(
  shown: readonly Shown[],
): (place: FindingPlace) => Shown | null {
  const byField = new Map<string, Shown[]>();
  const byRecord = new Map<number | null, Shown>();
  for (const one of shown) {
    const key = fieldKey(one);
    const same = byField.get(key);
    if (same === undefined) byField.set(key, [one]);
    else same.push(one);
    if (!byRecord.has(one.record)) byRecord.set(one.record, one);
  }
  return (place) => {
    const ofField = byField.get(fieldKey(place)) ?? [];
    const covering = ofField.find(({ offset, length }) => offset <= place.offset && place.offset < offset + length);
    return covering ?? ofField[0] ?? byRecord.get(place.record) ?? shown[0] ?? null;
  };
}

function fieldKey({ record, field }: FindingPlace): string {
  return `${record ?? ''} ${field ?? ''}`;
}
