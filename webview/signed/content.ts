import type { ContentView, EncryptionView } from '../../src/extension/signed/protocol';
import { h } from '../shared/dom';
import { ascii, hexOffset } from '../shared/format';
import { visible } from '../shared/text';
import { encryptedNote, type Decrypting } from './decrypted';
import { counted, t } from '../shared/words';

const perRow = 16;

/** What was signed: a text, bytes, or bytes that are encrypted. */
export function contentView(
  content: ContentView,
  encryption: EncryptionView | null,
  decrypting: Decrypting,
): HTMLElement {
  const { kind, length, isCut } = content;
  return h(
    'section',
    { class: 'content', attributes: { 'aria-label': t('Content') } },
    h('h2', null, t('Content'), ' ', h('span', { class: 'dim' }, counted(length, '1 byte', '{count} bytes'))),
    encryption === null ? null : encryptedNote(encryption, decrypting),
    kind === 'text' ? textView(content.text) : bytesView(content),
    isCut ? h('p', { class: 'dim' }, t('Only the beginning is shown.')) : null,
  );
}

/** Line by line, so that a character which turns its direction stays in its line. */
function textView(text: string): HTMLElement {
  const lines = text.replace(/\r\n?/g, '\n').replace(/\n$/, '').split('\n');
  return h(
    'ol',
    { class: 'text mono', tabindex: 0 },
    ...lines.map((line) => h('li', null, visible(line.replaceAll('\t', '  ')))),
  );
}

function bytesView({ bytes, offset }: ContentView): HTMLElement {
  const rows = Array.from({ length: Math.ceil(bytes.length / perRow) }, (_, row) => {
    const part = bytes.subarray(row * perRow, (row + 1) * perRow);
    const hex = Array.from(part, (byte) => byte.toString(16).padStart(2, '0')).join(' ');
    return `${hexOffset(offset + row * perRow)}  ${hex.padEnd(perRow * 3)} ${ascii(part)}`;
  });
  return h('pre', { class: 'mono', tabindex: 0 }, rows.join('\n'));
}
