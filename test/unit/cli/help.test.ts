import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { manualPage } from '../../../src/cli/manual-page';
import { Machine } from './machine';

async function printed(...args: string[]): Promise<string> {
  const { status, out, complaints } = await new Machine().run(...args);
  expect([status, complaints]).toEqual([0, []]);
  return out;
}

/** Every command that the help names. */
async function namesOf(): Promise<string[]> {
  const [, rows = ''] = /\nCommands:\n([^]*?)\n\n/.exec(await printed('--help')) ?? [];
  return [...rows.matchAll(/^ {2}(\w+)/gm)].map(([, name = '']) => name);
}

/** The long options in a help. */
const optionsIn = (help: string): string[] => [...help.matchAll(/^ .{5}--([a-z-]+)/gm)].map(([, name = '']) => name);

describe('trustlist help', () => {
  test('says of each command what COMMAND --help says, and of trustlist what --help and -h say', async () => {
    const names = await namesOf();
    expect(names).toEqual(expect.arrayContaining(['verify', 'completion', 'help']));
    for (const name of names) {
      const help = await printed('help', name);
      expect(help).toMatch(new RegExp(`^Usage: trustlist ${name} `));
      expect(await printed(name, '--help')).toBe(help);
    }
    expect(await printed('help')).toBe(await printed('--help'));
    expect(await printed('-h')).toBe(await printed('--help'));
  });

  test('names every variable of the environment that the command line reads', async () => {
    const help = await printed('help');
    const sources = ['input-files.ts', 'colour.ts'].map((file) =>
      readFileSync(join(import.meta.dirname, '../../../src/cli', file), 'utf8'),
    );
    const read = ['TRUSTLIST_PASSWORD', 'NO_COLOR'];
    for (const name of read)
      expect([help.includes(name), sources.some((text) => text.includes(name))]).toEqual([true, true]);
  });

  test('takes one command, and the manual page without one', async () => {
    expect(await new Machine().run('help', 'show', 'verify')).toMatchObject({ status: 2, out: '' });
    expect(await new Machine().run('help', '--man', 'verify')).toMatchObject({ status: 2, out: '' });
  });
});

describe('the manual page', () => {
  test('has a section for each command with each of its options, and no other', async () => {
    const page = await printed('help', '--man');
    const sections = page.split(/^\.S[SH] /m);
    const names = await namesOf();
    expect([...page.matchAll(/^\.SS (.*)$/gm)].map(([, name]) => name)).toEqual(names);
    for (const name of names) {
      const section = sections.find((one) => one.startsWith(`${name}\n`)) ?? '';
      const options = [...section.matchAll(/\\fB\\-\\-([a-z\\-]+)\\fR/g)].map(([, option = '']) =>
        option.replaceAll('\\-', '-'),
      );
      expect(options).toEqual(optionsIn(await printed('help', name)));
    }
  });

  test('has requests of man alone at the beginning of lines, and escapes the backslashes and dashes of words', () => {
    const page = manualPage([
      {
        name: 'odd',
        summary: '.SH begins this line',
        operands: "'FILE",
        leastOperands: 0,
        mostOperands: 0,
        options: { path: { type: 'string', value: 'C:\\FILE', summary: "'tis a \\ and a -" } },
        description: '.so /etc/passwd\n\n  an example   with columns\n.of two lines',
        run: () => Promise.reject(new Error('not run')),
      },
    ]);
    const requests = [...page.matchAll(/^[.'](\S+)/gm)].map(([, request = '']) => request);
    expect(new Set(requests)).toEqual(new Set(['TH', 'SH', 'SS', 'PP', 'TP', 'B', 'I', 'nf', 'fi']));
    expect(page).toContain('\\&.so /etc/passwd');
    expect(page).toContain('C:\\eFILE');
    expect(page).toContain("\\&'tis a \\e and a \\-");
    expect(page).toMatch(/\.nf\n {2}an example {3}with columns\n\\&\.of two lines\n\.fi/);
  });
});
