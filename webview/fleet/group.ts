import type { GroupDetails, GroupView } from '../../src/extension/cluster/protocol';
import { fill, h, type Child } from '../shared/dom';
import { icon } from '../shared/icons';
import { linkButton } from '../shared/link';
import { clipped, visible } from '../shared/text';
import { button } from '../shared/toolkit';
import { lookOf } from './look';
import { verdictText, verdictWords } from './rows';
import { counted, t } from '../shared/words';

interface Actions {
  readonly open: (position: number, kind: 'itl' | 'ctl') => void;
  readonly compare: (left: number, right: number) => void;
  readonly close: () => void;
}

/** Other groups that one can be compared with. */
const mostOthers = 100;

/** What is said of one group: its verdict, what that rests on, and its lists. */
export class GroupPanel {
  readonly element = h('section', { class: 'group', hidden: true, attributes: { 'aria-label': t('Group') } });
  #shown: number | null = null;

  constructor(private readonly actions: Actions) {}

  /** Without details as long as they have not come. */
  show(groups: readonly GroupView[], position: number | null, details: GroupDetails | null): void {
    const group = position === null ? undefined : groups[position];
    this.element.hidden = group === undefined;
    if (group === undefined || position === null) {
      this.#shown = null;
      fill(this.element);
      return;
    }
    if (this.#shown !== position) this.element.scrollTop = 0;
    this.#shown = position;
    fill(
      this.element,
      this.#title(group),
      details === null
        ? h('p', { class: 'pending' }, t('Loading…'))
        : [
            this.#lists(position, details),
            this.#comparing(groups, position),
            ...details.sentences.map((sentence) => h('p', null, clipped(sentence))),
            judgedLine(details),
            details.models === '' ? null : labelled(t('Models'), visible(details.models)),
          ],
    );
  }

  #title(group: GroupView): HTMLElement {
    const { tone, icon: name } = lookOf(group);
    const verdict = verdictText(group);
    return h(
      'div',
      { class: 'group-head' },
      h(
        'h2',
        { class: `verdict-badge tone-${tone}` },
        icon(name),
        h('strong', null, `${group.title}: ${counted(group.phones, '1 phone', '{count} phones')}`),
      ),
      verdict === '' ? null : h('span', { class: 'dim' }, verdict),
      button(
        'icon',
        {
          title: t('Show all groups'),
          attributes: { 'aria-label': t('Show all groups') },
          on: { click: this.actions.close },
        },
        icon('clear'),
      ),
    );
  }

  #lists(position: number, { itl, ctl }: GroupDetails): Child {
    const link = (kind: 'itl' | 'ctl', name: string): HTMLElement =>
      labelled(
        kind === 'itl' ? 'ITL' : 'CTL',
        linkButton(
          () => {
            this.actions.open(position, kind);
          },
          visible(name),
          { title: t('Open in the editor') },
        ),
      );
    return [itl === null ? null : link('itl', itl), ctl === null ? null : link('ctl', ctl)];
  }

  /** The other groups whose list can be opened too. */
  #comparing(groups: readonly GroupView[], position: number): Child {
    if (groups[position]?.opens !== true) return null;
    const others = groups
      .map((group, at) => ({ group, at }))
      .filter(({ group, at }) => group.opens && at !== position && group.holding !== groups[position]?.holding)
      .slice(0, mostOthers);
    if (others.length === 0) return null;
    const select = h(
      'select',
      { class: 'select', attributes: { 'aria-label': t('The group to compare its list with') } },
      others.map(({ group, at }) =>
        h(
          'option',
          { attributes: { value: at } },
          `${group.title}, ${counted(group.phones, '1 phone', '{count} phones')}: ${group.holding}`,
        ),
      ),
    );
    const click = (): void => {
      this.actions.compare(position, Number(select.value));
    };
    return h(
      'div',
      { class: 'comparing' },
      button('secondary', { title: t('Compare the lists of both groups'), on: { click } }, t('Compare')),
      h('span', null, t('with')),
      select,
    );
  }
}

function judgedLine({ judged }: GroupDetails): Child {
  if (judged.length === 0) return null;
  return h(
    'ul',
    { class: 'judged' },
    judged.map(({ file, verdict }) => {
      const { tone, icon: name } = lookOf({ verdict });
      return h(
        'li',
        { class: `verdict-badge tone-${tone}` },
        icon(name),
        h('span', null, visible(file), `: ${verdictWords(verdict)}`),
      );
    }),
  );
}

function labelled(label: string, value: Child): HTMLElement {
  return h('p', { class: 'labelled' }, h('span', { class: 'dim' }, `${label}: `), value);
}
