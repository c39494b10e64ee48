import fc from 'fast-check';
import { SaxesParser } from 'saxes';
import { beforeEach, describe, expect, test } from 'vitest';
import { JunitLog } from '../../../src/cli/junit';
import { xmlText } from '../../../src/cli/xml';
import { cucm8Publisher, mismatchedSigner } from '../../builders';
import { node, signedBytes } from '../phone/clusters';
import { Machine, type Ran } from './machine';

interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: Element[];
  text: string;
}

/** Reads a document as a strict XML 1.0 parser does. Throws where it is not well-formed. */
function parsed(xml: string): Element {
  const root: Element = { name: '', attributes: {}, children: [], text: '' };
  const open = [root];
  const parser = new SaxesParser();
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ name, attributes }) => {
    const element: Element = { name, attributes, children: [], text: '' };
    open.at(-1)?.children.push(element);
    open.push(element);
  });
  parser.on('closetag', () => open.pop());
  parser.on('text', (text) => {
    const element = open.at(-1);
    if (element !== undefined) element.text += text;
  });
  parser.write(xml).close();
  const [only] = root.children;
  if (only === undefined) throw new Error('no element');
  return only;
}

const sound = (await cucm8Publisher()).bytes;
const mismatched = (await mismatchedSigner()).bytes;
const pub = await node('pub');

let machine: Machine;
beforeEach(() => {
  machine = new Machine();
});

async function junit(...args: string[]): Promise<Ran & { readonly suite: Element; readonly outcomes: object }> {
  const ran = await machine.run('verify', '--junit', ...args);
  const suites = parsed(ran.out);
  expect([suites.name, suites.children.length]).toEqual(['testsuites', 1]);
  const [suite] = suites.children;
  if (suite === undefined) throw new Error('no suite');
  const troubles = suite.children.map(({ attributes, children }) => {
    const [trouble] = children;
    return [
      attributes['name'],
      trouble === undefined ? 'passed' : `${trouble.name} ${trouble.attributes['type'] ?? ''}`,
    ];
  });
  const count = (name: string): string =>
    String(suite.children.filter(({ children }) => children.some((child) => child.name === name)).length);
  const { tests, failures, errors, skipped } = suite.attributes;
  expect([tests, failures, errors, skipped]).toEqual([
    String(suite.children.length),
    count('failure'),
    count('error'),
    count('skipped'),
  ]);
  return { ...ran, suite, outcomes: Object.fromEntries(troubles) as object };
}

describe('trustlist verify --junit', () => {
  test('has a test case for each file: passed, failed, or in error where nothing was proved', async () => {
    machine.files.set('lists/sound.tlv', sound);
    machine.files.set('lists/wrong.tlv', mismatched);
    machine.files.set('lists/x.cnf.xml.sgn', signedBytes('x.cnf.xml.sgn', pub.callManager));
    machine.locked.add('lists/locked.tlv');
    machine.directories.add('empty');
    const { status, outcomes, suite } = await junit('lists', 'empty', '*.none');
    expect(status).toBe(2);
    expect(outcomes).toEqual({
      'lists/sound.tlv': 'passed',
      'lists/wrong.tlv': 'failure invalid',
      'lists/x.cnf.xml.sgn': 'error unknown',
      'lists/locked.tlv': 'error unreadable',
      empty: 'error unreadable',
      '*.none': 'error unreadable',
    });
    const wrong = suite.children.find(({ attributes }) => attributes['name'] === 'lists/wrong.tlv')?.children[0];
    expect(wrong?.attributes['message']).toContain('header names CUCM8-Publisher.bbbburns.lab (record 1)');
    expect(wrong?.text).toContain('error signed-by-another at 0x000a SIGNERID: ');
  });

  test('is green exactly if verify ends with 0', async () => {
    machine.files.set('sound.tlv', sound);
    machine.files.set('wrong.tlv', mismatched);
    machine.files.set('x.sgn', signedBytes('x.cnf.xml.sgn', pub.callManager));
    for (const file of ['sound.tlv', 'wrong.tlv', 'x.sgn', 'gone.tlv']) {
      const { status } = await machine.run('verify', file);
      const { suite, ...ran } = await junit(file);
      expect([ran.status, suite.children.every(({ children }) => children.length === 0)]).toEqual([
        status,
        status === 0,
      ]);
    }
  });

  test('takes names of any characters', async () => {
    const name = `a<&"'>\u0007\u202e]]>.tlv`;
    machine.files.set(name, mismatched);
    const { suite } = await junit(name);
    expect(suite.children.map(({ attributes }) => attributes['name'])).toEqual([`a<&"'>\u2407\uFFFD]]>.tlv`]);
  });
});

describe('a test report', () => {
  const text = fc.string({ unit: 'binary', maxLength: 20 });
  const hostile = fc.oneof(text, fc.constantFrom('\0', '\ud800', '\uffff', '\ufffe', ']]>', '<!--', '\r\n', '&#0;'));

  test('is well-formed XML 1.0, whatever is in it', () => {
    fc.assert(
      fc.property(hostile, hostile, fc.array(hostile), (name, message, lines) => {
        const written: string[] = [];
        const log = new JunitLog('suite', (piece) => written.push(piece));
        log.add({ name, trouble: { kind: 'failure', type: message, message, lines } });
        log.end();
        const found = parsed(written.join('')).children[0]?.children[0];
        expect(found?.children[0]?.name).toBe('failure');
      }),
    );
  });

  test('keeps what XML has entities for', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme-ascii' }), (plain) => {
        expect(parsed(`<a b="${xmlText(plain)}">${xmlText(plain)}</a>`)).toMatchObject({
          attributes: { b: plain },
          text: plain,
        });
      }),
    );
  });

  test('cuts the lines of a hostile file', () => {
    const written: string[] = [];
    const log = new JunitLog('suite', (piece) => written.push(piece));
    const lines = Array.from({ length: 20_000 }, (_, at) => `line ${at}`);
    log.add({ name: 'a', trouble: { kind: 'error', type: 'unknown', message: '', lines } });
    log.end();
    expect(parsed(written.join('')).children[0]?.children[0]?.children[0]?.text).toMatch(/line 99\n19900 more lines$/);
  });
});
