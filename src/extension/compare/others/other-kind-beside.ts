import * as vscode from 'vscode';
import type { ListKind } from '../../../core/format/fields';
import { Refusal } from '../../commands/steps/command';
import { folderOf } from '../../commands/steps/open-list';
import { fileNameOf, type Documents } from '../../documents';
import { listSource } from '../source';
import type { Other } from './other';

/** The CTL in the same folder as an ITL, or the other way round: what one phone holds of both. */
export const otherKindBeside: Other = async (list, { documents, questions }) => {
  const name = fileNameOf(list);
  const wanted = (await kindOf(list, documents)) === 'CTL' ? 'ITL' : 'CTL';
  const beside = await listsBeside(list, wanted, documents);
  const [first, ...others] = preferred(beside, name, wanted);
  if (first === undefined) throw new Refusal(`There is no ${wanted} beside ${name}.`);
  if (others.length === 0) return listSource(first);
  return questions.choice({
    title: 'Compare Trust Lists',
    prompt: `Which ${wanted} beside ${name}?`,
    choices: [first, ...others].map((uri) => ({ label: fileNameOf(uri), value: listSource(uri) })),
  });
};

async function kindOf(uri: vscode.Uri, documents: Documents): Promise<ListKind | null> {
  return (await (await documents.read(uri)).report())?.kind ?? null;
}

async function listsBeside(list: vscode.Uri, wanted: ListKind, documents: Documents): Promise<vscode.Uri[]> {
  const folder = folderOf(list);
  if (folder === undefined) return [];
  const entries = await vscode.workspace.fs.readDirectory(folder);
  const uris = entries
    .filter(([file, type]) => type !== vscode.FileType.Directory && /\.tlv$/i.test(file) && file !== fileNameOf(list))
    .map(([file]) => vscode.Uri.joinPath(folder, file));
  const kinds = await Promise.all(uris.map((uri) => kindOf(uri, documents).catch(() => null)));
  return uris.filter((_, position) => kinds[position] === wanted);
}

/** The list of the same phone (`CTLSEP0011215A1AE3.tlv` beside `ITLSEP0011215A1AE3.tlv`) alone, where it is there. */
function preferred(beside: vscode.Uri[], name: string, wanted: 'ITL' | 'CTL'): vscode.Uri[] {
  const partner = name.replace(/^(ITL|CTL)/i, wanted).toLowerCase();
  const same = beside.filter((uri) => fileNameOf(uri).toLowerCase() === partner);
  return same.length > 0 ? same : beside;
}
