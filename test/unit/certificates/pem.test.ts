import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodePem, readPem as readPemBytes, type PemBlock } from '../../../src/core/certificates/pem';

const hello = new Uint8Array(Buffer.from('hello'));

function readPem(text: string): PemBlock[] {
  return readPemBytes(new TextEncoder().encode(text));
}

describe('encodePem', () => {
  it('writes lines of 64 characters and a line end at the end', () => {
    expect(encodePem('CERTIFICATE', new Uint8Array(50))).toBe(
      `-----BEGIN CERTIFICATE-----\n${'A'.repeat(64)}\nAAA=\n-----END CERTIFICATE-----\n`,
    );
  });

  it('is read back as it was', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 20_000, size: 'max' }), (der) => {
        const [block, ...more] = readPem(encodePem('CERTIFICATE', der));
        expect(block).toEqual({ label: 'CERTIFICATE', headers: new Map(), der, offset: 0, error: null });
        expect(more).toEqual([]);
      }),
      { numRuns: 50 },
    );
  });
});

describe('readPem', () => {
  it('reads several blocks with text around them, and where each begins', () => {
    const text = `subject=x\n${encodePem('CERTIFICATE', hello)}\nbetween\n${encodePem('PKCS7', new Uint8Array(3))}after`;
    const blocks = readPem(text);
    expect(blocks.map(({ label, error }) => [label, error])).toEqual([
      ['CERTIFICATE', null],
      ['PKCS7', null],
    ]);
    expect(blocks.map(({ offset }) => text.slice(offset, offset + 10))).toEqual(['-----BEGIN', '-----BEGIN']);
    expect(blocks[0]?.der).toEqual(hello);
  });

  it.each(['\r\n', '\n', '\r'])('reads lines that end with %j', (lineEnd) => {
    const text = encodePem('CERTIFICATE', new Uint8Array(100).fill(7)).replaceAll('\n', lineEnd);
    expect(readPem(text)[0]?.der).toEqual(new Uint8Array(100).fill(7));
  });

  it('reads a block that lost its line breaks', () => {
    expect(readPem('-----BEGIN CERTIFICATE-----aGVsbG8=-----END CERTIFICATE-----')[0]?.der).toEqual(hello);
  });

  it('reads the headers of a legacy encrypted key', () => {
    const text =
      '-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: DES-EDE3-CBC,AB\n CD\n\naGVsbG8=\n-----END RSA PRIVATE KEY-----\n';
    const [block] = readPem(text);
    expect(block?.headers).toEqual(
      new Map([
        ['Proc-Type', '4,ENCRYPTED'],
        ['DEK-Info', 'DES-EDE3-CBC,AB CD'],
      ]),
    );
    expect(block?.der).toEqual(hello);
  });

  it('takes no header without an empty line behind it', () => {
    const [block] = readPem('-----BEGIN A-----\nProc-Type: 4\naGVsbG8=\n-----END A-----');
    expect(block?.error).toBe('The A block at byte 0 is not base64 at byte 22.');
  });

  it.each(['aGVsbG8', 'aGVsbG8=', 'aGVs\nbG8=', ' a G V s b G 8 = '])('reads %j as base64 that is whole', (body) => {
    expect(readPem(`-----BEGIN A-----\n${body}\n-----END A-----`)[0]?.der).toEqual(hello);
  });

  it.each(['a', 'aGVsb===', 'aGVsbG8==', 'aGVs=', 'aGVs====', 'aG=VsbG8', '='])('refuses %j as base64', (body) => {
    const [block] = readPem(`-----BEGIN A-----\n${body}\n-----END A-----`);
    expect(block?.error).toMatch(/is not base64 at byte \d+\.$/);
    expect(block?.der).toHaveLength(0);
  });

  it('finds nothing in a text without blocks', () => {
    expect(readPem('')).toEqual([]);
    expect(readPem('-----END CERTIFICATE-----')).toEqual([]);
  });

  it('says of a block without an end where it begins', () => {
    const [block] = readPem('xx-----BEGIN CERTIFICATE-----\naGVsbG8=\n');
    expect(block?.error).toBe('The CERTIFICATE block at byte 2 has no END line.');
    expect(block?.der).toHaveLength(0);
  });

  it('says of a block that another begins in where that happens, and reads the other', () => {
    const blocks = readPem(`-----BEGIN A-----\naGVsbG8=\n${encodePem('B', hello)}`);
    expect(blocks[0]?.error).toBe('The A block at byte 0 must end with its own END line; byte 27 starts another.');
    expect(blocks[1]).toMatchObject({ label: 'B', error: null, der: hello });
  });

  it('says at which byte base64 is broken', () => {
    const [block] = readPem('-----BEGIN A-----\naGV!bG8=\n-----END A-----');
    expect(block?.error).toBe('The A block at byte 0 is not base64 at byte 21.');
  });

  it('says so of base64 of an impossible length', () => {
    const [block] = readPem('-----BEGIN A-----\naGVsb\n-----END A-----');
    expect(block?.error).toMatch(/^The A block at byte 0 is not base64/);
  });
});
