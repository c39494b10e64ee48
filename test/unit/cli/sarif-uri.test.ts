import { describe, expect, test } from 'vitest';
import { fileUri, folderUri } from '../../../src/cli/sarif/uri';

const posix = { workingFolder: '/home/me/my repo', isWindows: false };
const windows = { workingFolder: 'C:\\Users\\me\\my repo', isWindows: true };

describe('the URI of a file', () => {
  test.each([
    ['lists/ITLFile.tlv', 'lists/ITLFile.tlv'],
    ['./lists/../ITLFile.tlv', 'ITLFile.tlv'],
    ['/home/me/my repo/a.tlv', 'a.tlv'],
    ['a b/100%/x#1?.tlv', 'a%20b/100%25/x%231%3F.tlv'],
    ['c:/x.tlv', 'c%3A/x.tlv'],
    ['back\\slash.tlv', 'back%5Cslash.tlv'],
    ['Zürich/→.tlv', 'Z%C3%BCrich/%E2%86%92.tlv'],
    ['\ud800.tlv', '%EF%BF%BD.tlv'],
    ['..lists/a.tlv', '..lists/a.tlv'],
    ['.', './'],
    ['-', 'stdin'],
  ])('is relative for what is in the working folder: %s', (path, uri) => {
    expect(fileUri(path, posix)).toEqual({ uri, isRelative: true });
    expect(new URL(uri, folderUri(posix)).href).toMatch(/^file:\/\/\/home\/me\/my%20repo\//);
  });

  test.each([
    ['lists\\ITLFile.tlv', 'lists/ITLFile.tlv'],
    ['lists/ITLFile.tlv', 'lists/ITLFile.tlv'],
    ['.\\a b\\x#1.tlv', 'a%20b/x%231.tlv'],
    ['c:\\users\\ME\\my repo\\a.tlv', 'a.tlv'],
  ])('has slashes on Windows: %s', (path, uri) => {
    expect(fileUri(path, windows)).toEqual({ uri, isRelative: true });
  });

  test.each([
    ['../a b.tlv', posix, 'file:///home/me/a%20b.tlv'],
    ['/tmp/x.tlv', posix, 'file:///tmp/x.tlv'],
    ['..\\a b.tlv', windows, 'file:///C:/Users/me/a%20b.tlv'],
    ['D:\\lists\\x.tlv', windows, 'file:///D:/lists/x.tlv'],
    ['\\\\server\\share\\x y.tlv', windows, 'file://server/share/x%20y.tlv'],
  ])('is absolute for what is elsewhere: %s', (path, paths, uri) => {
    expect(fileUri(path, paths)).toEqual({ uri, isRelative: false });
  });

  test('of the working folder ends with a slash', () => {
    expect(folderUri(posix)).toBe('file:///home/me/my%20repo/');
    expect(folderUri(windows)).toBe('file:///C:/Users/me/my%20repo/');
    expect(folderUri({ workingFolder: '/', isWindows: false })).toBe('file:///');
  });
});
