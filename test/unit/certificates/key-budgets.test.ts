import { describe, expect, it } from 'vitest';
import { withPrivateKeys, type PasswordSource } from '../../../src/core/certificates/keys/open-files';
import { der, oid, sequence } from '../../raw-certificate';
import { largeInputs } from '../../corpus/large';
import { processorMs } from '../../processor-time';
import { smallSigner } from '../../fuzz/readers/sample-lists';

const integer = (value: number): Uint8Array =>
  der(0x02, Uint8Array.of(0, value >>> 24, value >>> 16, value >>> 8, value));
const octets = (length: number): Uint8Array => der(0x04, new Uint8Array(length).fill(7));
const encrypted = (scheme: string, ...parameters: readonly Uint8Array[]): Uint8Array =>
  sequence(sequence(oid(scheme), sequence(...parameters)), octets(16));
const pbes2 = (derivation: Uint8Array): Uint8Array =>
  encrypted('1.2.840.113549.1.5.13', derivation, sequence(oid('2.16.840.1.101.3.4.1.42'), octets(16)));
/** A PKCS#12 file with a MAC of SHA-512 over so many bytes. */
const bundle = (length: number): Uint8Array =>
  sequence(
    integer(3),
    sequence(oid('1.2.840.113549.1.7.1'), der(0xa0, der(0x04, sequence(octets(length))))),
    sequence(sequence(sequence(oid('2.16.840.1.101.3.4.2.3')), octets(64)), octets(8), integer(1_000)),
  );

/** Files that take a second or so to open, by what of them does. */
const files = {
  'PKCS#12 derivation': encrypted('1.2.840.113549.1.12.1.3', octets(8), integer(100_000)),
  PBKDF1: encrypted('1.2.840.113549.1.5.3', octets(8), integer(200_000)),
  scrypt: pbes2(sequence(oid('1.3.6.1.4.1.11591.4.11'), sequence(octets(8), integer(65_536), integer(8), integer(1)))),
  PBKDF2: pbes2(sequence(oid('1.2.840.113549.1.5.12'), sequence(octets(8), integer(1_000_000)))),
} as const;

/** Of the large inputs those that are decrypted or named; the others are refused while they are parsed. */
const slowParts: ReadonlySet<string> = new Set(['a megabyte of RC2', '3,000 keys of one name']);

function opened(bytes: Uint8Array, source: Partial<PasswordSource> = {}): ReturnType<typeof withPrivateKeys<number>> {
  const answers = ['secret'];
  const askPassword = (): Promise<string | null> => Promise.resolve(answers.pop() ?? null);
  return withPrivateKeys(bytes, { askPassword, ...source }, ({ keys }) => Promise.resolve(keys.length));
}

describe('the opening of a key file', () => {
  it.each(Object.entries(files))('ends when it is cancelled, and the file is overwritten: %s', async (_, file) => {
    const bytes = file.slice();
    const wait: PasswordSource['wait'] = (work) => {
      const cancelling = new AbortController();
      setTimeout(() => {
        cancelling.abort();
      });
      return work(cancelling.signal);
    };
    expect(await opened(bytes, { wait })).toMatchObject({ ok: false, reason: 'cancelled' });
    expect(bytes.every((octet) => octet === 0)).toBe(true);
  });

  it('asks for no password while it waits', async () => {
    let waiting = 0;
    const asked: number[] = [];
    const result = await opened(files.PBKDF1.slice(), {
      wait: async (work) => {
        waiting += 1;
        try {
          return await work();
        } finally {
          waiting -= 1;
        }
      },
      askPassword: () => {
        asked.push(waiting);
        return Promise.resolve(asked.length === 1 ? 'secret' : null);
      },
    });
    expect(result).toMatchObject({ reason: 'wrong-password' });
    expect(asked).toEqual([0, 0]);
  });

  it.each([
    ...Object.entries(files),
    ['a MAC over 3 MB', bundle(3_000_000)] as const,
    ...largeInputs.filter(({ name }) => slowParts.has(name)).map(({ name, make }) => [name, make] as const),
  ])('returns to the event loop again and again while it works: %s', async (_name, file) => {
    const [bytes = new Uint8Array()] = typeof file === 'function' ? file(await smallSigner()) : [file];
    const started = processorMs();
    let last = started;
    let longest = 0;
    const note = (): void => {
      const now = processorMs();
      longest = Math.max(longest, now - last);
      last = now;
    };
    const timer = setInterval(note, 1);
    await opened(bytes.slice());
    clearInterval(timer);
    note();
    // 10 to 30 ms; a collection of garbage may fall into it. Without the pauses, it would be the whole.
    const whole = last - started;
    expect(longest).toBeLessThan(Math.max(50, 0.6 * whole));
  });
});
