import type { DecryptedView, EncryptionView, FromSignedPage, HiddenPart } from '../../src/extension/signed/protocol';
import { announce } from '../shared/announce';
import { fill, h, type Child } from '../shared/dom';
import { Dropped } from '../shared/host';
import { linkButton } from '../shared/link';
import { messageOf } from '../shared/message-of';
import { visible } from '../shared/text';
import { button } from '../shared/toolkit';
import { counted, rich, t } from '../shared/words';

type Action = Extract<FromSignedPage['type'], 'decrypt' | 'openDecrypted' | 'saveDecrypted' | 'closeDecrypted'>;

export interface Decrypting {
  readonly post: (message: FromSignedPage) => void;
  /** Fetches what is hidden; the page keeps nothing of it. */
  readonly reveal: (numbers: readonly number[]) => Promise<readonly string[]>;
}

/** What can be done about an encrypted content, and which key it needs. */
export function encryptedNote({ needed }: EncryptionView, decrypting: Decrypting): Child {
  return [
    h(
      'p',
      { class: 'dim' },
      t(
        'Encrypted with AES-128-CBC. The private key of the phone decrypts it: that of its LSC, or of its MIC if it has no LSC.',
      ),
      ' ',
      needed === null
        ? null
        : rich('It is the key of the certificate with MD5 {md5}, which {file} names.', {
            md5: h('span', { class: 'mono' }, needed.md5),
            file: visible(needed.file),
          }),
    ),
    h('p', null, actionButton('primary', 'decrypt', t('Decrypt…'), decrypting)),
  ];
}

/** What was decrypted, with its credentials hidden until a person asks for one of them, or for all. */
export function decryptedView(decrypted: DecryptedView, decrypting: Decrypting): HTMLElement {
  const { parts, length, isCut } = decrypted;
  const text = parts === null ? null : new HiddenText(parts, decrypting);
  return h(
    'section',
    { class: 'content', attributes: { 'aria-label': t('Decrypted content') } },
    h('h2', null, t('Decrypted Content'), ' ', h('span', { class: 'dim' }, counted(length, '1 byte', '{count} bytes'))),
    h(
      'p',
      { class: 'dim' },
      t('In memory only, until the editor is closed.'),
      ' ',
      parts === null
        ? t('It is not a text, so it is not shown.')
        : t('Credentials are hidden, by the names of their elements.'),
    ),
    h(
      'p',
      { class: 'actions' },
      text?.revealAll ?? null,
      text === null ? null : actionButton('secondary', 'openDecrypted', t('Open Decrypted as Text…'), decrypting),
      actionButton('secondary', 'saveDecrypted', t('Save Decrypted As…'), decrypting),
      actionButton('secondary', 'closeDecrypted', t('Close Decrypted Content'), decrypting),
    ),
    text?.element ?? null,
    isCut ? h('p', { class: 'dim' }, t('Only the beginning is shown.')) : null,
  );
}

function actionButton(
  appearance: 'primary' | 'secondary',
  type: Action,
  label: string,
  { post }: Decrypting,
): HTMLElement {
  const click = (): void => {
    post({ type });
  };
  return button(appearance, { id: type, on: { click } }, label);
}

/** A text with buttons in it for what is hidden, which show it. */
class HiddenText {
  readonly element: HTMLElement;
  /** Shows all that is hidden; null if nothing is. */
  readonly revealAll: HTMLElement | null;
  readonly #places = new Map<number, HTMLElement>();

  constructor(
    parts: readonly (string | HiddenPart)[],
    private readonly decrypting: Decrypting,
  ) {
    this.element = h('ol', { class: 'text mono', tabindex: 0 }, ...this.#lines(parts));
    const all = [...this.#places.keys()];
    const click = (): void => {
      void this.#reveal(all, t('All credentials'));
    };
    this.revealAll =
      all.length === 0 ? null : button('secondary', { id: 'reveal-all', on: { click } }, t('Show All Credentials'));
  }

  /** Line by line, so that a character which turns its direction stays in its line. */
  #lines(parts: readonly (string | HiddenPart)[]): HTMLElement[] {
    const lines: HTMLElement[] = [];
    let line: Child[] = [];
    let number = 1;
    let next = 1;
    const end = (): void => {
      lines.push(h('li', { attributes: { value: number } }, ...line));
      line = [];
      next += 1;
      number = next;
    };
    for (const part of parts) {
      if (typeof part !== 'string') {
        line.push(this.#hidden(part));
        next += part.breaks;
        continue;
      }
      const [first = '', ...others] = part.replace(/\r\n?/g, '\n').split('\n');
      line.push(shown(first));
      for (const other of others) {
        end();
        line.push(shown(other));
      }
    }
    if (line.some((child) => child !== null)) end();
    return lines;
  }

  #hidden({ number, name }: HiddenPart): HTMLElement {
    const place = h('span', { class: 'secret' });
    const click = (): void => {
      void this.#reveal([number], name);
    };
    place.append(linkButtonOf(name, click));
    this.#places.set(number, place);
    return place;
  }

  async #reveal(numbers: readonly number[], name: string): Promise<void> {
    try {
      const values = await this.decrypting.reveal(numbers);
      for (const [at, number] of numbers.entries()) this.#show(number, values[at] ?? '');
      announce(t('{name} shown', { name }));
    } catch (error) {
      if (!(error instanceof Dropped)) announce(t('Not shown: {message}', { message: messageOf(error) }));
    }
  }

  #show(number: number, value: string): void {
    const place = this.#places.get(number);
    if (place === undefined) return;
    const hadFocus = place.contains(document.activeElement);
    const lines = value.replace(/\r\n?/g, '\n').split('\n');
    fill(place, ...lines.map((line, at): Child => [at === 0 ? null : '\n', shown(line)]));
    place.tabIndex = -1; // it takes the keyboard from the button that goes away
    if (hadFocus) place.focus();
  }
}

function shown(text: string): Child {
  return text === '' ? null : visible(text.replaceAll('\t', '  '));
}

/** Of one length for every value: that of a password is a secret too. */
function linkButtonOf(name: string, click: () => void): HTMLElement {
  return linkButton(click, '••••••••', { title: t('Show {name}', { name }), label: t('Show {name}', { name }) });
}
