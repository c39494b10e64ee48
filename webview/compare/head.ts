import type { Content, PhoneView, SideName, SideView, VerdictView } from '../../src/extension/compare/protocol';
import { fill, h, type Child } from '../shared/dom';
import { count } from '../shared/format';
import { icon, type IconName } from '../shared/icons';
import { visible } from '../shared/text';
import { button, progressRing } from '../shared/toolkit';

interface Actions {
  readonly show: (side: SideName) => void;
  readonly swap: () => void;
}

type SameCluster = NonNullable<VerdictView['sameCluster']>;
type Look = 'good' | 'bad' | 'unsure';
const looks: Readonly<Record<VerdictView['verdict'], { readonly look: Look; readonly icon: IconName }>> = {
  accepted: { look: 'good', icon: 'check' },
  refused: { look: 'bad', icon: 'error' },
  depends: { look: 'unsure', icon: 'question' },
};

/** What stands above the records: the summary in one sentence, the sides, and what a phone makes of them. */
export class Head {
  readonly #summary = h('h1', { class: 'summary-line' });
  readonly #sides = h('div', { class: 'sides' });
  readonly #phone = h('section', {
    class: 'phone',
    attributes: { 'aria-label': 'What a phone does', 'aria-live': 'polite' },
  });
  readonly element = h('header', { class: 'summary' }, this.#summary, this.#sides, this.#phone);
  #names = { left: '', right: '' };

  constructor(private readonly actions: Actions) {}

  open(content: Content): void {
    const { left, right } = content;
    this.#names = { left: left.name, right: right.name };
    if (content.kind === 'comparison') {
      const { same, summary } = content.comparison;
      const sign = h('span', { class: 'sign', attributes: { 'aria-hidden': 'true' } }, same ? '=' : '≠');
      fill(this.#summary, sign, h('span', null, visible(sentence(summary))));
      fill(this.#phone, h('p', { class: 'pending' }, progressRing('Asking'), 'What would a phone do?'));
    } else {
      fill(this.#summary, icon('error'), 'The lists cannot be compared');
      fill(this.#phone);
    }
    fill(this.#sides, this.#side('left', left), this.#swapButton(), this.#side('right', right));
  }

  phone({ leftTakesRight, rightTakesLeft }: PhoneView): void {
    if (leftTakesRight === null || rightTakesLeft === null) {
      fill(
        this.#phone,
        h('p', { class: 'dim' }, 'What a phone makes of these cannot be told: it takes two lists with their bytes.'),
      );
      return;
    }
    fill(this.#phone, this.#verdict('left', 'right', leftTakesRight), this.#verdict('right', 'left', rightTakesLeft));
  }

  #swapButton(): HTMLElement {
    const title = 'Swap sides';
    return button(
      'icon',
      { class: 'swap', title, attributes: { 'aria-label': title }, on: { click: this.actions.swap } },
      icon('swap'),
    );
  }

  #side(name: SideName, { name: title, facts, problem }: SideView): HTMLElement {
    const open = h(
      'button',
      {
        class: 'link side-name',
        title: 'Show in its editor',
        attributes: { type: 'button' },
        on: {
          click: () => {
            this.actions.show(name);
          },
        },
      },
      visible(title),
    );
    const label = h('span', { class: 'side-label dim' }, name === 'left' ? 'Left' : 'Right');
    const detail =
      problem === null
        ? h('p', { class: 'side-facts dim' }, ...facts.map((fact) => h('span', null, fact)))
        : h('p', { class: 'side-problem', role: 'alert' }, icon('error'), visible(problem));
    return h('div', { class: `side side-${name}` }, label, open, detail);
  }

  #verdict(held: SideName, offered: SideName, view: VerdictView): HTMLElement {
    const { verdict, word, rule, why, sameCluster } = view;
    const { look, icon: name } = looks[verdict];
    return h(
      'div',
      { class: `verdict verdict-${look}`, attributes: { 'data-held': held } },
      icon(name),
      h(
        'div',
        { class: 'verdict-text' },
        h(
          'p',
          null,
          'A phone that holds ',
          this.#sideWord(held),
          ' ',
          h('strong', null, word),
          ' ',
          this.#sideWord(offered),
          h('span', { class: 'dim' }, ` (rule ${rule})`),
        ),
        h('p', { class: 'why' }, visible(why)),
        sameCluster === null ? null : sameClusterLine(sameCluster),
        details(view),
      ),
    );
  }

  #sideWord(side: SideName): Child {
    return h('bdi', { class: 'side-word', title: this.#names[side] }, `the ${side} list`);
  }
}

function sameClusterLine({ outcome }: SameCluster): HTMLElement {
  const lockedOut = outcome === 'locked-out';
  return h(
    'p',
    { class: `same-cluster same-cluster-${outcome}` },
    icon(lockedOut ? 'error' : 'check'),
    h(
      'span',
      null,
      'If one cluster replaced the one by the other: ',
      h('strong', null, lockedOut ? 'locked out' : 'taken through TVS'),
      lockedOut ? ', no signer and no TVS that phones know is left.' : ', whose certificate is kept.',
    ),
  );
}

/** What has to be true for the phone to accept, then what is not known, and what follows in one cluster. */
function details({ dependsOn, unknown, sameCluster }: VerdictView): HTMLElement | null {
  const sentences = [...dependsOn, ...unknown, ...(sameCluster === null ? [] : [sameCluster.sentence])];
  if (sentences.length === 0) return null;
  const title = dependsOn.length === 0 ? 'What is not known' : `It hangs on ${count(dependsOn.length, 'condition')}`;
  return h(
    'details',
    null,
    h('summary', null, title),
    h('ul', { class: 'sentences' }, ...sentences.map((text) => h('li', null, visible(text)))),
  );
}

/** `signer kept; CAPF added` with a capital letter and a full stop. */
function sentence(summary: string): string {
  return `${summary.charAt(0).toUpperCase()}${summary.slice(1)}.`;
}
