import * as vscode from 'vscode';
import { sampleScheme } from './list-uris';
import type { Choice } from './questions';
import { messages, t } from '../../core/words/translate';

/** What a sample is: the questions of a picker that it can answer. */
export type SampleKind = 'ITL' | 'signed' | 'certificates' | 'log';

export interface Sample {
  readonly name: SampleName;
  readonly kind: SampleKind;
  /** The folder of `media/samples` that it is packed in. */
  readonly folder: string;
  /** What a person learns from it, in one line. */
  readonly shows: string;
}

const catalogue = messages({
  'ITL-mismatched-signer.tlv': {
    kind: 'ITL',
    folder: '',
    shows: 'A list that no phone accepts: the header names one signer, another key signed',
  },
  'ITL-cucm8-publisher.tlv': {
    kind: 'ITL',
    folder: '',
    shows: 'The list of an old cluster (CUCM 8): signed by its CallManager certificate',
  },
  'ITL-cucm12-cluster.tlv': {
    kind: 'ITL',
    folder: '',
    shows: 'The list of a new cluster (CUCM 12): signed by ITLRecovery, with RSA and EC certificates',
  },
  'SEP0011215A1AE3-moved.cnf.xml.sgn': {
    kind: 'signed',
    folder: 'phone',
    shows: 'The configuration of a phone, signed by the new cluster',
  },
  'console.log': {
    kind: 'log',
    folder: 'phone',
    shows: 'The log of a phone that still holds the old list and rejects its configuration',
  },
  'cucm8-stores.pem': {
    kind: 'certificates',
    folder: 'bundles',
    shows: 'What the trust stores of the old cluster contain',
  },
} as const satisfies Readonly<Record<string, Omit<Sample, 'name'>>>);

export type SampleName = keyof typeof catalogue;

/** The files of `media/samples` that come with the extension, at most 30 KB together. */
export const samples: readonly Sample[] = Object.entries(catalogue).map(([name, sample]) => ({
  name: name as SampleName,
  ...sample,
}));

/** `trust-list-sample:/ITL-cucm12-cluster.tlv`: read-only, and in no folder that a person has open. */
export function sampleUri(name: SampleName): vscode.Uri {
  return vscode.Uri.from({ scheme: sampleScheme, path: `/${name}` });
}

/** The samples that answer a question, as the last choices of its picker: the way out for a person who has no file. */
export function sampleChoices(kinds: readonly SampleKind[], except?: vscode.Uri): Choice<vscode.Uri>[] {
  return samples
    .filter(({ kind }) => kinds.includes(kind))
    .map(({ name, shows }) => ({ label: name, detail: t(shows), value: sampleUri(name), group: t('Samples') }))
    .filter(({ value }) => value.toString() !== except?.toString());
}
