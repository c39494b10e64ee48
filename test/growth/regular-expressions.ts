import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import ts from 'typescript';

/** A regular expression of the source code. */
export interface SourceExpression {
  /** `src/core/certificates/names.ts:35`. */
  readonly place: string;
  readonly expression: RegExp;
}

/** Every regular expression literal in some files of the project, and in the files below some folders. */
export function literalsIn(root: string, ...places: readonly string[]): SourceExpression[] {
  return places.flatMap((place) => {
    const path = join(root, place);
    if (isCode(place)) return literalsOf(root, path);
    const files = readdirSync(path, { recursive: true, encoding: 'utf8' }).filter(isCode).sort();
    return files.flatMap((file) => literalsOf(root, join(path, file)));
  });
}

function isCode(file: string): boolean {
  return file.endsWith('.ts') || file.endsWith('.mjs');
}

function literalsOf(root: string, path: string): SourceExpression[] {
  const source = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest);
  const found: SourceExpression[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isRegularExpressionLiteral(node)) {
      const { line } = source.getLineAndCharacterOfPosition(node.getStart(source));
      found.push({ place: `${relative(root, path)}:${line + 1}`, expression: expressionOf(node.text) });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** Reads a literal as the source code has it. */
export function expressionOf(literal: string): RegExp {
  const end = literal.lastIndexOf('/');
  return new RegExp(literal.slice(1, end), literal.slice(end + 1));
}

/** The patterns of a grammar, of a language or of a manifest, which VS Code runs. */
export function patternsIn(root: string, ...files: readonly string[]): SourceExpression[] {
  const keys = ['match', 'begin', 'end', 'firstLine', 'wordPattern'];
  return files.flatMap((file) => {
    const found: SourceExpression[] = [];
    JSON.parse(readFileSync(join(root, file), 'utf8'), (key, value: unknown) => {
      if (keys.includes(key) && typeof value === 'string') found.push({ place: file, expression: new RegExp(value) });
      return value;
    });
    return found;
  });
}
