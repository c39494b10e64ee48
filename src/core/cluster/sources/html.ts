import { sourceLimits } from './limits';
import type { Row } from './delimited';

/** What of a web page is read: the rows of its tables, and the text outside of them. */
export interface PageText {
  readonly rows: readonly Row[];
  /** The beginning of what is in no row. */
  readonly outside: string;
}

/** Elements between whose words there is a space. */
const breaking: ReadonlySet<string> = new Set(['br', 'p', 'div', 'li', 'h1', 'h2', 'h3', 'hr', 'option']);
/** Elements whose content is not text. */
const hidden: ReadonlySet<string> = new Set(['script', 'style', 'svg', 'template', 'noscript']);
/** Characters outside of rows that are kept. */
const mostOutside = 4_096;

const entities: Readonly<Record<string, string>> = {
  ...{ amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ', ensp: ' ', emsp: ' ', shy: '', ndash: '-' },
  ...{ auml: 'ä', ouml: 'ö', uuml: 'ü', szlig: 'ß', eacute: 'é', egrave: 'è', agrave: 'à', ccedil: 'ç', atilde: 'ã' },
  ...{ iuml: 'ï', iacute: 'í', oacute: 'ó', aacute: 'á', uacute: 'ú', ntilde: 'ñ', ecirc: 'ê', ograve: 'ò' },
};

/** A text with its character references decoded; those that are not known stay. */
function decoded(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(
    /&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,8}));/gi,
    (whole, decimal?: string, hex?: string, name?: string) => {
      if (name !== undefined) return entities[name] ?? entities[name.toLowerCase()] ?? whole;
      const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
      return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    },
  );
}

/**
 * Reads the tables of a web page, whatever is not closed in it. A table in a cell has rows of its own, and ends the row
 * around it.
 */
export function readPageText(html: string): PageText {
  const reader = new Reader();
  let at = 0;
  let line = 1;
  const pass = (end: number): string => {
    const passed = html.slice(at, end);
    line += breaksIn(passed);
    at = end;
    return passed;
  };
  while (at < html.length) {
    const open = html.indexOf('<', at);
    reader.text(pass(open === -1 ? html.length : open));
    if (open === -1) break;
    if (html.startsWith('<!--', open)) {
      pass(endBehind(html, '-->', open + 4));
      continue;
    }
    const from = line;
    const tag = pass(endBehind(html, '>', open));
    const [, slash = '', written = ''] = /^<(\/?)([a-z][\w:-]{0,30})/i.exec(tag) ?? [];
    const name = written.toLowerCase();
    if (slash === '' && hidden.has(name) && !tag.endsWith('/>')) pass(startOfEnd(html, name, at));
    else if (name === '' && !/^<[!?/]/.test(tag)) reader.text(tag);
    else reader.tag(name, slash === '', from);
  }
  return reader.end();
}

function endBehind(html: string, mark: string, from: number): number {
  const found = html.indexOf(mark, from);
  return found === -1 ? html.length : found + mark.length;
}

/** Where the end tag of an element without elements in it begins; the end of the page if it is missing. */
function startOfEnd(html: string, name: string, from: number): number {
  const ends = /<\/(script|style|svg|template|noscript)\b/gi;
  ends.lastIndex = from;
  for (let match = ends.exec(html); match !== null; match = ends.exec(html)) {
    if (match[1]?.toLowerCase() === name) return match.index;
  }
  return html.length;
}

function breaksIn(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) count += 1;
  return count;
}

class Reader {
  readonly #rows: Row[] = [];
  #line: number | null = null;
  #cells: string[] = [];
  #cell: string[] | null = null;
  #outside: string[] = [];
  #outsideLength = 0;

  text(written: string): void {
    if (this.#cell !== null) this.#cell.push(written);
    else if (this.#outsideLength < mostOutside) {
      this.#outside.push(written);
      this.#outsideLength += written.length;
    }
  }

  tag(name: string, isStart: boolean, line: number): void {
    if (name === 'tr' || name === 'table') {
      this.#endRow();
      if (name === 'tr' && isStart) this.#line = line;
    } else if (name === 'td' || name === 'th') {
      this.#endCell();
      if (!isStart) return;
      this.#line ??= line;
      this.#cell = [];
    } else if (breaking.has(name)) this.text(' ');
  }

  end(): PageText {
    this.#endRow();
    return { rows: this.#rows, outside: plain(this.#outside).slice(0, mostOutside) };
  }

  #endCell(): void {
    if (this.#cell !== null && this.#cells.length < sourceLimits.cells) this.#cells.push(plain(this.#cell));
    this.#cell = null;
  }

  #endRow(): void {
    this.#endCell();
    if (this.#line !== null && this.#cells.length > 0 && this.#rows.length <= sourceLimits.rows) {
      this.#rows.push({ line: this.#line, cells: this.#cells, isBroken: false });
    }
    this.#line = null;
    this.#cells = [];
  }
}

/** The text as a page shows it: white space is one blank. */
function plain(parts: readonly string[]): string {
  return decoded(parts.join('')).replace(/\s+/g, ' ').trim();
}
