import type { Reader } from './reader';
import { captures } from './readers/captures';
import { certificates, pkcs7Files } from './readers/certificates';
import { comparisons } from './readers/comparisons';
import { backups, edits, signatures } from './readers/edits';
import { encryptedFiles } from './readers/encrypted-files';
import { keys } from './readers/keys';
import { lists } from './readers/lists';
import { decisions, plans } from './readers/phones';
import { signedFiles } from './readers/signed-files';
import { sources } from './readers/sources';
import { logs, texts } from './readers/texts';

/** Every part of the product that reads what others wrote. */
export const readers: readonly Reader[] = [
  lists,
  signedFiles,
  encryptedFiles,
  keys,
  certificates,
  pkcs7Files,
  texts,
  logs,
  captures,
  comparisons,
  decisions,
  plans,
  edits,
  backups,
  signatures,
  sources,
];

export function readerOf(name: string): Reader {
  const reader = readers.find((one) => one.name === name);
  if (reader === undefined)
    throw new RangeError(`No reader is called ${name}, only ${readers.map((one) => one.name).join(', ')}.`);
  return reader;
}
