import * as vscode from 'vscode';
import { Refusal, type Command } from '../../host/command';
import { placeFor } from './steps/place';

/** Copies the cell whose menu was opened as it is shown, else the value of the selected field. */
export const copyValue: Command = {
  id: 'trustList.copyValue',
  run: async (context, target) => {
    const { state, place } = placeFor(context, target);
    const report = await state.report();
    const rows = place.record === null ? report?.header : report?.records[place.record - 1]?.fields;
    const field = rows?.find(({ offset, length }) => offset === place.offset && length === place.length);
    const shown = cellOf(target) ?? field?.text;
    if (shown === undefined) throw new Refusal('Select a field of the list first.');
    await vscode.env.clipboard.writeText(shown);
  },
};

/** What the page shows in the cell; it does not say so for values, which may be long. */
function cellOf(target: unknown): string | undefined {
  if (typeof target !== 'object' || target === null) return undefined;
  const { cell } = target as Record<string, unknown>;
  return typeof cell === 'string' ? cell : undefined;
}
