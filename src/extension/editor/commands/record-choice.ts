import type { TrustList } from '../../../core/format/model';
import type { Edited } from '../../../core/edit/outcome';
import { loadEngine } from '../../host/engine';
import type { CommandContext } from '../../host/context';
import { Refusal } from '../../host/errors';
import type { OpenList } from '../../host/open-list';
import type { Choice } from '../../host/questions';
import { recordOf } from '../../host/target';
import { t } from '../../../core/words/translate';

/** The record whose menu was opened, else the selected one, else the one that a person chooses. */
export async function recordFor(
  context: CommandContext,
  open: OpenList,
  target: unknown,
  title: string,
): Promise<number> {
  const known = recordOf(target) ?? selected(context, open);
  if (known !== null && open.list.records[known - 1] !== undefined) return known;
  return context.questions.choice({ title, prompt: t('Which record?'), choices: await choicesOf(open.list) });
}

/** As `recordFor`, if it may be several. */
export async function recordsFor(
  context: CommandContext,
  open: OpenList,
  target: unknown,
  title: string,
): Promise<readonly number[]> {
  const known = recordOf(target) ?? selected(context, open);
  if (known !== null && open.list.records[known - 1] !== undefined) return [known];
  return context.questions.choices({ title, prompt: t('Which records?'), choices: await choicesOf(open.list) });
}

export async function choicesOf(list: TrustList): Promise<Choice<number>[]> {
  if (list.records.length === 0) throw new Refusal(t('The list has no records.'));
  const { outline } = await loadEngine();
  return outline(list).records.map(({ index, label, function: name }) => ({
    label: `${index} · ${label}`,
    description: name ?? t('no function'),
    value: index,
  }));
}

/** Selects a record of an edited list. */
export function showRecord({ documents }: CommandContext, open: OpenList, { list }: Edited, number: number): void {
  const record = list.records[number - 1];
  if (record === undefined) return;
  const { offset, length } = record;
  documents.select(open.document.uri, { record: number, offset, length });
}

function selected({ documents }: CommandContext, { document }: OpenList): number | null {
  return documents.active === document ? (documents.selection?.record ?? null) : null;
}
