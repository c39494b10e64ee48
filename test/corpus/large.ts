import forge from 'node-forge';
import { concat, Role, text, trustList, type Identity } from '../builders';
import { der, oid, sequence } from '../raw-certificate';
import type { Input } from '../fuzz/reader';

/** An input that once failed and is too large to be kept as a file: how it is made. */
export interface LargeInput {
  readonly reader: string;
  readonly name: string;
  readonly failed: string;
  readonly make: (signer: Identity) => Input;
}

const ascii = (content: string): Uint8Array => new Uint8Array(Buffer.from(content, 'latin1'));
const integer = (...octets: readonly number[]): Uint8Array => der(0x02, Uint8Array.from(octets));
const one = (file: Uint8Array): Input => [file];
/** A PKCS#12 file with this as the OCTET STRING of its content. */
const pfx = (octets: Uint8Array): Uint8Array =>
  sequence(integer(3), sequence(oid('1.2.840.113549.1.7.1'), der(0xa0, octets)));

export const largeInputs: readonly LargeInput[] = [
  {
    reader: 'keys',
    name: 'strings in strings',
    failed: 'An OCTET STRING in 20,000 others exhausted the stack.',
    make: () => {
      const heads = Array.from({ length: 20_000 }, (_, level) => {
        const length = 3 + 5 * level;
        return Uint8Array.of(0x24, 0x83, length >> 16, (length >> 8) & 0xff, length & 0xff);
      });
      return one(pfx(concat(...heads.reverse(), der(0x04, Uint8Array.of(1)))));
    },
  },
  {
    reader: 'keys',
    name: 'a string in 200,000 pieces',
    failed: 'The pieces were the arguments of one call, and a call takes only so many.',
    make: () => one(pfx(der(0x24, alternating(400_000, 0x04)))),
  },
  {
    reader: 'keys',
    name: 'a megabyte of RC2',
    failed: 'RC2 took time in proportion to the square of the length: 12 s, in one go.',
    make: () => one(rc2Key(1024 * 1024)),
  },
  {
    reader: 'keys',
    name: '3,000 keys of one name',
    failed: 'Each looked through all others for a free name, for every number that it tried.',
    make: () => {
      const key = sequence(integer(0), integer(13), ...Array<Uint8Array>(7).fill(integer(3)));
      const block = `-----BEGIN RSA PRIVATE KEY-----\n${Buffer.from(key).toString('base64')}\n-----END RSA PRIVATE KEY-----\n`;
      return one(ascii(block.repeat(3_000)));
    },
  },
  {
    reader: 'keys',
    name: 'a salt of 3 MB',
    failed: 'The whole salt is hashed for each part of a key, in one go.',
    make: () => {
      const salt = der(0x04, new Uint8Array(3 * 1024 * 1024));
      const scheme = sequence(oid('1.2.840.113549.1.12.1.3'), sequence(salt, integer(1)));
      return one(sequence(scheme, der(0x04, new Uint8Array(16))));
    },
  },
  ...['certificates', 'pkcs7', 'keys'].map((reader) => ({
    reader,
    name: 'two million values in 62 others',
    failed: 'Values of indefinite length were read once for each of those around them: 126 million values.',
    make: () => {
      const levels = 62;
      const heads = Array<Uint8Array>(levels).fill(Uint8Array.of(0x30, 0x80));
      return one(concat(...heads, alternating(3_900_000, 0x05), new Uint8Array(2 * levels)));
    },
  })),
  {
    reader: 'comparisons',
    name: 'names of 60,000 NULs',
    failed: 'NULs at the end were found by a regular expression that began again at each: 7 s.',
    make: (signer) => {
      const nuls = concat(new Uint8Array(59_000), text('x'));
      const list = (name: Uint8Array): Uint8Array =>
        trustList({
          signer,
          records: [
            {
              function: Role.tvs,
              certificate: signer,
              as: 'none',
              replace: { 2: name, 3: name, 5: name, 7: null, 8: null },
            },
          ],
        });
      return [list(nuls), list(concat(Uint8Array.of(0x61), nuls)), new Uint8Array()];
    },
  },
  {
    reader: 'comparisons',
    name: 'bytes of which the other side has the beginning',
    failed: 'Which byte differs was shown as byte 0 in one direction, and with nothing in its place in the other.',
    make: () => {
      const start = concat(Uint8Array.of(1, 0, 2, 1, 2), Uint8Array.of(2, 0, 2, 1, 54));
      const stray = concat(start, new Uint8Array(300).fill(0xff));
      return [stray, stray.subarray(0, 309), new Uint8Array()];
    },
  },
  ...[
    ['find', 'findByCertAndRoleInTL'],
    ['SECUREAPP-', 'SECUREAPP'],
    ['TFTP: [1', 'a transfer'],
    ['File Not Found          ', 'a missing file'],
  ].map(([fill = '', what = '']) => ({
    reader: 'logs',
    name: `a megabyte of the beginning of ${what}`,
    failed: 'The pattern began again at each, and went on to the end of the line: 1.6 to 5.3 s for a megabyte.',
    make: () => {
      const line = `${fill.repeat(Math.floor(4_000 / fill.length))}\n`;
      return one(ascii(line.repeat(Math.floor(1_000_000 / line.length))));
    },
  })),
  {
    reader: 'logs',
    name: 'blanks after a missing file',
    failed: 'Two blanks that may follow each other in a pattern: the square of their number for each line.',
    make: () => one(ascii(`File Not Found${' '.repeat(4_000)}\n`.repeat(250))),
  },
  {
    reader: 'signatures',
    name: 'four megabytes of hex',
    failed: 'Nothing yet: each pair of digits is a turn of a group, which V8 keeps on a stack.',
    make: () => one(ascii('0a'.repeat(2_000_000))),
  },
];

/** Empty values with this tag, one after the other. */
function alternating(length: number, tag: number): Uint8Array {
  return new Uint8Array(length).map((_, at) => (at % 2 === 0 ? tag : 0));
}

/** An encrypted key of so many bytes whose last block decrypts to padding, so that all of it is decrypted. */
function rc2Key(length: number): Uint8Array {
  // PBES1 with RC2-64 and one round of SHA-1, and the password that the reader of keys gives.
  const salt = new Uint8Array(8);
  const digest = forge.md.sha1
    .create()
    .update(`secret${'\0'.repeat(8)}`)
    .digest()
    .getBytes();
  const decipher = forge.rc2.createDecryptionCipher(digest.slice(0, 8), 64);
  decipher.start('\0'.repeat(8));
  decipher.update(forge.util.createBuffer('\0'.repeat(8)));
  decipher.finish(() => true);
  const data = new Uint8Array(length);
  // In CBC mode the block before is added to what the cipher gives: here to eight bytes of padding.
  data.set(
    ascii(decipher.output.getBytes()).map((octet) => octet ^ 8),
    length - 16,
  );
  return sequence(sequence(oid('1.2.840.113549.1.5.11'), sequence(der(0x04, salt), integer(1))), der(0x04, data));
}
