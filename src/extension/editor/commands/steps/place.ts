import type { Place } from '../../../host/documents';
import { Refusal, type CommandContext } from '../../../host/command';
import { openList, type OpenList } from '../../../host/open-list';

/** The field or record whose menu was opened, else the one that is selected. */
export function placeFor({ documents }: CommandContext, target: unknown): OpenList & { readonly place: Place } {
  const open = openList(documents, target);
  const place = isPlace(target) ? target : documents.selection;
  if (place === undefined) throw new Refusal('Select a field or a record of the list first.');
  return { ...open, place };
}

export function isPlace(target: unknown): target is Place {
  if (typeof target !== 'object' || target === null) return false;
  const { offset, length, record } = target as Record<string, unknown>;
  return typeof offset === 'number' && typeof length === 'number' && (record === null || typeof record === 'number');
}
