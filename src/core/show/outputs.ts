import { elementRow, HeaderTag } from '../format/tags';
import type { ShownKind } from './layout';
import { crowdedRows } from './markers';
import type { RowToken, Token, TokenValue } from './token';
import { tokens } from './tokens';

/** A run of characters of the text, in UTF-16 units. */
export interface TextRange {
  readonly start: number;
  /** Excluded. */
  readonly end: number;
}

export type ShownRow = RowToken & TextRange;

/** A table of an output with what is known of its completeness. */
export interface ShownTable extends TextRange {
  readonly rows: readonly ShownRow[];
  /** Something was left out inside or behind it: `[...]`. */
  readonly cut: boolean;
}

export interface ShownRecord extends ShownTable {
  readonly heading: TextRange;
  /** As printed. */
  readonly index: number;
  /** Whether its key made the signature, as the line under a SAST record says; null if there is no such line. */
  readonly signed: boolean | null;
}

type Found<Type extends TokenValue['type']> = Extract<TokenValue, { type: Type }> & TextRange;

/** One output of `show itl` or `show ctl`, or of Cisco's CTLParser, in a text. */
export interface Output extends TextRange {
  readonly kind: ShownKind;
  /** Printed by Cisco's CTLParser for Windows. */
  readonly ofParser: boolean;
  readonly md5: string | null;
  readonly sha1: string | null;
  readonly length: Found<'length'> | null;
  readonly modified: Found<'modified'> | null;
  readonly version: Found<'version'> | null;
  readonly headerLength: Found<'header-length'> | null;
  readonly header: ShownTable;
  /** The header contains `*Signature omitted for brevity*`. */
  readonly signatureLeftOut: boolean;
  /** Most rows follow each other without a blank, so that nobody can tell where one ends and the next begins. */
  readonly crowded: boolean;
  readonly records: readonly ShownRecord[];
  readonly verdict: Found<'verdict'> | null;
  /** `… File not found`. */
  readonly noFile: Found<'no-file'> | null;
  /** `Error parsing the … file`. */
  readonly error: Found<'error'> | null;
}

/** The outputs in a text, in its order: the first `most` of them. */
export function outputs(text: string, most: number): Output[] {
  const found: Output[] = [];
  let current: Collector | null = null;
  const close = (): void => {
    const output = current?.output(text) ?? null;
    if (output !== null) found.push(output);
    current = null;
  };
  let end = 0;
  for (const token of tokens(text)) {
    if (found.length >= most) return found;
    if (hasOtherText(text.slice(end, token.start))) close();
    end = token.end;
    if (token.type === 'prompt') {
      close();
      if (token.shows) current = new Collector(token);
      continue;
    }
    if (current !== null && !current.continuesWith(token)) close();
    current ??= new Collector(token);
    current.add(token);
  }
  close();
  return found;
}

/** Characters of other text, without blanks, that end an output: several paragraphs. */
const otherText = 1_000;

function hasOtherText(between: string): boolean {
  return between.length > otherText && between.replace(/\s+/g, '').length > otherText;
}

/** The order in which an output says things; what comes a second time or too early belongs to the next output. */
const order = [
  'checksums',
  'md5',
  'sha1',
  'length',
  'modified',
  'title',
  'version',
  'header-length',
  'header',
  'record',
  'verdict',
] as const satisfies readonly (TokenValue['type'] | 'header')[];
type Stage = (typeof order)[number];

interface OpenTable {
  start: number;
  end: number;
  rows: ShownRow[];
  cut: boolean;
}
type OpenRecord = OpenTable & { heading: TextRange; index: number; signed: boolean | null };

class Collector {
  readonly #start: number;
  #end: number;
  #stage = -1;
  #kind: ShownKind | null = null;
  readonly #tokens = new Map<TokenValue['type'], Token>();
  readonly #header: OpenTable;
  readonly #records: OpenRecord[] = [];
  #signatureLeftOut = false;

  constructor({ start, end }: TextRange) {
    this.#start = start;
    this.#end = end;
    this.#header = { start, end, rows: [], cut: false };
  }

  continuesWith(token: Token): boolean {
    if ('kind' in token && this.#kind !== null && token.kind !== this.#kind) return false;
    if (token.type === 'signed' || token.type === 'left-out') return true;
    if (token.type === 'error') return !this.#tokens.has('error');
    if (this.#tokens.has('verdict') || this.#tokens.has('error') || this.#tokens.has('no-file')) return false;
    if (token.type === 'record') return token.index > (this.#records.at(-1)?.index ?? 0);
    if (token.type === 'row') return token.table !== 'header' || this.#records.length === 0;
    const stage = stageOf(token);
    return stage === null || stage > this.#stage;
  }

  add(token: Token): void {
    this.#end = token.end;
    this.#stage = Math.max(this.#stage, stageOf(token) ?? -1);
    if ('kind' in token) this.#kind = token.kind;
    const record = this.#records.at(-1);
    if (token.type === 'row') this.#addRow(token);
    else if (token.type === 'record') this.#addRecord(token);
    else if (token.type === 'signed') this.#addSigned(token);
    else if (token.type === 'left-out' && token.signature && record === undefined) this.#signatureLeftOut = true;
    else if (token.type === 'left-out') (record ?? this.#header).cut = true;
    else if (!this.#tokens.has(token.type)) this.#tokens.set(token.type, token);
  }

  #addRecord(token: Found<'record'>): void {
    const { index, start, end } = token;
    this.#records.push({ heading: token, index, start, end, rows: [], cut: false, signed: null });
  }

  #addSigned({ signed }: Found<'signed'>): void {
    const record = this.#records.at(-1);
    if (record !== undefined && !this.#tokens.has('verdict')) record.signed ??= signed;
  }

  #addRow(token: RowToken & TextRange): void {
    const table = this.#records.at(-1) ?? (token.table === 'record' ? null : this.#header);
    if (table === null) return; // a row of a record without a heading: nobody knows which record
    if (table === this.#header && table.rows.length === 0) table.start = token.start;
    table.rows.push(token);
    table.end = token.end;
  }

  /** What was collected; null if nothing of a list is in it. */
  output(text: string): Output | null {
    const isList =
      ['md5', 'length', 'title', 'header-length', 'no-file'].some((type) =>
        this.#tokens.has(type as TokenValue['type']),
      ) ||
      this.#header.rows.length > 0 ||
      this.#records.length > 0;
    if (!isList) return null;
    const rows = [this.#header, ...this.#records].reduce((sum, table) => sum + table.rows.length, 0);
    const ofParser = [this.#header, ...this.#records].some(({ rows }) => rows.some((row) => row.ofParser));
    const header = ofParser ? { ...this.#header, rows: this.#header.rows.map(asPrintedByCluster) } : this.#header;
    return {
      start: this.#start,
      end: this.#end,
      kind: this.#kind ?? 'CTL',
      ofParser,
      md5: this.#get('md5')?.value ?? null,
      sha1: this.#get('sha1')?.value ?? null,
      length: this.#get('length'),
      modified: this.#get('modified'),
      version: this.#get('version'),
      headerLength: this.#get('header-length'),
      header,
      signatureLeftOut: this.#signatureLeftOut,
      crowded: crowdedRows(text.slice(this.#start, this.#end)) > rows,
      records: this.#records,
      verdict: this.#get('verdict'),
      noFile: this.#get('no-file'),
      error: this.#get('error'),
    };
  }

  #get<Type extends TokenValue['type']>(type: Type): Found<Type> | null {
    const token = this.#tokens.get(type);
    return token === undefined ? null : (token as Found<Type>);
  }
}

/**
 * For the algorithms in the header, CTLParser prints the width of its own variables, and as length of SIGNATUREINFO
 * what it read last. They have the same widths in every file: `7 {8 (1 byte), 9 {10 (1 byte), 11 (1 byte)}}`.
 */
function asPrintedByCluster(row: ShownRow): ShownRow {
  const type = elementRow('header', row.tag)?.type;
  if (row.tag === HeaderTag.signatureInfo) return { ...row, value: '15' };
  if (row.tag === HeaderTag.signatureAlgorithmInfo) return { ...row, value: '8' };
  return type === 'digest' || type === 'signature-algorithm' || type === 'modulus' ? { ...row, length: 1 } : row;
}

function stageOf(token: TokenValue): number | null {
  const stage: Stage | null =
    token.type === 'row' ? (token.table === 'header' ? 'header' : 'record') : isStage(token.type) ? token.type : null;
  return stage === null ? null : order.indexOf(stage);
}

function isStage(type: TokenValue['type']): type is Exclude<Stage, 'header'> {
  return (order as readonly string[]).includes(type);
}
