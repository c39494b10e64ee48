import { concat, element, Role, text, trustList, u16, u8, type Identity, type RecordOptions } from '../../builders';
import type { Random } from '../random';

/**
 * Lists that no cluster writes, made to take time or memory: whatever a reader repeats, recurses into or compares in
 * pairs, as often as fits into a megabyte or two.
 *
 * @param longNames somebody with names of tens of thousands of characters.
 */
export function hostileLists(signer: Identity, longNames: Identity, random: Random): Uint8Array[] {
  const signed = (records: readonly RecordOptions[]): Uint8Array => trustList({ signer, records, order: 'cucm' });
  const record = (...extra: { tag: number; value: Uint8Array }[]): RecordOptions => ({ function: Role.tvs, extra });
  const times = <T>(count: number, make: (at: number) => T): T[] => Array.from({ length: count }, (_, at) => make(at));
  const broken = (bytes: Uint8Array): Uint8Array => {
    const changed = bytes.slice();
    changed[changed.length - 1] = (changed[changed.length - 1] ?? 0) ^ 1;
    return changed;
  };

  return [
    // Containers in containers.
    ...[10, 100, 5_000, 21_000].flatMap((depth) => [
      headerWith(nested(depth, new Uint8Array())),
      headerWith(nested(depth, Uint8Array.of(4, 0, 9))),
    ]),
    headerWith(concat(...times(10_000, () => Uint8Array.of(3, 0xff, 0xff)))),
    // Many small parts.
    headerWith(new Uint8Array(60_000).fill(0x0d)),
    headerWith(concat(...times(20_000, (at) => element(40 + (at % 200), new Uint8Array())))),
    concat(headerWith(new Uint8Array()), ...times(30_000, () => Uint8Array.of(1, 0, 2, 0, 5))),
    signed([record(...times(15_000, () => ({ tag: 40, value: new Uint8Array() })))]),
    signed([record(...times(15_000, () => ({ tag: 3, value: new Uint8Array() })))]),
    // Records that are alike, and signers that are not.
    signed(times(700, (): RecordOptions => ({ function: Role.sast, certificate: signer }))),
    broken(signed(times(700, (): RecordOptions => ({ function: Role.sast, certificate: signer })))),
    broken(signed(times(2_000, () => keyRecord(Role.tvs, signer, random)))),
    broken(signed(times(2_000, () => keyRecord(Role.sast, signer, random)))),
    signed(
      times(2_000, (at): RecordOptions => ({
        function: Role.tvs,
        certificate: signer,
        replace: { 9: null, 11: random.bytes(64), 12: u8(3), 6: u16(at) },
      })),
    ),
    // Certificates in one half, and in the other what is looked up among them.
    signed([
      ...times(1_000, (at): RecordOptions => ({ function: Role.tftp, certificate: changed(signer, at) })),
      ...times(1_000, (): RecordOptions => hashRecord(signer, { 11: random.bytes(64), 12: u8(3), 6: null })),
    ]),
    signed([
      ...times(1_000, (at): RecordOptions => ({ function: Role.tftp, certificate: changed(signer, at) })),
      ...times(1_000, (at): RecordOptions => hashRecord(signer, { 5: text(`CN=${at}`), 11: random.bytes(20) })),
    ]),
    // One certificate with long names, and many hashes of it.
    signed([
      { function: Role.tftp, certificate: longNames, replace: { 3: null, 5: null } },
      ...times(4_000, (): RecordOptions => ({
        function: Role.sast,
        certificate: longNames,
        as: 'hash',
        replace: { 3: text('CN=x'), 5: text('CN=y'), 7: null, 8: null },
      })),
    ]),
    // A signer with a long name, and many records with its serial number.
    trustList({
      signer,
      signerIssuer: `CN=${'a=;'.repeat(10_000)}`,
      records: times(5_000, (): RecordOptions => ({
        function: Role.sast,
        certificate: signer,
        as: 'none',
        replace: { 3: null, 5: text('CN=y'), 7: null, 8: null },
      })),
    }),
    // Thousands of signers that are all the signer.
    broken(
      signed(
        times(5_000, (): RecordOptions => ({
          function: Role.sast,
          certificate: signer,
          as: 'none',
          replace: { 3: null, 7: null, 8: null },
        })),
      ),
    ),
    // Records with damaged heads, each of which leads far.
    concat(
      headerWith(new Uint8Array()),
      ...times(10_000, () =>
        concat(element(1, u16(15)), element(2, new Uint8Array(7)), Uint8Array.of(1, 0, 3, 0xea, 0x65)),
      ),
    ),
    // Names and texts.
    ...['a=;', 'CN="x;', ',', ';', ' ', '\\', '+', '"', 'a', '1.1', '\u202e'].map((pattern) =>
      signed(times(8, (): RecordOptions => nameRecord(signer, pattern.repeat(Math.floor(60_000 / pattern.length))))),
    ),
    // Bytes that are not a certificate.
    ...[
      Uint8Array.of(0x30, 0x80),
      Uint8Array.of(0x30, 0x84, 0, 0, 0xff, 0xff),
      Uint8Array.of(0x30, 0x82, 0xff, 0xff),
      u8(0x31),
    ].map((pattern) =>
      signed([record({ tag: 9, value: concat(...times(Math.floor(60_000 / pattern.length), () => pattern)) })]),
    ),
    signed([record({ tag: 9, value: nestedDer(15_000) }), record({ tag: 7, value: nestedDer(15_000) })]),
  ];
}

function headerWith(parts: Uint8Array): Uint8Array {
  const length = 10 + parts.length;
  return concat(element(1, Uint8Array.of(1, 2)), element(2, u16(Math.min(length, 0xffff))), parts);
}

function nested(depth: number, core: Uint8Array): Uint8Array {
  const heads: Uint8Array[] = [];
  for (let left = depth - 1; left >= 0; left--) heads.push(concat(u8(3), u16(3 * left + core.length)));
  return concat(...heads, core);
}

/** SEQUENCE in SEQUENCE, each with a length of two bytes. */
function nestedDer(depth: number): Uint8Array {
  const heads: Uint8Array[] = [];
  for (let left = depth - 1; left >= 0; left--) heads.push(concat(u8(0x30), u8(0x82), u16(4 * left)));
  return concat(...heads);
}

/** A record with the signer's names and a key of its own, as long as the signer's. */
function keyRecord(role: number, signer: Identity, random: Random): RecordOptions {
  const key = signer.key.publicKeyValue.slice();
  key.set(random.bytes(32), 12);
  return { function: role, certificate: signer, replace: { 7: key, 8: null, 9: null } };
}

/** The identity with another certificate, which reads as well: its signature value differs. */
function changed(identity: Identity, at: number): Identity {
  const der = identity.der.slice();
  der.set(u16(at), der.length - 2);
  return { ...identity, der };
}

function hashRecord(identity: Identity, replace: RecordOptions['replace']): RecordOptions {
  return { function: Role.tvs, certificate: identity, replace: { 3: null, 7: null, 8: null, 9: null, ...replace } };
}

function nameRecord(signer: Identity, name: string): RecordOptions {
  return { function: Role.tvs, certificate: signer, replace: { 3: text(name), 5: text(name), 2: text(name) } };
}
