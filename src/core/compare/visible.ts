/** Characters of a value that are shown; names of 60,000 are possible. */
const shownCharacters = 200;

/** Controls, line breaks, and the marks that turn the direction of the text around them. */
const invisible = /[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}\uFEFF\u200B]/gu;

/** A text from a file, on one line, with every character to be seen (`\u{202e}`) and cut where it is long. */
export function visible(text: string): string {
  const cut = text.length > shownCharacters ? `${text.slice(0, shownCharacters)}… (${text.length} characters)` : text;
  return cut.replace(invisible, (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`);
}
