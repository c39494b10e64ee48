import { catalogue, findingCodes } from '../src/core/trust/catalogue';

/** What the keys of the setting begin with in `package.nls.json`. */
export const findingsKeys = 'setting.findings.severity.';

/** The setting that changes the severity of findings, as package.json has it: every code of the catalogue. */
export function findingsSetting(): object {
  const properties = findingCodes.map((code): [string, object] => [
    code,
    { type: 'string', enum: ['error', 'warning', 'information', 'off'], description: `%${findingsKeys}${code}%` },
  ]);
  return {
    type: 'object',
    scope: 'window',
    markdownDescription: `%${findingsKeys}description%`,
    additionalProperties: false,
    default: {},
    properties: Object.fromEntries(properties),
  };
}

/** The words of the setting, as package.nls.json has them. */
export function findingsStrings(): Readonly<Record<string, string>> {
  const codes = findingCodes.map((code): [string, string] => {
    const { title, raised, severity } = catalogue[code];
    return [`${findingsKeys}${code}`, `${title}: ${raised} (${severity})`];
  });
  return {
    [`${findingsKeys}description`]:
      'Severity of each finding, by code; `off` hides a finding in every view. The verdict on the signature does not depend on this setting.',
    ...Object.fromEntries(codes),
  };
}
