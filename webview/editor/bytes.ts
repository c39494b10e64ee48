import { fill, h, type Child } from '../shared/dom';
import { ascii, hexOffset } from '../shared/format';
import { button } from '../shared/toolkit';
import { VirtualList } from '../shared/virtual-list';
import type { Services } from './services';
import { counted, t } from '../shared/words';

/** A run of bytes to show. */
export interface ByteRange {
  /** What the bytes are: `ISSUERNAME`. */
  readonly title: string;
  readonly offset: number;
  readonly length: number;
  /** Bytes of tag and length in front of the value. */
  readonly overhead: number;
}

const rowHeight = 20;
/** Bytes that are asked for at a time. */
const chunk = 4096;
/** Bytes that one view scrolls through; browsers cannot lay out a list of every length. */
const viewBytes = 1024 * 1024;

/** Bytes in hexadecimal and ASCII, fetched as they come into sight. */
export class BytesPane {
  readonly #title = h('h2', { class: 'bytes-title' });
  readonly #pages = h('div', { class: 'bytes-pages' });
  readonly #scroller = h('div', {
    class: 'bytes-scroller',
    tabindex: 0,
    role: 'group',
    attributes: { 'aria-label': t('Bytes') },
  });
  readonly element = h(
    'section',
    { class: 'bytes', attributes: { 'aria-label': t('Bytes') } },
    h('div', { class: 'bytes-head' }, this.#title, this.#pages),
    this.#scroller,
  );
  readonly #list = new VirtualList({
    scroller: this.#scroller,
    rowHeight,
    render: (index) => this.#row(index),
  });
  #range: ByteRange = { title: '', offset: 0, length: 0, overhead: 0 };
  #marked: number | null = null;
  /** Where in the range the view begins, in bytes. */
  #start = 0;
  #perRow = 16;
  #chunks = new Map<number, Uint8Array | 'asked'>();

  constructor(private readonly services: Services) {
    new ResizeObserver(([entry]) => {
      this.#fit(entry?.contentRect.width ?? 0);
    }).observe(this.#scroller);
  }

  /** @param marked offset in the file of a byte to mark and to begin with. */
  show(range: ByteRange, marked: number | null = null): void {
    this.#range = range;
    this.#marked = marked;
    this.#start = Math.floor(((marked ?? range.offset) - range.offset) / viewBytes) * viewBytes;
    this.#chunks = new Map();
    this.#scroller.scrollTop = 0;
    this.#draw();
    if (marked !== null) this.#list.reveal(Math.floor((marked - range.offset - this.#start) / this.#perRow));
  }

  focus(): void {
    this.#scroller.focus({ preventScroll: true });
  }

  #draw(): void {
    const { title, offset, length } = this.#range;
    fill(
      this.#title,
      h('span', null, title === '' ? t('Bytes') : title),
      length === 0
        ? null
        : h('span', { class: 'dim' }, ` 0x${hexOffset(offset)} · ${counted(length, '1 byte', '{count} bytes')}`),
    );
    this.#scroller.setAttribute('aria-label', title === '' ? t('Bytes') : t('Bytes of {title}', { title }));
    this.#drawPages();
    this.#list.show(Math.ceil(Math.min(viewBytes, length - this.#start) / this.#perRow));
  }

  #drawPages(): void {
    const { offset, length } = this.#range;
    fill(this.#pages);
    if (length <= viewBytes) return;
    const turn = (label: string, start: number): HTMLElement =>
      button(
        'secondary',
        {
          attributes: { disabled: start < 0 || start >= length },
          on: {
            click: () => {
              this.#start = start;
              this.#scroller.scrollTop = 0;
              this.#draw();
            },
          },
        },
        label,
      );
    fill(
      this.#pages,
      h('span', { class: 'dim' }, `from 0x${hexOffset(offset + this.#start)}`),
      turn(t('Previous MB'), this.#start - viewBytes),
      turn(t('Next MB'), this.#start + viewBytes),
    );
  }

  /** Sixteen bytes a row where there is room for them, else eight. */
  #fit(width: number): void {
    const perRow = width > 0 && width < 560 ? 8 : 16;
    if (perRow === this.#perRow) return;
    this.#perRow = perRow;
    this.#draw();
  }

  #row(index: number): HTMLElement {
    const start = this.#start + index * this.#perRow;
    const { offset, length, overhead } = this.#range;
    const size = Math.min(this.#perRow, length - start);
    const bytes = this.#read(start, size);
    const split = Math.max(0, Math.min(size, overhead - start));
    const hex = Array.from({ length: size }, (_, at) => {
      const byte = bytes?.[at];
      return byte === undefined ? '··' : byte.toString(16).padStart(2, '0');
    });
    return h(
      'div',
      { class: 'bytes-row' },
      h('span', { class: 'bytes-offset' }, hexOffset(offset + start, 6)),
      h(
        'span',
        { class: 'bytes-hex' },
        h('span', { class: 'bytes-overhead' }, hex.slice(0, split).join(' ')),
        split > 0 && split < size ? ' ' : null,
        ...this.#withMark(hex.slice(split), offset + start + split),
        ' '.repeat((this.#perRow - size) * 3),
      ),
      h('span', { class: 'bytes-text', attributes: { 'aria-hidden': 'true' } }, ascii(bytes ?? new Uint8Array())),
    );
  }

  /** Bytes as text, the marked one in an element of its own. */
  #withMark(hex: readonly string[], offset: number): Child[] {
    const at = (this.#marked ?? -1) - offset;
    const marked = hex[at];
    if (marked === undefined) return [hex.join(' ')];
    const before = hex.slice(0, at).map((byte) => `${byte} `);
    const after = hex.slice(at + 1).map((byte) => ` ${byte}`);
    return [before.join(''), h('mark', { class: 'bytes-marked', title: t('Here') }, marked), after.join('')];
  }

  /** The bytes of a row; undefined until they are fetched. */
  #read(start: number, size: number): Uint8Array | undefined {
    const first = Math.floor(start / chunk) * chunk;
    const held = this.#chunks.get(first);
    if (held === undefined) void this.#fetch(first);
    // Rows do not straddle chunks: both sizes of row divide the size of a chunk.
    return held instanceof Uint8Array ? held.subarray(start - first, start - first + size) : undefined;
  }

  async #fetch(first: number): Promise<void> {
    const chunks = this.#chunks;
    chunks.set(first, 'asked');
    const { offset, length } = this.#range;
    try {
      const bytes = await this.services.ask({
        kind: 'bytes',
        offset: offset + first,
        length: Math.min(chunk, length - first),
      });
      chunks.set(first, bytes);
    } catch {
      chunks.delete(first); // the list has changed; what is shown next is asked for again
      return;
    }
    if (chunks === this.#chunks) this.#list.refresh();
  }
}
