import { describe, expect, it } from 'vitest';
import { keyFlaw, obviousKeyFlaw } from '../../../src/core/certificates/key-flaws';
import { keyIdentity, recordPublicKey } from '../../../src/core/certificates/public-keys';
import { ecKey, rsaKey, u8, type Key, type RsaBits } from '../../builders';
import { flawedKey, keyFlaws } from '../../flawed-keys';
import { bitString, der, oid, sequence } from '../../raw-certificate';

function spkiOf({ publicKeyValue }: Key): Uint8Array {
  const key = recordPublicKey(publicKeyValue);
  if (key === null) throw new Error('no key');
  return key.spki;
}

describe('the flaw of a key', () => {
  it.each(keyFlaws)('is found: %s', (flaw) => {
    const found = keyFlaw(spkiOf(flawedKey(flaw)));
    expect(found).toBe(flaw === 'modulus-power' ? 'modulus-factor' : flaw);
  });

  it.each<RsaBits>([512, 1024, 2048, 3072, 4096])('is not found in a sound one of %d bits', (bits) => {
    expect(keyFlaw(spkiOf(rsaKey(bits)))).toBeNull();
  });

  it('is not looked for in an EC key, or in bytes that are not a key', () => {
    expect(keyFlaw(spkiOf(ecKey('P-256')))).toBeNull();
    expect(keyFlaw(Uint8Array.of(1, 2, 3))).toBeNull();
  });

  it('shows in the last octets, or takes a computation', () => {
    const obvious = keyFlaws.filter((flaw) => obviousKeyFlaw(spkiOf(flawedKey(flaw))) !== null);
    expect(obvious).toEqual(['exponent-one', 'exponent-even', 'modulus-even']);
  });

  it('is exponent one with leading zeros too', () => {
    const modulus = rsaKey(1024).publicKeyValue.subarray(3, 135);
    const key = sequence(modulus, der(2, new Uint8Array(4), u8(1)));
    expect(obviousKeyFlaw(sequence(sequence(oid('1.2.840.113549.1.1.1')), bitString(key)))).toBe('exponent-one');
  });
});

describe('the identity of a key', () => {
  const rsa = oid('1.2.840.113549.1.1.1');

  it('is the same whether the parameters of its algorithm are written out or left away', () => {
    const key = rsaKey(1024);
    const without = sequence(sequence(rsa), bitString(key.publicKeyValue));
    expect(keyIdentity(without)).toBe(keyIdentity(spkiOf(key)));
  });

  it('is another one for another key', () => {
    const all = [rsaKey(1024), rsaKey(1024, 'other'), flawedKey('modulus-prime'), ecKey('P-256'), ecKey('P-256', 'b')];
    expect(new Set(all.map(spkiOf).map(keyIdentity)).size).toBe(all.length);
    expect(keyIdentity(Uint8Array.of(1))).not.toBe(keyIdentity(Uint8Array.of(2)));
  });
});
