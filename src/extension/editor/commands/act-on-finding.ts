import * as vscode from 'vscode';
import type { FindingAction } from '../../../core/trust/catalogue';
import { actCommand, type ActTarget } from '../../host/finding-commands';
import { addRecord } from './add-record';
import { changeFunction } from './change-function';
import { removeRecord } from './remove-record';
import { replaceCertificate } from './replace-certificate';
import { resign } from './resign';
import { setFilename } from './set-filename';
import { setTimestamp } from './set-timestamp';
import type { Command } from '../../host/command';
import { isPlace } from './steps/place';

const commands: Readonly<Record<FindingAction, Command>> = {
  resign,
  addRecord,
  removeRecord,
  changeFunction,
  replaceCertificate,
  setFilename,
  setTimestamp,
};

/**
 * Runs the command that a finding leads to, with the finding in sight: on the record that it is about where it is about
 * one, else as from the palette. Only links and buttons of hovers run it.
 */
export const actOnFinding: Command = {
  id: actCommand,
  run: async (context, target) => {
    const wanted = readTarget(target);
    if (wanted === undefined) return;
    const { action, place } = wanted;
    const list = vscode.Uri.parse(wanted.list, true);
    await context.documents.reveal(list, place);
    await commands[action].run(context, { list: wanted.list, ...place });
  },
};

function readTarget(target: unknown): ActTarget | undefined {
  if (typeof target !== 'object' || target === null) return undefined;
  const { list, action, place } = target as Partial<Record<keyof ActTarget, unknown>>;
  if (typeof list !== 'string' || typeof action !== 'string' || !isPlace(place)) return undefined;
  return Object.hasOwn(commands, action) ? { list, action: action as FindingAction, place } : undefined;
}
