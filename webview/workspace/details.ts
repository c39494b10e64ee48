import type { ListRow } from '../../src/extension/problems/protocol';
import { fill, h } from '../shared/dom';
import { icon } from '../shared/icons';
import { linkButton } from '../shared/link';
import { clipped, visible } from '../shared/text';
import { verdictLooks } from '../shared/verdict-look';
import { t } from '../shared/words';

/** What the table has no space for, of the row that has the keyboard: its whole path, the reason, and what to do. */
export class Details {
  readonly element = h('section', { class: 'details', attributes: { 'aria-label': t('Active list') }, hidden: true });
  #shown: ListRow | undefined;

  constructor(private readonly open: (row: ListRow) => void) {}

  show(row: ListRow | undefined): void {
    if (row === this.#shown) return;
    this.#shown = row;
    this.element.hidden = row === undefined;
    if (row === undefined) return;
    const { tone, icon: name } = verdictLooks[row.outcome];
    const open = (): void => {
      this.open(row);
    };
    fill(
      this.element,
      h(
        'p',
        { class: `details-verdict tone-${tone}` },
        h('span', { class: 'verdict-badge' }, icon(name), h('strong', null, row.label)),
        row.detail === '' ? null : h('span', null, clipped(row.detail)),
      ),
      row.todo === '' ? null : h('p', { class: 'dim' }, row.todo),
      h('p', null, linkButton(open, visible(row.file), { title: t('Open in the editor') })),
    );
  }
}
