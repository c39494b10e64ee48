import type { FolderEntry, Io } from './command';
import { nameMatcher, isPattern, partsOfPath, type PathPart } from './patterns';

/** What tells the files in a folder. */
type Folders = Pick<Io, 'entriesOf'>;

/** The files that a folder or a pattern stands for, sorted, and what could not be looked into. */
export interface FoundFiles {
  readonly paths: readonly string[];
  readonly failures: readonly { readonly path: string; readonly error: unknown }[];
}

/** What nobody means by a folder: what tools keep for themselves, and packages. */
function isPassedOver({ name, isFolder }: FolderEntry): boolean {
  return name.startsWith('.') || (isFolder && name === 'node_modules');
}

/**
 * Every file in a folder and its folders, without those that are hidden and `node_modules`. Links to folders are not
 * followed.
 */
export async function filesInFolder(folder: string, io: Folders, isWindows: boolean): Promise<FoundFiles> {
  const paths: string[] = [];
  const failures: { path: string; error: unknown }[] = [];
  const open = [folder];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const entries = await io.entriesOf(next).catch((error: unknown) => {
      failures.push({ path: next, error });
      return [];
    });
    const prefix = prefixOf(next, isWindows);
    for (const entry of entries) {
      if (isPassedOver(entry)) continue;
      (entry.isFolder ? open : paths).push(prefix === './' ? entry.name : `${prefix}${entry.name}`);
    }
  }
  return { paths: paths.sort(), failures: failures.sort((a, b) => (a.path < b.path ? -1 : 1)) };
}

/** A folder as what comes before the names in it, with the separator that it is written with. */
function prefixOf(folder: string, isWindows: boolean): string {
  if ((isWindows ? /[/\\]$/ : /\/$/).test(folder)) return folder;
  return folder + (isWindows && folder.includes('\\') ? '\\' : '/');
}

/** The files and folders that fit a pattern, sorted. What cannot be looked into has none. */
export async function filesOfPattern(pattern: string, io: Folders, isWindows: boolean): Promise<string[]> {
  const parts = partsOfPath(pattern, isWindows).filter(({ name }, at, all) => {
    return name !== '**' || all[at + 1]?.name !== '**';
  });
  const walk = new PatternWalk(parts, io, isWindows);
  await walk.from('', 0);
  return [...walk.found].sort();
}

class PatternWalk {
  readonly found = new Set<string>();
  readonly #seen = new Set<string>();
  readonly #entries = new Map<string, Promise<readonly FolderEntry[]>>();

  constructor(
    private readonly parts: readonly PathPart[],
    private readonly io: Folders,
    private readonly isWindows: boolean,
  ) {}

  /** @param prefix the folder with its separator; empty for the current one. */
  async from(prefix: string, at: number): Promise<void> {
    const part = this.parts[at];
    const key = `${at} ${prefix}`;
    if (part === undefined || this.#seen.has(key)) return;
    this.#seen.add(key);
    const { name, separator } = part;
    const isLast = at === this.parts.length - 1;
    const isFixed = at < this.parts.findIndex((one) => isPattern(one.name));
    if (name === '' && isLast) this.found.add(prefix);
    else if (isFixed || name === '' || name === '.' || name === '..') {
      await this.from(`${prefix}${name}${separator}`, at + 1);
    } else if (name === '**') await this.#anyFolder(prefix, at, isLast);
    else await this.#fitting(prefix, at, isLast);
  }

  async #anyFolder(prefix: string, at: number, isLast: boolean): Promise<void> {
    if (!isLast) await this.from(prefix, at + 1);
    const separator = this.parts[at]?.separator ?? '';
    for (const entry of await this.#entriesOf(prefix)) {
      if (isPassedOver(entry)) continue;
      if (entry.isFolder) await this.from(`${prefix}${entry.name}${separator === '' ? '/' : separator}`, at);
      else if (isLast) this.found.add(`${prefix}${entry.name}`);
    }
  }

  async #fitting(prefix: string, at: number, isLast: boolean): Promise<void> {
    const { name, separator } = this.parts[at] ?? { name: '', separator: '' };
    const fits = nameMatcher(name, this.isWindows);
    const entries = await this.#entriesOf(prefix);
    // What has this very name wins over what the pattern matches.
    const named = entries.filter((entry) => entry.name === name);
    const fitting = entries.filter((entry) => fits(entry.name) && !(entry.isFolder && entry.name === 'node_modules'));
    for (const entry of named.length > 0 ? named : fitting) {
      if (isLast) this.found.add(`${prefix}${entry.name}`);
      else if (entry.isFolder) await this.from(`${prefix}${entry.name}${separator}`, at + 1);
    }
  }

  #entriesOf(prefix: string): Promise<readonly FolderEntry[]> {
    const known = this.#entries.get(prefix) ?? this.io.entriesOf(prefix === '' ? '.' : prefix).catch(() => []);
    this.#entries.set(prefix, known);
    return known;
  }
}
