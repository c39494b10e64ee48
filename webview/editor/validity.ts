import { h } from '../shared/dom';
import { dateAndTime, dateOnly } from '../shared/format';
import { span, t } from '../shared/words';

/** Below this share of its life left, a certificate's bar changes its look. */
const soon = 0.1;

/** From when to when a certificate is valid, as a bar and in words. */
export function validity(notBefore: string, notAfter: string, now: Date): HTMLElement {
  const from = Date.parse(notBefore);
  const to = Date.parse(notAfter);
  const elapsed = to > from ? Math.min(1, Math.max(0, (now.getTime() - from) / (to - from))) : 1;
  const { words, look } = standing(from, to, now.getTime(), elapsed);

  const bar = h('div', { class: `validity-bar validity-${look}` }, h('div', { class: 'validity-elapsed' }));
  bar.style.setProperty('--elapsed', `${(elapsed * 100).toFixed(1)}%`);
  return h(
    'div',
    { class: 'validity', title: t('{from} to {to}', { from: dateAndTime(notBefore), to: dateAndTime(notAfter) }) },
    h('strong', { class: `validity-words validity-${look}` }, words),
    h('span', { class: 'validity-date' }, dateOnly(notBefore)),
    bar,
    h('span', { class: 'validity-date' }, dateOnly(notAfter)),
  );
}

type Look = 'good' | 'soon' | 'over';

function standing(from: number, to: number, now: number, elapsed: number): { words: string; look: Look } {
  if (now < from) return { words: t('valid in {span}', { span: span(from - now) }), look: 'over' };
  if (now > to) return { words: t('expired {span} ago', { span: span(now - to) }), look: 'over' };
  return { words: t('expires in {span}', { span: span(to - now) }), look: elapsed > 1 - soon ? 'soon' : 'good' };
}
