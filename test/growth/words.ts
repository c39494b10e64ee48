import { RegExpParser, type AST } from '@eslint-community/regexpp';
import type { Random } from '../fuzz/random';

/** What a part of an expression takes. */
export interface Attack {
  /** What stands before that part. */
  readonly head: string;
  readonly pump: string;
  /** What that part does not take. */
  readonly stop: string;
}

/** Makes texts that a regular expression takes, or almost takes. What lookarounds ask for is not considered. */
export class Words {
  readonly #pattern: AST.Pattern;
  readonly #flags: string;

  constructor(
    { source, flags }: RegExp,
    private readonly random: Random,
  ) {
    this.#flags = flags.replace(/[gy]/g, '');
    const unicode = { unicode: flags.includes('u'), unicodeSets: flags.includes('v') };
    this.#pattern = new RegExpParser().parsePattern(source, 0, source.length, unicode);
  }

  /** A text that the whole expression takes. */
  whole(): string {
    return this.#alternatives(this.#pattern.alternatives);
  }

  /** For each repetition: what it repeats, behind what comes before it; and both together, again and again. */
  attacks(): Attack[] {
    return this.#repetitions(this.#pattern).flatMap((repetition) => {
      const head = this.#before(repetition);
      const pump = this.#element(repetition.element);
      const stop = this.#notTakenBy(repetition.element);
      return [
        { head, pump, stop },
        { head: '', pump: head + pump, stop },
      ].filter((attack) => attack.pump !== '');
    });
  }

  #repetitions(node: AST.Pattern | AST.Element | AST.Alternative): AST.Quantifier[] {
    switch (node.type) {
      case 'Pattern':
      case 'Group':
      case 'CapturingGroup':
        return node.alternatives.flatMap((alternative) => this.#repetitions(alternative));
      case 'Assertion':
        return 'alternatives' in node ? node.alternatives.flatMap((one) => this.#repetitions(one)) : [];
      case 'Alternative':
        return node.elements.flatMap((element) => this.#repetitions(element));
      case 'Quantifier':
        return [...(node.max > 1 ? [node] : []), ...this.#repetitions(node.element)];
      case 'Backreference':
      case 'Character':
      case 'CharacterClass':
      case 'CharacterSet':
      case 'ExpressionCharacterClass':
        return [];
    }
  }

  /** A text that the elements before a node take. */
  #before(node: AST.Node): string {
    const { parent } = node;
    if (parent === null) return '';
    if (parent.type !== 'Alternative') return this.#before(parent);
    const elements = parent.elements.slice(0, parent.elements.indexOf(node as AST.Element));
    return this.#before(parent) + elements.map((element) => this.#element(element)).join('');
  }

  #alternatives(alternatives: readonly AST.Alternative[]): string {
    return this.random
      .pick(alternatives)
      .elements.map((element) => this.#element(element))
      .join('');
  }

  #element(element: AST.Element): string {
    switch (element.type) {
      case 'Group':
      case 'CapturingGroup':
        return this.#alternatives(element.alternatives);
      case 'Quantifier': {
        const times = element.min + this.random.below(Math.min(element.max - element.min, 2) + 1);
        return Array.from({ length: times }, () => this.#element(element.element)).join('');
      }
      case 'Character':
        return String.fromCodePoint(element.value);
      case 'CharacterSet':
      case 'CharacterClass':
        return this.#character(element.raw);
      case 'ExpressionCharacterClass':
      case 'Assertion':
      case 'Backreference':
        return '';
    }
  }

  #notTakenBy(element: AST.Element): string {
    const taken = new RegExp(`^(?:${element.raw})`, this.#flags);
    return candidates.find((character) => !taken.test(character)) ?? '';
  }

  /** One of the characters that mean something in the texts that are read, or any other, that a class takes. */
  #character(characterClass: string): string {
    const one = new RegExp(`^${characterClass}$`, this.#flags);
    const taken = candidates.filter((character) => one.test(character));
    return taken.length === 0 ? '' : this.random.pick(taken);
  }
}

const candidates = Array.from('a0 \t\n\r\0-:;,.=<>()[]{}"\'\\/@#_+AfFz9%|`*é\u202e\u0001');
