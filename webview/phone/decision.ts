import type { Decision, Step, StepOutcome, Verdict } from '../../src/core/phone/decision';
import type { DecisionContent, TvsAnswer } from '../../src/extension/phone/protocol';
import { announce } from '../shared/announce';
import { fill, h, type Child } from '../shared/dom';
import { icon, type IconName } from '../shared/icons';
import { visible } from '../shared/text';
import { action, carryOnButton, changeButton, fileLink, ruleLink, sentences, type Actions } from './actions';
import { eraseView } from './erase';
import { badge, verdictLine, type Look } from './look';
import { counted, rich, t } from '../shared/words';

const looks: Readonly<Record<Verdict, Look>> = {
  accepted: { word: t('Accepted'), tone: 'accepted', icon: 'check' },
  refused: { word: t('Refused'), tone: 'refused', icon: 'error' },
  depends: { word: t('It depends'), tone: 'depends', icon: 'question' },
};

const answers = ['unknown', 'vouches', 'unreachable'] as const satisfies readonly TvsAnswer[];

function answerLabel(answer: TvsAnswer, { stores }: DecisionContent): string {
  switch (answer) {
    case 'unknown':
      return t('TVS: not known');
    case 'vouches':
      return stores === null ? t('TVS is reachable and vouches') : t('TVS answers by its trust stores');
    case 'unreachable':
      return t('TVS is unreachable');
  }
}

const outcomes: Readonly<Record<StepOutcome, { readonly word: string; readonly icon: IconName }>> = {
  applies: { word: t('applies'), icon: 'information' },
  met: { word: t('met'), icon: 'check' },
  'not-met': { word: t('not met'), icon: 'error' },
  depends: { word: t('depends'), icon: 'question' },
  unknown: { word: t('not known'), icon: 'question' },
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
    h('h1', null, rich('Would a phone accept {file}?', { file: fileLink(content.offered, null, actions) })),
    h(
      'p',
      { class: 'held' },
      rich('The phone holds {itl} and {ctl}.', {
        itl: content.itl === null ? t('no ITL') : fileLink(content.itl, null, actions),
        ctl: content.ctl === null ? t('no CTL') : fileLink(content.ctl, null, actions),
      }),
      ' ',
      changeButton(actions),
      content.isRegeneration ? [' ', carryOnButton(t('Check a Regeneration with These Lists'), actions)] : null,
    ),
    storesView(content, actions),
    h(
      'fieldset',
      { class: 'answers' },
      h('legend', null, t('If it has to ask the Trust Verification Service (TCP 2445)')),
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
      ? t('TVS trust store contents not provided.')
      : rich('The trust stores of its TVS contain {files} ({certificates}).', {
          files: visible(stores.files.join(', ')),
          certificates: counted(stores.certificates, '1 certificate', '{count} certificates'),
        }),
    ' ',
    storesButton('stores', t('Choose Certificates…'), 'choose'),
    stores === null ? null : storesButton('forget-stores', t('Forget'), 'forget'),
  );
}

function outcomeView(content: DecisionContent, decision: Decision, actions: Actions): Child[] {
  const { verdict, rule, dependsOn, unknown, steps } = decision;
  const decidedBy = h(
    'span',
    { class: 'dim' },
    rich('rule {rule}', { rule: ruleLink(rule, content.rules[rule], actions) }),
  );
  return [
    verdictLine(looks[verdict], {}, decidedBy),
    sentences(t('It depends on'), dependsOn.map(toSentence)),
    sentences(t('Not known'), unknown.map(toSentence)),
    h('h3', null, t('How the phone decides')),
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
