import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { closest, suggestion } from '../../../src/cli/did-you-mean';
import { Machine } from './machine';

const commands = ['show', 'verify', 'compare', 'consolidate', 'completion', 'find', 'sign', 'strip'];

describe('what a person may have meant', () => {
  test.each([
    ['verfy', ['verify']], // a letter is missing
    ['verrify', ['verify']], // one too many
    ['verifx', ['verify']], // another one
    ['evrify', ['verify']], // two are swapped
    ['VERIFY', ['verify']],
    ['sing', ['sign']],
    ['ver', ['verify']], // its beginning
    ['co', ['compare', 'consolidate', 'completion']],
    ['--json', []],
    ['frobnicate', []],
    ['', []],
    ['-', []],
  ])('by %s', (word, meant) => {
    expect(closest(word, commands)).toEqual(meant);
  });

  test('is said with all that it may be, or with all that there is', () => {
    expect(suggestion({ word: 'sho', known: commands })).toBe(' (did you mean show?)');
    expect(suggestion({ word: 'ab', known: ['aa', 'bb', 'zz'] })).toBe(' (did you mean aa or bb?)');
    expect(suggestion({ word: 'qqq', known: ['show', 'find'] })).toBe(', only show, find');
  });

  test('is a word with at most a third of its letters wrong, whatever was typed', () => {
    const letters = fc.string({ unit: fc.constantFrom('a', 'b', 'c', '-'), maxLength: 12 });
    fc.assert(
      fc.property(letters, fc.array(letters, { minLength: 1, maxLength: 6 }), (word, known) => {
        for (const name of closest(word, known)) {
          const [typed, meant] = [word, name].map((one) => one.replace(/^-+/, '')) as [string, string];
          const most = Math.max(1, Math.floor(typed.length / 3));
          expect(meant.startsWith(typed) || Math.abs(typed.length - meant.length) <= most).toBe(true);
        }
      }),
    );
  });

  test('is every known word from which one letter was dropped', () => {
    fc.assert(
      fc.property(fc.constantFrom(...commands), fc.nat(), (name, at) => {
        const place = at % name.length;
        expect(closest(name.slice(0, place) + name.slice(place + 1), commands)).toContain(name);
      }),
    );
  });

  test('is not looked for in a word that is too long to be one of ours', () => {
    expect(closest('v'.repeat(100_000), ['v'.repeat(100_000)])).toEqual([]);
  });
});

describe('a word that trustlist does not know', () => {
  const complaint = async (...args: string[]): Promise<string | undefined> => {
    const { status, out, complaints } = await new Machine().run(...args);
    expect([status, out, complaints.length]).toEqual([2, '', 1]);
    return complaints[0];
  };

  test.each([
    [['verfy', 'a.tlv'], "there is no command 'verfy' (did you mean verify?); see trustlist --help."],
    [['help', 'sgn'], "help: there is no command 'sgn' (did you mean sign?); see trustlist --help."],
    [['verify', '--jsno', 'a.tlv'], "verify: Unknown option '--jsno' (did you mean --json?); see trustlist --help."],
    [['edit', 'a', '--out=b'], "edit: Unknown option '--out' (did you mean --output?); see trustlist --help."],
    [['log', '-jsn', 'x'], "log: Unknown option '-j' (did you mean --json?); see trustlist --help."],
    [['completion', 'fsh'], "completion: there is no shell 'fsh' (did you mean zsh or fish?); see trustlist --help."],
    [
      ['completion', 'tcsh'],
      "completion: there is no shell 'tcsh', only bash, zsh, fish, powershell; see trustlist --help.",
    ],
    [['log', '--xxxxx', 'a'], "log: Unknown option '--xxxxx', only --json, --help; see trustlist --help."],
  ])('%j: %s', async (args, said) => {
    expect(await complaint(...args)).toBe(said);
  });

  test('may be a name that every object of JavaScript has', async () => {
    for (const name of ['constructor', 'toString', '__proto__']) {
      expect(await complaint(name)).toContain(`there is no command '${name}'`);
      expect(await complaint('help', name)).toContain(`there is no command '${name}'`);
      expect(await complaint('completion', name)).toContain(`there is no shell '${name}'`);
      expect(await complaint('verify', `--${name}`)).toContain(`Unknown option '--${name}'`);
    }
  });
});
