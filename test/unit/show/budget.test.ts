import { describe, expect, it } from 'vitest';
import { limits } from '../../../src/core/format/limits';
import { readShow } from '../../../src/core/show/parse';

const output = 'Parse ITL File\n';

describe('A text of show itl', () => {
  it('is read up to its limits, and says which one it is above', () => {
    const most = output + ' '.repeat(limits.textCharacters - output.length);
    expect(readShow(most)).toMatchObject({ outputs: [{ report: { kind: 'ITL' } }], unread: null });
    expect(readShow(`${most} `)).toMatchObject({
      outputs: [],
      unread: {
        reason: 'too-many-characters',
        sentence: 'Too costly, because the text has 1000001 characters, and a text of more than 1000000 is not read.',
      },
    });
  });

  it.each([
    [
      'tlvfile --parse',
      'Version:          1.2\nHeader Length:    286 bytes\nSigner Name:      CN=a\nSerial Number:    01\nDigest Algorithm: SHA1\n\nRecord Length:    1115 bytes\n',
      'not-of-cluster',
    ],
    [
      'the same of another list, indented in a ticket',
      '  Version:          1.0\n  Header Length:    300 bytes\n  Issuer Name:      CN=b\n  Record Length:    1115 bytes\n',
      'not-of-cluster',
    ],
    ['show cert own', '[\n  Version: V3\n  Serial Number: 1\n  Issuer Name: CN=a\n  Subject Name: CN=a\n]\n', null],
    ['openssl x509 -text', 'Certificate:\n    Data:\n        Version: 3 (0x2)\n        Serial Number: 1\n', null],
    [
      'show version active',
      'Active Master Version: 12.5\nVersion: 12.5\nActive Version Installed Software Options:\n',
      null,
    ],
  ])('is not read as a list if it is the output of %s', (_, text, reason) => {
    const { outputs, unread } = readShow(text);
    expect(outputs).toEqual([]);
    expect(unread?.reason ?? null).toBe(reason);
  });

  it('may contain a limited number of outputs', () => {
    expect(readShow(output.repeat(limits.textOutputs)).outputs).toHaveLength(limits.textOutputs);
    expect(readShow(output.repeat(limits.textOutputs + 1))).toMatchObject({
      outputs: [],
      unread: {
        reason: 'too-many-outputs',
        sentence: 'Too costly, because the text contains more than 1000 outputs of show itl or show ctl.',
      },
    });
  });

  it('gets back the blanks that a page took out of a name, but not as many as a length may claim', () => {
    const subject = (length: number): string | null | undefined =>
      readShow(`ITL Record #:1\n3       SUBJECTNAME     ${length}      cn="SAST-1 ";ou=IPCBU\n`).outputs[0]?.report
        .records[0]?.subject;
    expect(subject(30)).toBe(`cn="SAST-1${' '.repeat(9)}";ou=IPCBU`);
    expect(subject(60_000)).toBe('cn="SAST-1 ";ou=IPCBU');
  });
});
