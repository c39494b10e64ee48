import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import type { Log } from 'sarif';

/** The schema as Microsoft's tool for SARIF brings it along, so that no network is needed. */
const file = join(
  import.meta.dirname,
  '../../../node_modules/@microsoft/sarif-multitool-ts/assets/sarif-2.1.0.schema.json',
);

interface Schema {
  readonly definitions: { readonly region: { anyOf?: readonly object[] } };
}

function schema(): Schema {
  const read = JSON.parse(readFileSync(file, 'utf8')) as Schema;
  // In the schema of OASIS (errata 01) a region says where it is; this copy leaves that out.
  read.definitions.region.anyOf = ['startLine', 'charOffset', 'byteOffset'].map((name) => ({ required: [name] }));
  return read;
}

const ajv = new Ajv2020({ strict: false, allErrors: true });
addFormats(ajv);
const validate = ajv.compile(schema());

/** The log that a text is. Throws what the schema of SARIF 2.1.0 has against it. */
export function sarifLog(text: string): Log {
  const log: unknown = JSON.parse(text);
  if (!validate(log)) throw new Error(ajv.errorsText(validate.errors));
  return log as Log;
}
