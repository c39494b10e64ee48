/**
 * Regular expressions that are made of parts. Lint checks the time that literals take, and cannot see into others: so
 * they are made here and nowhere else, of literals and of words that are escaped. `test/unit/growth` measures what comes
 * out.
 */

/** A literal, or a text that means nothing but itself. */
type Part = RegExp | string;

/**
 * A template of an expression.
 *
 * @example
 * expression('i')`(?<tag>\d+) ${anyOf(['NAME', 'A+B'])}`;
 */
export function expression(flags = '') {
  return ({ raw }: TemplateStringsArray, ...parts: readonly Part[]): RegExp =>
    new RegExp(String.raw({ raw }, ...parts.map(sourceOf)), flags);
}

/** Any of the parts; the first that fits counts. */
export function anyOf(parts: readonly Part[]): RegExp {
  return new RegExp(parts.map(sourceOf).join('|'));
}

/** One part behind the other, with `between` between them. */
export function sequence(parts: readonly Part[], between: RegExp): RegExp {
  return new RegExp(parts.map(sourceOf).join(sourceOf(between)));
}

/** The expression without the names of its groups, so that several with equal names can be parts of one. */
export function withoutNames({ source }: RegExp): RegExp {
  return new RegExp(source.replace(/\(\?<\w+>/g, '(?:'));
}

function sourceOf(part: Part): string {
  return typeof part === 'string' ? part.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&') : `(?:${part.source})`;
}
