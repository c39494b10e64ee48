import type * as vscode from 'vscode';
import type { Bundle } from '../../core/phone/bundles/bundle';
import type { CommandContext } from '../host/context';
import { Refusal } from '../host/errors';
import { loadEditing, loadPhoning } from '../host/engine';
import type { Choice } from '../host/questions';
import { writeFile } from '../host/small-file';
import { fileNamed, knownLists, nameOf, namesAmong, readNamed } from '../host/known-lists';
import { fileNameOf } from '../host/list-uris';
import { bundleFiles, readBundle, type BundleFile } from '../host/bundles';
import { sampleChoices } from '../host/samples';
import { anyFiles, takeFiles } from './chosen-files';
import type { PageModel } from './page-model';
import type { BundlesContent } from './protocol';
import { messages, t } from '../../core/words/translate';
import { firstFolder } from '../host/folders';

const consolidationTitle = messages('Consolidate Certificate Bundles');

/** Bundles, and the lists of the clusters that they are of. */
export interface ConsolidationFiles {
  readonly bundles: readonly BundleFile[];
  readonly lists: readonly vscode.Uri[];
}

/** Bundles as their page keeps them over a restart; a file is the text of its URI. */
export interface KeptBundles {
  readonly kind: 'bundles';
  readonly bundles: readonly string[];
  readonly lists: readonly string[];
}

/** What bundles contain and lack, before they are put into one without the overwriting that equal host names cause. */
export class BundlesModel implements PageModel {
  readonly title = t('Certificate Bundles');

  constructor(
    private readonly context: CommandContext,
    private chosen: ConsolidationFiles,
  ) {}

  get files(): readonly vscode.Uri[] {
    const { bundles, lists } = this.chosen;
    return [...bundles.map(({ uri }) => uri), ...lists];
  }

  get kept(): KeptBundles {
    const { bundles, lists } = this.chosen;
    return {
      kind: 'bundles',
      bundles: bundles.map(({ uri }) => uri.toString()),
      lists: lists.map((uri) => uri.toString()),
    };
  }

  fileOf(name: string): vscode.Uri | undefined {
    return fileNamed(name, this.chosen.lists);
  }

  async change(): Promise<void> {
    this.chosen = await askBundles(this.context);
  }

  async read(): Promise<BundlesContent> {
    const { reviewConsolidation } = await loadPhoning();
    const { bundles, lists } = this.chosen;
    const [bundleName, listName] = [namesAmong(bundles.map(({ uri }) => uri)), namesAmong(lists)];
    const named = await Promise.all(lists.map((uri) => readNamed(this.context.documents, uri, listName(uri))));
    return {
      kind: 'bundles',
      files: bundles.map(({ uri }) => bundleName(uri)),
      lists: lists.map(listName),
      consolidation: await reviewConsolidation(await this.#bundles(), named),
    };
  }

  /** Writes all certificates, each once, into one file of PEM. */
  async save(): Promise<void> {
    const { consolidate } = await loadPhoning();
    const { encodePem } = await loadEditing();
    const bundles = await this.#bundles();
    const certificates = consolidate(bundles);
    const folder = firstFolder();
    const { questions } = this.context;
    const name = 'consolidated.pem';
    const target = await questions.fileToWrite({ title: t(consolidationTitle), kind: 'PEM', folder, name });
    await writeFile(target, certificates.map(({ certificate }) => encodePem('CERTIFICATE', certificate.der)).join(''));
    questions.tell(
      t('{file} contains {certificates} certificates of {bundles} bundles.', {
        file: fileNameOf(target),
        certificates: certificates.length,
        bundles: bundles.length,
      }),
    );
  }

  #bundles(): Promise<Bundle[]> {
    return Promise.all(this.chosen.bundles.map(readBundle));
  }
}

/** Which bundles are looked through, and the lists that say what has to be in them. */
export async function askBundles(context: CommandContext): Promise<ConsolidationFiles> {
  const title = t(consolidationTitle);
  const choices: Choice<vscode.Uri | 'files'>[] = [
    ...(await bundleFiles()).map((value) => ({ label: nameOf(value), description: t('certificates'), value })),
    ...(await knownLists(context.documents)).map(({ uri, name, kind }) => ({
      label: name,
      description: kind === 'unknown' ? t('trust list') : kind,
      value: uri,
    })),
    anyFiles(),
    ...sampleChoices(['certificates', 'ITL']),
  ];
  const prompt = t('Which bundles? Choose the lists of both clusters too, to see what is missing.');
  const chosen = await context.questions.choices({ title, prompt, choices });
  const { lists, bundles } = await takeFiles(context, chosen, { title, prompt });
  if (bundles.length === 0) throw new Refusal(t('Choose at least one bundle of certificates.'));
  return { bundles, lists: lists.map(({ uri }) => uri) };
}
