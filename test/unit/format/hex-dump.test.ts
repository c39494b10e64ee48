import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readHexDump } from '../../../src/core/format/hex-dump';
import { cucm8Publisher } from '../../builders';

const { bytes } = await cucm8Publisher();
const hex = (part: Uint8Array): string => Buffer.from(part).toString('hex');
const ascii = (part: Uint8Array): string =>
  [...part].map((byte) => (byte > 32 && byte < 127 ? String.fromCharCode(byte) : '.')).join('');

/** A way to print bytes. */
interface Style {
  readonly width: number;
  /** Bytes of a group of digits. */
  readonly group: number;
  readonly littleEndian: boolean;
  readonly offsets: 'none' | 'hex' | 'octal' | 'decimal' | 'colon';
  readonly characters: boolean;
  readonly halves: boolean;
  readonly upperCase: boolean;
  readonly lineBreak: string;
}

function dump(file: Uint8Array, style: Style): string {
  const { width, group, offsets, characters } = style;
  const lines: string[] = [];
  for (let at = 0; at < file.length; at += width) {
    const row = file.subarray(at, at + width);
    const groups: string[] = [];
    for (let start = 0; start < row.length; start += group) {
      const part = row.subarray(start, start + group);
      groups.push(hex(style.littleEndian ? part.toReversed() : part));
    }
    const middle = style.halves ? (groups.length === width / group ? width / group / 2 : Infinity) : Infinity;
    let text = groups.map((digits, position) => (position === middle ? ` ${digits}` : digits)).join(' ');
    if (style.upperCase) text = text.toUpperCase();
    const offset = {
      none: '',
      hex: at.toString(16).padStart(8, '0') + '  ',
      octal: at.toString(8).padStart(7, '0') + ' ',
      decimal: at.toString().padStart(7, '0') + ' ',
      colon: `${at.toString(16).padStart(8, '0')}: `,
    }[offsets];
    const full = (width / group) * (group * 2 + 1) - 1 + (style.halves ? 1 : 0);
    lines.push(offset + (characters ? `${text.padEnd(full)}  ${style.halves ? `|${ascii(row)}|` : ascii(row)}` : text));
  }
  return lines.join(style.lineBreak);
}

const style: fc.Arbitrary<Style> = fc
  .record({
    width: fc.constantFrom(8, 16, 32),
    group: fc.constantFrom(1, 2, 4),
    littleEndian: fc.boolean(),
    offsets: fc.constantFrom('none', 'hex', 'octal', 'decimal', 'colon'),
    characters: fc.boolean(),
    halves: fc.boolean(),
    upperCase: fc.boolean(),
    lineBreak: fc.constantFrom('\n', '\r\n', '\r'),
  })
  .map((one) => ({ ...one, littleEndian: one.littleEndian && one.group === 2 }));

describe('a dump in hexadecimal', () => {
  it('spells the file, whatever program printed it, and whatever its characters look like', () => {
    fc.assert(
      fc.property(style, fc.uint8Array({ maxLength: 300 }), fc.boolean(), (printed, more, isPadded) => {
        // An odd byte at the end of a dump in words is printed as a word by no two programs alike.
        const even = more.length % 2 === 0 ? more : more.subarray(1);
        const file = Uint8Array.from([...bytes.subarray(0, isPadded ? 64 : 48), ...even]);
        expect(readHexDump(dump(file, printed))).toEqual({ name: null, bytes: file, cut: null });
      }),
      { numRuns: 500, seed: 1 },
    );
  });

  it.each([
    ['od', ['-A', 'x', '-t', 'x1', '-v']],
    ['od', ['-t', 'x1', '-v']],
    ['od', ['-x']],
    ['od', ['-A', 'd', '-t', 'x1z']],
    ['od', ['-A', 'n', '-t', 'x1', '-v']],
  ])('is read from %s %j', (program, options) => {
    const text = execFileSync(program, options, { input: bytes }).toString();
    expect(Buffer.from(readHexDump(text)?.bytes ?? [])).toEqual(Buffer.from(bytes));
  });

  const plain: Style = {
    width: 16,
    group: 1,
    littleEndian: false,
    offsets: 'hex',
    characters: true,
    halves: true,
    upperCase: false,
    lineBreak: '\n',
  };
  const lines = dump(bytes, plain).split('\n');

  it('has the name in the command of the cluster, and lies among its prompts', () => {
    const session = ['admin:file dump tftp /ITLSEP0011215A1AE3.tlv hex', ...lines, '', 'admin:show itl'].join('\r\n');
    expect(readHexDump(session)).toEqual({ name: 'ITLSEP0011215A1AE3.tlv', bytes, cut: null });
  });

  it('skips prompts of a pager, and what it shows twice', () => {
    const session = [
      ...lines.slice(0, 20),
      'options: q=quit, n=next, p=prev (lines 1 - 20 of 342) : n',
      ...lines.slice(15),
    ];
    expect(readHexDump(session.join('\n'))).toEqual({ name: null, bytes, cut: null });
  });

  it('repeats rows for an asterisk', () => {
    const file = Uint8Array.from([...bytes.subarray(0, 32), ...new Uint8Array(64), ...bytes.subarray(32, 70)]);
    const all = dump(file, plain).split('\n');
    const text = [...all.slice(0, 3), '*', ...all.slice(6), file.length.toString(16).padStart(8, '0')].join('\n');
    expect(readHexDump(text)).toEqual({ name: null, bytes: file, cut: null });
  });

  it('that lost lines ends there, and says so', () => {
    const read = readHexDump([...lines.slice(0, 10), ...lines.slice(12)].join('\n'));
    expect(read?.bytes).toEqual(bytes.subarray(0, 160));
    expect(read?.cut).toMatchObject({ reason: 'gap', args: { line: 11, found: 192, expected: 160 } });
  });

  it('that ends before its own length says so', () => {
    const read = readHexDump([...lines.slice(0, 4), '00001000'].join('\n'));
    expect(read?.cut).toMatchObject({ reason: 'end-missing', args: { length: 4096, spelled: 64 } });
  });

  it('that repeats a row without end is cut', () => {
    const read = readHexDump([...lines.slice(0, 4), '*', `ffffffff  ${hex(bytes.subarray(0, 1))}`].join('\n'));
    expect(read?.bytes).toEqual(bytes.subarray(0, 64));
    expect(read?.cut?.reason).toBe('too-large');
  });

  it.each([
    ['', 'nothing'],
    ['admin:show itl\nLength of ITL file: 5438', 'another output'],
    ['deadbeef cafe\n0000 0001', 'other bytes'],
    ['00000000  3c 64 65 76 69 63 65 3e  |<device>|', 'a file that begins with something else'],
    [`${'a'.repeat(40)}  ITLFile.tlv`, 'a checksum'],
  ])('is not what this is: %j (%s)', (text) => {
    expect(readHexDump(text)).toBeNull();
  });

  it('of any file is read behind the command that printed it', () => {
    const text = 'admin:file dump tftp SEP0011215A1AE3.cnf.xml hex\n00000000  3c 64 65 76 69 63 65 3e  |<device>|';
    expect(readHexDump(text)).toMatchObject({
      name: 'SEP0011215A1AE3.cnf.xml',
      bytes: new TextEncoder().encode('<device>'),
    });
  });
});
