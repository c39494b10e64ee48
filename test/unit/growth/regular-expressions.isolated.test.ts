import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Random } from '../../fuzz/random';
import { slowText } from '../../growth/attacks';
import { literalsIn, patternsIn } from '../../growth/regular-expressions';
import { amount, isLong } from '../../long';

const root = join(import.meta.dirname, '../../..');
const samples = amount({ all: 20, share: 1 });
/** The share is the same every time, so that it fails only after a change; a long run looks elsewhere each time. */
const random = new Random(isLong ? Date.now() : 1);
const timeout = amount({ all: 3_600_000, share: 120_000 });

/** What takes more than time in proportion to its text, by where it is; each expression once. */
async function slow(expressions: ReadonlyMap<string, { place: string; expression: RegExp }>): Promise<string[]> {
  const found: string[] = [];
  for (const { place, expression } of expressions.values()) {
    const text = await slowText(expression, random, samples);
    if (text !== null) found.push(`${place} ${String(expression)} on ${JSON.stringify(text)}`);
  }
  return found;
}

function once<T extends { readonly expression: RegExp }>(all: readonly T[]): ReadonlyMap<string, T> {
  return new Map(all.map((one) => [String(one.expression), one]));
}

/** The expressions that modules make of parts when they are loaded. */
async function madeExpressions(): Promise<{ place: string; expression: RegExp }[]> {
  const core = join(root, 'src/core');
  const modules = readdirSync(core, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .filter((file) => readFileSync(join(core, file), 'utf8').includes("words/expressions'"));
  const made: { place: string; expression: RegExp }[] = [];
  const original = globalThis.RegExp;
  for (const module of modules) {
    globalThis.RegExp = new Proxy(original, {
      construct(target, args) {
        const expression = Reflect.construct(target, args) as RegExp;
        made.push({ place: module, expression });
        return expression;
      },
    });
    await import(/* @vite-ignore */ join(core, module));
    globalThis.RegExp = original;
  }
  return made;
}

describe('A regular expression takes time in proportion to its text', () => {
  it(
    'if it is a literal of what is shipped or builds it',
    async () => {
      const literals = literalsIn(root, 'src', 'webview', 'scripts', 'esbuild.mjs');
      expect(literals.length).toBeGreaterThan(150);
      expect(await slow(once(literals))).toEqual([]);
    },
    timeout,
  );

  it(
    'if VS Code runs it, for a language or a grammar',
    async () => {
      const files = ['package.json', 'cucm-trust-list.configuration.json', 'syntaxes/cucm-trust-list.tmLanguage.json'];
      const patterns = patternsIn(root, ...files);
      expect(patterns.length).toBeGreaterThan(15);
      expect(await slow(once(patterns))).toEqual([]);
    },
    timeout,
  );

  it(
    'if it is made of parts',
    async () => {
      const made = await madeExpressions();
      expect(made.length).toBeGreaterThan(20);
      expect(await slow(once(made))).toEqual([]);
    },
    timeout,
  );

  it.each([
    ['exponential', /^\s*((?:[^\s:]+:[^\r\n]*(?:\r?\n[ \t]+[^\r\n]+)*\r?\n)+)[ \t]*\r?\n/],
    ['quadratic in a run of one character', /\0+$/],
    ['quadratic in a run of a word', /<!--[^]*?-->/],
  ])('and one that is %s is found', async (_, expression) => {
    expect(await slowText(expression, new Random(1), 1)).not.toBeNull();
  });
});
