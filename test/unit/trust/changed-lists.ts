import fc from 'fast-check';
import { concat, splice } from '../../builders';

/** A change to the bytes of a list, by shares of its length. */
export const arbitraryChange = fc.record({
  kind: fc.constantFrom('none', 'cut', 'put', 'drop', 'overwrite', 'append'),
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  bytes: fc.uint8Array({ minLength: 1, maxLength: 12 }),
});
export type Change = typeof arbitraryChange extends fc.Arbitrary<infer T> ? T : never;

export function changed(list: Uint8Array, { kind, at, bytes }: Change): Uint8Array {
  // The header is a small share of a list, and has the most to say.
  const offset = Math.floor(at ** 3 * list.length);
  switch (kind) {
    case 'none':
      return list;
    case 'cut':
      return list.subarray(0, offset);
    case 'put':
      return splice(list, offset, 0, bytes);
    case 'drop':
      return splice(list, offset, bytes.length, new Uint8Array());
    case 'overwrite':
      return splice(list, offset, bytes.length, bytes);
    case 'append':
      return concat(list, bytes);
  }
}
