import type { GroupView } from '../../src/extension/cluster/protocol';
import type { FleetDevice } from '../../src/core/cluster/fleet/phones';
import { h, type Child } from '../shared/dom';
import { icon } from '../shared/icons';
import type { Columns } from '../shared/table/column';
import { lookOf } from './look';
import { messages, t } from '../shared/words';

/** A phone in the table. */
export interface PhoneRow {
  readonly device: FleetDevice;
  readonly group: GroupView;
  /** Of its group, among all. */
  readonly position: number;
  /** Its own, in its group. */
  readonly index: number;
}

type Detail = 'model' | 'address' | 'description' | 'pool' | 'location';

function detail(id: Detail, title: string, minWidth: number, grow: number) {
  return { id, title, minWidth, grow, text: ({ device }: PhoneRow) => device[id] ?? '' };
}

export const columns: Columns<PhoneRow> = [
  {
    id: 'device',
    title: messages('Device'),
    minWidth: 150,
    grow: 0.5,
    text: ({ device }) => device.name,
    sortBy: ({ device }) => device.name,
  },
  {
    id: 'group',
    title: messages('Result'),
    minWidth: 120,
    grow: 0.5,
    text: ({ group }) => group.title,
    sortBy: ({ position }) => position,
    cell: resultCell,
  },
  { id: 'list', title: messages('Holds'), minWidth: 180, grow: 2, text: ({ group }) => group.holding, class: 'path' },
  { id: 'verdict', title: messages('Verdict'), minWidth: 112, grow: 0.3, text: ({ group }) => verdictText(group) },
  detail('model', messages('Model'), 80, 0.3),
  {
    ...detail('address', messages('Address'), 112, 0.3),
    sortBy: ({ device }) => (device.address === null ? null : byNumbers(device.address)),
  },
  detail('description', messages('Description'), 130, 1.5),
  detail('pool', messages('Device Pool'), 100, 0.7),
  detail('location', messages('Location'), 100, 0.7),
  {
    id: 'time',
    title: messages('Time'),
    minWidth: 144,
    grow: 0.2,
    text: ({ device }) => device.time?.replace('T', ' ') ?? '',
    sortBy: ({ device }) => device.time,
    copied: ({ device }) => device.time ?? '',
  },
  {
    id: 'source',
    title: messages('Source'),
    minWidth: 150,
    grow: 1,
    text: ({ device }) => placeText(device),
    class: 'path',
  },
];

/** The sign and the word of what becomes of the phone. */
function resultCell({ group }: PhoneRow): Child {
  const { tone, icon: name } = lookOf(group);
  return h('span', { class: `verdict-badge tone-${tone}` }, icon(name), h('strong', null, group.title));
}

const verdicts = { accepted: t('accepted'), refused: t('refused'), depends: t('depends') } as const;

export function verdictWords(verdict: keyof typeof verdicts): string {
  return verdicts[verdict];
}

/** `refused (P8)`. */
export function verdictText({ verdict, rule }: Pick<GroupView, 'verdict' | 'rule'>): string {
  if (verdict === null) return '';
  return rule === null ? verdictWords(verdict) : `${verdictWords(verdict)} (${rule})`;
}

/** `phones.csv:12`. */
export function placeText({ source, line }: Pick<FleetDevice, 'source' | 'line'>): string {
  return line === null ? source : `${source}:${line}`;
}

/** An address sorts by its numbers: 10.0.0.9 comes before 10.0.0.10. */
function byNumbers(address: string): string {
  return address.replace(/\d+/g, (digits) => digits.padStart(3, '0'));
}
