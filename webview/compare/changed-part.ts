/** A value in three parts: what stands before and behind the part that the other value has not. */
export interface Parts {
  readonly before: string;
  readonly changed: string;
  readonly behind: string;
}

/** Share of the longer value that two values have to have in common, so that the rest is worth pointing out. */
const leastInCommon = 0.3;

/** The parts of two values that differ, by whole words and numbers; null where they have little in common. */
export function changedParts(left: string, right: string): { readonly left: Parts; readonly right: Parts } | null {
  const [a, b] = [words(left), words(right)];
  const shorter = Math.min(a.length, b.length);
  let start = 0;
  while (start < shorter && a[start] === b[start]) start += 1;
  let end = 0;
  while (end < shorter - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end += 1;
  const parts = { left: cut(a, start, end), right: cut(b, start, end) };
  const inCommon = parts.left.before.length + parts.left.behind.length;
  return inCommon < leastInCommon * Math.max(left.length, right.length) ? null : parts;
}

function words(text: string): readonly string[] {
  return text.match(/[\p{L}\p{N}]+|[^\p{L}\p{N}]/gu) ?? [];
}

function cut(all: readonly string[], start: number, end: number): Parts {
  const behind = all.length - end;
  return {
    before: all.slice(0, start).join(''),
    changed: all.slice(start, behind).join(''),
    behind: all.slice(behind).join(''),
  };
}
