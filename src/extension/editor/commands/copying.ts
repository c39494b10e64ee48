import * as vscode from 'vscode';
import type { Command } from '../../host/command';
import type { CommandContext } from '../../host/context';
import type { Place } from '../../host/documents';
import { loadEditing, loadEngine, loadPhoning } from '../../host/engine';
import { Refusal } from '../../host/errors';
import { openList, type OpenList } from '../../host/open-list';
import type { Choice } from '../../host/questions';
import { fieldsOf, isPlace } from '../../host/target';
import { recordFor, recordsFor } from './record-choice';
import { t } from '../../../core/words/translate';

/** A command that copies a text. */
function copyCommand(id: string, text: (context: CommandContext, target: unknown) => Promise<string>): Command {
  return { id, run: async (context, target) => vscode.env.clipboard.writeText(await text(context, target)) };
}

/** Copies the certificates of records as PEM. */
export const copyPem = copyCommand('trustList.copyPem', async (context, target) => {
  const open = openList(context.documents, target);
  const { exportPem } = await loadEditing();
  const { bundle, without } = await exportPem(open.list, await recordsFor(context, open, target, t('Copy as PEM')));
  const reasons = without.map(({ message }) => message).join(' ');
  if (bundle === '') throw new Refusal(t('There is no certificate to copy. {reasons}', { reasons }));
  if (reasons !== '') context.questions.tell(reasons);
  return bundle;
});

/** Copies a fingerprint of a record's certificate, or the hash that the record contains in its place. */
export const copyFingerprint = copyCommand('trustList.copyFingerprint', async (context, target) => {
  const open = openList(context.documents, target);
  const number = await recordFor(context, open, target, t('Copy Fingerprint'));
  const report = await open.state.report();
  const record = report?.records[number - 1];
  const id = record?.certificateId ?? null;
  const certificate = id === null ? undefined : report?.certificates[id];
  const fingerprint = (label: string, value: string | null | undefined): Choice<string>[] =>
    value === null || value === undefined ? [] : [{ label, detail: value, value }];
  const choices = [
    ...fingerprint('SHA-1', record?.sha1),
    ...fingerprint('SHA-256', record?.sha256),
    ...fingerprint('MD5', certificate?.md5),
  ];
  const [first, ...others] = choices;
  if (first === undefined)
    throw new Refusal(t('Record {number} contains neither a certificate nor a hash.', { number }));
  if (others.length === 0) return first.value;
  return context.questions.choice({
    title: t('Fingerprint of Record {number}', { number }),
    prompt: t('Which fingerprint?'),
    choices,
  });
});

/** Copies the bytes of a field or a record as plain hex: lower case, without separators. */
export const copyHex = copyCommand('trustList.copyHex', async (context, target) => {
  const { state, place } = placeFor(context, target);
  const { hex } = await loadEngine();
  return hex(state.bytes.subarray(place.offset, place.offset + place.length));
});

/** Copies the cell whose menu was opened as it is shown, else the value of the selected field. */
export const copyValue = copyCommand('trustList.copyValue', async (context, target) => {
  const { state, place } = placeFor(context, target);
  const report = await state.report();
  const rows = place.record === null ? report?.header : report?.records[place.record - 1]?.fields;
  const field = rows?.find(({ offset, length }) => offset === place.offset && length === place.length);
  // The page does not say what it shows of values, which may be long.
  const { cell } = fieldsOf(target);
  const shown = typeof cell === 'string' ? cell : field?.text;
  if (shown === undefined) throw new Refusal(t('Select a field of the list first.'));
  return shown;
});

/** Copies the address from which the list is fetched again: of the first TFTP server that it names. */
export const copyAddress: Command = {
  id: 'trustList.copyAddress',
  run: async ({ documents, questions }, target) => {
    const { list, name } = openList(documents, target);
    const { downloadAddress } = await loadPhoning();
    const { address, host } = await downloadAddress(list, name);
    await vscode.env.clipboard.writeText(address);
    questions.tell(
      host === null
        ? t('Copied {address}. Replace TFTP with the address of the TFTP server.', { address })
        : t('Copied {address}. The list names {host} as TFTP server.', { address, host }),
    );
  },
};

/** The field or record whose menu was opened, else the one that is selected. */
function placeFor({ documents }: CommandContext, target: unknown): OpenList & { readonly place: Place } {
  const open = openList(documents, target);
  const place = isPlace(target) ? target : documents.selection;
  if (place === undefined) throw new Refusal(t('Select a field or a record of the list first.'));
  return { ...open, place };
}
