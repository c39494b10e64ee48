import type {
  ConditionState,
  EraseAdvice,
  EraseAnswers,
  EraseCondition,
} from '../../src/core/phone/regeneration/erase';
import { h, type Child } from '../shared/dom';
import { icon, type IconName } from '../shared/icons';
import { visible } from '../shared/text';
import type { Actions } from './actions';
import { t } from '../shared/words';

const states: Readonly<Record<ConditionState, { readonly word: string; readonly icon: IconName }>> = {
  holds: { word: t('true'), icon: 'check' },
  'does-not-hold': { word: t('false'), icon: 'error' },
  'not-known': { word: t('not known'), icon: 'question' },
};

/** Whether to erase the ITL, and the four conditions: a person can answer what the files leave open. */
export function eraseView(advice: EraseAdvice | null, answers: EraseAnswers, actions: Actions): Child {
  if (advice === null) return null;
  return h(
    'section',
    { class: 'erase', attributes: { 'data-advice': advice.advice } },
    h('h3', null, t('Should you erase its ITL?')),
    h('p', null, visible(advice.sentence)),
    h(
      'ul',
      { class: 'conditions' },
      ...advice.conditions.map((condition) => conditionView(condition, answers, actions)),
    ),
  );
}

function conditionView(
  { id, condition, state, sentence, check }: EraseCondition,
  answers: EraseAnswers,
  { post }: Actions,
): HTMLElement {
  const { word, icon: name } = states[state];
  const answer = answers[id];
  // What the files settle is not asked, even if a person answered it before.
  const isAsked = state === 'not-known' || (answer !== undefined && answer === (state === 'holds'));
  const select = h(
    'select',
    {
      id: `erase-${id}`,
      attributes: { 'aria-label': condition.sentence },
      on: {
        change: () => {
          post({ type: 'erase', id, answer: select.value === '' ? null : select.value === 'yes' });
        },
      },
    },
    h('option', { attributes: { value: '', selected: answer === undefined } }, t('not known')),
    h('option', { attributes: { value: 'yes', selected: answer === true } }, t('yes')),
    h('option', { attributes: { value: 'no', selected: answer === false } }, t('no')),
  );
  return h(
    'li',
    { attributes: { 'data-condition': id, 'data-state': state } },
    h('span', { title: word }, icon(name), h('span', { class: 'visually-hidden' }, word)),
    ' ',
    visible(isAsked ? condition.sentence : sentence),
    check === null ? null : [' ', h('span', { class: 'dim' }, visible(check.sentence))],
    isAsked ? [' ', select] : null,
  );
}
