import * as vscode from 'vscode';
import { askCertificate } from '../host/certificate-file';
import type { CommandContext } from '../host/context';
import { loadPhoning } from '../host/engine';
import { Refusal } from '../host/errors';
import { messages, t } from '../../core/words/translate';
import { firstFolder } from '../host/folders';

const title = messages('Compare CallManager.pem with the Database');

/**
 * Holds the table of certificates and roles that `run sql` printed, in the editor in front or on the clipboard, against
 * the CallManager.pem that a person chooses.
 */
export async function compareRoleTable(context: CommandContext): Promise<void> {
  const { compareRoles, isRoleTable, noRoleTable } = await loadPhoning();
  const editor = vscode.window.activeTextEditor?.document;
  const shown = editor?.getText() ?? '';
  const table = isRoleTable(shown) ? shown : await vscode.env.clipboard.readText();
  if (!isRoleTable(table)) throw new Refusal(noRoleTable().sentence);
  const folder = firstFolder();
  const { details } = await askCertificate(context, { folder }, t(title));
  const { answer, sentence } = compareRoles(table, details);
  if (answer === 'same') context.questions.tell(sentence);
  else context.questions.warn(sentence);
}
