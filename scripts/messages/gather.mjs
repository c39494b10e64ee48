import { readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import ts from 'typescript';
import { root } from '../shared/paths.mjs';

/**
 * Functions whose arguments are messages: the texts of a call, by the number of its first arguments. An argument need not
 * be a literal: its type has to be one, or a union of them.
 * @type {ReadonlyMap<string, number>}
 */
const translating = new Map([
  ['t', 1],
  ['rich', 1],
  ['plural', 3],
  ['counted', 3],
]);
/** What the rows of a table have that nobody reads as words, by the function that is given the table. */
const others = ['severity', 'action', 'outcome', 'kind', 'says', 'about', 'of', 'sources', 'raised'];
const tables = new Map([
  ['messages', new Set(others)],
  ['statements', new Set([...others, 'source'])],
]);
/** Where these functions are. */
const homes = ['src/core/words/translate.ts', 'src/core/words/statement.ts', 'webview/shared/words.ts'];

/**
 * Every text that the product says to a person, in English, as the code has it; and where.
 * @returns {Map<string, string>} the first place of each message: `src/core/trust/explain.ts:31`.
 */
export function gatherMessages() {
  const files = ['src', 'webview'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .map((name) => join(root, folder, name)),
  );
  const program = ts.createProgram(files, {
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    allowArbitraryExtensions: true,
    resolveJsonModule: true,
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    lib: ['lib.es2023.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
    types: ['node', 'vscode'],
  });
  const gathering = new Gathering(program.getTypeChecker());
  for (const file of program.getSourceFiles()) {
    if (!file.fileName.includes('/node_modules/')) gathering.file(file);
  }
  return gathering.found;
}

class Gathering {
  /** @type {Map<string, string>} */
  found = new Map();

  /** @param {ts.TypeChecker} checker */
  constructor(checker) {
    this.checker = checker;
  }

  /** @param {ts.SourceFile} file */
  file(file) {
    /** @param {ts.Node} node */
    const visit = (node) => {
      if (ts.isCallExpression(node) && ts.isIdentifier(node.expression)) this.call(node, node.expression.text, file);
      ts.forEachChild(node, visit);
    };
    visit(file);
  }

  /**
   * @param {ts.CallExpression} call
   * @param {string} name
   * @param {ts.SourceFile} file
   */
  call(call, name, file) {
    const texts = translating.get(name);
    const notWords = tables.get(name);
    if ((texts === undefined && notWords === undefined) || !this.isOurs(call.expression)) return;
    const line = file.getLineAndCharacterOfPosition(call.getStart(file)).line + 1;
    const place = `${pathOf(file)}:${line}`;
    for (const argument of call.arguments.slice(0, texts ?? 0))
      this.add(this.checker.getTypeAtLocation(argument), place, none);
    if (notWords === undefined) return;
    const parameter = this.checker.getResolvedSignature(call)?.parameters[0];
    if (parameter === undefined) return;
    this.add(this.checker.getTypeOfSymbolAtLocation(parameter, call), place, notWords);
  }

  /**
   * True for a function of ours, whatever others are called.
   * @param {ts.Expression} callee
   */
  isOurs(callee) {
    const symbol = this.checker.getSymbolAtLocation(callee);
    const actual =
      symbol !== undefined && symbol.flags & ts.SymbolFlags.Alias ? this.checker.getAliasedSymbol(symbol) : symbol;
    const file = actual?.declarations?.[0]?.getSourceFile();
    return file !== undefined && homes.includes(pathOf(file));
  }

  /**
   * The literals of a type: of a union, of a tuple, and of the properties of an object.
   * @param {ts.Type} type
   * @param {string} place
   * @param {ReadonlySet<string>} notWords
   */
  add(type, place, notWords) {
    if (type.isStringLiteral()) {
      if (/[a-z]{2}/i.test(type.value) && !this.found.has(type.value)) this.found.set(type.value, place);
    } else if (type.isUnion()) {
      for (const one of type.types) this.add(one, place, notWords);
    } else if (this.checker.isTupleType(type)) {
      for (const one of this.checker.getTypeArguments(/** @type {ts.TypeReference} */ (type)))
        this.add(one, place, notWords);
    } else if (isLiteralObject(type)) {
      for (const property of this.checker.getPropertiesOfType(type)) {
        if (!notWords.has(property.name)) this.add(this.checker.getTypeOfSymbol(property), place, notWords);
      }
    }
  }
}

/** @param {ts.Type} type */
function isLiteralObject(type) {
  return ((type.symbol?.flags ?? 0) & ts.SymbolFlags.ObjectLiteral) !== 0;
}

/** @param {ts.SourceFile} file */
function pathOf(file) {
  return relative(root, file.fileName).replaceAll('\\', '/');
}

/** @type {ReadonlySet<string>} */
const none = new Set();
