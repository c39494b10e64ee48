import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');

/** The words of `package.json`, by the keys that stand there as `%key%`. */
export const manifestStrings = readJson('package.nls.json') as Readonly<Record<string, string>>;

/** `package.json` as it is written, with keys for words. */
export const writtenManifest = readJson('package.json');

/** `package.json` as people see it: with words for keys. */
export const manifest = JSON.parse(JSON.stringify(writtenManifest), (_, value: unknown) => {
  const key = keyIn(value);
  return key === null ? value : (manifestStrings[key] ?? value);
}) as unknown;

/** The key of `package.nls.json` that a value of the manifest names: VS Code takes a whole string, or nothing. */
export function keyIn(value: unknown): string | null {
  return typeof value === 'string' ? (/^%(.+)%$/.exec(value)?.[1] ?? null) : null;
}

function readJson(file: string): unknown {
  return JSON.parse(readFileSync(join(root, file), 'utf8'));
}
