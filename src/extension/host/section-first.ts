/**
 * A Markdown page of ours that opens at one of its sections. VS Code's preview scrolls to a section before its style
 * sheets are there, and the section leaves the view when they come: so the section is the first thing on the page.
 *
 * `anchor` is the text of a heading, or the `id` of a row of a table, which keeps its place in the table too. Without
 * such a place, the page is unchanged.
 */
export function sectionFirst(page: string, anchor: string): string {
  const lines = page.split('\n');
  const section = headed(lines, anchor) ?? tableRow(lines, anchor);
  if (section === null) return page;
  const { first, rest } = section;
  return [...first, '', '---', '', ...rest].join('\n');
}

interface Parts {
  readonly first: readonly string[];
  readonly rest: readonly string[];
}

/** From the heading to the next one of its level or above. */
function headed(lines: readonly string[], anchor: string): Parts | null {
  const start = lines.findIndex((line) => heading.exec(line)?.[2] === anchor);
  if (start < 0) return null;
  const level = levelOf(lines[start]);
  const length = lines.slice(start + 1).findIndex((line) => heading.test(line) && levelOf(line) <= level);
  const end = length < 0 ? lines.length : start + 1 + length;
  return { first: lines.slice(start, end), rest: [...lines.slice(0, start), ...lines.slice(end)] };
}

/** The row with the head of its table. */
function tableRow(lines: readonly string[], anchor: string): Parts | null {
  const row = lines.findIndex((line) => line.startsWith('|') && line.includes(`<a id="${anchor}"></a>`));
  if (row < 0) return null;
  const head = lines.slice(0, row).findLastIndex((line) => !line.startsWith('|')) + 1;
  return { first: [...lines.slice(head, head + 2), ...lines.slice(row, row + 1)], rest: lines };
}

const heading = /^(#{1,6}) (.*)$/;

function levelOf(line: string | undefined): number {
  return heading.exec(line ?? '')?.[1]?.length ?? 0;
}
