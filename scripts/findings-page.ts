import { catalogue, findingCodes } from '../src/core/trust/catalogue';

/** `docs/findings.md`: the catalogue of findings as a page, each code an anchor that the Problems panel links to. */
export function findingsPage(): string {
  const rows = findingCodes.map(
    (code) => `| [${code}](#${code}) | ${catalogue[code].severity} | ${catalogue[code].title} |`,
  );
  const sections = findingCodes.map((code) => {
    const { title, severity, raised, phone, source } = catalogue[code];
    return [
      `## ${code}`,
      '',
      `**${title}** · ${severity}`,
      '',
      `- **Raised when** ${lowerFirst(raised)}`,
      `- **On a phone** ${phone}`,
      `- **Source** ${source}`,
    ].join('\n');
  });
  return `${[
    '# Findings',
    '',
    'What the editor, the Problems panel, `trustlist verify` and the hovers can say of a trust list. This page is made',
    'from the table in `src/core/trust/catalogue.ts` by `npm run findings`; rule numbers are those of',
    '[phone-rules.md](phone-rules.md). The severity of each code can be changed in the setting',
    '`trustList.findings.severity`.',
    '',
    '| code | severity | in short |',
    '|---|---|---|',
    ...rows,
    '',
    sections.join('\n\n'),
  ].join('\n')}\n`;
}

function lowerFirst(text: string): string {
  const first = text.split(' ', 1)[0] ?? '';
  return first === first.toUpperCase() ? text : text.charAt(0).toLowerCase() + text.slice(1);
}
