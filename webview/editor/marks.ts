import type { Mark } from '../../src/extension/editor/protocol';
import { h } from '../shared/dom';
import { icon, type IconName } from '../shared/icons';
import { t } from '../shared/words';

const looks: Readonly<Record<Mark, { readonly icon: IconName; readonly words: string }>> = {
  sound: { icon: 'check', words: t('nothing found') },
  information: { icon: 'information', words: t('information') },
  warning: { icon: 'warning', words: t('warning') },
  error: { icon: 'error', words: t('error') },
};

export function markWords(mark: Mark): string {
  return looks[mark].words;
}

/** A mark by shape as well as colour, with words for a screen reader and for the pointer that rests on it. */
export function markIcon(mark: Mark, words: string = looks[mark].words): HTMLElement {
  return h(
    'span',
    { class: `mark mark-${mark}`, title: words },
    icon(looks[mark].icon),
    h('span', { class: 'visually-hidden' }, words),
  );
}

/** A mark without the browser's own tooltip, which would lie over the hover. */
export function unnamed(mark: HTMLElement): HTMLElement {
  mark.removeAttribute('title');
  return mark;
}
