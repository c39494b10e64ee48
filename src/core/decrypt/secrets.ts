import { limits } from '../format/limits';
import { isSecretName, longestName } from './secret-names';
import { nameBefore, secretsInSettings, type Secret } from './settings';

/**
 * Finds what is secret in the text of a configuration, by the names of elements, attributes and settings
 * (`isSecretName`):
 *
 * - the content of an element, and the value of an attribute;
 * - with an attribute that is such a name (`<param name="adminPassword" value="…"/>`), its other values and the content;
 * - the element after one that contains such a name (`<name>adminPassword</name><value>…</value>`);
 * - what `secretsInSettings` finds in texts and values.
 *
 * It is not a reader of XML, so that nothing is shown only because it is malformed, in a comment, or escaped
 * (`&lt;password&gt;`): what looks like a tag is one, and an element that does not end goes on to the end of the text.
 * Takes time in proportion to the text.
 *
 * @returns in the order of the text, at most `limits.hiddenSecrets`; none overlaps another, and none is empty.
 */
export function findSecrets(text: string): readonly Secret[] {
  const finder = new Finder(text);
  finder.find();
  return finder.found;
}

interface Tag {
  readonly start: number;
  readonly end: number;
  readonly name: string;
  readonly kind: 'open' | 'close' | 'empty';
}

/** The value of an attribute. */
interface Attribute {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

class Finder {
  readonly found: Secret[] = [];
  /** Up to where the text was looked at. */
  #at = 0;
  /** The secret name that the element before contains: it names the next one. */
  #named: string | null = null;

  constructor(private readonly text: string) {}

  find(): void {
    const { length } = this.text;
    while (this.#at < length && this.found.length < limits.hiddenSecrets) {
      const tag = this.#nextTag(this.#at);
      this.#readText(this.#at, tag?.start ?? length, tag?.kind === 'close');
      this.#at = tag?.end ?? length;
      if (tag !== null && tag.kind !== 'close') this.#readElement(tag);
    }
    const last = this.found[limits.hiddenSecrets - 1];
    if (last === undefined) return;
    this.found.length = limits.hiddenSecrets - 1;
    this.#add(last.start, length, 'the rest');
  }

  #add(start: number, end: number, name: string): void {
    if (this.text.slice(start, end).trim() !== '') this.found.push({ start, end, name });
  }

  #readText(start: number, end: number, isWhole: boolean): void {
    const content = end - start > longestName ? '?' : this.text.slice(start, end).trim();
    if (content !== '' || isWhole) this.#named = isWhole && namesSecret(content) ? content : null;
    this.#readSettings(start, end);
  }

  #readSettings(from: number, to: number): void {
    for (const { start, end, name } of secretsInSettings(this.text.slice(from, to))) {
      this.#add(from + start, from + end, name);
    }
  }

  #readElement(tag: Tag): void {
    const attributes = this.#attributesOf(tag);
    const values = attributes.map(({ start, end }) => this.text.slice(start, end).trim());
    const naming = attributes.findIndex(({ name }, at) => !isSecretName(name) && namesSecret(values[at] ?? ''));
    for (const [at, { name, start, end }] of attributes.entries()) {
      if (isSecretName(name)) this.#add(start, end, name);
      else if (naming !== -1 && at !== naming) this.#add(start, end, values[naming] ?? name);
      else this.#readSettings(start, end);
    }
    const secret = isSecretName(tag.name) ? tag.name : (values[naming] ?? this.#named);
    this.#named = null;
    if (tag.kind === 'empty' || secret === null) return;
    this.#at = this.#endOfContent(tag);
    this.#add(tag.end, this.#at, secret);
  }

  /** The next tag, escaped or not; null if there is none. Tags in comments and in CDATA are tags too. */
  #nextTag(from: number): Tag | null {
    const opening = /(<|&lt;|&#60;|&#x3c;)(\/?)([a-z_][\w:.-]*)/gi;
    opening.lastIndex = from;
    const match = opening.exec(this.text);
    if (match === null) return null;
    const [, sign = '', slash = '', name = ''] = match;
    const end = sign === '<' ? this.#endOfTag(opening.lastIndex) : this.#endOfEscapedTag(opening.lastIndex);
    const isEmpty = /\/(?:>|&gt;|&#62;|&#x3e;)$/i.test(this.text.slice(Math.max(opening.lastIndex, end - 7), end));
    return { start: match.index, end, name, kind: slash === '/' ? 'close' : isEmpty ? 'empty' : 'open' };
  }

  /** Behind the next `>` that is not in quotes, or before the next `<`, which is in no quotes in XML. */
  #endOfTag(from: number): number {
    const token = /[<>"']/g;
    token.lastIndex = from;
    for (let match = token.exec(this.text); match !== null; match = token.exec(this.text)) {
      const [sign] = match;
      if (sign === '>') return token.lastIndex;
      if (sign === '<') return match.index;
      const close = sign === '"' ? /["<]/g : /['<]/g;
      close.lastIndex = token.lastIndex;
      const end = close.exec(this.text);
      if (end === null) return this.text.length;
      token.lastIndex = end[0] === '<' ? end.index : close.lastIndex;
    }
    return this.text.length;
  }

  #endOfEscapedTag(from: number): number {
    const token = /<|&(?:lt|gt|#60|#62|#x3c|#x3e);/gi;
    token.lastIndex = from;
    const match = token.exec(this.text);
    if (match === null) return this.text.length;
    return /gt|62|3e/i.test(match[0]) ? token.lastIndex : match.index;
  }

  /** Values in quotes, escaped or not. */
  #attributesOf({ start, end }: Tag): Attribute[] {
    const tag = this.text.slice(start, end);
    const found: Attribute[] = [];
    const opening = /=\s*("|'|&quot;|&apos;|&#34;|&#39;)/gi;
    for (let match = opening.exec(tag); match !== null; match = opening.exec(tag)) {
      const close = tag.indexOf(match[1] ?? '', opening.lastIndex);
      const to = close === -1 ? tag.length : close;
      const { name } = nameBefore(tag, match.index);
      found.push({ name, start: start + opening.lastIndex, end: start + to });
      opening.lastIndex = to + 1;
    }
    return found;
  }

  /** Where the content of an element ends: at its closing tag, or with the text. */
  #endOfContent({ name, end }: Tag): number {
    const own = name.toLowerCase();
    let depth = 1;
    for (let tag = this.#nextTag(end); tag !== null; tag = this.#nextTag(tag.end)) {
      if (tag.name.toLowerCase() !== own || tag.kind === 'empty') continue;
      depth += tag.kind === 'open' ? 1 : -1;
      if (depth === 0) return tag.start;
    }
    return this.text.length;
  }
}

/** True for the name of something secret, and not for a text or an address in which it only occurs. */
function namesSecret(content: string): boolean {
  return /^[\w. -]+$/.test(content) && isSecretName(content);
}
