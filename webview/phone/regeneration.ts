import type { RegenerationOutcome } from '../../src/core/phone/regeneration/regeneration';
import type { RegenerationContent } from '../../src/extension/phone/protocol';
import { h } from '../shared/dom';
import { visible } from '../shared/text';
import { carryOnButton, fileLink, saveAndChange, sentences, type Actions } from './actions';
import { evidenceView } from './evidence';
import { verdictLine, type Look } from './look';
import { rich, t } from '../shared/words';

const looks: Readonly<Record<RegenerationOutcome, Omit<Look, 'word'>>> = {
  fine: { tone: 'accepted', icon: 'check' },
  'fine-through-tvs': { tone: 'depends', icon: 'question' },
  'ctl-outdated': { tone: 'refused', icon: 'error' },
  'locked-out': { tone: 'refused', icon: 'error' },
  damaged: { tone: 'refused', icon: 'error' },
  'too-large': { tone: 'refused', icon: 'error' },
  'not-known': { tone: 'depends', icon: 'question' },
};

/** What a change of certificates does to the phones that hold the old ITL. */
export function regenerationView(
  { held, ctl, served, servedCtl, regeneration, title }: RegenerationContent,
  actions: Actions,
): HTMLElement {
  const { outcome, sentence, evidence, conditions, remedies, unknown } = regeneration;
  return h(
    'div',
    { class: 'page' },
    h('h1', null, t('Changed certificates')),
    h(
      'p',
      { class: 'held' },
      rich('The phones hold {itl} and {ctl}; their cluster now serves {served}.', {
        itl: fileLink(held, null, actions),
        ctl: ctl === null ? t('no CTL') : fileLink(ctl, null, actions),
        served:
          servedCtl === null
            ? fileLink(served, null, actions)
            : rich('{itl} and {ctl}', {
                itl: fileLink(served, null, actions),
                ctl: fileLink(servedCtl, null, actions),
              }),
      }),
    ),
    saveAndChange(t('Save as Markdown…'), actions, carryOnButton(t('Plan a Migration with These Lists'), actions)),
    verdictLine({ word: title, ...looks[outcome] }, { 'data-outcome': outcome }),
    h('p', null, visible(sentence)),
    sentences(t('It works if'), conditions.map(inWords)),
    evidenceView(evidence, actions),
    sentences(t('What to do'), remedies.map(inWords), true),
    sentences(t('Not known'), unknown.map(inWords)),
  );
}

function inWords({ sentence }: { readonly sentence: string }): string {
  return sentence;
}
