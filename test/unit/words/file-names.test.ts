import { describe, expect, it } from 'vitest';
import { fileNames, withFileNames } from '../../../src/core/words/file-names';

describe('what sentences call files', () => {
  it('is the base name, unless two files share it', () => {
    expect([...fileNames(['/lists/old/ITLFile.tlv', '/lists/new/ITLFile.tlv', '/lists/CTLFile.tlv'])]).toEqual([
      ['/lists/old/ITLFile.tlv', '/lists/old/ITLFile.tlv'],
      ['/lists/new/ITLFile.tlv', '/lists/new/ITLFile.tlv'],
      ['/lists/CTLFile.tlv', 'CTLFile.tlv'],
    ]);
  });

  it('is the base name of a file that is given twice', () => {
    expect(fileNames(['a/ITL.tlv', 'a/ITL.tlv']).get('a/ITL.tlv')).toBe('ITL.tlv');
  });

  it.each([
    ['The signer of a/ITL.tlv is kept.', 'The signer of ITL.tlv is kept.'],
    ['a/ITL.tlv: accepted. See a/ITL.tlv.', 'ITL.tlv: accepted. See ITL.tlv.'],
    ['Not /x/a/ITL.tlv, and not a/ITL.tlv-old.', 'Not /x/a/ITL.tlv, and not a/ITL.tlv-old.'],
    ['Not aXITLxtlv.', 'Not aXITLxtlv.'],
  ])('stands for whole paths in a text: %s', (text, named) => {
    expect(withFileNames(text, ['a/ITL.tlv'])).toBe(named);
  });

  it('takes the longer of two paths of which one ends the other', () => {
    expect(withFileNames('b/a/X.tlv and a/Y.tlv', ['a/Y.tlv', 'b/a/X.tlv'])).toBe('X.tlv and Y.tlv');
  });
});
