import * as vscode from 'vscode';
import type { TrustList } from '../../core/format/model';
import type { ParsedShow } from '../../core/show/parse';
import type { Report } from '../../core/trust/report';
import type { Documents } from '../host/documents';
import { loadComparing, loadEngine } from '../host/engine';
import type { Source } from './source';
import { t } from '../../core/words/translate';

/** A side of a comparison, read. */
export interface Side {
  readonly name: string;
  readonly report: Report;
  /** Null for a side that was read from text. */
  readonly list: { readonly bytes: Uint8Array; readonly list: TrustList } | null;
  /** False for a text in which records are left out. */
  readonly complete: boolean;
}

/** Rejects, with one sentence, if the source cannot be read as a list. */
export async function readSide(source: Source, name: string, documents: Documents): Promise<Side> {
  if (source.kind !== 'list') {
    const { report, complete } = await readOutput(source);
    return { name, report, complete, list: null };
  }
  const state = await documents.read(vscode.Uri.parse(source.uri, true));
  const report = await state.report();
  const { decoded, bytes } = state;
  if (report === null || !decoded.ok)
    throw new Error(decoded.ok ? t('It is not a trust list.') : decoded.error.message);
  return { name, report, complete: true, list: { bytes, list: decoded.list } };
}

/** The text of a source that is one. */
export async function textOf(source: Exclude<Source, { kind: 'list' }>): Promise<string> {
  if (source.kind === 'pasted') return source.text;
  return (await vscode.workspace.openTextDocument(vscode.Uri.parse(source.uri, true))).getText();
}

/** The outputs of `show itl` and `show ctl` in a text. Rejects if it is too costly to read. */
export async function outputsIn(text: string): Promise<readonly ParsedShow[]> {
  const { readShow } = await loadEngine();
  const { outputs, unread } = readShow(text);
  if (unread !== null) throw new Error(unread.sentence);
  return outputs;
}

async function readOutput(source: Exclude<Source, { kind: 'list' }>): Promise<ParsedShow> {
  const outputs = await outputsIn(await textOf(source));
  const output = outputs[source.kind === 'text' ? source.output : 0];
  const { textProblem } = await loadComparing();
  const problem = textProblem(output === undefined ? [] : [output]);
  if (output === undefined || problem !== null) throw new Error(problem?.sentence);
  return output;
}
