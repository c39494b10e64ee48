import type { ListRow } from '../../src/extension/problems/protocol';
import { h, type Child } from '../shared/dom';
import { icon } from '../shared/icons';
import type { Columns } from '../shared/table/column';
import { visible } from '../shared/text';
import { verdictLooks } from '../shared/verdict-look';
import { messages } from '../shared/words';

export const columns: Columns<ListRow> = [
  { id: 'file', title: messages('File'), minWidth: 190, grow: 3, text: ({ file }) => file, class: 'path' },
  { id: 'kind', title: messages('Kind'), minWidth: 76, grow: 0.3, text: ({ kind }) => kind },
  {
    id: 'verdict',
    title: messages('Verdict'),
    minWidth: 250,
    grow: 3,
    text: ({ label, detail }) => (detail === '' ? label : `${label}: ${detail}`),
    // Of equal rank the same verdicts stand together.
    sortBy: ({ rank, label }) => `${rank} ${label}`,
    cell: verdictCell,
  },
  { id: 'signer', title: messages('Signer'), minWidth: 120, grow: 1.5, text: ({ signer }) => signer ?? '' },
  {
    id: 'date',
    title: messages('Date (UTC)'),
    minWidth: 136,
    grow: 0.3,
    text: ({ date }) => date?.slice(0, 16).replace('T', ' ') ?? '',
    sortBy: ({ date }) => date,
    copied: ({ date }) => date ?? '',
  },
  {
    id: 'md5',
    title: 'MD5',
    minWidth: 256,
    grow: 0,
    text: ({ md5 }) => md5 ?? '',
    sortBy: ({ md5 }) => md5,
    class: 'mono',
  },
];

/** The sign and the words of the one verdict, then what follows them. */
function verdictCell({ outcome, label, detail }: ListRow): Child {
  const { tone, icon: name } = verdictLooks[outcome];
  return [
    h('span', { class: `verdict-badge tone-${tone}` }, icon(name), h('strong', null, label)),
    detail === '' ? null : [' ', h('span', { class: 'dim' }, visible(detail))],
  ];
}
