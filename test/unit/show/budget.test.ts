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
