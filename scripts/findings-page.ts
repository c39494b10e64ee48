import { catalogue, entryOf, findingCodes, type FindingCode } from '../src/core/trust/catalogue';
import { actionLabels } from '../src/core/trust/explain';

/** `docs/findings.md`: the catalogue of findings as a page, each code an anchor that the Problems panel links to. */
export function findingsPage(): string {
  const rows = findingCodes.map(
    (code) => `| [${code}](#${code}) | ${catalogue[code].severity} | ${catalogue[code].title} |`,
  );
  const sections = findingCodes.map((code) => {
    const { title, severity, raised, phone, source, todo, action } = entryOf(code);
    return [
      `## ${code}`,
      '',
      `**${title}** · ${severity}`,
      '',
      ...sentencesOf(code).flatMap((sentence, at) => (at === 0 ? [`> ${sentence}`] : ['>', `> ${sentence}`])),
      '',
      `- **Raised when** ${lowerFirst(raised)}`,
      `- **On a phone** ${phone}`,
      ...(todo === null
        ? []
        : [`- **What to do** ${todo}${action === undefined ? '' : ` (_${actionLabels[action]}_)`}`]),
      `- **Source** ${source}`,
    ].join('\n');
  });
  return `${[
    '# Findings',
    '',
    'What the editor, the Problems panel, `trustlist verify` and the hovers can report about a trust list. `npm run findings`',
    'generates this page from the table in `src/core/trust/catalogue.ts`; rule numbers are those of',
    '[phone-rules.md](phone-rules.md). In the sentences, words in _italics_ are values from the file. The setting',
    '`trustList.findings.severity` changes the severity of a code.',
    '',
    '| code | severity | in short |',
    '|---|---|---|',
    ...rows,
    '',
    sections.join('\n\n'),
  ].join('\n')}\n`;
}

/** The sentences of a code, with the names of their values in place of them. */
function sentencesOf(code: FindingCode): string[] {
  const { message } = entryOf(code);
  const texts = typeof message === 'string' ? [message] : Object.values(message);
  return texts.map((text) => text.replace(/\{(\w+)\}/g, (_, name: string) => `_${words(name)}_`));
}

/** `actual record` of `actualRecord`. */
function words(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

/** What follows `Raised when`: a word that is upper-case throughout stays so, unless it is one letter. */
export function lowerFirst(text: string): string {
  const first = text.split(' ', 1)[0] ?? '';
  const isName = first.length > 1 && first === first.toUpperCase();
  return isName ? text : text.charAt(0).toLowerCase() + text.slice(1);
}
