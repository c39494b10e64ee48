import type { RegenerationOutcome } from '../../src/core/phone/regenerate';
import type { RegenerationContent } from '../../src/extension/phone/protocol';
import { h } from '../shared/dom';
import { visible } from '../shared/text';
import { fileLink, saveAndChange, sentences, type Actions } from './actions';
import { evidenceView } from './evidence';
import { verdictLine, type Look } from './look';

const looks: Readonly<Record<RegenerationOutcome, Look>> = {
  fine: { word: 'Fine', tone: 'accepted', icon: 'check' },
  'fine-through-tvs': { word: 'Fine through TVS', tone: 'depends', icon: 'question' },
  'locked-out': { word: 'Locked out', tone: 'refused', icon: 'error' },
  damaged: { word: 'Damaged', tone: 'refused', icon: 'error' },
  'too-large': { word: 'Too large', tone: 'refused', icon: 'error' },
  'not-known': { word: 'Not known', tone: 'depends', icon: 'question' },
};

/** What a change of certificates does to the phones that hold the old ITL. */
export function regenerationView(
  { held, ctl, served, regeneration }: RegenerationContent,
  actions: Actions,
): HTMLElement {
  const { outcome, sentence, evidence, conditions, remedies, unknown } = regeneration;
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
    saveAndChange('Save as Markdown…', actions),
    verdictLine(looks[outcome], { 'data-outcome': outcome }),
    h('p', null, visible(sentence)),
    sentences('It works if', conditions),
    evidenceView(evidence, actions),
    sentences('What to do', remedies, true),
    sentences('Not known', unknown),
  );
}
