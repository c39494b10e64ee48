import type { FieldReport } from '../../src/core/trust/report';
import type {
  FindingsView,
  HeaderView,
  PageOutline,
  PagePlace,
  RecordView,
  SignerView,
  TrailingView,
} from '../../src/extension/editor/protocol';
import { append, fill, h, type Child } from '../shared/dom';
import { hexOffset } from '../shared/format';
import { Dropped } from '../shared/host';
import { messageOf } from '../shared/message-of';
import { visible } from '../shared/text';
import { progressRing } from '../shared/toolkit';
import { linkButton } from '../shared/link';
import type { BytesPane } from './bytes';
import { certificateSection, fact } from './certificate';
import { copyButton } from './copy-button';
import { findingsList } from './findings';
import { KeptScroll } from './kept-scroll';
import { moreButton } from './more';
import { RecordTable } from './record-table';
import { recordAt, recordsByFunction } from './records';
import type { Services } from './services';
import type { Selection } from './state';
import { counted, t } from '../shared/words';

/** After how long a view that is not there yet is announced by a progress ring, in milliseconds. */
const patience = 200;
/** Bytes of tag and length in front of every element's value. */
const elementOverhead = 3;

interface Options {
  readonly services: Services;
  readonly bytes: BytesPane;
  /** A field, or a part as a whole, is what the bytes pane shows now. */
  readonly onPlace: (place: PagePlace, field: number | null) => void;
  readonly onScroll: () => void;
  /** What had the keyboard's focus was replaced, and it may be nowhere now. */
  readonly onFocusLost: () => void;
}

interface Wanted {
  readonly selection: Selection;
  /** Offset of the field to select. */
  readonly field: number | null;
  /** Move the keyboard's focus to that field. */
  readonly focus: boolean;
  /** Where the detail is to be scrolled to; null where the field decides. */
  readonly top: number | null;
}

/** The right side: what is selected in the outline. */
export class Detail {
  readonly #options: Options;
  readonly #content = h('div', { class: 'detail-content' });
  readonly element: HTMLElement;
  readonly #scroll: KeptScroll;
  #outline: PageOutline | null = null;
  #isInspected = false;
  /** Why it was not inspected, and will not be. */
  #problem: string | null = null;
  /** Numbers the views asked for, so that an answer that was overtaken is dropped. */
  #asked = 0;

  constructor(options: Options) {
    this.#options = options;
    this.element = h('section', { class: 'detail', attributes: { 'aria-label': t('Details') } }, this.#content);
    this.#scroll = new KeptScroll(this.element, options.onScroll);
  }

  open(outline: PageOutline): void {
    this.#outline = outline;
    this.#isInspected = false;
    this.#problem = null;
  }

  report(): void {
    this.#isInspected = true;
  }

  /** The list could not be inspected: what it would have found is not waited for. */
  failed(message: string): void {
    this.#problem = message;
  }

  get scrollTop(): number {
    return this.#scroll.top;
  }

  /** The field at this offset has the keyboard. */
  hasFocusOn(field: number | null): boolean {
    const focused = this.#content.contains(document.activeElement) ? document.activeElement : null;
    return field !== null && focused?.closest('[data-offset]')?.getAttribute('data-offset') === String(field);
  }

  async show(wanted: Wanted): Promise<void> {
    const asked = ++this.#asked;
    // Asked before a progress ring takes the place of what has it.
    const hadFocus = this.#content.contains(document.activeElement);
    const focus = wanted.focus || this.hasFocusOn(wanted.field);
    this.#scroll.want(wanted.top);
    const waiting = setTimeout(() => {
      if (asked === this.#asked) fill(this.#content, progressRing(t('Loading')));
    }, patience);
    try {
      const draw = await this.#load({ ...wanted, focus });
      if (asked !== this.#asked) return;
      draw();
    } catch (error) {
      if (asked !== this.#asked || error instanceof Dropped) return;
      this.#fail(error);
    } finally {
      clearTimeout(waiting);
    }
    if (hadFocus) this.#options.onFocusLost();
  }

  /** Fetches what a selection needs, and gives what puts it on the page. */
  async #load(wanted: Wanted): Promise<() => void> {
    const { services } = this.#options;
    const { selection } = wanted;
    if (typeof selection === 'number') {
      const view = await services.ask({ kind: 'record', index: selection, from: 0 });
      return () => {
        this.#showRecord(view, wanted);
      };
    }
    switch (selection) {
      case 'overview': {
        const view = this.#isInspected ? await services.ask({ kind: 'findings', from: 0 }) : null;
        return () => {
          this.#showOverview(view);
        };
      }
      case 'header': {
        const view = await services.ask({ kind: 'header', from: 0 });
        return () => {
          this.#showHeader(view, wanted);
        };
      }
      case 'signer': {
        const view = await services.ask({ kind: 'signer' });
        return () => {
          this.#showSigner(view);
        };
      }
      case 'trailing': {
        const view = await services.ask({ kind: 'trailing' });
        return () => {
          this.#showTrailing(view);
        };
      }
    }
  }

  #fail(error: unknown): void {
    fill(this.#content, notice(messageOf(error)));
  }

  #showOverview(view: FindingsView | null): void {
    const outline = this.#outline;
    if (outline === null) return;
    this.#put(
      h('h1', null, t('Findings')),
      view === null ? this.#awaited(t('Inspecting')) : this.#findings(view),
      h('h2', null, t('Contents')),
      contents(outline),
    );
    this.#showWhole(t('The file'), { record: null, offset: 0, length: outline.length });
  }

  /** In the place of what inspecting finds. */
  #awaited(label: string): HTMLElement {
    if (this.#problem !== null) return notice(this.#problem);
    return h('p', { class: 'pending' }, progressRing(label), `${label}…`);
  }

  #findings(view: FindingsView): Child {
    const { services } = this.#options;
    if (view.total === 0) return h('p', { class: 'dim' }, t('Nothing found.'));
    const lists = h('div', null, findingsList(services, view.findings, t('Findings')));
    let shown = view.findings.length;
    const more = moreButton({
      label: () =>
        shown >= view.total
          ? null
          : counted(view.total - shown, 'Show more of the other 1 finding', 'Show more of the other {count} findings'),
      load: async () => {
        const next = await services.ask({ kind: 'findings', from: shown });
        const list = findingsList(services, next.findings, t('More findings'));
        append(lists, [list]);
        shown += next.findings.length;
        return list?.querySelector<HTMLElement>('button') ?? null;
      },
    });
    return [lists, more];
  }

  #showHeader(view: HeaderView, wanted: Wanted): void {
    const { services } = this.#options;
    const table = this.#table(t('Header'), null, view, async (from) => {
      return (await services.ask({ kind: 'header', from })).rows;
    });
    this.#put(
      h('h1', null, t('Header')),
      placeLine(view),
      findingsList(services, view.findings, t('Findings in the header')),
      table.element,
    );
    this.#selectField(table, wanted, t('Header'), { record: null, offset: view.offset, length: view.length });
  }

  #showSigner(view: SignerView): void {
    const { services } = this.#options;
    const { signer, signature, digest, findings } = view;
    const recordLink = (index: number | null): Child =>
      index === null ? null : this.#recordLink(index, t('Record {index}', { index }));
    this.#put(
      h('h1', null, t('Signer')),
      findingsList(services, findings, t('Findings about the signer')),
      h(
        'dl',
        { class: 'facts-list' },
        fact(t('Name'), signer.name),
        fact(t('Issuer'), signer.issuer),
        fact(
          t('Serial number'),
          signer.serial,
          signer.serial === null ? null : copyButton(services, t('serial number'), signer.serial),
        ),
        fact(t('Digest'), digest),
        signature === null
          ? null
          : [
              row(t('Record'), recordLink(signature.record) ?? t('not in the list')),
              row(
                t('Signed by the key of'),
                signature.flaw === undefined
                  ? (recordLink(signature.actualSigner) ?? t('no record of this list'))
                  : t('unknown: the key of that record proves nothing'),
              ),
            ],
      ),
    );
    this.#showWhole('SIGNERID', { record: null, offset: view.offset, length: view.length });
  }

  #showRecord(view: RecordView, wanted: Wanted): void {
    const { services } = this.#options;
    const { index, offset, length } = view;
    const table = this.#table(t('Record {index}', { index }), index, view, async (from) => {
      return (await services.ask({ kind: 'record', index, from })).rows;
    });
    this.#put(
      h(
        'h1',
        null,
        visible(view.label),
        h('span', { class: 'dim' }, ' · ', visible(view.function), ` · ${t('record {index}', { index })}`),
      ),
      placeLine(view),
      findingsList(services, view.findings, t('Findings in record {index}', { index })),
      table.element,
      certificateSection(services, view, () => this.#awaited(t('Reading'))),
    );
    this.#selectField(table, wanted, t('Record {index}', { index }), { record: index, offset, length });
  }

  #showTrailing({ offset, length, findings }: TrailingView): void {
    this.#put(
      h('h1', null, t('Trailing bytes')),
      placeLine({ offset, length }),
      findingsList(this.#options.services, findings, t('Findings about the trailing bytes')),
    );
    this.#showWhole(t('Trailing bytes'), { record: null, offset, length });
  }

  #table(
    label: string,
    record: number | null,
    view: HeaderView | RecordView,
    loadMore: (from: number) => Promise<readonly FieldReport[]>,
  ): RecordTable {
    const { services, bytes, onPlace } = this.#options;
    const onSelect = (field: FieldReport): void => {
      const { offset, length, valueLength, name } = field;
      bytes.show({ title: name, offset, length, overhead: valueLength === null ? 0 : elementOverhead });
      onPlace({ record, offset, length }, offset);
    };
    const { findings, rows, total } = view;
    return new RecordTable({ services, label, record, findings, onSelect, loadMore }, rows, total);
  }

  #selectField(table: RecordTable, { field, focus, top }: Wanted, title: string, whole: PagePlace): void {
    if (field === null || !table.select(field, { focus, scroll: top === null })) this.#showWhole(title, whole);
  }

  #showWhole(title: string, place: PagePlace): void {
    this.#options.bytes.show({ title, offset: place.offset, length: place.length, overhead: 0 });
    this.#options.onPlace(place, null);
  }

  #recordLink(index: number, label: string): HTMLElement {
    const go = (): void => {
      const record = this.#outline === null ? null : recordAt(this.#outline, index);
      if (record !== null) this.#options.services.go(record.place);
    };
    return linkButton(go, label);
  }

  #put(...children: readonly Child[]): void {
    fill(this.#content, ...children);
    this.#scroll.settle(this.#isInspected);
  }
}

function notice(message: string): HTMLElement {
  return h('p', { class: 'notice', role: 'alert' }, visible(message));
}

function row(name: string, value: Child): HTMLElement {
  return h('div', null, h('dt', null, name), h('dd', null, value));
}

function placeLine({ offset, length }: { offset: number; length: number }): HTMLElement {
  return h('p', { class: 'dim place' }, `0x${hexOffset(offset)} · ${counted(length, '1 byte', '{count} bytes')}`);
}

/** How many records there are of each function. */
function contents(outline: PageOutline): HTMLElement {
  const records = recordsByFunction(outline);
  return h(
    'dl',
    { class: 'facts-list' },
    outline.functions.map(({ name }, position) =>
      row(name, counted(records[position]?.length ?? 0, '1 record', '{count} records')),
    ),
  );
}
