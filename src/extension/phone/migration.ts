import type * as vscode from 'vscode';
import { isListName } from '../../core/format/file-names';
import type { Cluster, MigrationPlan } from '../../core/phone/migration/migration';
import { sources } from '../../core/phone/rules';
import type { CommandContext } from '../host/context';
import { Refusal } from '../host/errors';
import type { Choice } from '../host/questions';
import { fileNamed, knownLists, nameOf, namesAmong, readNamed, type KnownList } from '../host/known-lists';
import { sampleChoices } from '../host/samples';
import { bundleFiles, readBundle, type BundleFile } from '../host/bundles';
import { loadPhoning } from '../host/engine';
import { anyFiles, takeFiles } from './chosen-files';
import type { FactAnswers, FactId, PlanContent, VersionAnswers, VersionId } from './protocol';
import { saveMarkdown, type PageModel } from './page-model';
import { messages, t, translatedAll } from '../../core/words/translate';

const migrationTitle = messages('Plan a Migration');

/** One side of a move: what a person chose for it. */
export interface ClusterFiles {
  readonly itl: vscode.Uri | null;
  readonly ctl: vscode.Uri | null;
  readonly bundles: readonly BundleFile[];
  /** The person said that the cluster has no files: it is CUCM Express, or CUCM before 8.0. */
  readonly signsNothing?: true;
}

function filesOf({ itl, ctl, bundles }: ClusterFiles): vscode.Uri[] {
  return [...[itl, ctl].filter((uri) => uri !== null), ...bundles.map(({ uri }) => uri)];
}

/** A plan as its page keeps it over a restart; a file is the text of its URI. */
export interface KeptPlan {
  readonly kind: 'plan';
  readonly from: KeptCluster;
  readonly to: KeptCluster;
  readonly facts: FactAnswers;
  readonly versions: VersionAnswers;
}

interface KeptCluster {
  readonly itl: string | null;
  readonly ctl: string | null;
  readonly bundles: readonly string[];
}

function keptCluster({ itl, ctl, bundles }: ClusterFiles): KeptCluster {
  return {
    itl: itl?.toString() ?? null,
    ctl: ctl?.toString() ?? null,
    bundles: bundles.map(({ uri }) => uri.toString()),
  };
}

const factQuestions: readonly { readonly id: FactId; readonly question: string }[] = messages([
  {
    id: 'oldTvsReachable',
    question: 'Both clusters run during the move, and phones can still reach the old TVS afterwards',
  },
  { id: 'tvsRestarted', question: 'TVS was restarted on the old cluster after the import' },
  { id: 'phonesTrustOld', question: 'The phones still accept files from the old cluster' },
  { id: 'everyPhoneBlank', question: 'Every phone has fetched the blank ITL' },
  { id: 'phonesHoldCtl', question: 'The phones hold a CTL: their cluster is, or was, in mixed mode' },
  { id: 'backupOfOldKey', question: 'A DRS backup contains the old CallManager key' },
  { id: 'has79x0', question: 'There are 7940 or 7960 phones' },
  { id: 'unsignedDestination', question: 'The new cluster is CUCM Express, or CUCM before 8.0' },
]);

const versionQuestions: readonly { readonly id: VersionId; readonly question: string; readonly none: string }[] =
  messages([
    { id: 'oldVersion', question: 'Version of the old cluster', none: 'not known' },
    { id: 'newVersion', question: 'Version of the new cluster', none: 'not known' },
    {
      id: 'centralTftpVersion',
      question: 'Version of the central TFTP cluster in front of both',
      none: 'there is none',
    },
  ]);

const knownVersions: readonly { readonly value: number; readonly label: string }[] = [
  { value: 7, label: messages('before 8.0') },
  ...[8, 8.5, 8.6, 9, 9.1, 10, 10.5, 11, 11.5, 12, 12.5].map((value) => ({ value, label: value.toFixed(1) })),
  ...[14, 15].map((value) => ({ value, label: String(value) })),
];

/** How the phones of one cluster get to another. */
export class MigrationModel implements PageModel {
  readonly title = t('Migration Plan');
  #facts: FactAnswers;
  #versions: VersionAnswers = {};

  constructor(
    private readonly context: CommandContext,
    private from: ClusterFiles,
    private to: ClusterFiles,
  ) {
    this.#facts = factsOf(to);
  }

  get files(): readonly vscode.Uri[] {
    return [this.from, this.to].flatMap(filesOf);
  }

  fileOf(name: string): vscode.Uri | undefined {
    const file = fileNamed(name, this.files);
    return file !== undefined && isListName(file.path) ? file : undefined;
  }

  takeFact(id: FactId, answer: boolean | null): void {
    if (!factQuestions.some((fact) => fact.id === id)) return;
    this.#facts = { ...this.#facts, [id]: answer ?? undefined };
  }

  takeVersion(id: VersionId, answer: number | null): void {
    if (!versionQuestions.some((version) => version.id === id)) return;
    if (answer !== null && !knownVersions.some(({ value }) => value === answer)) return;
    this.#versions = { ...this.#versions, [id]: answer ?? undefined };
  }

  get kept(): KeptPlan {
    return {
      kind: 'plan',
      from: keptCluster(this.from),
      to: keptCluster(this.to),
      facts: this.#facts,
      versions: this.#versions,
    };
  }

  async change(): Promise<void> {
    const { from, to } = await askClusters(this.context, { from: this.from, to: this.to });
    this.from = from;
    this.to = to;
    this.#facts = { ...this.#facts, ...factsOf(to) };
  }

  async read(): Promise<PlanContent> {
    const { methodVerdicts } = await loadPhoning();
    return {
      kind: 'plan',
      plan: await this.#plan(),
      verdicts: translatedAll(methodVerdicts),
      facts: this.#facts,
      questions: factQuestions.map(({ id, question }) => ({ id, question: t(question) })),
      versions: this.#versions,
      versionQuestions: versionQuestions.map(({ id, question, none }) => ({
        id,
        question: t(question),
        none: t(none),
      })),
      knownVersions: knownVersions.map(({ value, label }) => ({ value, label: t(label) })),
      sources,
    };
  }

  async save(): Promise<void> {
    const { migrationMarkdown } = await loadPhoning();
    const text = migrationMarkdown(await this.#plan());
    await saveMarkdown(this.context, { text, what: 'plan', name: 'migration-plan.md' });
  }

  async #plan(): Promise<MigrationPlan> {
    const { planMigration } = await loadPhoning();
    return planMigration(await this.#cluster(this.from), await this.#cluster(this.to), {
      ...this.#facts,
      ...this.#versions,
    });
  }

  async #cluster({ itl, ctl, bundles }: ClusterFiles): Promise<Cluster> {
    const { documents } = this.context;
    const nameOnPage = namesAmong(this.files);
    return {
      itl: itl === null ? null : await readNamed(documents, itl, nameOnPage(itl)),
      ctl: ctl === null ? null : await readNamed(documents, ctl, nameOnPage(ctl)),
      bundles: await Promise.all(bundles.map(readBundle)),
    };
  }
}

function factsOf({ signsNothing }: ClusterFiles): FactAnswers {
  return signsNothing === true ? { unsignedDestination: true } : {};
}

interface Clusters {
  readonly from: ClusterFiles;
  readonly to: ClusterFiles;
}

/**
 * The files of the old and the new cluster.
 *
 * @param before what was chosen before: chosen again, unless the person says otherwise.
 */
export async function askClusters(context: CommandContext, before?: Clusters): Promise<Clusters> {
  const offered = [
    ...(await knownLists(context.documents)).map(({ uri, name, kind }) => ({
      label: name,
      description: kind,
      value: uri,
    })),
    ...(await bundleFiles()).map((uri) => ({ label: nameOf(uri), description: t('certificates'), value: uri })),
  ];
  const from = await askCluster(
    context,
    choicesOf(offered, before?.from, []),
    t('The old cluster: its lists, and what its trust stores contain'),
  );
  const to = await askCluster(
    context,
    choicesOf(offered, before?.to, [{ ...noFiles(), picked: before?.to.signsNothing === true }]),
    t('The new cluster: its lists, and the bundles that it exported'),
  );
  return { from, to };
}

type File = vscode.Uri | 'files' | 'none';

/** What is offered for one cluster: files that are offered by name or were chosen before, others, and samples. */
function choicesOf(
  offered: readonly Choice<vscode.Uri>[],
  chosen: ClusterFiles | undefined,
  more: readonly Choice<File>[],
): readonly Choice<File>[] {
  const files = chosen === undefined ? [] : filesOf(chosen);
  const samples = sampleChoices(['ITL', 'certificates']);
  const isNamed = new Set([...offered, ...samples].map(({ value }) => value.toString()));
  const others = files.filter((uri) => !isNamed.has(uri.toString()));
  const isChosen = new Set(files.map(String));
  const marked = (choice: Choice<vscode.Uri>): Choice<File> => ({
    ...choice,
    picked: isChosen.has(choice.value.toString()),
  });
  return [
    ...[...offered, ...others.map((value) => ({ label: nameOf(value), value }))].map(marked),
    ...more,
    anyFiles(),
    ...samples.map(marked),
  ];
}

const noFiles = (): Choice<File> => ({
  label: t('No Files'),
  description: t('CUCM Express, or CUCM before 8.0: it signs nothing'),
  value: 'none',
});

async function askCluster(
  context: CommandContext,
  choices: readonly Choice<File>[],
  prompt: string,
): Promise<ClusterFiles> {
  const chosen = await context.questions.choices<File>({ title: t(migrationTitle), prompt, choices });
  const files = chosen.filter((file) => file !== 'none');
  if (files.length === 0) return { itl: null, ctl: null, bundles: [], signsNothing: true };
  if (files.length < chosen.length) {
    throw new Refusal(t('Choose the files of the new cluster, or "No Files" alone.'));
  }
  const { lists: held, bundles } = await takeFiles(context, files, { title: t(migrationTitle), prompt });
  const [strange] = held.filter(({ kind }) => kind === 'unknown');
  if (strange !== undefined) {
    throw new Refusal(
      t('Neither the FILENAME nor the name of {name} says whether it is an ITL or a CTL.', { name: strange.name }),
    );
  }
  return { itl: only(held, 'ITL'), ctl: only(held, 'CTL'), bundles };
}

function only(lists: readonly KnownList[], kind: 'ITL' | 'CTL'): vscode.Uri | null {
  const [first, ...others] = lists.filter((list) => list.kind === kind);
  if (others.length > 0) {
    const names = [first, ...others].map((list) => list?.name ?? '');
    throw new Refusal(t('{names} are {kind}s of one cluster: choose the one that its phones hold.', { names, kind }));
  }
  return first?.uri ?? null;
}
