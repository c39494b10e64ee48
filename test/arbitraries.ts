import fc from 'fast-check';
import { concat, element, flipByte, splice, u16, u8 } from './builders';

/** Inputs for property tests: lists of every shape that decodes, and damage to lists that were sound. */

const value = fc.uint8Array({ maxLength: 40 });

/**
 * Any element but PADDING, which has no length; unknown tags as often as known ones. A FILENAME (14) has no dot: by the
 * name of another file, a header without records is that of a signed file and no list at all.
 */
const anyElement = fc
  .record({ tag: fc.oneof(fc.integer({ min: 1, max: 28 }), fc.integer({ min: 0, max: 255 })), value })
  .filter(({ tag, value: content }) => tag !== 13 && !(tag === 14 && content.includes(0x2e)))
  .map(({ tag, value: content }) => element(tag, content));

const padding = fc.integer({ min: 1, max: 3 }).map((count) => new Uint8Array(count).fill(13));

/** SIGNERID and SIGNATUREINFO with whatever in them, sometimes with lengths that lie. */
const container = fc
  .record({
    tag: fc.constantFrom(3, 7, 9),
    content: fc.array(fc.oneof(anyElement, padding), { maxLength: 4 }),
    error: fc.oneof({ weight: 4, arbitrary: fc.constant(0) }, fc.integer({ min: -3, max: 3 })),
  })
  .map(({ tag, content, error }) => {
    const bytes = concat(...content);
    return element(tag, bytes, Math.max(0, bytes.length + error));
  });

const headerBody = fc.array(fc.oneof(anyElement, anyElement, container, padding), { maxLength: 12 });
const recordBody = fc.array(fc.oneof({ weight: 5, arbitrary: anyElement }, padding), { maxLength: 10 });
/** What a length field says beside the truth: mostly the truth. */
const lie = fc.oneof({ weight: 8, arbitrary: fc.constant(0) }, fc.integer({ min: -20, max: 20 }), fc.nat(0xffff));

const record = fc.record({ body: recordBody, lie }).map(({ body, lie: error }) => {
  const content = concat(...body);
  return concat(element(1, u16((5 + content.length + error) & 0xffff)), content);
});

/**
 * The bytes of a list that decodes: VERSION first, and then unknown tags, elements in any order, padding anywhere,
 * lengths that lie, and bytes after the last record. Nothing in it is signed.
 */
export function arbitraryTrustListBytes(): fc.Arbitrary<Uint8Array> {
  return fc
    .record({
      version: fc.tuple(fc.nat(255), fc.nat(255)),
      before: headerBody,
      after: headerBody,
      hasHeaderLength: fc.oneof({ weight: 9, arbitrary: fc.constant(true) }, fc.constant(false)),
      lie,
      records: fc.array(record, { maxLength: 6 }),
      trailing: fc.oneof({ weight: 3, arbitrary: fc.constant(new Uint8Array()) }, fc.uint8Array({ maxLength: 20 })),
    })
    .map(({ version, before, after, hasHeaderLength, lie: error, records, trailing }) => {
      const body = concat(...before, ...after);
      const length = 5 + 5 + body.length;
      const headerLength = hasHeaderLength ? element(2, u16((length + error) & 0xffff)) : concat();
      return concat(
        element(1, Uint8Array.from(version)),
        ...before,
        headerLength,
        ...after,
        concat(...records),
        trailing,
      );
    })
    .filter((bytes) => bytes.length > 5);
}

/** The bytes with one to five places changed: flipped, overwritten, cut out, doubled or cut off. */
export function arbitraryDamageTo(bytes: Uint8Array): fc.Arbitrary<Uint8Array> {
  const place = fc.nat(Math.max(0, bytes.length - 1));
  const step = fc.oneof(
    fc.record({ kind: fc.constant('flip' as const), at: place, by: fc.integer({ min: 1, max: 255 }) }),
    fc.record({ kind: fc.constant('set' as const), at: place, by: fc.constantFrom(0, 1, 13, 127, 255) }),
    fc.record({ kind: fc.constant('cut' as const), at: place, by: fc.integer({ min: 1, max: 64 }) }),
    fc.record({ kind: fc.constant('double' as const), at: place, by: fc.integer({ min: 1, max: 64 }) }),
    fc.record({ kind: fc.constant('end' as const), at: place, by: fc.constant(0) }),
  );
  return fc.array(step, { minLength: 1, maxLength: 5 }).map((steps) =>
    steps.reduce((damaged, { kind, at, by }) => {
      switch (kind) {
        case 'flip':
          return at < damaged.length ? flipByte(damaged, at, by) : damaged;
        case 'set':
          return splice(damaged, at, 1, u8(by));
        case 'cut':
          return splice(damaged, at, by);
        case 'double':
          return splice(damaged, at, 0, damaged.slice(at, at + by));
        case 'end':
          return damaged.slice(0, at);
      }
    }, bytes),
  );
}
