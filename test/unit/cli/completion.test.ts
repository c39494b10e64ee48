import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Command } from '../../../src/cli/command';
import { fish } from '../../../src/cli/completion/fish';
import { powershell } from '../../../src/cli/completion/powershell';
import { syntaxOf } from '../../../src/cli/completion/shells';
import { zsh } from '../../../src/cli/completion/zsh';
import { Machine } from './machine';

const shells = ['bash', 'zsh', 'fish', 'powershell'];
const scripts = new Map<string, string>();
const helps = new Map<string, string>();

beforeAll(async () => {
  const machine = new Machine();
  for (const shell of shells) scripts.set(shell, (await machine.run('completion', shell)).out);
  const [, rows = ''] = /\nCommands:\n([^]*?)\n\n/.exec((await machine.run('--help')).out) ?? [];
  for (const [, name = ''] of rows.matchAll(/^ {2}(\w+)/gm)) helps.set(name, (await machine.run('help', name)).out);
});

const script = (shell: string): string => scripts.get(shell) ?? '';
const optionsOf = (help: string): string[] =>
  [...help.matchAll(/^ {2}(?: {4}|(-\w), )(--[a-z-]+)/gm)].flatMap(([, short, long = '']) =>
    short === undefined ? [long] : [long, short],
  );

/** What bash offers for a line, of which each word is one element, the last one unfinished. */
async function offered(...words: string[]): Promise<string[]> {
  const line = words.map((word) => `'${word}'`).join(' ');
  const program = `${script('bash')}
COMP_WORDS=(${line}); COMP_CWORD=${words.length - 1}
_trustlist trustlist
printf '%s\\n' "\${COMPREPLY[@]}"`;
  const { stdout } = await promisify(execFile)('bash', ['--norc', '-uc', program]);
  return stdout.split('\n').filter((word) => word !== '');
}

describe.runIf(existsSync('/bin/bash'))('bash completes', () => {
  test('every command, and every option of each, as the help has them', async () => {
    expect(await offered('trustlist', '')).toEqual([...helps.keys(), '--help', '--version']);
    for (const [name, help] of helps) {
      const options = await offered('trustlist', name, '-');
      expect(options.sort()).toEqual(optionsOf(help).sort());
    }
  });

  test.each([
    [['trustlist', 'ver'], ['verify']],
    [
      ['trustlist', 'verify', 'a.tlv', '--js'],
      ['--json', '--jsonl'],
    ],
    [
      ['trustlist', 'sign', 'IN', '--digest', ''],
      ['sha1', 'sha256', 'sha512'],
    ],
    [['trustlist', 'sign', 'IN', '--digest', '=', 'sha2'], ['sha256']],
    [
      ['trustlist', 'sign', 'IN', '--digest', '='],
      ['sha1', 'sha256', 'sha512'],
    ],
    [
      ['trustlist', 'completion', ''],
      ['bash', 'zsh', 'fish', 'powershell'],
    ],
    [['trustlist', 'help', 'mi'], ['migrate']],
    // Nothing is offered where a file may stand: bash completes files then.
    [['trustlist', 'verify', 'ITL'], []],
    [['trustlist', 'sign', '--key', '-'], []],
    [['trustlist', 'verify', '--', '-'], []],
    [['trustlist', 'frobnicate', '-'], []],
  ])('%j', async (words, expected) => {
    expect(await offered(...words)).toEqual(expected);
  });
});

describe('completion', () => {
  test('of every shell has every command and every option', () => {
    const spelled: Readonly<Record<string, (option: string) => string>> = {
      fish: (option) => (option.startsWith('--') ? ` -l ${option.slice(2)} ` : ` -s ${option.slice(1)} `),
    };
    for (const shell of shells) {
      const lines = script(shell).split('\n');
      for (const [name, help] of helps) {
        const own = lines.filter((line) => line.includes(name)).join('\n');
        for (const option of optionsOf(help)) {
          const text = shell === 'bash' ? script(shell) : own;
          expect(text, `${shell} ${name}`).toContain(spelled[shell]?.(option) ?? option);
        }
      }
    }
  });

  test('offers only values that the commands take', async () => {
    const machine = new Machine();
    for (const line of script('bash').matchAll(/'(\w+) (--[a-z-]+)'.*words='([^']+)'/g)) {
      const [, command = '', option = '', words = ''] = line;
      for (const word of words.split(' ')) {
        const { complaints } = await machine.run(command, 'gone', option, word);
        expect(complaints.join('\n')).not.toMatch(new RegExp(`${option} takes`));
      }
    }
    expect((await machine.run('sign', 'gone', '-o', 'out', '--new', 'XTL')).complaints.join()).toContain('sign');
  });

  const odd: Command = {
    name: 'odd',
    summary: `It's "odd": $HOME, \`id\`, [x], \\ and ‘that’`,
    operands: 'FILE',
    leastOperands: 0,
    mostOperands: 0,
    options: { way: { type: 'string', value: 'WAY', summary: `don't: [$(id)] \\ ’` } },
    description: '',
    run: () => Promise.reject(new Error('not run')),
  };

  test('takes the words of the help as text, in the quotes of each shell', () => {
    expect(zsh([syntaxOf(odd)])).toContain(`'odd:It'\\''s "odd": $HOME, \`id\`, [x], \\ and ‘that’'`);
    expect(zsh([syntaxOf(odd)])).toContain(`'(--way)--way[don'\\''t\\: \\[$(id)\\] \\\\ ’]:WAY: '`);
    expect(fish([syntaxOf(odd)])).toContain(`-a odd -d 'It\\'s "odd": $HOME, \`id\`, [x], \\\\ and ‘that’'`);
    expect(powershell([syntaxOf(odd)])).toContain(`'odd' = 'It''s "odd": $HOME, \`id\`, [x], \\ and ‘‘that’’'`);
  });

  test.runIf(existsSync('/bin/bash'))('has quotes that end, as bash reads those of zsh', async () => {
    for (const text of [script('bash'), zsh([syntaxOf(odd)])]) {
      await promisify(execFile)('bash', ['-nc', text.replace(/\(- \*\)/g, 'x')]);
    }
  });
});
