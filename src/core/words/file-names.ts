import { anyOf, expression } from './expressions';

/** What sentences call each of several files: its base name, or its path if two have the same base name. */
export function fileNames(paths: readonly string[]): ReadonlyMap<string, string> {
  const distinct = [...new Set(paths)];
  const sharing = new Map<string, number>();
  for (const path of distinct) sharing.set(baseName(path), (sharing.get(baseName(path)) ?? 0) + 1);
  return new Map(distinct.map((path) => [path, sharing.get(baseName(path)) === 1 ? baseName(path) : path]));
}

/** A finished text in which each of the paths is replaced by what sentences call the file. */
export function withFileNames(text: string, paths: readonly string[]): string {
  const names = fileNames(paths);
  const found = [...names.keys()].filter((path) => names.get(path) !== path).sort((a, b) => b.length - a.length);
  if (found.length === 0) return text;
  const anyPath = expression('g')`(?<![\w./\\-])${anyOf(found)}(?![\w/\\-])`;
  return text.replace(anyPath, (path) => names.get(path) ?? path);
}

function baseName(path: string): string {
  return path.split(/[/\\]/).at(-1) ?? path;
}
