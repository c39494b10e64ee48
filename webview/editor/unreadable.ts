import { h } from '../shared/dom';
import { hexOffset } from '../shared/format';
import { icon } from '../shared/icons';
import { visible } from '../shared/text';

/** What a person sees of a file that is not a trust list: why, and where that shows. Its bytes stand below. */
export function unreadableNotice({ message, offset }: { message: string; offset: number }): HTMLElement {
  return h(
    'div',
    { class: 'unreadable', role: 'alert' },
    icon('error'),
    h('div', null, h('p', null, visible(message)), h('p', { class: 'dim' }, `At offset 0x${hexOffset(offset)}`)),
  );
}
