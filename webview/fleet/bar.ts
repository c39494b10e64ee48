import type { GroupView } from '../../src/extension/cluster/protocol';
import { fill, h } from '../shared/dom';
import { formatted } from '../shared/format';
import { icon } from '../shared/icons';
import { plain, visible } from '../shared/text';
import { lookOf } from './look';
import { counted, t } from '../shared/words';

/** Groups that have a segment each before a person asks for more, and afterwards: the table has the phones of all. */
const most = { first: 10, all: 200 } as const;

/**
 * The groups as a bar: each as wide as it has phones, but never narrower than its words. A press chooses one. Above them
 * a strip has the shares as they are.
 */
export class Bar {
  readonly #strip = h('div', { class: 'shares', attributes: { 'aria-hidden': 'true' } });
  readonly #segments = h('div', { class: 'bar', role: 'group', attributes: { 'aria-label': t('Groups of phones') } });
  readonly element = h('div', { class: 'groups' }, this.#strip, this.#segments);
  #groups: readonly GroupView[] = [];
  #chosen: number | null = null;
  #showsAll = false;

  /** @param choose a group by its position; null for none. */
  constructor(private readonly choose: (position: number | null) => void) {}

  show(groups: readonly GroupView[], chosen: number | null): void {
    this.#groups = groups;
    this.#chosen = chosen;
    this.#draw();
  }

  #draw(): void {
    const groups = this.#groups;
    const focused = document.activeElement?.id ?? '';
    const isLong = groups.length > most.first + 1 && !this.#showsAll;
    const shown = groups.slice(0, isLong ? most.first : most.all);
    const others = groups.slice(shown.length);
    const total = groups.reduce((sum, { phones }) => sum + phones, 0);
    this.element.hidden = total === 0;
    fill(this.#strip, shown.map(share), others.length === 0 ? null : rest(others));
    fill(
      this.#segments,
      shown.map((group, position) => this.#segment(group, position, total)),
      others.length === 0 ? null : this.#rest(others, isLong),
    );
    if (focused.startsWith('group-')) document.getElementById(focused)?.focus({ preventScroll: true });
  }

  #segment(group: GroupView, position: number, total: number): HTMLElement {
    const { title, holding, phones } = group;
    const { tone, icon: name } = lookOf(group);
    const isChosen = position === this.#chosen;
    const percent = `${((phones / total) * 100).toFixed(phones * 100 < total * 10 ? 1 : 0)} %`;
    const segment = h(
      'button',
      {
        id: `group-${position}`,
        class: `segment tone-${tone}`,
        title: plain(`${counted(phones, '1 phone', '{count} phones')} (${percent}): ${title}, ${holding}`),
        attributes: { type: 'button', 'aria-pressed': String(isChosen) },
        on: {
          click: () => {
            this.choose(isChosen ? null : position);
          },
        },
      },
      h('span', { class: 'segment-title' }, icon(name), h('strong', null, `${formatted(phones)} ${title}`)),
      h('span', { class: 'segment-holding' }, visible(holding)),
    );
    segment.style.flexGrow = String(phones);
    return segment;
  }

  /** What stands for the groups that have no segment of their own. */
  #rest(others: readonly GroupView[], canShow: boolean): HTMLElement {
    const phones = others.reduce((sum, group) => sum + group.phones, 0);
    const words = [
      h(
        'span',
        { class: 'segment-title' },
        h('strong', null, counted(others.length, '1 more group', '{count} more groups')),
      ),
      h('span', { class: 'segment-holding' }, counted(phones, '1 phone', '{count} phones')),
    ];
    if (!canShow) return h('div', { class: 'segment segment-rest' }, words);
    const click = (): void => {
      this.#showsAll = true;
      this.#draw();
      document.getElementById(`group-${most.first}`)?.focus();
    };
    return h(
      'button',
      { id: 'group-more', class: 'segment segment-rest', attributes: { type: 'button' }, on: { click } },
      words,
    );
  }
}

function share(group: Pick<GroupView, 'verdict' | 'phones'>): HTMLElement {
  const part = h('div', { class: `share tone-${lookOf(group).tone}` });
  part.style.flexGrow = String(group.phones);
  return part;
}

function rest(others: readonly GroupView[]): HTMLElement {
  return share({ verdict: null, phones: others.reduce((sum, { phones }) => sum + phones, 0) });
}
