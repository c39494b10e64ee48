import type * as vscode from 'vscode';
import type { ListKind } from '../../../core/format/file-names';
import { Refusal } from '../../host/command';
import { fileNameOf, type Documents } from '../../host/documents';
import { listsInFolderOf } from '../../host/files';
import { loadPhoning } from '../../host/engine';
import { listSource } from '../source';
import type { Other } from './other';

/** The CTL in the same folder as an ITL, or the other way round: what one phone holds of both. */
export const otherKindBeside: Other = async (list, { documents, questions }) => {
  const name = fileNameOf(list);
  const wanted = (await kindOf(list, documents)) === 'CTL' ? 'ITL' : 'CTL';
  const found = await listsOfKind(wanted, await listsInFolderOf(list), documents);
  const [first, ...others] = preferred(found, name, wanted);
  if (first === undefined) throw new Refusal(`There is no ${wanted} beside ${name}.`);
  if (others.length === 0) return listSource(first);
  return questions.choice({
    title: 'Compare Trust Lists',
    prompt: `Which ${wanted} beside ${name}?`,
    choices: [first, ...others].map((uri) => ({ label: fileNameOf(uri), value: listSource(uri) })),
  });
};

async function kindOf(uri: vscode.Uri, documents: Documents): Promise<ListKind | null> {
  const [{ decoded }, { kindOfList }] = await Promise.all([documents.read(uri), loadPhoning()]);
  return decoded.ok ? kindOfList(decoded.list, fileNameOf(uri)) : null;
}

async function listsOfKind(wanted: ListKind, uris: readonly vscode.Uri[], documents: Documents): Promise<vscode.Uri[]> {
  const kinds = await Promise.all(uris.map((uri) => kindOf(uri, documents).catch(() => null)));
  return uris.filter((_, position) => kinds[position] === wanted);
}

/** The list of the same phone (`CTLSEP0011215A1AE3.tlv` beside `ITLSEP0011215A1AE3.tlv`) alone, where it is there. */
function preferred(found: vscode.Uri[], name: string, wanted: 'ITL' | 'CTL'): vscode.Uri[] {
  const partner = name.replace(/^(ITL|CTL)/i, wanted).toLowerCase();
  const same = found.filter((uri) => fileNameOf(uri).toLowerCase() === partner);
  return same.length > 0 ? same : found;
}
