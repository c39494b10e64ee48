import * as vscode from 'vscode';
import type { FindingAction } from '../../../core/trust/catalogue';
import type { Fix } from '../../../core/trust/report';
import type { Command } from '../../host/command';
import type { CommandContext } from '../../host/context';
import { loadEditing, loadEngine } from '../../host/engine';
import { change } from '../../host/edits';
import { Refusal } from '../../host/errors';
import { actCommand, applyFixCommand, type ActTarget, type FixTarget } from '../../host/finding-commands';
import { editableList, type OpenList } from '../../host/open-list';
import { fieldsOf, isPlace } from '../../host/target';
import { setFilename, setTimestamp } from './header';
import { addRecord, changeFunction, removeRecord, replaceCertificate } from './records';
import { resign } from './signing';
import { t } from '../../../core/words/translate';

/**
 * Makes the edit that a finding offers; without a target, the finding that a person chooses. A fix that no finding of
 * the list offers as it is now is not made, whoever asks for it.
 */
export const applyFix: Command = {
  id: applyFixCommand,
  run: async (context, target) => {
    const wanted = fixTarget(target);
    const list = wanted === undefined ? undefined : vscode.Uri.parse(wanted.list, true);
    if (list !== undefined && context.documents.get(list) === undefined) {
      await context.documents.reveal(list, { record: null, offset: 0, length: 0 });
    }
    const open = await editableList(context, list);
    const fix = await offeredFix(context, open, wanted?.fix);
    if (fix.kind === 'resign') {
      await resign.run(context, open.document.uri);
      return;
    }
    const { applyFix: edit } = await loadEditing();
    await change(context, open, await edit(open.list, fix));
  },
};

const actions: Readonly<Record<FindingAction, Command>> = {
  resign,
  addRecord,
  removeRecord,
  changeFunction,
  replaceCertificate,
  setFilename,
  setTimestamp,
};

/**
 * Runs the command that a finding leads to, with the finding in sight: on its record if it is about one, else as from
 * the palette. Only links and buttons of hovers run it.
 */
export const actOnFinding: Command = {
  id: actCommand,
  run: async (context, target) => {
    const wanted = actTarget(target);
    if (wanted === undefined) return;
    const { list, action, place } = wanted;
    await context.documents.reveal(vscode.Uri.parse(list, true), place);
    await actions[action].run(context, { list, ...place });
  },
};

async function offeredFix(
  { questions }: CommandContext,
  { state, name }: OpenList,
  wanted: Fix | undefined,
): Promise<Fix> {
  const [{ explain }, report] = await Promise.all([loadEngine(), state.report()]);
  const offers = (report?.findings ?? []).flatMap((finding) => {
    const { fix, fixLabel, title, message } = explain(finding);
    return fix === null || fixLabel === null
      ? []
      : [{ label: fixLabel, description: title, detail: message, value: fix }];
  });
  if (wanted !== undefined) {
    const offer = offers.find(({ value }) => isSame(value, wanted));
    if (offer === undefined)
      throw new Refusal(t('{name} no longer has this finding: there is nothing to fix.', { name }));
    return offer.value;
  }
  if (offers.length === 0) throw new Refusal(t('No finding in {name} has a quick fix.', { name }));
  return questions.choice({ title: t('Fix {name}', { name }), prompt: t('Which finding?'), choices: offers });
}

function isSame(a: Fix, b: Fix): boolean {
  const { record, field, kind } = { record: null, field: null, ...a };
  const other = { record: null, field: null, ...b };
  return kind === other.kind && record === other.record && field === other.field;
}

function fixTarget(target: unknown): FixTarget | undefined {
  const { list, fix } = fieldsOf(target);
  // What is wanted is only ever compared with what is offered.
  return typeof list === 'string' && typeof fix === 'object' && fix !== null ? { list, fix: fix as Fix } : undefined;
}

function actTarget(target: unknown): ActTarget | undefined {
  const { list, action, place } = fieldsOf(target);
  if (typeof list !== 'string' || typeof action !== 'string' || !isPlace(place)) return undefined;
  return Object.hasOwn(actions, action) ? { list, action: action as FindingAction, place } : undefined;
}
