import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { limits } from '../../../src/core/format/limits';
import { nameWithoutSignature } from '../../../src/core/format/file-names';
import { headerFields } from '../../../src/core/format/fields';
import { contentText, decodeSigned, encodeSigned, encryptionOf, signedKind } from '../../../src/core/format/signed';
import { signedTagName } from '../../../src/core/format/tags';
import { concat, element, setByte, splice, u16 } from '../../builders';
import { configurationText, encryptionElements, identity, readSigned, signed, signedBytes } from '../phone/clusters';

const name = 'SEP0011215A1AE3.cnf.xml.sgn';

describe('a signed configuration', () => {
  it('is a header with its signer, and then the plain file', async () => {
    const signer = await identity('pub', 'call manager');
    const file = signed(name, signer);
    expect(headerFields(file)).toMatchObject({ signerName: signer.subjectName, filename: name });
    expect(headerFields(file).headerLength).toBe(file.headerLength);
    expect(file.content).toEqual(configurationText);
    expect(contentText(file)).toEqual({ text: new TextDecoder().decode(configurationText), isWhole: true });
    expect(file.problems).toEqual([]);
    expect(signedKind(file, 'renamed')).toBe('configuration');
  });

  it('is read to the byte where the content begins like a header element or a record', async () => {
    const signer = await identity('pub', 'call manager');
    for (const start of [
      [1, 0, 2, 0, 5],
      [13, 13],
      [2, 0, 2, 0, 9],
      [12, 0, 1, 7],
    ]) {
      const content = Uint8Array.from(start);
      expect(signed(name, signer, { trailing: content }).content, start.join()).toEqual(content);
    }
  });

  it('without content has an empty one', async () => {
    const file = signed(name, await identity('pub', 'call manager'), { trailing: new Uint8Array() });
    expect(file.content).toHaveLength(0);
    expect(contentText(file)).toEqual({ text: '', isWhole: true });
  });

  it('gives back its bytes, whole or damaged', async () => {
    const bytes = signedBytes(name, await identity('pub', 'call manager'));
    const damage = fc.record({ at: fc.nat(bytes.length - 1), value: fc.nat(255), cut: fc.nat(bytes.length) });
    fc.assert(
      fc.property(damage, ({ at, value, cut }) => {
        const damaged = setByte(bytes, at, value).subarray(0, cut);
        const decoded = decodeSigned(damaged);
        if (decoded.ok) expect(encodeSigned(decoded.file)).toEqual(damaged);
      }),
      { numRuns: 500 },
    );
  });

  it('with a HEADERLENGTH that cannot be right ends its header before the first foreign tag', async () => {
    const signer = await identity('pub', 'call manager');
    const whole = signed(name, signer);
    for (const wrong of [0, 9, 20, 0xffff]) {
      const bytes = signedBytes(name, signer);
      const file = readSigned(concat(bytes.subarray(0, 8), u16(wrong), bytes.subarray(10)));
      expect(file.content, String(wrong)).toEqual(configurationText);
      expect(file.problems, String(wrong)).toMatchObject([
        { code: 'header-length', offset: 5, declared: wrong, actual: whole.headerLength },
      ]);
    }
  });

  it('without HEADERLENGTH says so, and still shows signer and content', async () => {
    const file = readSigned(splice(signedBytes(name, await identity('pub', 'call manager')), 5, 5));
    expect(file.problems).toMatchObject([{ code: 'header-length-missing' }]);
    expect(headerFields(file).filename).toBe(name);
    expect(file.content).toEqual(configurationText);
  });
});

describe('anything else', () => {
  it.each([
    ['an empty file', new Uint8Array()],
    ['a plain configuration', configurationText],
    ['a cut VERSION', Uint8Array.of(1, 0, 2, 1)],
    ['a VERSION of another length', Uint8Array.of(1, 0, 3, 1, 0, 0, 0)],
  ])('is refused: %s', (_, bytes) => {
    expect(decodeSigned(bytes).ok).toBe(false);
  });
});

describe('an encrypted configuration', () => {
  it('says how it is encrypted, and shows no content as text', async () => {
    const file = signed('SEP0011215A1AE3.cnf.xml.enc.sgn', await identity('pub', 'call manager'), {
      version: [2, 0],
      extra: encryptionElements,
    });
    expect(encryptionOf(file)).toEqual({
      iv: new Uint8Array(16).fill(7),
      paddingLength: 5,
      keyBits: 2048,
      wrappedKey: new Uint8Array(256).fill(9),
      contentDigestAlgorithm: 1,
      contentDigest: new Uint8Array(20).fill(3),
    });
    expect(signedKind(file, '')).toBe('encrypted-configuration');
    expect(contentText(file)).toBeNull();
    expect(file.problems).toEqual([]);
  });

  it('with fields of another width has none of them', async () => {
    const extra = [{ tag: 16, value: concat(element(20, u16(5)), element(23, new Uint8Array(3))) }];
    const file = signed('x.cnf.xml.enc.sgn', await identity('pub', 'call manager'), { extra });
    expect(encryptionOf(file)).toMatchObject({ paddingLength: 5, keyBits: null, iv: null, wrappedKey: null });
  });

  it('names its elements, and those of every header as the cluster does', () => {
    expect(signedTagName(25)).toBe('WRAPPEDKEY');
    expect(signedTagName(4)).toBe('SIGNERNAME');
    expect(signedTagName(22)).toBe('TAG 22');
  });
});

describe('the kind of a signed file', () => {
  it.each([
    ['SEP0011215A1AE3.cnf.xml.sgn', 'configuration'],
    ['folder/XMLDefault.cnf.xml.sha512', 'configuration'],
    ['SIP42.8-4-2S.loads', 'firmware'],
    ['dsp42.sbn', 'firmware'],
    ['kernel.zz.sgn', 'firmware'],
    ['ciscocm.cop.sgn', 'firmware'],
    ['English_United_States/ringlist.xml.sgn', 'other'],
  ])('%s is %s', async (filename, kind) => {
    expect(signedKind(signed(filename, await identity('pub', 'call manager')), 'on-disk')).toBe(kind);
  });

  it('is firmware by its placeholder signer, whatever its name', async () => {
    const file = signed('anything.sgn', await identity('pub', 'call manager'), {
      signerName: 'CN=someSigner;OU=someOrgUnit;O=someOrg',
    });
    expect(signedKind(file, '')).toBe('firmware');
  });

  it('comes from the name on disk if the header has none', () => {
    expect(signedKind({ header: [] }, 'SEP0011215A1AE3.cnf.xml.sgn')).toBe('configuration');
  });

  it.each([
    ['SEP0011215A1AE3.cnf.xml.sgn', 'SEP0011215A1AE3.cnf.xml'],
    ['SEP0011215A1AE3.cnf.xml.enc.sgn', 'SEP0011215A1AE3.cnf.xml'],
    ['ringlist.xml.sha512', 'ringlist.xml'],
    ['SEP0011215A1AE3.cnf.xml', 'SEP0011215A1AE3.cnf.xml'],
  ])('%s was %s before it was signed', (before, after) => {
    expect(nameWithoutSignature(before)).toBe(after);
  });
});

describe('content', () => {
  it('is shown as text only where it is text', async () => {
    const signer = await identity('pub', 'call manager');
    const textOf = (trailing: Uint8Array): string | null =>
      contentText(signed(name, signer, { trailing }))?.text ?? null;
    expect(textOf(new TextEncoder().encode('Zürich\r\n\tÅ'))).toBe('Zürich\r\n\tÅ');
    expect(textOf(Uint8Array.of(0x50, 0x4b, 3, 4))).toBeNull();
    expect(textOf(Uint8Array.of(0x41, 0xff, 0x41))).toBeNull();
  });

  it.each([0, 1, 2, 3])('is read up to a limit, and not to the middle of a character: %i bytes before it', (before) => {
    const bytes = new TextEncoder().encode(`${'a'.repeat(limits.contentBytes - before)}€€`);
    const read = contentText({ header: [], content: bytes });
    const characters = before === 3 ? 1 : 0;
    expect(read).toEqual({
      text: `${'a'.repeat(limits.contentBytes - before)}${'€'.repeat(characters)}`,
      isWhole: false,
    });
  });
});
