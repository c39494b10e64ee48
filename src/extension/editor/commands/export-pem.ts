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
import { messages, plural, t } from '../../../core/words/translate';

const title = messages('Export Certificates as PEM');

/** Writes the certificate of the record whose menu was opened, or of records that a person chooses. */
export const exportPem: Command = {
  id: 'trustList.exportPem',
  run: async (context, target) => {
    const open = openList(context.documents, target);
    const editing = await loadEditing();
    const pointed = recordOf(target);
    const numbers = pointed === null ? await askRecords(context, open) : [pointed];
    const made = await editing.exportPem(open.list, numbers);
    if (made.files.length === 0)
      throw new Refusal(t('There is nothing to export. {sentences}', { sentences: sentences(made) }).trim());
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
    const reason = fields.certHash === null ? t('no certificate') : t('only a hash: no certificate to export');
    return { ...choice, description: `${choice.description ?? ''} · ${reason}` };
  });
  return questions.choices({ title: t(title), prompt: t('Choose the records to export'), choices });
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
    const uri = await questions.fileToWrite({ title: t(title), kind: 'PEM', folder, name: proposed });
    await writeFile(uri, bundle);
    const count = bundle.split('-----BEGIN').length - 1;
    const done = t('Exported {certificates} to {file}.', { certificates: counted(count), file: fileNameOf(uri) });
    if (count === files.length) return done;
    const why = { records: files.length };
    return `${done} ${plural(count, '{records} records contain it.', '{records} records contain them.', why)}`;
  }
  const target = await questions.folder({ title: t(title), folder });
  await agreeToReplace(context, target, files);
  for (const file of files) await writeFile(vscode.Uri.joinPath(target, file.name), file.text);
  return t('Exported {certificates} to {file}.', { certificates: counted(files.length), file: fileNameOf(target) });
}

function askBundle({ questions }: CommandContext, files: number): Promise<boolean> {
  return questions.choice({
    title: t(title),
    prompt: t('{files} records contain a certificate', { files }),
    choices: [
      { label: t('One Bundle'), description: t('all certificates in one file, each once'), value: true },
      { label: t('One File Each'), description: t('named by function, subject and serial number'), value: false },
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
    message: plural(present.length, 'Replace a file in {folder}?', 'Replace {count} files in {folder}?', {
      folder: fileNameOf(folder),
    }),
    detail: `${t('Their current content is lost:')}\n${present.join('\n')}`,
    action: t('Replace'),
  });
}

function counted(certificates: number): string {
  return plural(certificates, '1 certificate', '{count} certificates');
}

/** Which records have none. */
function sentences({ without }: PemExport): string {
  return without.map(({ message }) => message).join(' ');
}
