import { h, type Child, type Properties } from '../shared/dom';
import { icon, type IconName } from '../shared/icons';

/** How an outcome is shown: in a word, with a sign, in one of three tones. */
export interface Look {
  readonly word: string;
  readonly tone: 'accepted' | 'depends' | 'refused';
  readonly icon: IconName;
}

const tones = { accepted: 'good', depends: 'caution', refused: 'bad' } as const satisfies Record<Look['tone'], string>;

export function badge({ word, tone, icon: name }: Look): HTMLElement {
  return h('span', { class: `verdict-badge tone-${tones[tone]}` }, icon(name), word);
}

/** The outcome that the page is about. */
export function verdictLine(
  { word, tone, icon: name }: Look,
  attributes: Properties['attributes'] = {},
  ...children: readonly Child[]
): HTMLElement {
  return h('div', { class: `verdict tone-${tones[tone]}`, attributes }, icon(name), h('h2', null, word), ...children);
}
