import { append, h, type Child } from './dom';
import { linkButton } from './link';
import { t } from './words';

/**
 * Characters that show as nothing, or that rearrange what is next to them: controls, format characters (direction
 * marks and overrides, zero-width characters) and separators of lines and paragraphs.
 */
const unseen = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu;

/** Characters of a value that are shown before a person asks for all. */
const clipAt = 400;

/** Characters up to which a text may break between any two attributes; beyond, the breaks cost more than they give. */
const breakUpTo = 2000;

/** Text of a file, kept to itself: its direction does not reach the text around it, and nothing in it is unseen. */
export function visible(text: string): HTMLElement {
  return h(
    'bdi',
    null,
    pieces(text, (part) => [part]),
  );
}

/** As `visible`, over several lines where it has to; a long text is cut, with a button that shows all of it. */
export function clipped(text: string): Child {
  if (text.length <= clipAt) return wrapped(text);
  const shown = h('span', null, wrapped(`${text.slice(0, clipAt)}…`));
  const amount = new Intl.NumberFormat('en').format(text.length);
  const more = linkButton(
    (event) => {
      event.stopPropagation();
      shown.replaceChildren(wrapped(text));
      shown.tabIndex = -1; // it takes the keyboard from the button that goes away
      if (more.contains(document.activeElement)) shown.focus();
      more.remove();
    },
    t('Show all {amount} characters', { amount }),
  );
  return [shown, ' ', more];
}

function wrapped(text: string): HTMLElement {
  return text.length > breakUpTo ? visible(text) : h('bdi', null, pieces(text, breakable));
}

/** `text` as one line of plain characters, for labels that cannot hold elements. */
export function plain(text: string): string {
  return text.replace(unseen, (run) => Array.from(run, name).join(''));
}

function pieces(text: string, ordinary: (part: string) => Child[]): Child[] {
  const children: Child[] = [];
  let from = 0;
  for (const match of text.matchAll(unseen)) {
    children.push(...ordinary(text.slice(from, match.index)), marked(match[0]));
    from = match.index + match[0].length;
  }
  children.push(...ordinary(text.slice(from)));
  return children;
}

/** Lets a distinguished name break into lines between its attributes. */
function breakable(text: string): Child[] {
  return text.split(/(?<=[;,])/).flatMap((part, index) => (index === 0 ? [part] : [h('wbr'), part]));
}

function marked(run: string): Child {
  const element = h('span', { class: 'unseen', title: t('Characters that do not show, or that change direction') });
  append(element, [Array.from(run, name).join('')]);
  return element;
}

/** `⟨U+202E⟩`. */
function name(character: string): string {
  return `⟨U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}⟩`;
}
