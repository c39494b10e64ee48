import { afterAll, beforeAll, expect, test } from 'vitest';
import { setTranslator } from '../../../src/core/words/translate';
import { pseudo } from '../../pseudo-locale';
import { kinds, machineWithEveryKind } from './every-kind';
import type { Machine } from './machine';

/** Every command with an output for programs, and each of these outputs; X is any file. */
const lines = [
  ...['--json', '--jsonl', '--sarif', '--sarif-for github', '--junit'].map((form) => `verify X ${form}`),
  ...['--json', '--jsonl', '--csv', '--sarif', '--junit'].map((form) => `audit X --served good.tlv ${form}`),
  'compare good.tlv X --json',
  'find X --in good.tlv --json',
  'phone --holds X --offered good.tlv --json',
  'migrate --from X --to good.tlv --json',
  'migrate --regenerated good.tlv X --json',
  'consolidate X -o out --json',
  'log X --json',
  'capture X --json',
];

let machine: Machine;

beforeAll(async () => {
  machine = await machineWithEveryKind();
});

afterAll(() => {
  setTranslator(null);
});

test.each(lines)('what a program reads is English in every language: %s', async (line) => {
  for (const file of Object.keys(kinds)) {
    const words = line.replace('X', file).split(' ');
    machine.translator = null;
    const english = await machine.run(...words);
    machine.translator = pseudo;
    expect(await machine.run(...words), file).toEqual(english);
  }
});

test.each([
  'verify list.tlv',
  'compare good.tlv list.tlv',
  'phone --holds list.tlv --offered good.tlv',
  'migrate --from list.tlv --to good.tlv',
  'log phone.log',
])('what a person reads is in the language of the person: %s', async (line) => {
  machine.translator = pseudo;
  const { out, complaints } = await machine.run(...line.split(' '));
  expect(`${out}${complaints.join('\n')}`).toContain('⟦');
});
