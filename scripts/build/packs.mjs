import { readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { loadedWith } from './engine-plugin.mjs';

/** @typedef {import('esbuild').Metafile['outputs']} Outputs */

/** `require()` of a part, as scripts/build/parts-plugin.mjs writes it: from beside it, or from above. */
const requireOfPart = /\brequire\("(\.\/|\.\/parts\/|\.\.\/parts\/)([\w-]+\.js)"\)/g;

const engineFile = 'packed-engine.js';
const verifyFile = 'packed-verify.js';

/**
 * Puts parts that are always loaded together into one file, in which each is a function that runs when it is asked for: the
 * package is smaller, and a browser asks for one file instead of many.
 * @param {import('esbuild').Metafile} metafile of the parts as they were built; it is made to say what the files are now
 * @param {string} outdir
 */
export function packParts(metafile, outdir) {
  const { outputs } = metafile;
  const byEntry = (/** @type {string} */ entry) =>
    Object.keys(outputs).find((file) => outputs[file]?.entryPoint === entry) ?? '';
  const partsOf = (/** @type {string[]} */ ...entries) =>
    loadedWith(outputs, ...entries.map(byEntry)).filter((file) => /[/\\]parts[/\\]/.test(file));
  const ofBrowsers = new Set(partsOf('src/core/engine.ts'));
  const engine = partsOf('src/node/engine.ts').filter((part) => ofBrowsers.has(part));
  const verify = partsOf(
    'src/cli/main.ts',
    'src/cli/worker.ts',
    'src/cli/commands/verify.ts',
    'src/cli/verify-files.ts',
  );

  /** The pack of each part that is in one. @type {Map<string, string>} */
  const packOf = new Map(verify.map((part) => [basename(part), verifyFile]));
  for (const part of engine) packOf.set(basename(part), engineFile);

  for (const name of [engineFile, verifyFile]) {
    const parts = [...packOf].filter(([, pack]) => pack === name).map(([part]) => part);
    const functions = parts.map((part) => {
      const source = readFileSync(join(outdir, 'parts', part), 'utf8');
      // In parentheses: V8 compiles such a function at once, instead of looking through it and compiling it later.
      return `${JSON.stringify(part)}:(function(module,exports,part){${asking(source, packOf, name)}\n})`;
    });
    writeFileSync(
      join(outdir, 'parts', name),
      `"use strict";const parts={${functions.join(',')}},loaded={};function part(name){let found=loaded[name];if(found===void 0){found=loaded[name]={exports:{}};parts[name](found,found.exports,part)}return found.exports}module.exports=part;\n`,
    );
    for (const part of parts) rmSync(join(outdir, 'parts', part));
  }
  for (const file of [...filesIn(outdir), ...filesIn(join(outdir, 'parts'))]) {
    if (basename(file) !== engineFile && basename(file) !== verifyFile)
      writeFileSync(file, asking(readFileSync(file, 'utf8'), packOf, null));
  }
  metafile.outputs = packedOutputs(outputs, packOf);
}

/**
 * A part's text, in which other parts are asked for where they are now.
 * @param {string} source
 * @param {ReadonlyMap<string, string>} packOf
 * @param {string | null} own the pack that it is in itself
 */
function asking(source, packOf, own) {
  return source.replace(requireOfPart, (asked, folder, name) => {
    const pack = packOf.get(name);
    if (pack === undefined) return asked;
    return pack === own ? `part(${JSON.stringify(name)})` : `require("${folder}${pack}")(${JSON.stringify(name)})`;
  });
}

/**
 * What the build says of its files, after parts were packed.
 * @param {Outputs} outputs
 * @param {ReadonlyMap<string, string>} packOf
 * @returns {Outputs}
 */
function packedOutputs(outputs, packOf) {
  /** @type {Outputs} */
  const packed = {};
  const fileOf = (/** @type {string} */ file) => {
    const name = basename(file);
    return file.slice(0, -name.length) + (packOf.get(name) ?? name);
  };
  for (const [file, { imports, inputs, bytes, ...rest }] of Object.entries(outputs)) {
    const place = fileOf(file);
    const known = packed[place] ?? { ...rest, bytes: 0, imports: [], inputs: {} };
    const moved = imports.map((one) => ({ ...one, path: fileOf(one.path) })).filter(({ path }) => path !== place);
    packed[place] = {
      ...known,
      bytes: known.bytes + bytes,
      imports: [...known.imports, ...moved],
      inputs: { ...known.inputs, ...inputs },
    };
  }
  return packed;
}

/** @param {string} folder */
const filesIn = (folder) =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.js'))
    .map((name) => join(folder, name));
