import { copy } from '../shared/copying';
import { fill } from '../shared/dom';
import { icon } from '../shared/icons';
import { button } from '../shared/toolkit';
import type { Services } from './services';
import { t } from '../shared/words';

/** @param name what is copied, as a person calls it: `MD5`. */
export function copyButton(services: Services, name: string, text: string): HTMLElement {
  const title = t('Copy {name}', { name });
  const element = button(
    'icon',
    {
      class: 'copy',
      title,
      attributes: { 'aria-label': title },
      on: {
        click: () => {
          void copy(name, () => services.ask({ kind: 'copy', text }), {
            copied: () => {
              fill(element, icon('check'));
            },
            failed: (sentence) => {
              element.title = sentence;
              fill(element, icon('error'));
            },
            rest: () => {
              element.title = title;
              fill(element, icon('copy'));
            },
          });
        },
      },
    },
    icon('copy'),
  );
  return element;
}
