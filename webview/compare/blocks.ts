import type { RowKind } from '../../src/core/compare/comparison';
import type { ComparisonView, FieldView, RecordColumns, SideName } from '../../src/extension/compare/protocol';
import { fill, h, type Child } from '../shared/dom';
import { icon } from '../shared/icons';
import { clipped, plain, visible } from '../shared/text';
import { progressRing } from '../shared/toolkit';
import { linkButton } from '../shared/link';
import { changedParts, type Parts } from './changed-part';
import type { Line } from './lines';
import { counted, t } from '../shared/words';

/** Characters of a value up to which the part that differs is pointed out; longer ones are cut, with a button. */
const markUpTo = 400;
/** CSS pixels that the parts of a block take, roughly, in a window of ordinary width. */
const heights = { head: 40, field: 26, fold: 32 } as const;

export interface BlockServices {
  /** The lines under a row; null while the host is asked for them. */
  readonly fieldsOf: (row: number) => readonly FieldView[] | null;
  readonly hideForm: () => boolean;
  readonly toggle: (key: string) => void;
  readonly show: (side: SideName, record: number) => void;
}

export function estimatedHeight(line: Line): number {
  switch (line.kind) {
    case 'header':
      return heights.head + line.fields.length * heights.field;
    case 'row':
      return heights.head + line.fields * heights.field;
    case 'uncompared':
      return heights.head + line.sentences.length * heights.field;
    case 'fold':
    case 'nothing':
      return heights.fold;
  }
}

/** What a screen reader calls a line. */
export function lineLabel(line: Line, view: ComparisonView): string {
  switch (line.kind) {
    case 'header':
      return line.fields.length === 0
        ? t('Header, unchanged')
        : counted(line.fields.length, 'Header, 1 difference', 'Header, {count} differences');
    case 'row':
      return rowLabel(line.row, line.look, view);
    case 'fold':
      return line.isOpen
        ? t('{records}, shown', { records: foldWords(line.fold) })
        : t('{records}, folded', { records: foldWords(line.fold) });
    case 'uncompared':
      return t('Not compared');
    case 'nothing':
      return line.sentence;
  }
}

export function renderBlock(line: Line, view: ComparisonView, services: BlockServices): HTMLElement {
  switch (line.kind) {
    case 'header':
      return block(line, view, headerHead(line, view), fieldTable(line.fields));
    case 'row':
      return block(line, view, rowHead(line, view, services), rowFields(line, services));
    case 'fold':
      return block(line, view, foldButton(line, services));
    case 'uncompared':
      return block(line, view, h('h2', null, t('Not compared')), sentences(line.sentences));
    case 'nothing':
      return block(line, view, h('p', { class: 'dim' }, line.sentence));
  }
}

function block(line: Line, view: ComparisonView, ...children: readonly Child[]): HTMLElement {
  const look = line.kind === 'row' ? ` look-${line.look}` : line.kind === 'header' ? ` look-${headerLook(line)}` : '';
  return h(
    'article',
    {
      class: `block block-${line.kind}${look}`,
      tabindex: -1,
      attributes: { 'aria-label': lineLabel(line, view), 'data-key': line.key },
    },
    ...children,
  );
}

function headerLook({ fields }: Extract<Line, { kind: 'header' }>): RowKind {
  if (fields.length === 0) return 'same';
  return fields.every(({ form }) => form) ? 'form' : 'changed';
}

function headerHead(line: Extract<Line, { kind: 'header' }>, { looks }: ComparisonView): HTMLElement {
  const { sign, word } = looks[headerLook(line)];
  return h(
    'div',
    { class: 'block-head' },
    h('div', { class: 'change' }, h('span', { class: 'sign', attributes: { 'aria-hidden': 'true' } }, sign), word),
    h('h2', { class: 'block-title' }, t('Header')),
  );
}

function rowHead(
  { row, look }: Extract<Line, { kind: 'row' }>,
  { rows, looks }: ComparisonView,
  services: BlockServices,
): HTMLElement {
  const { sign, word } = looks[look];
  const alsoMoved = rows.moved[row] === true && look !== 'moved';
  return h(
    'div',
    { class: 'block-head' },
    h(
      'div',
      { class: 'change' },
      h('span', { class: 'sign', attributes: { 'aria-hidden': 'true' } }, sign),
      alsoMoved ? `${word}, ${looks.moved.word} ${looks.moved.sign}` : word,
    ),
    recordCell(rows.left, row, 'left', services),
    recordCell(rows.right, row, 'right', services),
  );
}

function recordCell(records: RecordColumns, row: number, side: SideName, services: BlockServices): HTMLElement {
  const number = records.numbers[row] ?? null;
  if (number === null) {
    return h(
      'div',
      { class: `cell cell-${side} cell-none` },
      h('span', { class: 'dim' }, '—'),
      hidden(side === 'left' ? t('not on the left') : t('not on the right')),
    );
  }
  const open = linkButton(
    () => {
      services.show(side, number);
    },
    String(number),
    {
      class: 'number',
      title: t('Show record {number} in its editor', { number }),
      label:
        side === 'left'
          ? t('Record {number} on the left: show in its editor', { number })
          : t('Record {number} on the right: show in its editor', { number }),
    },
  );
  return h(
    'div',
    { class: `cell cell-${side}` },
    open,
    h('span', { class: 'function' }, visible(records.functions[row] ?? '')),
    h('span', { class: 'name' }, visible(records.names[row] ?? '')),
    h('span', { class: 'serial dim' }, visible(records.serials[row] ?? '')),
  );
}

function rowFields(line: Extract<Line, { kind: 'row' }>, services: BlockServices): Child {
  if (line.fields === 0) return null;
  const fields = services.fieldsOf(line.row);
  if (fields === null) {
    const waiting = h('div', { class: 'pending fields-pending' }, progressRing(t('Comparing')));
    waiting.style.minHeight = `${line.fields * heights.field}px`;
    return waiting;
  }
  return fieldTable(services.hideForm() ? fields.filter(({ form }) => !form) : fields);
}

function fieldTable(fields: readonly FieldView[]): Child {
  if (fields.length === 0) return null;
  const heading = h(
    'thead',
    { class: 'visually-hidden' },
    h(
      'tr',
      null,
      ...[t('Field'), t('Left'), t('Right')].map((title) => h('th', { attributes: { scope: 'col' } }, title)),
    ),
  );
  const columns = h('colgroup', null, h('col', { class: 'column-field' }), h('col'), h('col'));
  // What differs in meaning first: the rest seldom matters.
  const sorted = [...fields].sort((a, b) => Number(a.form) - Number(b.form));
  return h('table', { class: 'fields' }, columns, heading, h('tbody', null, ...sorted.map(fieldRow)));
}

function fieldRow(field: FieldView): HTMLElement {
  const { left, right, form } = field;
  const parts = partsOf(field);
  return h(
    'tr',
    { class: form ? 'field field-form' : 'field' },
    h(
      'th',
      { attributes: { scope: 'row' } },
      visible(field.field),
      form ? h('span', { class: 'form-note dim' }, ` ${t('cosmetic')}`) : null,
    ),
    valueCell('left', left, parts?.left ?? null),
    valueCell('right', right, parts?.right ?? null),
  );
}

function partsOf({ left, right }: FieldView): ReturnType<typeof changedParts> {
  if (left === null || right === null || Math.max(left.length, right.length) > markUpTo) return null;
  return changedParts(left, right);
}

function valueCell(side: SideName, value: string | null, parts: Parts | null): HTMLElement {
  const sign = h('span', { class: 'value-sign', attributes: { 'aria-hidden': 'true' } }, side === 'left' ? '−' : '+');
  const cell = h('td', { class: `value value-${side}${value === null ? ' value-none' : ''}` });
  if (value === null) fill(cell, h('span', { class: 'dim' }, '—'), hidden(t('none')));
  else if (value === '') fill(cell, sign, h('span', { class: 'dim' }, t('(empty)')));
  else if (parts !== null) fill(cell, sign, h('bdi', null, ...marked(parts)));
  else fill(cell, sign, clipped(value));
  return cell;
}

function marked({ before, changed, behind }: Parts): Child[] {
  return [
    before === '' ? null : visible(before),
    changed === '' ? null : h('mark', null, visible(changed)),
    behind === '' ? null : visible(behind),
  ];
}

function foldButton(line: Extract<Line, { kind: 'fold' }>, services: BlockServices): HTMLElement {
  return h(
    'button',
    {
      class: 'fold',
      attributes: { type: 'button', 'aria-expanded': String(line.isOpen), tabindex: -1 },
      on: {
        click: () => {
          services.toggle(line.key);
        },
      },
    },
    icon('chevron', line.isOpen ? 'open' : ''),
    h('span', { class: 'sign', attributes: { 'aria-hidden': 'true' } }, '='),
    foldWords(line.fold),
  );
}

function foldWords({ first, last }: Extract<Line, { kind: 'fold' }>['fold']): string {
  return counted(last - first + 1, '1 unchanged record', '{count} unchanged records');
}

function sentences(all: readonly string[]): HTMLElement {
  return h('ul', { class: 'sentences' }, ...all.map((sentence) => h('li', null, visible(sentence))));
}

function rowLabel(row: number, look: RowKind, { rows, looks }: ComparisonView): string {
  const [left, right] = [rows.left.numbers[row] ?? null, rows.right.numbers[row] ?? null];
  const shown = right === null ? rows.left : rows.right;
  const numbers =
    left === null
      ? t('Record {right} on the right', { right: right ?? '' })
      : right === null
        ? t('Record {left} on the left', { left })
        : left === right
          ? t('Record {left}', { left })
          : t('Record {left} on the left, {right} on the right', { left, right });
  const name = plain(`${shown.functions[row] ?? ''} ${shown.names[row] ?? ''}`).trim();
  const moved = rows.moved[row] === true && look !== 'moved' ? `, ${looks.moved.word}` : '';
  return `${numbers}, ${name}, ${looks[look].word}${moved}`;
}

function hidden(text: string): HTMLElement {
  return h('span', { class: 'visually-hidden' }, text);
}
