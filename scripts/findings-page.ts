import { catalogue, findingCodes, type CatalogueEntry, type FindingCode } from '../src/core/trust/catalogue';
import { actionLabels } from '../src/core/trust/explain';

/** `docs/findings.md`: the catalogue of findings as a page, each code an anchor that the Problems panel links to. */
export function findingsPage(): string {
  const rows = findingCodes.map(
    (code) => `| [${code}](#${code}) | ${catalogue[code].severity} | ${catalogue[code].title} |`,
  );
  const sections = findingCodes.map((code) => {
    const { title, severity, raised, phone, source, todo, action }: CatalogueEntry<never> = catalogue[code];
    return [
      `## ${code}`,
      '',
      `**${title}** · ${severity}`,
      '',
      `> ${sentenceOf(code)}`,
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
    'What the editor, the Problems panel, `trustlist verify` and the hovers can say of a trust list. This page is made',
    'from the table in `src/core/trust/catalogue.ts` by `npm run findings`; rule numbers are those of',
    '[phone-rules.md](phone-rules.md). In the sentences, _such_ words stand for what a file says. The severity of each',
    'code can be changed in the setting `trustList.findings.severity`.',
    '',
    '| code | severity | in short |',
    '|---|---|---|',
    ...rows,
    '',
    sections.join('\n\n'),
  ].join('\n')}\n`;
}

/** The sentence of a code, with the names of its values in their place. */
function sentenceOf(code: FindingCode): string {
  const names = new Proxy<Record<string, string>>({}, { get: (_, name) => `_${words(String(name))}_` });
  const { message } = catalogue[code] as unknown as CatalogueEntry<typeof names>;
  return message(names);
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
