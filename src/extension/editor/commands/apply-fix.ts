import * as vscode from 'vscode';
import type { Fix } from '../../../core/trust/report';
import { applyFixCommand, type FixTarget } from '../../host/finding-commands';
import { loadEngine } from '../../host/list-state';
import { resign } from './resign';
import { change } from '../../host/edits';
import { Refusal, type Command, type CommandContext } from '../../host/command';
import { loadEditing } from './steps/editing';
import { editableList, type OpenList } from '../../host/open-list';

/**
 * Mends a finding by the edit that it offers; without a target, the finding that a person chooses. A fix that no finding
 * of the list offers as it is now is not made, whoever asks for it.
 */
export const applyFix: Command = {
  id: applyFixCommand,
  run: async (context, target) => {
    const wanted = readTarget(target);
    const list = wanted === undefined ? undefined : vscode.Uri.parse(wanted.list, true);
    if (list !== undefined && context.documents.get(list) === undefined) {
      await context.documents.reveal(list, { record: null, offset: 0, length: 0 });
    }
    const open = await editableList(context.documents, list);
    const fix = await offeredFix(context, open, wanted?.fix);
    if (fix.kind === 'resign') {
      await resign.run(context, open.document.uri);
      return;
    }
    const { applyFix: mend } = await loadEditing();
    await change(context, open, await mend(open.list, fix));
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
    if (offer === undefined) throw new Refusal(`${name} has nothing to mend there any more.`);
    return offer.value;
  }
  if (offers.length === 0) throw new Refusal(`No finding of ${name} has a quick fix.`);
  return questions.choice({ title: `Mend ${name}`, prompt: 'Which finding?', choices: offers });
}

function isSame(a: Fix, b: Fix): boolean {
  const { record, field, kind } = { record: null, field: null, ...a };
  const other = { record: null, field: null, ...b };
  return kind === other.kind && record === other.record && field === other.field;
}

function readTarget(target: unknown): FixTarget | undefined {
  if (typeof target !== 'object' || target === null) return undefined;
  const { list, fix } = target as Partial<Record<keyof FixTarget, unknown>>;
  // What is wanted is only ever compared with what is offered.
  return typeof list === 'string' && typeof fix === 'object' && fix !== null ? { list, fix: fix as Fix } : undefined;
}
