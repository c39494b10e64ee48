import * as vscode from 'vscode';
import type { PemExport, PemFile } from '../../../core/edit/export';
import { recordFields } from '../../../core/format/fields';
import type { Command } from '../../host/command';
import type { CommandContext } from '../../host/context';
import { Refusal } from '../../host/errors';
import { loadEditing } from '../../host/engine';
import { fileNameOf } from '../../host/list-uris';
import { openList, type OpenList } from '../../host/open-list';
import { choicesOf } from './record-choice';
import { exists, writeFile } from '../../host/small-file';
import { recordOf } from '../../host/target';

const title = 'Export Certificates as PEM';

/** Writes the certificate of the record whose menu was opened, or of records that a person chooses. */
export const exportPem: Command = {
  id: 'trustList.exportPem',
  run: async (context, target) => {
    const open = openList(context.documents, target);
    const editing = await loadEditing();
    const pointed = recordOf(target);
    const numbers = pointed === null ? await askRecords(context, open) : [pointed];
    const made = await editing.exportPem(open.list, numbers);
    if (made.files.length === 0) throw new Refusal(`There is nothing to export. ${sentences(made)}`.trim());
    const written = await write(context, open, made);
    context.questions.tell([written, sentences(made)].filter((part) => part !== '').join(' '));
  },
};

/** All records are chosen unless a person says otherwise; those without a certificate say so. */
async function askRecords({ questions }: CommandContext, { list }: OpenList): Promise<readonly number[]> {
  const choices = (await choicesOf(list)).map((choice) => {
    const record = list.records[choice.value - 1];
    const fields = record === undefined ? null : recordFields(record);
    if (fields?.certificate !== null) return { ...choice, picked: true };
    const reason = fields.certHash === null ? 'no certificate' : 'only a hash: no certificate to export';
    return { ...choice, description: `${choice.description ?? ''} · ${reason}` };
  });
  return questions.choices({ title, prompt: 'Choose the records to export', choices });
}

/** @returns what was written, as a sentence. */
async function write(
  context: CommandContext,
  { name, folder }: OpenList,
  { bundle, files }: PemExport,
): Promise<string> {
  const { questions } = context;
  const [first, ...others] = files;
  const asBundle = others.length === 0 || (await askBundle(context, files.length));
  if (asBundle) {
    const proposed = others.length === 0 ? (first?.name ?? '') : name.replace(/(\.tlv)?$/i, '.pem');
    const uri = await questions.fileToWrite({ title, kind: 'PEM', folder, name: proposed });
    await writeFile(uri, bundle);
    const count = bundle.split('-----BEGIN').length - 1;
    const why = count < files.length ? ` ${files.length} records contain ${count === 1 ? 'it' : 'them'}.` : '';
    return `Exported ${counted(count)} to ${fileNameOf(uri)}.${why}`;
  }
  const target = await questions.folder({ title, folder });
  await agreeToReplace(context, target, files);
  for (const file of files) await writeFile(vscode.Uri.joinPath(target, file.name), file.text);
  return `Exported ${counted(files.length)} to ${fileNameOf(target)}.`;
}

function askBundle({ questions }: CommandContext, files: number): Promise<boolean> {
  return questions.choice({
    title,
    prompt: `${files} records contain a certificate`,
    choices: [
      { label: 'One Bundle', description: 'all certificates in one file, each once', value: true },
      { label: 'One File Each', description: 'named by function, subject and serial number', value: false },
    ],
  });
}

async function agreeToReplace(
  { questions }: CommandContext,
  folder: vscode.Uri,
  files: readonly PemFile[],
): Promise<void> {
  const present: string[] = [];
  for (const { name } of files) if (await exists(vscode.Uri.joinPath(folder, name))) present.push(name);
  if (present.length === 0) return;
  await questions.confirm({
    message: `Replace ${present.length === 1 ? 'a file' : `${present.length} files`} in ${fileNameOf(folder)}?`,
    detail: `Their current content is lost:\n${present.join('\n')}`,
    action: 'Replace',
  });
}

function counted(certificates: number): string {
  return certificates === 1 ? '1 certificate' : `${certificates} certificates`;
}

/** Which records have none. */
function sentences({ without }: PemExport): string {
  return without.map(({ message }) => message).join(' ');
}
