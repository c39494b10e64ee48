import * as vscode from 'vscode';
import { safeFileName } from '../../core/cluster/file-names';
import { isListName } from '../../core/format/file-names';
import { chooseFile } from '../host/chosen-file';
import type { CommandContext } from '../host/context';
import { loadEngine } from '../host/engine';
import { Refusal } from '../host/errors';
import { writeFile } from '../host/small-file';
import { t } from '../../core/words/translate';
import { firstFolder } from '../host/folders';

/**
 * Opens the file that a hex dump spells, in the editor in front or on the clipboard: a list as a file that is not saved
 * yet, and any other file after it was saved.
 */
export async function openHexDump(context: CommandContext): Promise<void> {
  const { documents, questions } = context;
  const { decode, readHexDump } = await loadEngine();
  const shown = vscode.window.activeTextEditor?.document.getText() ?? '';
  const dump =
    readHexDump(shown) ?? readHexDump(await vscode.env.clipboard.readText()) ?? readHexDump(await askText(context));
  if (dump === null) {
    throw new Refusal(
      t(
        'This is not a hex dump of a trust list or a signed file. Copy the output of file dump tftp FILE hex, from its first line on.',
      ),
    );
  }
  const { bytes, cut } = dump;
  const decoded = decode(bytes);
  if (decoded.ok) {
    const name = dump.name !== null && isListName(dump.name) ? safeFileName(dump.name) : 'ITLFile.tlv';
    await documents.openNew(name, { label: t('Hex Dump'), bytes, list: decoded.list });
  } else {
    const folder = firstFolder();
    const title = t('Save the File That the Dump Spells');
    const uri = await questions.fileToWrite({ title, kind: 'any', folder, name: dump.name ?? 'file.sgn' });
    await writeFile(uri, bytes);
    await vscode.commands.executeCommand('vscode.open', uri);
  }
  if (cut !== null) questions.warn(cut.sentence);
}

/** The text of a file, if neither the text in front nor the clipboard is a dump. */
async function askText(context: CommandContext): Promise<string> {
  const prompt = t('No hex dump in front or on the clipboard. Which file?');
  const uri = await chooseFile(context, {
    title: t('Open Hex Dump as File'),
    prompt,
    types: ['txt', 'log', 'hex'],
    samples: [],
  });
  return (await vscode.workspace.openTextDocument(uri)).getText();
}
