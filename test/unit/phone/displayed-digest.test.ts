import { describe, expect, it } from 'vitest';
import { digestsIn, listsWithDigest, parseDisplayedDigest } from '../../../src/core/phone/displayed-digest';

const md5 = '00112233445566778899aabbccddeeff';
const sha1 = '0123456789abcdef0123456789abcdef01234567';
const spaced = (hex: string, separator: string): string => hex.replace(/(..)(?=.)/g, `$1${separator}`);

describe('a digest that a phone displays', () => {
  it.each([
    ['as md5sum prints it', `${md5}  ITLSEP0011215A1AE3.tlv`],
    ['as show itl prints it', `${md5}(MD5)`],
    ['in capitals with spaces', spaced(md5, ' ').toUpperCase()],
    ['with colons', `MD5: ${spaced(md5, ':')}`],
    ['broken over lines', `${spaced(md5.slice(0, 16), ' ')}\n${spaced(md5.slice(16), ' ')}`],
  ])('is an MD5 of 16 bytes: %s', (_, text) => {
    expect(parseDisplayedDigest(text)).toEqual({ algorithm: 'MD5', hex: md5 });
  });

  it.each([
    ['on a web page', `ITL Signature ${spaced(sha1, ' ').toUpperCase()} `],
    ['bare', sha1],
    ['with dashes', spaced(sha1, '-')],
  ])('is a SHA-1 of 20 bytes: %s', (_, text) => {
    expect(parseDisplayedDigest(text)).toEqual({ algorithm: 'SHA-1', hex: sha1 });
  });

  it.each(['', 'CTL Not Installed', '0011', `${sha1}00`, md5.slice(1), 'xx xx xx', `${md5}g`])(
    'is not found in %j',
    (text) => {
      expect(parseDisplayedDigest(text)).toBeNull();
    },
  );

  it('is found behind other numbers in hexadecimal', () => {
    expect(parseDisplayedDigest(`SEP0011215A1AE3 holds ${md5}`)?.hex).toBe(md5);
  });

  it.each([
    ['an MD5 and a SHA-1 on two lines: the first', `${md5}\n${sha1}`, md5],
    ['a SHA-1 and an MD5 on two lines: the first', `SHA1 ${spaced(sha1, ':')}\r\nMD5 ${spaced(md5, ':')}`, sha1],
    ['the length of the file on the line before', `5438\n${md5}`, md5],
    ['the length of the file in the same line', `5438 ${md5}`, md5],
    ['the length before it, with spaces between the bytes', `5438\n${spaced(md5, ' ')}`, md5],
  ])('is found in %s', (_, text, hex) => {
    expect(parseDisplayedDigest(text)?.hex).toBe(hex);
  });

  it('finds the lists that have it, by its own algorithm', () => {
    const lists = [
      { file: 'a', md5, sha1: 'x' },
      { file: 'b', md5: 'y', sha1 },
      { file: 'c', md5, sha1 },
    ];
    expect(listsWithDigest({ algorithm: 'MD5', hex: md5 }, lists).map(({ file }) => file)).toEqual(['a', 'c']);
    expect(listsWithDigest({ algorithm: 'SHA-1', hex: sha1 }, lists).map(({ file }) => file)).toEqual(['b', 'c']);
    expect(listsWithDigest({ algorithm: 'SHA-1', hex: md5 }, lists)).toEqual([]);
  });
});

describe('the digests in a line', () => {
  const sha256 = sha1 + sha1.slice(0, 24);
  const sha512 = sha256 + sha256;
  const algorithms = { MD5: md5, 'SHA-1': sha1, 'SHA-256': sha256, 'SHA-512': sha512 };

  it.each(Object.entries(algorithms))('are those of %s, in any notation', (algorithm, hex) => {
    const notations = [
      hex,
      hex.toUpperCase(),
      `0x${hex}`,
      `0X${hex.toUpperCase()}`,
      spaced(hex, ':'),
      spaced(hex, ' ').toUpperCase(),
      spaced(hex, '-'),
      spaced(hex, '.'),
      hex.replace(/(.{4})(?=.)/g, '$1 '),
      hex.replace(/(.{8})(?=.)/g, '$1:'),
      spaced(hex, ' 0x').replace(/^/, '0x'),
    ];
    const around = [
      'X',
      'ITL Signature X',
      `${algorithm}(ITLFile.tlv)= X`,
      'SEP001122334455: X',
      '"X"',
      'X  ITLFile.tlv',
      'be X',
    ];
    for (const notation of notations) {
      for (const text of around.slice(0, notation.includes(' ') ? -2 : undefined)) {
        expect([text, digestsIn(text.replace('X', () => notation))]).toEqual([text, [{ algorithm, hex }]]);
      }
    }
  });

  it('may be several', () => {
    expect(digestsIn(`${md5} ${sha1}`).map(({ algorithm }) => algorithm)).toEqual(['MD5', 'SHA-1']);
    expect(digestsIn(`${spaced(md5, ':')},${spaced(sha1, ':')}`).map(({ hex }) => hex)).toEqual([md5, sha1]);
  });

  it.each(['', 'ITL Not Installed', md5.slice(2), `${md5}00`, `${md5}g`, '00 11 22', `${sha512}00`])(
    'are none in %j',
    (line) => {
      expect(digestsIn(line)).toEqual([]);
    },
  );
});
