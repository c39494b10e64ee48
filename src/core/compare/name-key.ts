import { parseName } from '../certificates/names';

/** A text that two names share exactly where `sameName` holds of them: for looking names up. */
export function nameKey(name: string): string {
  const attributes = parseName(name);
  if (attributes === null) return JSON.stringify(name);
  return JSON.stringify(attributes.map(({ type, value }) => `${type}=${value}`).sort());
}
