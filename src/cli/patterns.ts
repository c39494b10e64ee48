/**
 * Patterns of file names, as shells expand them: `*` for any characters of a name, `?` for one, `[a-z]` and `[!a-z]`
 * for one of a class, and `**` as a part of its own for any folders. Windows shells leave that to the program.
 */

/** True if a path has a character that is special in a pattern. */
export function isPattern(path: string): boolean {
  return /[*?[]/.test(path);
}

/** A part of a path and what separates it from the next one. */
export interface PathPart {
  readonly name: string;
  readonly separator: string;
}

/** The parts of a path; on Windows `\` separates them too. The root is a part without a name. */
export function partsOfPath(path: string, isWindows: boolean): PathPart[] {
  const pieces = path.split(isWindows ? /([/\\]+)/ : /(\/+)/);
  return pieces.flatMap((name, at) => (at % 2 === 0 ? [{ name, separator: pieces[at + 1] ?? '' }] : []));
}

/** One character of a pattern: itself, any one, any number of any, or one of a class. */
type Token =
  | { readonly kind: 'character'; readonly character: string }
  | { readonly kind: 'any' | 'star' }
  | { readonly kind: 'class'; readonly negated: boolean; readonly ranges: readonly (readonly [string, string])[] };

/**
 * What tells whether a name fits the pattern of one part. A name that begins with a dot fits only a pattern that does.
 * Takes time in proportion to both.
 *
 * @param isWindows case does not matter.
 */
export function nameMatcher(pattern: string, isWindows: boolean): (name: string) => boolean {
  const fold = (text: string): string => (isWindows ? text.toLowerCase() : text);
  const tokens = tokensOf(fold(pattern));
  return (name) => {
    const isHidden = name.startsWith('.') && !pattern.startsWith('.');
    return !isHidden && fits(Array.from(fold(name)), tokens);
  };
}

function tokensOf(pattern: string): Token[] {
  const characters = Array.from(pattern);
  const tokens: Token[] = [];
  // So that brackets which nothing closes are not each followed to the end.
  const lastBracket = characters.lastIndexOf(']');
  for (let at = 0; at < characters.length; at += 1) {
    const character = characters[at] ?? '';
    const found = character === '[' && at < lastBracket ? classAt(characters, at) : null;
    if (found !== null) {
      tokens.push(found.token);
      at = found.end;
    } else if (character === '*') tokens.push({ kind: 'star' });
    else if (character === '?') tokens.push({ kind: 'any' });
    else tokens.push({ kind: 'character', character });
  }
  return tokens;
}

/** The class that begins at a bracket, and where it ends; null if nothing closes it, and the bracket is itself. */
function classAt(characters: readonly string[], start: number): { token: Token; end: number } | null {
  const negated = ['!', '^'].includes(characters[start + 1] ?? '');
  const first = start + (negated ? 2 : 1);
  // A bracket that would close an empty class belongs to it.
  const end = characters.indexOf(']', first + 1);
  if (end === -1) return null;
  const ranges: [string, string][] = [];
  for (let at = first; at < end; at += 1) {
    const from = characters[at] ?? '';
    const isRange = characters[at + 1] === '-' && at + 2 < end;
    ranges.push([from, isRange ? (characters[at + 2] ?? from) : from]);
    if (isRange) at += 2;
  }
  return { token: { kind: 'class', negated, ranges }, end };
}

/** Goes back to the last star only, which takes one character more. */
function fits(name: readonly string[], tokens: readonly Token[]): boolean {
  let [at, token] = [0, 0];
  let star: { token: number; at: number } | null = null;
  while (at < name.length) {
    const wanted = tokens[token];
    if (wanted?.kind === 'star') {
      star = { token, at };
      token += 1;
    } else if (wanted !== undefined && isOne(name[at] ?? '', wanted)) {
      at += 1;
      token += 1;
    } else if (star === null) {
      return false;
    } else {
      star = { token: star.token, at: star.at + 1 };
      at = star.at;
      token = star.token + 1;
    }
  }
  return tokens.slice(token).every(({ kind }) => kind === 'star');
}

function isOne(character: string, token: Token): boolean {
  switch (token.kind) {
    case 'character':
      return token.character === character;
    case 'class':
      return token.ranges.some(([from, to]) => from <= character && character <= to) !== token.negated;
    case 'any':
    case 'star':
      return true;
  }
}
