import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

/** Sentences and labels that once read as translated, in the parts that stay the same in every case. */
const former = [
  'This file is no trust list',
  'has to stand',
  'today’s least',
  'None by itself',
  're-sign it before any phone is to take it',
  'It hangs on',
  'stands here a second time; the first one counts',
  'waits for the signature that is made elsewhere',
  'Sign as whom?',
  'Sign which digest?',
  'The signature does not fit afterwards',
  'makes other bytes to be signed',
  'Go On to the Signing Key',
  'Do It Anyway',
  'End the Check of the Workspace',
  'Compare with CTL or ITL beside It',
  'Meaning Only',
  'Really signed by',
  'A phone refuses a file that is not whole',
  'that the phone holds speaks against',
  'What the trust stores of its TVS hold',
  'as far as it was given here',
  'is not made of the parts that it should have',
  'How the phone gets there',
  'What the files do not say',
  'is all that has to be there',
  'says nothing without',
  'This is a fault of trustlist itself',
  'equal names overwrite none',
];

const root = join(import.meta.dirname, '../../..');
const folders = ['src', 'webview', 'docs'];
const texts = [
  ...folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.(ts|md)$/.test(file))
      .map((file) => join(folder, file)),
  ),
  'README.md',
  'CHANGELOG.md',
  'package.json',
  'package.nls.json',
].map((file) => [file, readFileSync(join(root, file), 'utf8')] as const);

describe('the product no longer says', () => {
  it.each(former)('%s', (words) => {
    expect(texts.filter(([, text]) => text.includes(words)).map(([file]) => file)).toEqual([]);
  });
});
