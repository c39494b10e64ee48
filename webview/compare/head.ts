import type { VerdictSentence } from '../../src/core/compare/phone-sentences';
import type { Content, PhoneView, SideName, SideView, VerdictView } from '../../src/extension/compare/protocol';
import { announce } from '../shared/announce';
import { append, fill, h } from '../shared/dom';
import { icon, type IconName } from '../shared/icons';
import { plain, visible } from '../shared/text';
import { button, progressRing } from '../shared/toolkit';
import { linkButton } from '../shared/link';
import { counted, t } from '../shared/words';

interface Actions {
  readonly show: (side: SideName) => void;
  readonly swap: () => void;
}

const unreadable = t('The lists cannot be compared');
type SameCluster = NonNullable<VerdictView['sameCluster']>;
type Look = 'good' | 'bad' | 'caution';
const looks: Readonly<Record<VerdictView['verdict'], { readonly look: Look; readonly icon: IconName }>> = {
  accepted: { look: 'good', icon: 'check' },
  refused: { look: 'bad', icon: 'error' },
  depends: { look: 'caution', icon: 'question' },
};

/** What stands above the records: the summary in one sentence, the sides, and what a phone makes of them. */
export class Head {
  readonly #summary = h('h1', { class: 'summary-line' });
  readonly #left = h('div', { class: 'side side-left' });
  readonly #right = h('div', { class: 'side side-right' });
  readonly #sides = h('div', { class: 'sides' });
  readonly #phone = h('section', {
    class: 'phone',
    attributes: { 'aria-label': t('What a phone does'), 'aria-live': 'polite' },
  });
  readonly element = h('header', { class: 'summary' }, this.#summary, this.#sides, this.#phone);
  /** One button for good, so that it keeps the keyboard when it is pressed. */
  readonly #swap: HTMLElement;
  /** What was announced last of the sides; empty before the first. */
  #announced = '';

  constructor(private readonly actions: Actions) {
    const title = t('Swap sides');
    this.#swap = button(
      'icon',
      { class: 'swap', title, attributes: { 'aria-label': title }, on: { click: actions.swap } },
      icon('swap'),
    );
    append(this.#sides, [this.#left, this.#swap, this.#right]);
  }

  open(content: Content): void {
    const { left, right } = content;
    this.#say(content);
    if (content.kind === 'comparison') {
      const { same, summary } = content.comparison;
      const sign = h('span', { class: 'sign', attributes: { 'aria-hidden': 'true' } }, same ? '=' : '≠');
      fill(this.#summary, sign, h('span', null, visible(sentence(summary))));
      fill(this.#phone, h('p', { class: 'pending' }, progressRing(t('Asking')), t('What would a phone do?')));
    } else {
      fill(this.#summary, icon('error'), unreadable);
      fill(this.#phone);
    }
    fill(this.#left, ...this.#side('left', left));
    fill(this.#right, ...this.#side('right', right));
  }

  phone({ leftTakesRight, rightTakesLeft, untold }: PhoneView): void {
    fill(
      this.#phone,
      untold === null ? null : h('p', { class: 'dim' }, visible(untold)),
      leftTakesRight === null ? null : verdictBlock('left', leftTakesRight),
      rightTakesLeft === null ? null : verdictBlock('right', rightTakesLeft),
    );
  }

  /** A heading that changes is not read out by itself: the sides were swapped, or a list was edited. */
  #say(content: Content): void {
    const { left, right } = content;
    const summary = content.kind === 'comparison' ? sentence(content.comparison.summary) : unreadable;
    const words = plain(`${left.name}, ${right.name}: ${summary}`);
    if (this.#announced !== '' && this.#announced !== words) announce(words);
    this.#announced = words;
  }

  #side(name: SideName, { name: title, facts, problem }: SideView): readonly HTMLElement[] {
    const open = linkButton(
      () => {
        this.actions.show(name);
      },
      visible(title),
      { class: 'side-name', title: t('Show in its editor') },
    );
    const label = h('span', { class: 'side-label dim' }, name === 'left' ? t('Left') : t('Right'));
    const detail =
      problem === null
        ? h('p', { class: 'side-facts dim' }, ...facts.map((fact) => h('span', null, fact)))
        : h('p', { class: 'side-problem', role: 'alert' }, icon('error'), visible(problem));
    return [label, open, detail];
  }
}

function verdictBlock(held: SideName, view: VerdictView): HTMLElement {
  const { verdict, rule, why, sentence, sameCluster } = view;
  const { look, icon: name } = looks[verdict];
  return h(
    'div',
    { class: `verdict tone-${look}`, attributes: { 'data-held': held } },
    icon(name),
    h(
      'div',
      { class: 'verdict-text' },
      h('p', null, ...verdictWords(sentence), h('span', { class: 'dim' }, ` (${t('rule {rule}', { rule })})`)),
      h('p', { class: 'why' }, visible(why)),
      sameCluster === null ? null : sameClusterLine(sameCluster),
      details(view),
    ),
  );
}

function verdictWords({ sentence, verdict }: VerdictSentence): (HTMLElement | string)[] {
  const at = sentence.indexOf(verdict);
  if (at === -1) return [sentence]; // a translation need not have it as a part
  return [sentence.slice(0, at), h('strong', null, verdict), sentence.slice(at + verdict.length)];
}

function sameClusterLine({ outcome, short }: SameCluster): HTMLElement {
  return h(
    'p',
    { class: `same-cluster tone-${outcome === 'locked-out' ? 'bad' : 'good'}` },
    icon(outcome === 'locked-out' ? 'error' : 'check'),
    h('span', null, ...verdictWords(short), '.'),
  );
}

/** What has to be true for the phone to accept, then what is not known, and what follows in one cluster. */
function details({ dependsOn, unknown, sameCluster }: VerdictView): HTMLElement | null {
  const sentences = [...dependsOn, ...unknown, ...(sameCluster === null ? [] : [sameCluster.sentence])];
  if (sentences.length === 0) return null;
  const title =
    dependsOn.length === 0
      ? t('What is not known')
      : counted(dependsOn.length, 'Depends on 1 condition', 'Depends on {count} conditions');
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
