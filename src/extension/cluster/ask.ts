import * as vscode from 'vscode';
import { bundleFiles, openBundle, type BundleFile } from '../host/bundles';
import type { CommandContext } from '../host/context';
import { filesToOffer } from '../host/files';
import { knownLists, nameOf } from '../host/known-lists';
import type { Choice } from '../host/questions';
import type { AuditInputs } from './inputs';
import { messages, plural, t } from '../../core/words/translate';
import { firstFolder } from '../host/folders';

const title = messages('Audit Phones');

/** What may say which lists phones hold. */
const sourceEndings = ['csv', 'tsv', 'html', 'htm', 'log', 'txt', 'zip', 'gz', 'tgz', 'tar'] as const;

/** A list that is named after a phone: one that it holds, as a rule, and not what all are served. */
function isOfPhone(path: string): boolean {
  return /(?:SEP|ATA)[0-9a-f]{12}/i.test(path.slice(path.lastIndexOf('/') + 1));
}

/**
 * What an audit is about.
 *
 * @param earlier what was chosen before: it is chosen again unless the person says otherwise.
 */
export async function askInputs(context: CommandContext, earlier: AuditInputs | null): Promise<AuditInputs> {
  return askBeside(context, await askSources(context, earlier?.sources ?? []), earlier);
}

/** The same for sources that are known. */
export async function askBeside(
  context: CommandContext,
  sources: readonly vscode.Uri[],
  earlier: AuditInputs | null = null,
): Promise<AuditInputs> {
  const served = await askServed(context, earlier?.served ?? []);
  return askMore(context, { sources, served, known: earlier?.known ?? [], stores: earlier?.stores ?? [] });
}

async function askSources(context: CommandContext, earlier: readonly vscode.Uri[]): Promise<readonly vscode.Uri[]> {
  const found = await filesToOffer(...sourceEndings);
  const lists = await filesToOffer('tlv');
  const folders = new Map(
    lists
      .filter(({ path }) => isOfPhone(path))
      .map((uri) => vscode.Uri.joinPath(uri, '..'))
      .map((uri) => [uri.toString(), uri]),
  );
  const offered: Choice<vscode.Uri>[] = [
    ...[...folders.values()].map((value) => ({
      label: `${nameOf(value)}/`,
      description: t('a folder with lists of phones'),
      value,
    })),
    ...found.map((value) => ({ label: nameOf(value), value })),
  ];
  return askFiles(context, { prompt: t('What says which lists phones hold?'), offered, earlier });
}

async function askServed(context: CommandContext, earlier: readonly vscode.Uri[]): Promise<readonly vscode.Uri[]> {
  const lists = (await listChoices(context)).filter(({ label }) => !isOfPhone(label));
  const configurations = await filesToOffer('sgn', 'cnf.xml');
  const offered = [
    ...lists,
    ...configurations.map((value) => ({
      label: nameOf(value),
      description: t('configuration or other signed file'),
      value,
    })),
  ];
  return askFiles(context, { prompt: t('What do the TFTP servers serve now?'), offered, earlier });
}

type More = 'audit' | 'known' | 'stores';

/** Asks what else is known, until nothing is. */
async function askMore(context: CommandContext, inputs: AuditInputs): Promise<AuditInputs> {
  const { known, stores } = inputs;
  const choice = await context.questions.choice<More>({
    title: t(title),
    prompt: t('Is anything else known?'),
    choices: [
      { label: t('Audit Now'), value: 'audit' },
      {
        label: t('Other Lists That Phones May Hold…'),
        description: chosenWords(known.length, t('older ones, those of other nodes')),
        value: 'known',
      },
      {
        label: t('Trust Stores of the TVS…'),
        description: chosenWords(stores.length, t('Phone-SAST-trust, CallManager-trust')),
        value: 'stores',
      },
    ],
  });
  switch (choice) {
    case 'audit':
      return inputs;
    case 'known': {
      const served = new Set(inputs.served.map(String));
      const offered = (await listChoices(context)).filter(({ value }) => !served.has(value.toString()));
      const prompt = t('Which other lists may phones hold?');
      return askMore(context, { ...inputs, known: await askFiles(context, { prompt, offered, earlier: known }) });
    }
    case 'stores':
      return askMore(context, { ...inputs, stores: await askStores(context, stores) });
  }
}

function chosenWords(count: number, otherwise: string): string {
  return count === 0 ? otherwise : t('{count} chosen', { count });
}

async function askStores(context: CommandContext, earlier: readonly BundleFile[]): Promise<readonly BundleFile[]> {
  const offered = (await bundleFiles()).map((value) => ({ label: nameOf(value), value }));
  const prompt = t('What do the trust stores of the TVS contain?');
  const chosen = await askFiles(context, { prompt, offered, earlier: earlier.map(({ uri }) => uri) });
  const stores: BundleFile[] = [];
  // One after the other: each may ask for a password.
  for (const uri of chosen) stores.push(await openBundle(context, uri, t(title)));
  return stores;
}

async function listChoices({ documents }: CommandContext): Promise<Choice<vscode.Uri>[]> {
  return (await knownLists(documents)).map(({ uri, name, kind, list, md5 }) => ({
    label: name,
    description: plural(list.records.length, '{kind}, 1 record', '{kind}, {count} records', {
      kind: kind === 'unknown' ? t('Trust list') : kind,
    }),
    detail: `MD5 ${md5}`,
    value: uri,
  }));
}

type Way = vscode.Uri | 'files' | 'folder';

const otherWays = (): readonly Choice<Way>[] => [
  { icon: 'files', label: t('Choose Files…'), value: 'files' },
  { icon: 'folder', label: t('Choose a Folder…'), value: 'folder' },
];

/** Files and folders, at least one: those that are offered by name, and any. */
async function askFiles(
  { questions }: CommandContext,
  {
    prompt,
    offered,
    earlier,
  }: {
    readonly prompt: string;
    readonly offered: readonly Choice<vscode.Uri>[];
    readonly earlier: readonly vscode.Uri[];
  },
): Promise<readonly vscode.Uri[]> {
  const chosenBefore = new Set(earlier.map(String));
  const isOffered = new Set(offered.map(({ value }) => value.toString()));
  const others = earlier.filter((uri) => !isOffered.has(uri.toString()));
  const named: Choice<Way>[] = [...others.map((value) => ({ label: nameOf(value), value })), ...offered].map((one) => ({
    ...one,
    picked: chosenBefore.has(one.value.toString()),
  }));
  const ways =
    named.length === 0
      ? [await questions.choice<Way>({ title: t(title), prompt, choices: otherWays() })]
      : await questions.choices<Way>({ title: t(title), prompt, choices: [...named, ...otherWays()] });
  const folder = firstFolder();
  const uris: vscode.Uri[] = [];
  for (const way of ways) {
    if (way === 'files') uris.push(...(await questions.files({ title: prompt, kind: 'any', folder })));
    else uris.push(way === 'folder' ? await questions.folder({ title: prompt, folder }) : way);
  }
  return [...new Map(uris.map((uri) => [uri.toString(), uri])).values()];
}
