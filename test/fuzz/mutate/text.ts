import type { Random } from '../random';
import { anyBytes, type FileMutation } from './bytes';

/** Changes to texts by line and by word, with the words of other texts and with what makes a slow pattern slow. */
export const mutateText: FileMutation = (random, file, donors) => {
  if (random.oneIn(5)) return random.pick(anyBytes)(random, file, donors);
  const text = Buffer.from(file).toString('utf8');
  const donor = Buffer.from(random.pick(donors.length > 0 ? donors : [file])).toString('utf8');
  return new Uint8Array(Buffer.from(random.pick(changes)(random, text, donor), 'utf8'));
};

type Change = (random: Random, text: string, donor: string) => string;

/** What texts are filled with: blanks, line ends, NULs, digits, brackets, and characters of other widths. */
const fills = [
  ' ',
  '\t',
  '\n',
  '\r',
  '\r\n',
  '\0',
  '-',
  '.',
  '0',
  '9',
  'a',
  'A',
  ':',
  ';',
  '=',
  '<',
  '>',
  '(',
  ')',
  '[',
  ']',
  '"',
  '\\',
  '*',
  '\u00a0',
  '\u2028',
  '\u202e',
  '\ud83d\ude00',
  '-----',
  ' : :\n',
  ' a:',
  '1 ',
  '0a',
];

function onLines(change: (random: Random, lines: string[], donor: string) => void): Change {
  return (random, text, donor) => {
    const lines = text.split('\n');
    change(random, lines, donor);
    return lines.join('\n');
  };
}

function onWords(change: (random: Random, words: string[], donor: string) => void): Change {
  return (random, text, donor) => {
    const words = text.split(/(\s+)/);
    change(random, words, donor);
    return words.join('');
  };
}

const changes: readonly Change[] = [
  onLines((random, lines) => lines.splice(random.below(lines.length), 1 + random.below(5))),
  onLines((random, lines) => {
    const at = random.below(lines.length);
    const some = lines.slice(at, at + 1 + random.below(6));
    const times = 1 + random.below(random.oneIn(10) ? 300 : 3);
    lines.splice(at, 0, ...Array.from({ length: times }, () => some).flat());
  }),
  onLines((random, lines) => {
    const [line = ''] = lines.splice(random.below(lines.length), 1);
    lines.splice(random.below(lines.length + 1), 0, line);
  }),
  onLines((random, lines, donor) => {
    const others = donor.split('\n');
    const from = random.below(others.length);
    lines.splice(random.below(lines.length + 1), 0, ...others.slice(from, from + 1 + random.below(8)));
  }),
  // Line ends lost, or others.
  (random, text) => text.replaceAll('\n', random.pick(['', ' ', '\r\n', '\r', '\n\n'])),
  (random, text) => {
    const width = 20 + random.below(80);
    return text.replace(new RegExp(`(.{${width}})`, 'g'), '$1\n');
  },
  onWords((random, words) => words.splice(random.below(words.length), 1 + random.below(3))),
  onWords((random, words) => {
    const at = random.below(words.length);
    words[at] = (words[at] ?? '').slice(0, 1_000).repeat(1 + random.below(random.oneIn(10) ? 2_000 : 4));
  }),
  onWords((random, words, donor) => {
    words[random.below(words.length)] = random.pick(donor.split(/\s+/));
  }),
  // Numbers that lengths and counts do not have.
  (random, text) => {
    const at = random.below(text.length);
    const number = random.pick(['0', '1', '255', '65535', '65536', '4294967296', '99999999999999999999', '-1', '1e9']);
    return text.slice(0, at) + text.slice(at).replace(/\d+/, number);
  },
  (random, text) => {
    const at = random.below(text.length + 1);
    const fill = random.pick(fills).repeat(1 + random.below(random.oneIn(6) ? 20_000 : 40));
    return text.slice(0, at) + fill + text.slice(at + random.below(10));
  },
];
