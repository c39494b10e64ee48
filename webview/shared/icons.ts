const svg = 'http://www.w3.org/2000/svg';

/** Shapes on a grid of 16 by 16, drawn with the text's colour. */
const shapes = {
  check: ['M3 8.5 6.5 12 13 4.5'],
  dash: ['M3 8h10'],
  error: ['M8 1.75a6.25 6.25 0 1 1 0 12.5a6.25 6.25 0 1 1 0-12.5', 'M5.75 5.75l4.5 4.5M10.25 5.75l-4.5 4.5'],
  warning: ['M8 2 14.5 13.5H1.5Z', 'M8 6.5v3.25M8 11.4v.35'],
  information: ['M8 1.75a6.25 6.25 0 1 1 0 12.5a6.25 6.25 0 1 1 0-12.5', 'M8 7.25v4M8 4.75v.35'],
  question: [
    'M8 1.75a6.25 6.25 0 1 1 0 12.5a6.25 6.25 0 1 1 0-12.5',
    'M6 6.25a2 2 0 1 1 2.9 1.8c-.6.3-.9.7-.9 1.3M8 11.4v.35',
  ],
  shield: ['M8 1.5 13.5 3.5v4c0 3.2-2.2 5.6-5.5 7c-3.3-1.4-5.5-3.8-5.5-7v-4Z', 'M5.25 8 7.25 10 10.75 6'],
  shieldCross: ['M8 1.5 13.5 3.5v4c0 3.2-2.2 5.6-5.5 7c-3.3-1.4-5.5-3.8-5.5-7v-4Z', 'M6 5.75l4 4M10 5.75l-4 4'],
  copy: ['M5.5 5.5h8v8h-8Z', 'M10.5 5.5v-3h-8v8h3'],
  search: ['M7 2.5a4.5 4.5 0 1 1 0 9a4.5 4.5 0 1 1 0-9', 'M10.25 10.25 14 14'],
  clear: ['M4 4l8 8M12 4l-8 8'],
  chevron: ['M6 3.5 10.5 8 6 12.5'],
  arrowUp: ['M8 13.5v-11M3.5 7 8 2.5 12.5 7'],
  arrowDown: ['M8 2.5v11M3.5 9 8 13.5 12.5 9'],
  swap: ['M2.5 5.5h11M10.5 2.5l3 3-3 3', 'M13.5 10.5h-11M5.5 7.5l-3 3 3 3'],
  seal: [
    'M8 1.75a4.5 4.5 0 1 1 0 9a4.5 4.5 0 1 1 0-9',
    'M6 6.25 7.5 7.75 10 4.75',
    'M5.25 10 4.5 14.5 8 12.75 11.5 14.5 10.75 10',
  ],
} as const;

export type IconName = keyof typeof shapes;

/** A picture beside words: hidden from screen readers, which read the words. */
export function icon(name: IconName, className = ''): SVGSVGElement {
  const element = document.createElementNS(svg, 'svg');
  element.setAttribute('class', `icon icon-${name} ${className}`.trim());
  element.setAttribute('viewBox', '0 0 16 16');
  element.setAttribute('aria-hidden', 'true');
  element.setAttribute('focusable', 'false');
  for (const shape of shapes[name]) {
    const path = document.createElementNS(svg, 'path');
    path.setAttribute('d', shape);
    element.appendChild(path);
  }
  return element;
}
