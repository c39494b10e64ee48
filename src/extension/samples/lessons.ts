import * as vscode from 'vscode';
import { sampleUri, samples, type SampleName } from '../host/samples';

const mismatched = 'ITL-mismatched-signer.tlv';
const oldList = 'ITL-cucm8-publisher.tlv';
const newList = 'ITL-cucm12-cluster.tlv';
const oldStores = 'cucm8-stores.pem';

/** What the steps of the walkthrough do on samples, by the name that their buttons give: the commands of the features. */
const lessons: Readonly<Record<string, () => Thenable<unknown>>> = {
  verdict: () => openSample(newList),
  signer: () => openSample(mismatched),
  phone: () => run('trustList.wouldAPhoneAccept', sampleUri(newList), { itl: sampleUri(oldList) }),
  compare: () => run('trustList.compareSelected', undefined, [sampleUri(oldList), sampleUri(newList)]),
  plan: () => run('trustList.planMigration', { kept: keptPlan() }),
};

/** As the page of a plan keeps it. */
function keptPlan(): unknown {
  return {
    kind: 'plan',
    from: { itl: textOf(oldList), ctl: null, bundles: [textOf(oldStores)] },
    to: { itl: textOf(newList), ctl: null, bundles: [] },
    facts: {},
    versions: {},
  };
}

export const lessonNames: readonly string[] = Object.keys(lessons);

/** Does a step of the walkthrough; false if there is none of this name. */
export async function teach(name: unknown): Promise<boolean> {
  const lesson = typeof name === 'string' && Object.hasOwn(lessons, name) ? lessons[name] : undefined;
  await lesson?.();
  return lesson !== undefined;
}

/** Opens a sample as what it is. */
export async function openSample(name: SampleName): Promise<void> {
  const isLog = samples.some((sample) => sample.name === name && sample.kind === 'log');
  if (isLog) await run('trustList.readPhoneLog', sampleUri(name));
  else await run('vscode.open', sampleUri(name), { preview: false } satisfies vscode.TextDocumentShowOptions);
}

function run(command: string, ...args: readonly unknown[]): Thenable<unknown> {
  return vscode.commands.executeCommand(command, ...args);
}

function textOf(name: SampleName): string {
  return sampleUri(name).toString();
}
