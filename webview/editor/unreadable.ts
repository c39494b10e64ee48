import type { Content } from '../../src/extension/editor/protocol';
import type { OpensAs } from '../../src/extension/host/what-it-is';
import { h } from '../shared/dom';
import { hexOffset } from '../shared/format';
import { icon } from '../shared/icons';
import { visible } from '../shared/text';
import { button } from '../shared/toolkit';
import { t } from '../shared/words';

type Unreadable = Extract<Content, { kind: 'unreadable' }>;

const labels: Readonly<Record<OpensAs, string>> = {
  signed: t('Open as Signed File'),
  dump: t('Open the File That It Spells'),
  log: t('Read Phone Log'),
  text: t('Open as Text'),
};

/**
 * What a person sees of a file that is not a trust list: why, where that shows, and what it is instead. Its bytes stand
 * below.
 */
export function unreadableNotice({ message, offset, what }: Unreadable, openAs: (how: OpensAs) => void): HTMLElement {
  const how = what?.opensAs ?? null;
  const open = (): void => {
    if (how !== null) openAs(how);
  };
  return h(
    'div',
    { class: 'unreadable', role: 'alert' },
    icon('error'),
    h(
      'div',
      null,
      h('p', null, visible(message)),
      what === null ? null : h('p', null, what.sentence),
      how === null ? null : button('primary', { on: { click: open } }, labels[how]),
      h('p', { class: 'dim' }, t('At offset {offset}', { offset: `0x${hexOffset(offset)}` })),
    ),
  );
}
