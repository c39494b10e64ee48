/**
 * A language that nobody speaks: each message in brackets and a third longer, each value in brackets of its own. Where a
 * text stands outside of the brackets, it was not translated, or it is a value of a file. The English stays in it, so
 * that tests find their way.
 */
export function pseudo(english: string): string {
  const places = english.replace(/\{\w+\}/g, '‹$&›');
  return `⟦${places}${' ~~~'.repeat(Math.ceil(english.length * 0.075))}⟧`;
}

/** The pseudo-locale as a file of messages. */
export function pseudoBundle(messages: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(messages.map((english) => [english, pseudo(english)]));
}

/** What of a text is not in a message: values, and what was not translated. A text may be cut off. */
export function outsideMessages(text: string): string {
  let rest = text;
  for (let before = ''; before !== rest;) {
    before = rest;
    rest = rest
      .replace(/⟦([^⟦⟧]*)⟧/g, (_, content: string) => ` ${valuesIn(content)} `)
      .replace(/⟦([^⟦⟧]*)…(?=\n|$)/g, (_, content: string) => ` ${valuesIn(content)}…`);
  }
  return rest;
}

/** The values of a message, which are between brackets of their own; these may be nested. */
function valuesIn(content: string): string {
  let depth = 0;
  let values = '';
  for (const character of content) {
    if (character === '‹') depth += 1;
    values += depth > 0 ? character : '';
    if (character === '›') depth -= 1;
  }
  return values.replace(/[‹›]/g, ' ');
}
