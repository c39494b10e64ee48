import { catalogue, findingCodes } from '../src/core/trust/catalogue';

/** The setting that changes the severity of findings, as package.json has it: every code of the catalogue. */
export function findingsSetting(): object {
  const properties = findingCodes.map((code): [string, object] => {
    const { title, raised, severity } = catalogue[code];
    return [
      code,
      {
        type: 'string',
        enum: ['error', 'warning', 'information', 'off'],
        description: `${title}: ${raised} (${severity})`,
      },
    ];
  });
  return {
    type: 'object',
    scope: 'window',
    markdownDescription:
      'Severity of each finding, by code; `off` hides a finding in every view. The verdict on the signature does not depend on this setting.',
    additionalProperties: false,
    default: {},
    properties: Object.fromEntries(properties),
  };
}
