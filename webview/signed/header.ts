import type { SignedKind } from '../../src/core/format/signed';
import type { HeaderView } from '../../src/extension/signed/protocol';
import { h } from '../shared/dom';
import { dateAndTime, hexOffset } from '../shared/format';
import { clipped } from '../shared/text';
import { counted, t } from '../shared/words';

const kinds: Readonly<Record<SignedKind, string>> = {
  configuration: t('signed configuration'),
  'encrypted-configuration': t('encrypted, signed configuration'),
  firmware: t('firmware'),
  other: t('signed file'),
};

/**
 * Signer and facts of the header, and its elements one by one.
 *
 * @param isOpen the elements are unfolded.
 */
export function headerView(header: HeaderView, isOpen: boolean, onFold: (isOpen: boolean) => void): HTMLElement {
  const { kind, version, filename, timestamp, digest, signer, length, fields, elements } = header;
  const details = h(
    'details',
    {
      attributes: { open: isOpen },
      on: {
        toggle: () => {
          onFold(details.open);
        },
      },
    },
    h(
      'summary',
      { id: 'elements' },
      fields.length < elements
        ? counted(elements, 'The first {shown} of 1 element', 'The first {shown} of {count} elements', {
            shown: fields.length,
          })
        : counted(elements, 'All 1 element', 'All {count} elements'),
    ),
    table(fields),
  );
  const facts: readonly (readonly [string, string | null])[] = [
    [t('Kind'), kinds[kind]],
    ['FILENAME', filename],
    [t('Version'), version],
    [t('Signed'), timestamp === null ? null : dateAndTime(timestamp)],
    [t('Digest'), digest],
    [t('Signer'), signer.name],
    [t('Issuer'), signer.issuer],
    [t('Serial number'), signer.serial],
  ];
  return h(
    'section',
    { attributes: { 'aria-label': t('Header') } },
    h('h2', null, t('Header'), ' ', h('span', { class: 'dim' }, counted(length, '1 byte', '{count} bytes'))),
    h(
      'dl',
      { class: 'facts' },
      ...facts.flatMap(([name, value]) => (value === null ? [] : [h('dt', null, name), h('dd', null, clipped(value))])),
    ),
    details,
  );
}

function table(fields: HeaderView['fields']): HTMLElement {
  const columns = [t('Offset'), t('Tag'), t('Name'), t('Length'), t('Value')];
  return h(
    'table',
    null,
    h('thead', null, h('tr', null, ...columns.map((name) => h('th', { attributes: { scope: 'col' } }, name)))),
    h(
      'tbody',
      null,
      ...fields.map(({ offset, tag, name, valueLength, text, depth }) =>
        h(
          'tr',
          { attributes: { 'data-field': name } },
          h('td', { class: 'mono dim' }, `0x${hexOffset(offset)}`),
          h('td', { class: 'mono' }, tag === null ? '' : String(tag)),
          h('td', { class: `depth-${Math.min(depth, 3)}` }, name),
          h('td', { class: 'mono' }, valueLength === null ? '' : String(valueLength)),
          h('td', { class: 'value' }, clipped(text)),
        ),
      ),
    ),
  );
}
