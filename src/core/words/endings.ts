/**
 * A text without those of its last characters that are among `characters`. A regular expression that looks for them
 * (`/\0+$/`) begins again at each character of every run of them, which takes the square of the time.
 */
export function withoutEnding(text: string, characters: string): string {
  let end = text.length;
  while (end > 0 && characters.includes(text[end - 1] ?? '')) end -= 1;
  return text.slice(0, end);
}
