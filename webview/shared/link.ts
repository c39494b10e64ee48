import { h, type Child } from './dom';

interface Look {
  /** Classes in addition to `link`. */
  readonly class?: string;
  readonly title?: string;
  /** What a screen reader calls it, if that is not its text. */
  readonly label?: string;
}

/** A button that looks like a link: it goes to something that the page or VS Code shows. */
export function linkButton(
  click: (event: MouseEvent) => void,
  children: Child,
  { class: classes = '', title, label }: Look = {},
): HTMLElement {
  return h(
    'button',
    { class: `link ${classes}`.trim(), title, attributes: { type: 'button', 'aria-label': label }, on: { click } },
    children,
  );
}
