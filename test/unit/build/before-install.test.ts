import { readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { expect, it } from 'vitest';

const scripts = join(import.meta.dirname, '../../../scripts');

/** The packages that a script needs as soon as it is loaded, and where. */
function packagesOf(file: string, seen = new Set<string>()): string[] {
  if (seen.has(file)) return [];
  seen.add(file);
  const imports = readFileSync(file, 'utf8').matchAll(
    /^import '([^']+)'|^(?:import|export)\b[^;'"=()]*? from '([^']+)'/gm,
  );
  return [...imports].flatMap(([, alone, named]) => {
    const name = alone ?? named ?? '';
    if (name.startsWith('.')) return packagesOf(resolve(dirname(file), name), seen);
    return name.startsWith('node:') ? [] : [`${file}: ${name}`];
  });
}

it.each(['test.mjs', 'start.mjs'])('%s installs packages, and needs none before', (script) => {
  const seen = new Set<string>();
  expect(packagesOf(join(scripts, script), seen)).toEqual([]);
  expect(seen.size).toBeGreaterThan(5);
});
