import { said, type Names, type Value } from './translate';

/**
 * Conclusions as data. A conclusion is a reason and the values of this case; the sentence for it stands in a catalogue,
 * whole, with its source, and with `{names}` where the values go, so that it can be translated and checked by itself.
 */

/** One entry of a catalogue. */
export interface Sentence {
  /** A whole sentence, with `{name}` for each value. */
  readonly text: string;
  /** Where that is documented, and how well it is known; null where the sentence only repeats what the files say. */
  readonly source: string | null;
}

export type Catalogue = Readonly<Record<string, Sentence>>;

/** The values that a sentence of a catalogue takes: each of its names, and nothing else. */
export type ArgsOf<C extends Catalogue, Reason extends keyof C> = Readonly<Record<Names<C[Reason]['text']>, Value>>;

/** A conclusion, as plain JSON. */
export interface Statement<Reason extends string = string> {
  readonly reason: Reason;
  readonly args: Readonly<Record<string, Value>>;
  /** The catalogue's words for it, with the values in them. */
  readonly sentence: string;
}

/**
 * The one way from a catalogue to a statement.
 *
 * @example
 * const state = statements({ kept: { text: 'The signer of {file} is kept.', source: null } });
 * state('kept', { file: 'ITLFile.tlv' }).sentence; // The signer of ITLFile.tlv is kept.
 */
export function statements<const C extends Catalogue>(
  catalogue: C,
): <Reason extends keyof C & string>(reason: Reason, args: ArgsOf<C, Reason>) => Statement<Reason> {
  return (reason, args) => ({ reason, args, sentence: said(catalogue[reason]?.text ?? reason, args) });
}

/** The statement in something that contains more: a step, a decision. */
export function statementOf({ reason, args, sentence }: Statement): Statement {
  return { reason, args, sentence };
}

/** The sentences of several statements. */
export function sentencesOf(all: readonly Statement[]): string[] {
  return all.map(({ sentence }) => sentence);
}

/** What `--json` adds to sentences: why, and the values, without the words. */
export function reasonsOf(all: readonly Statement[]): Pick<Statement, 'reason' | 'args'>[] {
  return all.map(({ reason, args }) => ({ reason, args }));
}
