import type { RegenerationOutcome } from '../../src/core/phone/regenerate';
import type { RegenerationContent } from '../../src/extension/phone/protocol';
import { h } from '../shared/dom';
import { icon, type IconName } from '../shared/icons';
import { visible } from '../shared/text';
import { action, fileLink, sentences, type Actions } from './actions';
import { evidenceView } from './evidence';

const looks: Readonly<
  Record<RegenerationOutcome, { readonly word: string; readonly look: string; readonly icon: IconName }>
> = {
  fine: { word: 'Fine', look: 'accepted', icon: 'check' },
  'fine-through-tvs': { word: 'Fine through TVS', look: 'depends', icon: 'question' },
  'locked-out': { word: 'Locked out', look: 'refused', icon: 'error' },
  damaged: { word: 'Damaged', look: 'refused', icon: 'error' },
  'not-known': { word: 'Not known', look: 'depends', icon: 'question' },
};

/** What a change of certificates does to the phones that hold the old ITL. */
export function regenerationView(
  { held, ctl, served, regeneration }: RegenerationContent,
  actions: Actions,
): HTMLElement {
  const { outcome, sentence, evidence, conditions, remedies, unknown } = regeneration;
  const { word, look, icon: name } = looks[outcome];
  return h(
    'div',
    { class: 'page' },
    h('h1', null, 'Changed certificates'),
    h(
      'p',
      { class: 'held' },
      'The phones hold ',
      fileLink(held, null, actions),
      ctl === null ? ' and no CTL' : [' and ', fileLink(ctl, null, actions)],
      '; their cluster now serves ',
      fileLink(served, null, actions),
      '.',
    ),
    h(
      'p',
      { class: 'buttons' },
      action('primary', 'save', 'Save as Markdown…', () => {
        actions.post({ type: 'save' });
      }),
      action('secondary', 'change', 'Change…', () => {
        actions.post({ type: 'change' });
      }),
    ),
    h(
      'p',
      { class: `verdict verdict-${look}`, attributes: { 'data-outcome': outcome } },
      icon(name),
      h('strong', null, word),
    ),
    h('p', null, visible(sentence)),
    sentences('It works if', conditions),
    evidenceView(evidence, actions),
    sentences('What to do', remedies, true),
    sentences('Not known', unknown),
  );
}
