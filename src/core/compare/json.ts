import { decisionJson, type DecisionJson } from '../phone/decision';
import { reasonsOf, type Statement } from '../words/statement';
import type { BothWays, Way } from './both-ways';
import type { Comparison, FieldDifference, Row, RowKind } from './comparison';

/** What `trustlist compare --json` prints. */
export interface ComparisonJson {
  readonly same: boolean;
  readonly identical: boolean | null;
  readonly summary: string;
  /** Differences of meaning: empty, and `records` too, exactly if `same` is true. */
  readonly header: readonly FieldJson[];
  readonly records: readonly RecordJson[];
  /** Differences of form alone. */
  readonly form: { readonly header: readonly FieldJson[]; readonly records: readonly FormJson[] };
  readonly uncompared: Comparison['uncompared'];
  readonly phone: { readonly leftTakesRight: WayJson | null; readonly rightTakesLeft: WayJson | null };
  /** The clauses of `summary`, without their words. */
  readonly summaryReasons: readonly Pick<Statement, 'reason' | 'args'>[];
}

export type WayJson = DecisionJson & Pick<Way, 'sameCluster'>;

export interface FieldJson {
  readonly field: string;
  readonly left: string | null;
  readonly right: string | null;
}

export interface RecordJson {
  readonly change: Exclude<RowKind, 'same' | 'form' | 'unknown'>;
  readonly left: number | null;
  readonly right: number | null;
  readonly fields: readonly FieldJson[];
}

export type FormJson = Omit<RecordJson, 'change'>;

/** The part of a comparison that scripts read. */
export function comparisonJson(comparison: Comparison, { leftTakesRight, rightTakesLeft }: BothWays): ComparisonJson {
  const { same, identical, summary, clauses, header, rows, uncompared } = comparison;
  return {
    same,
    identical,
    summary,
    header: fieldsJson(header, false),
    records: rows.flatMap(recordJson),
    form: {
      header: fieldsJson(header, true),
      records: rows.flatMap(({ left, right, fields }) => {
        const ofForm = fieldsJson(fields, true);
        return ofForm.length === 0 ? [] : [{ left, right, fields: ofForm }];
      }),
    },
    uncompared,
    phone: { leftTakesRight: wayJson(leftTakesRight), rightTakesLeft: wayJson(rightTakesLeft) },
    summaryReasons: reasonsOf(clauses),
  };
}

function wayJson(way: Way | null): WayJson | null {
  return way === null ? null : { ...decisionJson(way), sameCluster: way.sameCluster };
}

function recordJson({ kind, left, right, fields }: Row): RecordJson[] {
  if (kind === 'same' || kind === 'form' || kind === 'unknown') return [];
  return [{ change: kind, left, right, fields: fieldsJson(fields, false) }];
}

function fieldsJson(fields: readonly FieldDifference[], form: boolean): FieldJson[] {
  return fields
    .filter((difference) => difference.form === form)
    .map(({ field, left, right }) => ({ field, left, right }));
}
