import type { Mark, Overview, PageFunction, PageOutline } from '../../src/extension/editor/protocol';
import { recordAt, recordsByFunction, type PageRecord } from './records';
import type { Selection } from './state';
import { t } from '../shared/words';

/** The rows of the outline as data, from top to bottom. */
export type Row =
  | {
      readonly kind: 'part';
      readonly selection: Exclude<Selection, number>;
      readonly label: string;
      readonly mark: Mark | null;
    }
  | { readonly kind: 'group'; readonly group: Group }
  | {
      readonly kind: 'record';
      readonly index: number;
      readonly record: PageRecord;
      readonly position: number;
      readonly size: number;
    };

export interface Group extends PageFunction {
  /** Numbers of the records, in file order. */
  readonly records: readonly number[];
}

export function groupsOf(outline: PageOutline): readonly Group[] {
  const records = recordsByFunction(outline);
  return outline.functions.map((named, position) => ({ ...named, records: records[position] ?? [] }));
}

interface Arrangement {
  readonly marks: Overview['marks'] | null;
  /** Numbers of the records that are shown; null for all. */
  readonly matches: ReadonlySet<number> | null;
  /** Codes of the functions whose records are folded away. */
  readonly collapsed: ReadonlySet<number | null>;
}

export function rowsOf(outline: PageOutline, groups: readonly Group[], arrangement: Arrangement): readonly Row[] {
  const { marks } = arrangement;
  const part = (selection: Exclude<Selection, number>, label: string, mark: Mark | null = null): Row => {
    return { kind: 'part', selection, label, mark };
  };
  return [
    part('overview', t('Overview'), marks?.overview),
    part('header', t('Header'), marks?.header),
    part('signer', t('Signer'), marks?.signer),
    ...groups.flatMap((group) => groupRows(outline, group, arrangement)),
    ...(outline.trailing === null ? [] : [part('trailing', t('Trailing bytes'), marks?.trailing)]),
  ];
}

function groupRows(outline: PageOutline, group: Group, { matches, collapsed }: Arrangement): Row[] {
  const shown = matches === null ? group.records : group.records.filter((index) => matches.has(index));
  if (shown.length === 0) return [];
  const head: Row = { kind: 'group', group: { ...group, records: shown } };
  if (collapsed.has(group.code)) return [head];
  const records = shown.flatMap((index, position): Row[] => {
    const record = recordAt(outline, index);
    return record === null ? [] : [{ kind: 'record', index, record, position, size: shown.length }];
  });
  return [head, ...records];
}

/** What choosing a row selects; null for a group. */
export function selectionOf(row: Row): Selection | null {
  switch (row.kind) {
    case 'part':
      return row.selection;
    case 'record':
      return row.index;
    case 'group':
      return null;
  }
}
