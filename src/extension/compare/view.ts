import type * as Comparing from '../../core/comparing';
import type { BothWays, Way } from '../../core/compare/both-ways';
import type { Comparison, RowKind } from '../../core/compare/comparison';
import type { RecordsByNumber } from '../../core/compare/records';
import type * as Engine from '../../core/engine';
import type * as Phoning from '../../core/phoning';
import type { RecordReport } from '../../core/trust/report';
import type {
  ComparisonView,
  FieldView,
  Look,
  PhoneView,
  RecordColumns,
  RowColumns,
  SideName,
  SideView,
  VerdictView,
} from './protocol';
import type { Side } from './side';
import { plural, t } from '../../core/words/translate';

/** What one message holds at most. */
const most = { rows: 200, label: 160 } as const;

const kinds: readonly RowKind[] = ['same', 'form', 'moved', 'renewed', 'changed', 'added', 'removed', 'unknown'];
const numberFormat = new Intl.NumberFormat('en');

/** The parts of one comparison that the page shows. Made once for each state of the sides. */
export class View {
  readonly comparison: Comparison;
  readonly #left: RecordsByNumber;
  readonly #right: RecordsByNumber;
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
    this.#left = comparing.recordsByNumber(left.report);
    this.#right = comparing.recordsByNumber(right.report);
  }

  open(): ComparisonView {
    const { same, summary, header, rows, uncompared } = this.comparison;
    const { folds, uncomparedSentence } = this.comparing;
    return {
      same,
      summary,
      header: this.#worded(
        header.map((difference) => ({ ...difference, form: this.comparing.isCosmetic(difference) })),
      ),
      rows: this.#columns(),
      folds: { withForm: folds(rows), withoutForm: folds(rows, { hideForm: true }) },
      uncompared: uncompared.map(uncomparedSentence),
      looks: this.#looks(),
    };
  }

  /** What is shown under each row from `first` on, from 0. */
  fields(first: number, count: number): readonly (readonly FieldView[])[] {
    const rows = this.comparison.rows.slice(first, first + Math.min(count, most.rows));
    return rows.map((row) => this.#worded(this.comparing.fieldsUnder(row, this.#left, this.#right)));
  }

  /** Fields that are not elements of the file have names in the person's language. */
  #worded(fields: readonly FieldView[]): FieldView[] {
    return fields.map((one) => ({ ...one, field: this.comparing.fieldWords(one.field) }));
  }

  async phone(): Promise<PhoneView> {
    const { leftTakesRight, rightTakesLeft, untold } = await this.#bothWays();
    return {
      leftTakesRight: this.#verdict('left', leftTakesRight),
      rightTakesLeft: this.#verdict('right', rightTakesLeft),
      untold: untold?.sentence ?? null,
    };
  }

  async copy(format: 'text' | 'markdown', hideForm: boolean): Promise<string> {
    const { renderMarkdown, renderText } = this.comparing;
    const render = format === 'text' ? renderText : renderMarkdown;
    return render(this.left, this.right, this.comparison, { hideForm, phone: await this.#bothWays() });
  }

  #bothWays(): Promise<BothWays> {
    this.#phone ??= this.comparing.bothWays(listOf(this.left), listOf(this.right), this.phoning);
    return this.#phone;
  }

  #columns(): RowColumns {
    const { rows } = this.comparison;
    return {
      kinds: rows.map(({ kind }) => kind),
      moved: rows.map(({ moved }) => moved),
      left: this.#recordColumns(rows.map(({ left }) => (left === null ? undefined : this.#left.get(left)))),
      right: this.#recordColumns(rows.map(({ right }) => (right === null ? undefined : this.#right.get(right)))),
      fields: rows.map((row) => this.comparing.fieldsUnder(row, this.#left, this.#right).length),
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
      names: column((record) => clip(recordLabel(record).trim())),
      serials: column(({ serial }) => (serial === null ? null : clip(serial))),
    };
  }

  #looks(): Readonly<Record<RowKind, Look>> {
    const { signs, changes } = this.comparing;
    const looks = kinds.map((kind) => [kind, { sign: signs[kind], word: t(changes[kind]) }] as const);
    return Object.fromEntries(looks) as Record<RowKind, Look>;
  }

  #verdict(held: SideName, way: Way | null): VerdictView | null {
    if (way === null) return null;
    const { verdict, rule, dependsOn, unknown, sameCluster } = way;
    const { verdictSentence } = this.comparing;
    return {
      verdict,
      rule,
      dependsOn: dependsOn.map(({ sentence }) => sentence),
      unknown: unknown.map(({ sentence }) => sentence),
      sentence: verdictSentence(held, verdict),
      why: way.sentence,
      sameCluster: sameCluster && { ...sameCluster, short: verdictSentence(held, sameCluster.outcome) },
    };
  }
}

/** What a side is called, and what it is. */
export function sideView({ name, report, list }: Side): SideView {
  const { kind, length, records, md5 } = report;
  return {
    name,
    problem: null,
    facts: [
      kind === 'unknown' ? t('trust list') : kind,
      ...(list === null ? [t('text of the cluster')] : [t('{count} bytes', { count: numberFormat.format(length) })]),
      plural(records.length, '1 record', '{count} records', { count: numberFormat.format(records.length) }),
      ...(md5 === '' ? [] : [`MD5 ${md5}`]),
    ],
  };
}

function listOf({ name, list }: Side) {
  return list === null ? null : { file: name, list: list.list };
}

function clip(text: string): string {
  return text.length > most.label ? `${text.slice(0, most.label)}…` : text;
}
