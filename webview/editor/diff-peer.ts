import type { DiffPeerView } from '../../src/extension/editor/protocol';
import { fill, h, type Child } from '../shared/dom';
import { visible } from '../shared/text';
import { button } from '../shared/toolkit';
import { linkButton } from '../shared/link';
import { rich, t } from '../shared/words';

interface Actions {
  readonly compare: (asText: boolean) => void;
  readonly showRecord: (index: number) => void;
}

/** Records that are named; the outline marks all of them. */
const most = 24;

/** While VS Code shows this list in a diff: what differs from the other side, and ways to see it in full. */
export class DiffPeer {
  #view: DiffPeerView | null = null;
  readonly element = h('section', { class: 'beside', hidden: true, attributes: { 'aria-label': t('Comparison') } });

  constructor(private readonly actions: Actions) {}

  /** The list has changed: what is known of the other side is about records that were. */
  open(): void {
    if (this.#view !== null) this.show({ ...this.#view, summary: t('comparing…'), records: [] });
  }

  show(view: DiffPeerView | null): void {
    this.#view = view;
    this.element.hidden = view === null;
    if (view === null) {
      fill(this.element);
      return;
    }
    const { name, isLeft, summary } = view;
    fill(
      this.element,
      h(
        'p',
        { class: 'beside-summary' },
        h('span', { class: 'dim' }, peerWords(isLeft, visible(name))),
        ' ',
        h('strong', null, visible(summary)),
      ),
      this.#records(view),
      h(
        'div',
        { class: 'beside-actions' },
        this.#action(t('Compare Side by Side'), false),
        this.#action(t('Compare as Text'), true),
      ),
    );
  }

  #records({ records }: DiffPeerView): HTMLElement | null {
    if (records.length === 0) return null;
    const more = records.length - most;
    const shown = records.slice(0, most).map(({ index, sign, word }) =>
      h(
        'li',
        null,
        linkButton(
          () => {
            this.actions.showRecord(index);
          },
          [
            h('span', { class: 'change-sign', attributes: { 'aria-hidden': 'true' } }, sign),
            ` ${t('record {index} {change}', { index, change: word })}`,
          ],
          { label: t('Record {index}, {change}', { index, change: word }) },
        ),
      ),
    );
    const rest = more > 0 ? h('li', { class: 'dim' }, t('and {count} more', { count: more })) : null;
    return h('ul', { class: 'beside-records' }, ...shown, rest);
  }

  #action(label: string, asText: boolean): HTMLElement {
    const click = (): void => {
      this.actions.compare(asText);
    };
    return button('secondary', { on: { click } }, label);
  }
}

/** What the list is compared with, and on which side of the diff that is. */
function peerWords(isLeft: boolean | null, name: Child): Child[] {
  if (isLeft === null) return rich('Compared with {name}:', { name });
  return isLeft
    ? rich('Compared with {name} on the left:', { name })
    : rich('Compared with {name} on the right:', { name });
}
