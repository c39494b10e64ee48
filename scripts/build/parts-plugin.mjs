import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { transform } from 'esbuild';
import { oldest } from './oldest.mjs';

/** `import()` of a part, as esbuild writes it. */
const importOfPart = /\bimport\(("\.{1,2}\/[^"]+")\)/g;

/**
 * Writes what esbuild split into parts as CommonJS, so that a program loads only the parts that it needs. esbuild splits ES
 * modules only, and Node.js takes longer to load those. `import()` of a part becomes a `require()` at the same time, in a form
 * by which src/extension/host/modules.ts tells it from a static import.
 * @param {{ sourcemap: boolean, minify: boolean, program: string }} options `program` is the file that people start.
 * @returns {import('esbuild').Plugin}
 */
export const commonJsParts = ({ sourcemap, minify, program }) => ({
  name: 'commonjs-parts',
  setup({ initialOptions, onEnd }) {
    initialOptions.write = false;
    onEnd(async ({ outputFiles = [] }) => {
      await Promise.all(
        outputFiles.map(async ({ path, text }) => {
          const { code, map } = await transform(
            text.replace(importOfPart, 'Promise.resolve().then(() => require($1))'),
            {
              format: 'cjs',
              platform: 'node',
              target: oldest.node,
              charset: 'utf8',
              minify,
              sourcemap: sourcemap ? 'external' : false,
              sourcesContent: false,
              sourcefile: path,
            },
          );
          const isProgram = basename(path) === program;
          const link = sourcemap ? `//# sourceMappingURL=${basename(path)}.map\n` : '';
          mkdirSync(dirname(path), { recursive: true });
          writeFileSync(path, `${isProgram ? '#!/usr/bin/env node\n' : ''}${code}${link}`);
          if (isProgram) chmodSync(path, 0o755);
          if (sourcemap) writeFileSync(`${path}.map`, map);
        }),
      );
    });
  },
});
