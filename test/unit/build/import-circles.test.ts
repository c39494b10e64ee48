import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const imported = /(?:from|import|import\()\s*'(\.[^']*)'/g;

/** The modules that each module imports, of types too; by absolute paths. */
function importsOf(folders: readonly string[]): Map<string, readonly string[]> {
  const modules = folders.flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .map((name) => resolve(folder, name)),
  );
  return new Map(
    modules.map((module) => {
      const paths = [...readFileSync(module, 'utf8').matchAll(imported)].map(([, path = '']) => path);
      return [module, paths.map((path) => `${resolve(dirname(module), path)}.ts`)];
    }),
  );
}

/** The circles of a graph, each from the module where a walk found it: `a → b → a`. */
function circles(imports: ReadonlyMap<string, readonly string[]>): string[] {
  const found: string[] = [];
  const finished = new Set<string>();
  const walk = (module: string, path: readonly string[]): void => {
    const start = path.indexOf(module);
    if (start !== -1) {
      const circle = [...path.slice(start), module].map((one) => relative(process.cwd(), one));
      found.push(circle.join(' → '));
    }
    if (start !== -1 || finished.has(module)) return;
    for (const next of imports.get(module) ?? []) walk(next, [...path, module]);
    finished.add(module);
  };
  for (const module of imports.keys()) walk(module, []);
  return found;
}

describe('Imports', () => {
  it('go round in no circle, whether of code or of types', () => {
    const imports = importsOf(['src', 'webview']);
    expect(imports.get(resolve('src/extension/extension.ts'))).toContain(resolve('src/extension/host/documents.ts'));
    expect(circles(imports)).toEqual([]);
  });

  it('that do go round are named', () => {
    const at = (name: string): string => join(process.cwd(), name);
    const graph = new Map([
      [at('a'), [at('b')]],
      [at('b'), [at('c'), at('d')]],
      [at('c'), [at('b')]],
      [at('d'), []],
    ]);
    expect(circles(graph)).toEqual(['b → c → b']);
  });
});
