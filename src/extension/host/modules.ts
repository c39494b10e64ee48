/** A module of the package that needs neither VS Code nor Node.js. */
type Exports = Record<string, unknown>;

/**
 * Loads modules of the package where VS Code gives an extension only one file, as in a browser. They are CommonJS, and are
 * run as VS Code runs that one file. With a module come all that it imports; what it imports later is read then.
 */
export class Modules {
  readonly #read: (path: string) => Promise<string>;
  readonly #reading = new Map<string, Promise<string>>();
  readonly #sources = new Map<string, string>();
  readonly #loaded = new Map<string, Exports>();

  /** @param read gives the text of a file, by its path in the package. */
  constructor(read: (path: string) => Promise<string>) {
    this.#read = read;
  }

  /** @returns what the module exports; the caller knows what that is. Rejects if a file cannot be read. */
  async load<Module>(path: string): Promise<Module> {
    await this.#gather(path, new Set());
    return this.#run(path) as Module;
  }

  /** Reads the sources of a module and of all that it imports, each once. */
  async #gather(path: string, seen: Set<string>): Promise<void> {
    if (seen.has(path) || this.#loaded.has(path)) return;
    seen.add(path);
    const source = await this.#source(path);
    await Promise.all(importsOf(source, path).map((imported) => this.#gather(imported, seen)));
  }

  async #source(path: string): Promise<string> {
    const reading = this.#reading.get(path) ?? this.#read(path);
    this.#reading.set(path, reading);
    try {
      const source = await reading;
      if (!this.#loaded.has(path)) this.#sources.set(path, source);
      return source;
    } catch (error) {
      this.#reading.delete(path); // the next time it may be there
      throw error;
    }
  }

  /** Runs a module that is gathered, after all that it imports. */
  #run(path: string): Exports {
    const found = this.#loaded.get(path);
    if (found !== undefined) return found;
    const source = this.#sources.get(path) ?? '';
    for (const imported of importsOf(source, path)) this.#run(imported);
    const module = { exports: {} };
    // oxlint-disable-next-line typescript/no-implied-eval -- a web worker of VS Code has no other way to run a module: VS Code runs the extension's one file like this
    const run = new Function('module', 'exports', 'require', `${source}\n//# sourceURL=trust-list-editor/${path}`) as (
      given: { exports: Exports },
      exports: Exports,
      require: (name: string) => Exports | Promise<Exports>,
    ) => void;
    // What is not loaded by now is imported later, by what waits for a promise.
    run(module, module.exports, (name) => {
      const imported = resolve(name, path);
      return this.#loaded.get(imported) ?? this.load(imported);
    });
    this.#loaded.set(path, module.exports);
    this.#sources.delete(path);
    this.#reading.delete(path);
    return module.exports;
  }
}

/** The modules that a module imports, as scripts/build/parts-plugin.mjs writes it: later ones stand behind an arrow. */
function importsOf(source: string, path: string): string[] {
  const imports = source.matchAll(/(?<!=>\s?)\brequire\("(\.{1,2}\/[^"]+)"\)/g);
  return [...imports].map(([, name = '']) => resolve(name, path));
}

/** The path in the package that a module calls by `name`. */
function resolve(name: string, importer: string): string {
  if (!name.startsWith('.')) throw new Error(`${importer} asks for ${name}, which is not in the package`);
  return new URL(name, `package:///${importer}`).pathname.slice(1);
}
