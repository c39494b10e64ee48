import type * as vscode from 'vscode';
import type { Certificate } from '../../core/certificates/certificate';
import type { GivenLists } from '../../core/cluster/fleet/given';
import type { Served } from '../../core/cluster/fleet/served-reader';
import type { SourceProblem } from '../../core/cluster/observation';
import { isListName } from '../../core/format/file-names';
import { textOf } from '../../core/format/text-of';
import { loadEngine, loadFleet } from '../host/engine';
import { reasonOf, Refusal } from '../host/errors';
import type { SignedDocuments } from '../host/signed-documents';
import { whatItIs } from '../host/what-it-is';
import { findFiles, type FileNames } from './source-files';
import { t } from '../../core/words/translate';

/** What reads the files that phones are judged by. */
export interface GivenReading {
  readonly signed: SignedDocuments;
  readonly names: FileNames;
  readonly lists: GivenLists;
  readonly problems: SourceProblem[];
  readonly token: vscode.CancellationToken;
}

/**
 * Reads what is served, as it is shown if it is open. Of a folder every list and configuration is taken, and what cannot
 * be read is a problem.
 *
 * @throws {Refusal} for a file that was named and is neither, or if nothing is served.
 */
export async function readServedFiles(uris: readonly vscode.Uri[], reading: GivenReading): Promise<Served> {
  const { ServedReader } = await loadFleet();
  const reader = new ServedReader(reading.lists);
  await eachFile(uris, reading, async (file, bytes) => {
    const refused = await reader.take(file, bytes);
    if (refused === null) return null;
    const isMeant = refused.isList || isListName(file);
    return { message: refused.isList ? refused.message : await withWhatItIs(refused.message, bytes, file), isMeant };
  });
  if (reader.files.length === 0) throw new Refusal(t('There is no list and no configuration in what is served.'));
  return reader.served();
}

/**
 * Reads lists that phones may hold, and what `show itl` printed of some.
 *
 * @param stores certificates by which the hashes in a text are known.
 * @throws {Refusal} for a file that was named and is not a list.
 */
export async function readKnownFiles(
  uris: readonly vscode.Uri[],
  stores: readonly Certificate[],
  reading: GivenReading,
): Promise<void> {
  const [{ binaryOf, readShow }, { addShownLists }] = await Promise.all([loadEngine(), loadFleet()]);
  const { lists } = reading;
  await eachFile(uris, reading, async (file, bytes) => {
    const input = binaryOf(bytes, file);
    if (input?.kind === 'list') {
      const added = await lists.add(file, input.bytes);
      return added.ok ? null : { message: added.problem.sentence, isMeant: true };
    }
    const text = input === null ? textOf(bytes) : null;
    const { outputs } = text === null ? { outputs: [] } : readShow(text);
    if (outputs.length === 0) {
      return { message: await withWhatItIs(t('This is not a trust list.'), bytes, file), isMeant: isListName(file) };
    }
    const message = await addShownLists({ file, outputs }, lists, stores);
    return message === null ? null : { message, isMeant: true };
  });
}

/** Why a file was not taken; one of a folder is a problem only if it was meant to be taken. */
interface NotTaken {
  readonly message: string;
  readonly isMeant: boolean;
}

async function eachFile(
  uris: readonly vscode.Uri[],
  { signed, names, problems, token }: GivenReading,
  take: (file: string, bytes: Uint8Array) => Promise<NotTaken | null>,
): Promise<void> {
  const isNamed = new Set(uris.map(String));
  const { files, failures } = await findFiles(uris, names, token);
  for (const { file, message } of failures) problems.push({ file, line: null, message });
  for (const { uri, name } of files) {
    if (token.isCancellationRequested) return;
    const bytes = await signed.read(uri).catch((error: unknown) => reasonOf(error));
    const error = typeof bytes === 'string' ? { message: bytes, isMeant: true } : await take(name, bytes);
    if (error === null) continue;
    if (isNamed.has(uri.toString())) throw new Refusal(`${name}: ${error.message}`);
    if (error.isMeant) problems.push({ file: name, line: null, message: error.message });
  }
}

async function withWhatItIs(message: string, bytes: Uint8Array, file: string): Promise<string> {
  const what = await whatItIs(await loadEngine(), bytes, file);
  return what === null ? message : `${message} ${what.sentence}`;
}
