import type { Decision, Step, StepOutcome, Verdict } from '../../src/core/phone/decision';
import type { DecisionContent, TvsAnswer } from '../../src/extension/phone/protocol';
import { announce } from '../shared/announce';
import { fill, h, type Child } from '../shared/dom';
import { count } from '../shared/format';
import { icon, type IconName } from '../shared/icons';
import { visible } from '../shared/text';
import { action, carryOnButton, changeButton, fileLink, ruleLink, sentences, type Actions } from './actions';
import { eraseView } from './erase';
import { badge, verdictLine, type Look } from './look';

const looks: Readonly<Record<Verdict, Look>> = {
  accepted: { word: 'Accepted', tone: 'accepted', icon: 'check' },
  refused: { word: 'Refused', tone: 'refused', icon: 'error' },
  depends: { word: 'It depends', tone: 'depends', icon: 'question' },
};

const answers = ['unknown', 'vouches', 'unreachable'] as const satisfies readonly TvsAnswer[];

function answerLabel(answer: TvsAnswer, { stores }: DecisionContent): string {
  switch (answer) {
    case 'unknown':
      return 'TVS: not known';
    case 'vouches':
      return stores === null ? 'TVS is reachable and vouches' : 'TVS answers by its trust stores';
    case 'unreachable':
      return 'TVS is unreachable';
  }
}

const outcomes: Readonly<Record<StepOutcome, { readonly word: string; readonly icon: IconName }>> = {
  applies: { word: 'applies', icon: 'information' },
  met: { word: 'met', icon: 'check' },
  'not-met': { word: 'not met', icon: 'error' },
  depends: { word: 'depends', icon: 'question' },
  unknown: { word: 'not known', icon: 'question' },
};

export function verdictBadge(verdict: Verdict): HTMLElement {
  return badge(looks[verdict]);
}

/** The verdict, the choice of what TVS answers, and how the phone decides. */
export function decisionView(content: DecisionContent, actions: Actions): HTMLElement {
  const result = h('div', { class: 'result' });
  let shown = isAnswer(actions.state) ? actions.state : 'unknown';
  const show = (): void => {
    fill(
      result,
      ...outcomeView(content, content.decisions[shown], actions),
      eraseView(content.erase[shown], content.eraseAnswers, actions),
    );
  };
  const choice = (answer: TvsAnswer): HTMLElement => {
    const { verdict } = content.decisions[answer];
    const input = h('input', {
      id: `tvs-${answer}`,
      attributes: { type: 'radio', name: 'tvs', value: answer, checked: answer === shown },
      on: {
        change: () => {
          shown = answer;
          actions.state = answer;
          show();
          announce(looks[verdict].word);
        },
      },
    });
    return h('label', { class: 'answer' }, input, h('span', null, answerLabel(answer, content)), verdictBadge(verdict));
  };
  show();
  return h(
    'div',
    { class: 'page' },
    h('h1', null, 'Would a phone accept ', fileLink(content.offered, null, actions), '?'),
    h(
      'p',
      { class: 'held' },
      'The phone holds ',
      content.itl === null ? 'no ITL' : fileLink(content.itl, null, actions),
      ' and ',
      content.ctl === null ? 'no CTL' : fileLink(content.ctl, null, actions),
      '. ',
      changeButton(actions),
      content.isRegeneration ? [' ', carryOnButton('Check a Regeneration with These Lists', actions)] : null,
    ),
    storesView(content, actions),
    h(
      'fieldset',
      { class: 'answers' },
      h('legend', null, 'If it has to ask the Trust Verification Service (TCP 2445)'),
      ...answers.map(choice),
    ),
    result,
  );
}

/** What the TVS can vouch for, if a person provided it. */
function storesView({ stores }: DecisionContent, { post }: Actions): HTMLElement {
  const storesButton = (id: string, label: string, choice: 'choose' | 'forget'): HTMLElement =>
    action('secondary', id, label, () => {
      post({ type: 'stores', action: choice });
    });
  return h(
    'p',
    { class: 'held stores' },
    stores === null
      ? 'TVS trust store contents not provided. '
      : [
          'The trust stores of its TVS contain ',
          visible(stores.files.join(', ')),
          ` (${count(stores.certificates, 'certificate')}). `,
        ],
    storesButton('stores', 'Choose Certificates…', 'choose'),
    stores === null ? null : storesButton('forget-stores', 'Forget', 'forget'),
  );
}

function outcomeView(content: DecisionContent, decision: Decision, actions: Actions): Child[] {
  const { verdict, rule, dependsOn, unknown, steps } = decision;
  const decidedBy = h('span', { class: 'dim' }, 'rule ', ruleLink(rule, content.rules[rule], actions));
  return [
    verdictLine(looks[verdict], {}, decidedBy),
    sentences('It depends on', dependsOn.map(toSentence)),
    sentences('Not known', unknown.map(toSentence)),
    h('h3', null, 'How the phone decides'),
    h('ol', { class: 'steps' }, ...steps.map((step) => stepView(step, content, actions))),
  ];
}

function toSentence({ sentence }: { readonly sentence: string }): string {
  return sentence;
}

function stepView(
  { rule, outcome, sentence, file, record }: Step,
  content: DecisionContent,
  actions: Actions,
): HTMLElement {
  const { word, icon: name } = outcomes[outcome];
  return h(
    'li',
    { class: `step step-${outcome}`, attributes: { 'data-rule': rule, 'data-outcome': outcome } },
    h('span', { class: 'step-mark', title: word }, icon(name), h('span', { class: 'visually-hidden' }, word)),
    ruleLink(rule, content.rules[rule], actions),
    h(
      'span',
      { class: 'step-text' },
      visible(sentence),
      file === null ? null : [' ', h('span', { class: 'place' }, fileLink(file, record, actions))],
    ),
  );
}

function isAnswer(state: unknown): state is TvsAnswer {
  return answers.some((answer) => answer === state);
}
