import type { Evidence } from '../../src/core/phone/evidence';
import { h, type Child } from '../shared/dom';
import { visible } from '../shared/text';
import { fileLink, type Actions, type Level } from './actions';
import { t } from '../shared/words';

/** What the files say, each with a way to the record that says it. */
export function evidenceView(
  evidence: readonly Evidence[],
  actions: Actions,
  { title = t('What the files say'), level = 'h3' }: { readonly title?: string; readonly level?: Level } = {},
): Child {
  if (evidence.length === 0) return null;
  const rows = evidence.map(({ sentence, file, record }) => {
    const place = file === null || !/\.tlv$/i.test(file) ? null : [' ', fileLink(file, record, actions)];
    return h('li', null, visible(sentence), place);
  });
  return h('section', null, h(level, null, title), h('ul', { class: 'sentences' }, ...rows));
}
