import type { SignedKind } from '../../src/core/format/signed';
import type { HeaderView } from '../../src/extension/signed/protocol';
import { h } from '../shared/dom';
import { count, dateAndTime, hexOffset } from '../shared/format';
import { clipped } from '../shared/text';

const kinds: Readonly<Record<SignedKind, string>> = {
  configuration: 'signed configuration',
  'encrypted-configuration': 'encrypted, signed configuration',
  firmware: 'firmware',
  other: 'signed file',
};

/**
 * Signer and facts of the header, and its elements one by one.
 *
 * @param isOpen the elements are unfolded.
 */
export function headerView(header: HeaderView, isOpen: boolean, onFold: (isOpen: boolean) => void): HTMLElement {
  const { kind, version, filename, timestamp, digest, signer, length, fields, elements } = header;
  const all = count(elements, 'element');
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
    h('summary', { id: 'elements' }, fields.length < elements ? `The first ${fields.length} of ${all}` : `All ${all}`),
    table(fields),
  );
  const facts: readonly (readonly [string, string | null])[] = [
    ['Kind', kinds[kind]],
    ['FILENAME', filename],
    ['Version', version],
    ['Signed', timestamp === null ? null : dateAndTime(timestamp)],
    ['Digest', digest],
    ['Signer', signer.name],
    ['Issuer', signer.issuer],
    ['Serial number', signer.serial],
  ];
  return h(
    'section',
    { attributes: { 'aria-label': 'Header' } },
    h('h2', null, 'Header ', h('span', { class: 'dim' }, count(length, 'byte'))),
    h(
      'dl',
      { class: 'facts' },
      ...facts.flatMap(([name, value]) => (value === null ? [] : [h('dt', null, name), h('dd', null, clipped(value))])),
    ),
    details,
  );
}

function table(fields: HeaderView['fields']): HTMLElement {
  const columns = ['Offset', 'Tag', 'Name', 'Length', 'Value'];
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
