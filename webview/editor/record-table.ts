import type { ExplainedFinding } from '../../src/core/trust/explain';
import type { FieldReport } from '../../src/core/trust/report';
import { copy } from '../shared/copying';
import { h, type Child } from '../shared/dom';
import { hexOffset } from '../shared/format';
import { movedTo } from '../shared/list-keys';
import { clipped } from '../shared/text';
import { markIcon, unnamed } from './marks';
import { moreButton } from './more';
import type { Services } from './services';
import { counted, messages, t } from '../shared/words';

interface Options {
  readonly services: Services;
  readonly label: string;
  readonly record: number | null;
  readonly findings: readonly ExplainedFinding[];
  /** A row became the selected one. */
  readonly onSelect: (field: FieldReport) => void;
  readonly loadMore: (from: number) => Promise<readonly FieldReport[]>;
}

const columns = messages(['Offset', 'Tag', 'Name', 'Length', 'Value', 'Check']);

/**
 * The elements of a header or a record, one row each. One row at a time is in the tab order; arrow keys move to the
 * others, and the row that has the focus is the selected one.
 */
export class RecordTable {
  readonly #options: Options;
  readonly #body = h('tbody');
  readonly element: HTMLElement;
  #rows: { readonly field: FieldReport; readonly row: HTMLTableRowElement }[] = [];
  #selected: HTMLTableRowElement | undefined;

  constructor(options: Options, rows: readonly FieldReport[], total: number) {
    this.#options = options;
    const table = h(
      'table',
      {
        class: 'fields',
        role: 'grid',
        attributes: { 'aria-label': options.label, 'aria-rowcount': total + 1, 'aria-readonly': 'true' },
        on: {
          keydown: (event) => {
            this.#onKey(event);
          },
        },
      },
      h(
        'thead',
        null,
        h(
          'tr',
          { role: 'row', attributes: { 'aria-rowindex': 1 } },
          columns.map((name) => h('th', { role: 'columnheader', class: `column-${name.toLowerCase()}` }, t(name))),
        ),
      ),
      this.#body,
    );
    this.#add(rows);
    const more = moreButton({
      label: () => {
        const left = total - this.#rows.length;
        return left <= 0
          ? null
          : counted(left, 'Show more of the other 1 field', 'Show more of the other {count} fields');
      },
      load: async () => {
        const before = this.#rows.length;
        this.#add(await options.loadMore(before));
        return this.#rows[before]?.row ?? null;
      },
    });
    this.element = h('div', { class: 'fields-frame' }, table, more);
  }

  /** Selects the row at an offset; false if there is none among the rows that are here. */
  select(offset: number, { focus, scroll }: { focus: boolean; scroll: boolean }): boolean {
    const found = this.#rows.find(({ field }) => field.offset === offset);
    if (found === undefined) return false;
    this.#select(found.row, found.field);
    if (scroll) found.row.scrollIntoView({ block: 'nearest' });
    if (focus) found.row.focus({ preventScroll: !scroll });
    return true;
  }

  #add(fields: readonly FieldReport[]): void {
    const rows = fields.map((field, position) => ({ field, row: this.#row(field, this.#rows.length + position + 2) }));
    this.#rows = [...this.#rows, ...rows];
    this.#body.append(...rows.map(({ row }) => row));
    if (this.#selected === undefined) this.#rows[0]?.row.setAttribute('tabindex', '0');
  }

  #row(field: FieldReport, rowIndex: number): HTMLTableRowElement {
    const { record } = this.#options;
    const { offset, length, tag, name, valueLength, depth, text } = field;
    const findings = this.#findingsAt(field);
    const value = h('td', { class: 'column-value', role: 'gridcell' }, clipped(text));
    const row = h(
      'tr',
      {
        role: 'row',
        tabindex: -1,
        class: `depth-${Math.min(depth, 3)}`,
        attributes: {
          'aria-rowindex': rowIndex,
          'aria-selected': 'false',
          'data-offset': offset,
          'data-field': name,
          'data-vscode-context': JSON.stringify({
            webviewSection: 'field',
            field: name,
            record,
            offset,
            length,
            preventDefaultContextMenuItems: true,
          }),
        },
        on: {
          focus: () => {
            this.#select(row, field);
          },
          click: () => {
            row.focus();
          },
        },
      },
      cell('offset', `0x${hexOffset(offset)}`),
      cell('tag', tag === null ? '' : String(tag)),
      cell('name', name),
      cell('length', valueLength === null ? '' : String(valueLength)),
      value,
      h('td', { class: 'column-check', role: 'gridcell' }, check(field, findings)),
    );
    if (findings.length > 0) this.#options.services.hover.attach(row, findings, { mark: value });
    return row;
  }

  #findingsAt({ offset, length }: FieldReport): readonly ExplainedFinding[] {
    return this.#options.findings.filter(({ where }) => where.offset === offset && where.length === length);
  }

  #select(row: HTMLTableRowElement, field: FieldReport): void {
    if (this.#selected === row) return;
    for (const other of [this.#selected, this.#rows[0]?.row]) {
      other?.setAttribute('tabindex', '-1');
      other?.setAttribute('aria-selected', 'false');
    }
    row.setAttribute('tabindex', '0');
    row.setAttribute('aria-selected', 'true');
    this.#selected = row;
    this.#options.onSelect(field);
  }

  async #copy(field: FieldReport): Promise<void> {
    await copy(field.name, () => this.#options.services.ask({ kind: 'copy', text: field.text }));
  }

  #onKey(event: KeyboardEvent): void {
    const position = this.#rows.findIndex(({ row }) => row === event.target);
    const current = this.#rows[position];
    if (current === undefined || event.altKey) return;
    if (event.ctrlKey || event.metaKey) {
      // Where a person has marked some text, that is what is copied.
      if (event.key !== 'c' || document.getSelection()?.isCollapsed === false) return;
      event.preventDefault();
      void this.#copy(current.field);
      return;
    }
    const target = movedTo(event.key, position, this.#rows.length, page);
    if (target === null) return;
    event.preventDefault();
    this.#rows[target]?.row.focus();
  }
}

/** A cell that is copied as it is shown; that of a value is not such a one, since the host knows the whole of it. */
function cell(column: string, text: string): HTMLElement {
  const context = text === '' ? null : JSON.stringify({ cell: text });
  const attributes = { 'data-vscode-context': context };
  return h('td', { class: `column-${column}`, role: 'gridcell', attributes }, text);
}

function check({ agreement }: FieldReport, findings: readonly ExplainedFinding[]): Child {
  const [first] = findings;
  if (first !== undefined) return unnamed(markIcon(first.severity, findings.map(({ message }) => message).join('\n')));
  // What differs has a finding, unless that was turned off in the settings.
  return agreement === 'agrees' ? markIcon('sound', t('agrees with the certificate')) : null;
}

/** Rows that Page Up and Page Down pass. */
const page = { up: 10, down: 10 };
