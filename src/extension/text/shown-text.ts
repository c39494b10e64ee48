import * as vscode from 'vscode';
import type * as Engine from '../../core/engine';
import type { Printed } from '../../core/show/print';
import type { ExplainedFinding } from '../../core/trust/explain';
import type { FindingPlace, RecordReport, Report } from '../../core/trust/report';
import { oneLine } from '../host/one-line';
import { severitySettings } from '../host/severities';
import { plural, t } from '../../core/words/translate';

/** What a text shows of lists: what each of the language's features answers from. */
export interface ShownText {
  /**
   * The list that it was printed of, and that can be edited; null for one on disk next to its editor, and for a pasted
   * text.
   */
  readonly list: vscode.Uri | null;
  readonly findings: readonly ShownFinding[];
  readonly outputs: readonly ShownOutput[];
  /** In text order. */
  readonly places: readonly ShownPlace[];
  /** Why the text was not read; null if it was. */
  readonly unread: string | null;
}

export interface ShownFinding {
  readonly finding: ExplainedFinding;
  /** What is underlined: of one line. */
  readonly range: vscode.Range;
}

export interface ShownPlace extends FindingPlace {
  readonly range: vscode.Range;
}

/** One `show itl` or `show ctl`. */
export interface ShownOutput {
  /** `ITL, 5 records`. */
  readonly name: string;
  readonly range: vscode.Range;
  /** The header, if the text has it, then the records. */
  readonly sections: readonly Section[];
}

/** The header, or a record. */
export interface Section {
  readonly name: string;
  readonly detail: string;
  readonly range: vscode.Range;
  /** Its heading, or first row. */
  readonly heading: vscode.Range;
  readonly place: FindingPlace;
  readonly fields: readonly { readonly name: string; readonly detail: string; readonly range: vscode.Range }[];
}

/** A text that says nothing of any list. */
export function emptyText(list: vscode.Uri | null): ShownText {
  return { list, findings: [], outputs: [], places: [], unread: null };
}

export function printedText(
  engine: typeof Engine,
  list: vscode.Uri | null,
  report: Report,
  printed: Printed,
): ShownText {
  const lines = printed.text.split('\n');
  const places = printed.lines.map(({ line, ...place }) => ({ ...place, range: rangeOfLine(lines[line] ?? '', line) }));
  const find = engine.placeFinder(places);
  const findings = report.findings.flatMap((finding) => {
    const shown = find(finding.where);
    return shown === null ? [] : [{ finding: engine.explain(finding), range: shown.range }];
  });
  const whole = new vscode.Range(0, 0, Math.max(0, lines.length - 2), 0);
  return { list, findings, places, outputs: [outputOf(engine, report, places, whole)], unread: null };
}

export function parsedText(engine: typeof Engine, document: vscode.TextDocument): ShownText {
  const rangeOf = ({ start, end }: { readonly start: number; readonly end: number }): vscode.Range =>
    new vscode.Range(document.positionAt(start), document.positionAt(end));
  const severities = severitySettings();
  const { outputs, unread } = engine.readShow(document.getText());
  const shown = outputs.map((output) => {
    const places = output.places.map(({ start, end, ...place }) => ({ ...place, range: rangeOf({ start, end }) }));
    const findings = output.findings.flatMap(({ finding, ...range }) =>
      engine
        .withSeverities([finding], severities)
        .map((found) => ({ finding: engine.explain(found), range: firstLine(document, rangeOf(range)) })),
    );
    return { places, findings, output: outputOf(engine, output.report, places, rangeOf(output)) };
  });
  return {
    list: null,
    findings: shown.flatMap(({ findings }) => findings),
    outputs: shown.map(({ output }) => output),
    places: shown.flatMap(({ places }) => places),
    unread: unread?.sentence ?? null,
  };
}

/** What a line shows, else what the line above it does. */
export function placeAtLine({ places }: ShownText, line: number): FindingPlace | null {
  return places.findLast(({ range }) => range.start.line <= line) ?? places[0] ?? null;
}

function outputOf(
  engine: typeof Engine,
  report: Report,
  places: readonly ShownPlace[],
  range: vscode.Range,
): ShownOutput {
  const { kind, records } = report;
  const byNumber = new Map(records.map((record) => [record.index, record]));
  const count = plural(records.length, '1 record', '{count} records');
  return {
    name: `${kind === 'unknown' ? t('Trust list') : kind}, ${count}`,
    range,
    sections: groups(places).map((group) => sectionOf(engine, report, byNumber, group)),
  };
}

type Group = readonly [ShownPlace, ...ShownPlace[]];

/** The places of the header, and those of each record. What stands around them, such as the verdict, is in none. */
function groups(places: readonly ShownPlace[]): Group[] {
  const found: [ShownPlace, ...ShownPlace[]][] = [];
  for (const place of places) {
    const group = found.at(-1);
    // Length and time of last change stand above the header's title.
    const isPreamble = place.record === null && (place.field === null || place.field === 'TIMESTAMP');
    if (group !== undefined && group[0].record === place.record) group.push(place);
    else if (place.record !== null || (found.length === 0 && !isPreamble)) found.push([place]);
  }
  return found;
}

function sectionOf(
  engine: typeof Engine,
  report: Report,
  records: ReadonlyMap<number, RecordReport>,
  group: Group,
): Section {
  const [first] = group;
  const last = group.at(-1) ?? first;
  const { record: index } = first;
  const record = index === null ? undefined : records.get(index);
  const rows = record?.fields ?? report.header;
  const texts = new Map(rows.map(({ offset, name, text }) => [`${offset} ${name}`, text]));
  const fields = new Map<string, { name: string; detail: string; range: vscode.Range }>();
  for (const { field, offset, range } of group) {
    if (field === null) continue;
    const same = fields.get(field);
    // The header's SIGNATURE takes several rows.
    if (same !== undefined) same.range = same.range.union(range);
    else fields.set(field, { name: field, detail: oneLine(texts.get(`${offset} ${field}`) ?? ''), range });
  }
  return {
    name: index === null ? t('Header') : t('Record {index}', { index }),
    detail: oneLine(
      record === undefined
        ? (report.signer.name ?? '')
        : [record.function, engine.recordLabel(record)].filter((part) => part !== null).join(' · '),
    ),
    range: first.range.union(last.range),
    heading: first.range,
    place: first,
    fields: [...fields.values()],
  };
}

/** A line without the blanks around it. */
function rangeOfLine(text: string, line: number): vscode.Range {
  const start = text.length - text.trimStart().length;
  return new vscode.Range(line, start, line, Math.max(start, text.trimEnd().length));
}

function firstLine(document: vscode.TextDocument, range: vscode.Range): vscode.Range {
  return range.isSingleLine ? range : range.with({ end: document.lineAt(range.start.line).range.end });
}
