import type * as Comparing from '../../core/comparing';
import type { Comparison, Row, RowKind } from '../../core/compare/comparison';
import type { BothWays } from '../../core/compare/both-ways';
import type * as Engine from '../../core/engine';
import type { Decision } from '../../core/phone/decision';
import type { RegenerationOutcome } from '../../core/phone/regenerate';
import type * as Phoning from '../../core/phoning';
import type { RecordReport } from '../../core/trust/report';
import type {
  ComparisonView,
  FieldView,
  Look,
  PhoneView,
  RecordColumns,
  RowColumns,
  SideView,
  VerdictView,
} from './protocol';
import type { Side } from './side';

/** What one message holds at most. */
const most = { rows: 200, label: 160 } as const;

const kinds: readonly RowKind[] = ['same', 'form', 'moved', 'renewed', 'changed', 'added', 'removed', 'unknown'];
const numberFormat = new Intl.NumberFormat('en');

/** The parts of one comparison that the page shows. Made once for each state of the sides. */
export class View {
  readonly comparison: Comparison;
  readonly #left: ReadonlyMap<number, RecordReport>;
  readonly #right: ReadonlyMap<number, RecordReport>;
  #phone: Promise<BothWays> | undefined;

  constructor(
    private readonly engine: typeof Engine,
    private readonly comparing: typeof Comparing,
    private readonly phoning: typeof Phoning,
    private readonly left: Side,
    private readonly right: Side,
  ) {
    this.comparison = comparing.compare(left.report, right.report, {
      left: { bytes: left.list?.bytes, complete: left.complete },
      right: { bytes: right.list?.bytes, complete: right.complete },
    });
    this.#left = byNumber(left);
    this.#right = byNumber(right);
  }

  open(): ComparisonView {
    const { same, summary, header, rows, uncompared } = this.comparison;
    const { folds, uncomparedSentence } = this.comparing;
    return {
      same,
      summary,
      header,
      rows: this.#columns(),
      folds: { withForm: folds(rows), withoutForm: folds(rows, { hideForm: true }) },
      uncompared: uncompared.map(uncomparedSentence),
      looks: this.#looks(),
    };
  }

  /** What is shown under each row from `first` on, from 0. */
  fields(first: number, count: number): readonly (readonly FieldView[])[] {
    const rows = this.comparison.rows.slice(first, first + Math.min(count, most.rows));
    return rows.map((row) => this.#fieldsOf(row));
  }

  async phone(): Promise<PhoneView> {
    const { leftTakesRight, rightTakesLeft } = await this.#bothWays();
    return {
      leftTakesRight: await this.#verdict(leftTakesRight, this.left, this.right),
      rightTakesLeft: await this.#verdict(rightTakesLeft, this.right, this.left),
    };
  }

  async copy(format: 'text' | 'markdown', hideForm: boolean): Promise<string> {
    const { renderMarkdown, renderText } = this.comparing;
    const render = format === 'text' ? renderText : renderMarkdown;
    return render(this.left, this.right, this.comparison, { hideForm, phone: await this.#bothWays() });
  }

  #bothWays(): Promise<BothWays> {
    this.#phone ??= this.comparing.bothWays(listOf(this.left), listOf(this.right), this.phoning.decide);
    return this.#phone;
  }

  #columns(): RowColumns {
    const { rows } = this.comparison;
    return {
      kinds: rows.map(({ kind }) => kind),
      moved: rows.map(({ moved }) => moved),
      left: this.#recordColumns(rows.map(({ left }) => (left === null ? undefined : this.#left.get(left)))),
      right: this.#recordColumns(rows.map(({ right }) => (right === null ? undefined : this.#right.get(right)))),
      fields: rows.map((row) => this.#fieldsOf(row).length),
      formFields: rows.map(({ fields }) => fields.filter(({ form }) => form).length),
    };
  }

  #recordColumns(records: readonly (RecordReport | undefined)[]): RecordColumns {
    const { recordLabel } = this.engine;
    const { shortFunction } = this.comparing;
    const column = <T>(read: (record: RecordReport) => T): (T | null)[] =>
      records.map((record) => (record === undefined ? null : read(record)));
    return {
      numbers: column(({ index }) => index),
      functions: column(shortFunction),
      names: column((record) => clip(recordLabel(record))),
      serials: column(({ serial }) => (serial === null ? null : clip(serial))),
    };
  }

  #fieldsOf(row: Row): readonly FieldView[] {
    if (row.left !== null && row.right !== null) return row.fields;
    const onLeft = row.right === null;
    const record = onLeft ? this.#left.get(row.left ?? 0) : this.#right.get(row.right);
    if (record === undefined) return [];
    return contentOf(record).map(({ field, value }) => ({
      field,
      left: onLeft ? value : null,
      right: onLeft ? null : value,
      form: false,
    }));
  }

  #looks(): Readonly<Record<RowKind, Look>> {
    const { signs, changes } = this.comparing;
    const looks = kinds.map((kind) => [kind, { sign: signs[kind], word: changes[kind] }] as const);
    return Object.fromEntries(looks) as Record<RowKind, Look>;
  }

  async #verdict(decision: Decision | null, held: Side, other: Side): Promise<VerdictView | null> {
    if (decision === null) return null;
    const { verdict, rule, dependsOn, unknown } = decision;
    return {
      verdict,
      rule,
      dependsOn,
      unknown,
      word: this.comparing.verdictWords[verdict],
      why: this.phoning.decidingStep(decision)?.sentence ?? '',
      sameCluster: verdict === 'depends' ? await this.#sameCluster(held, other) : null,
    };
  }

  /** For ITLs whose verdict hangs on a TVS: what the other list itself says of the TVS servers, if it is of the same cluster. */
  async #sameCluster(
    held: Side,
    served: Side,
  ): Promise<{ readonly outcome: RegenerationOutcome; readonly sentence: string } | null> {
    const [old, now] = [listOf(held), listOf(served)];
    if (old === null || now === null || held.report.kind !== 'ITL' || served.report.kind !== 'ITL') return null;
    const { outcome, sentence } = await this.phoning.judgeRegeneration({ held: old, served: now });
    return outcome === 'locked-out' || outcome === 'fine-through-tvs' ? { outcome, sentence } : null;
  }
}

/** What a side is called, and what it is. */
export function sideView({ name, report, list }: Side): SideView {
  const { kind, length, records, md5 } = report;
  return {
    name,
    problem: null,
    facts: [
      kind === 'unknown' ? 'trust list' : kind,
      ...(list === null ? ['text of the cluster'] : [`${numberFormat.format(length)} bytes`]),
      records.length === 1 ? '1 record' : `${numberFormat.format(records.length)} records`,
      ...(md5 === '' ? [] : [`MD5 ${md5}`]),
    ],
  };
}

function listOf({ name, list }: Side) {
  return list === null ? null : { file: name, list: list.list };
}

/** By number: a text may leave records out. */
function byNumber({ report }: Side): ReadonlyMap<number, RecordReport> {
  return new Map(report.records.map((record) => [record.index, record]));
}

/** What a person asks first of a record that the other side has not. */
function contentOf(record: RecordReport): { readonly field: string; readonly value: string }[] {
  const { dnsName, subject, issuer, serial, ipAddress, sha1, keyAlgorithm, notBefore, notAfter } = record;
  const content = [
    { field: 'DNSNAME', value: dnsName },
    { field: 'SUBJECTNAME', value: subject },
    { field: 'ISSUERNAME', value: issuer },
    { field: 'SERIALNUMBER', value: serial },
    { field: 'IPADDRESS', value: ipAddress },
    { field: 'SHA-1', value: sha1 },
    { field: 'key', value: keyAlgorithm },
    { field: 'not before', value: notBefore },
    { field: 'not after', value: notAfter },
  ];
  return content.flatMap(({ field, value }) => (value === null || value.trim() === '' ? [] : [{ field, value }]));
}

function clip(text: string): string {
  return text.length > most.label ? `${text.slice(0, most.label)}…` : text;
}
