import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { functionName, knownFunctions } from '../../../src/core/format/tags';
import { parseShow } from '../../../src/core/show/parse';
import { print } from '../../../src/core/show/print';
import { firstWords } from '../../../src/extension/text/first-words';
import { ctlWithTokens, cucm8Publisher } from '../../builders';
import { inspected } from './inspected';

interface Rule {
  readonly match?: string;
  readonly name?: string;
}
interface Grammar {
  readonly patterns: readonly Rule[];
  readonly repository: { readonly value: { readonly patterns: readonly Rule[] } };
}
interface Manifest {
  readonly contributes: { readonly languages: readonly { readonly id: string; readonly firstLine?: string }[] };
}

/** The pattern by which VS Code knows the language of a file without a known extension. */
function firstLineOf(language: string): RegExp {
  const { languages } = (json('package.json') as Manifest).contributes;
  const firstLine = languages.find(({ id }) => id === language)?.firstLine;
  if (firstLine === undefined) throw new Error(`no first line of ${language}`);
  return new RegExp(firstLine);
}

function json(...path: readonly string[]): unknown {
  return JSON.parse(readFileSync(join(process.cwd(), ...path), 'utf8'));
}

const grammar = json('syntaxes', 'cucm-trust-list.tmLanguage.json') as Grammar;

/** What the rule of a scope matches in a text. */
function matched(rules: readonly Rule[], scope: string, text: string): string | undefined {
  const rule = rules.find(({ name }) => name === `${scope}.cucm-trust-list`);
  if (rule?.match === undefined) throw new Error(`no rule for ${scope}`);
  return new RegExp(rule.match).exec(text)?.[0];
}

async function texts(): Promise<string[]> {
  const lists = await Promise.all([cucm8Publisher(), ctlWithTokens()]);
  return Promise.all(
    lists.map(async ({ bytes }) => {
      const { report, list } = await inspected(bytes);
      return print(report, list);
    }),
  );
}

describe('the language of show texts', () => {
  it('colours every function that a cluster prints', () => {
    for (const name of [...knownFunctions().map(([, known]) => known), functionName(99)]) {
      const row = `4       FUNCTION        2       ${name}`;
      expect(matched(grammar.repository.value.patterns, 'support.constant.function', row)).toBe(name);
    }
  });

  it('colours the verdict of what is printed', async () => {
    for (const text of await texts()) {
      const verdict = text.trimEnd().split('\n').at(-1) ?? '';
      expect(matched(grammar.patterns, 'markup.inserted', verdict)).toBe(verdict);
    }
  });

  it('knows a text by its first words, and package.json by the same', async () => {
    const firstLine = firstLineOf('cucm-trust-list');
    expect(firstLine.source).toBe(firstWords.source.replaceAll('(?:', '('));
    for (const text of await texts()) {
      expect(parseShow(text)).toHaveLength(1);
      expect(text).toMatch(firstLine);
      expect(text).toMatch(firstWords);
    }
  });
});

describe('the language of phone logs', () => {
  it.each([
    '|== Syslogd TNP== Wed Dec 16 03:43:03 2009',
    '531: NOT 03:43:03.308495 tftpClient: Non secure file approved -- dialplan.xml',
    '7989 ERR 11:04:15.038637  SECD: -HTTPS cert not in CTL, <192.0.2.100:8443>',
    '3325 INF Nov 29 06:33:59.915121 SECUREAPP-TVS added cert to TVS cache - expires in 24 hours',
    '  12: DEB Nov  9 06:33:59.1 SECD: x',
  ])('begins as a console of phones does: %s', (line) => {
    expect(line).toMatch(firstLineOf('cisco-phone-log'));
  });

  it.each([
    '',
    'NOT 03:43:03',
    'Feb 22 09:58:24 host in.tftpd[25625]: RRQ from 192.0.2.12 filename notes.txt',
    '12 GET 03:43:03 /index.html',
    '2026-11-27 15:39:57.933 [info] started',
    '531: not 03:43:03.308495 text',
    'see 531: NOT 03:43:03.308495 tftpClient',
  ])('and not as other logs do, which other programs write: %j', (line) => {
    expect(line).not.toMatch(firstLineOf('cisco-phone-log'));
  });
});
