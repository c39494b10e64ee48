/** Characters of a value that are shown; names of 60,000 are possible. */
const shownCharacters = 200;

/** Controls, line breaks, and the marks that turn the direction of the text around them. */
const invisible = /[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}\uFEFF\u200B]/gu;

/**
 * A text on one line, with every character to be seen (`\u{202e}`). Whole: a sentence that is cut may say the opposite.
 */
export function visible(text: string): string {
  return text.replace(invisible, (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`);
}

/** A value of a file, as `visible`, and cut where it is long. */
export function clipped(value: string): string {
  if (value.length <= shownCharacters) return visible(value);
  return visible(`${value.slice(0, shownCharacters)}… (${value.length} characters)`);
}
