import { announce } from '../shared/announce';
import { fill } from '../shared/dom';
import { icon } from '../shared/icons';
import { button } from '../shared/toolkit';
import type { Services } from './services';

/** For how long a button shows that it has copied, in milliseconds. */
const confirmation = 1500;

/** @param name what is copied, as a person calls it: `MD5`. */
export function copyButton(services: Services, name: string, text: string): HTMLElement {
  const copy = async (): Promise<void> => {
    await services.ask({ kind: 'copy', text });
    announce(`${name} copied`);
    fill(element, icon('check'));
    setTimeout(() => {
      fill(element, icon('copy'));
    }, confirmation);
  };
  const element = button(
    'icon',
    {
      class: 'copy',
      title: `Copy ${name}`,
      attributes: { 'aria-label': `Copy ${name}` },
      on: {
        click: () => {
          void copy();
        },
      },
    },
    icon('copy'),
  );
  return element;
}
