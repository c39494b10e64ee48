import * as vscode from 'vscode';
import type { Cluster, MigrationPlan } from '../../core/phone/migration';
import { sources } from '../../core/phone/rules';
import { Refusal, type Desk } from '../commands/steps/command';
import type { Choice } from '../commands/steps/questions';
import { writeFile } from '../commands/steps/small-file';
import { fileNameOf } from '../documents';
import { knownLists, nameOf, readNamed, type KnownList } from '../known-lists';
import { bundleFiles, readBundle, type BundleFile } from './bundles';
import type { Subject } from './panel';
import { loadPhoning } from '../phoning';
import type { FactAnswers, FactId, PlanContent } from './protocol';

export const migrationTitle = 'Plan a Migration';

/** One side of a move: what a person chose for it. */
export interface ClusterFiles {
  readonly itl: vscode.Uri | null;
  readonly ctl: vscode.Uri | null;
  readonly bundles: readonly BundleFile[];
}

const factQuestions: readonly { readonly id: FactId; readonly question: string }[] = [
  { id: 'oldTvsReachable', question: 'Both clusters run during the move, and phones reach the old TVS after it' },
  { id: 'tvsRestarted', question: 'TVS was restarted on the old cluster after the import' },
  { id: 'phonesTrustOld', question: 'The phones still take files from the old cluster' },
  { id: 'everyPhoneBlank', question: 'Every phone has fetched the blank ITL' },
  { id: 'backupOfOldKey', question: 'A DRS backup holds the old CallManager key' },
  { id: 'has79x0', question: 'There are 7940 or 7960 phones' },
  { id: 'unsignedDestination', question: 'The new cluster is CUCM Express, or CUCM before 8.0' },
];

/** How the phones of one cluster get to another. */
export class MigrationSubject implements Subject {
  readonly title = 'Migration Plan';
  #facts: FactAnswers = {};

  constructor(
    private readonly desk: Desk,
    private from: ClusterFiles,
    private to: ClusterFiles,
  ) {}

  get files(): readonly vscode.Uri[] {
    return [this.from, this.to].flatMap(({ itl, ctl, bundles }) => [
      ...[itl, ctl].filter((uri) => uri !== null),
      ...bundles.map(({ uri }) => uri),
    ]);
  }

  fileOf(name: string): vscode.Uri | undefined {
    return this.files.find((uri) => nameOf(uri) === name && /\.tlv$/i.test(uri.path));
  }

  takeFact(id: FactId, answer: boolean | null): void {
    if (!factQuestions.some((fact) => fact.id === id)) return;
    this.#facts = { ...this.#facts, [id]: answer ?? undefined };
  }

  async change(): Promise<void> {
    const { from, to } = await askClusters(this.desk);
    this.from = from;
    this.to = to;
  }

  async read(): Promise<PlanContent> {
    return { kind: 'plan', plan: await this.#plan(), facts: this.#facts, questions: factQuestions, sources };
  }

  async save(): Promise<void> {
    const { migrationMarkdown } = await loadPhoning();
    const text = migrationMarkdown(await this.#plan());
    const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
    const uri = await this.desk.questions.fileToWrite({
      title: 'Save the Plan as Markdown',
      kind: 'any',
      folder,
      name: 'migration-plan.md',
    });
    await writeFile(uri, text);
    this.desk.questions.tell(`The plan was written to ${fileNameOf(uri)}.`);
  }

  async #plan(): Promise<MigrationPlan> {
    const { planMigration } = await loadPhoning();
    return planMigration(await this.#cluster(this.from), await this.#cluster(this.to), this.#facts);
  }

  async #cluster({ itl, ctl, bundles }: ClusterFiles): Promise<Cluster> {
    const { documents } = this.desk;
    return {
      itl: itl === null ? null : await readNamed(documents, itl),
      ctl: ctl === null ? null : await readNamed(documents, ctl),
      bundles,
    };
  }
}

/** The files of the old and the new cluster. */
export async function askClusters(desk: Desk): Promise<{ readonly from: ClusterFiles; readonly to: ClusterFiles }> {
  const lists = await knownLists(desk.documents);
  const bundles = await bundleFiles();
  if (lists.length === 0) throw new Refusal('Open a folder that holds the lists of both clusters first.');
  const from = await askCluster(desk, lists, bundles, 'The old cluster: its lists, and what its trust stores hold');
  const to = await askCluster(desk, lists, bundles, 'The new cluster: its lists, and the bundles that it exported');
  return { from, to };
}

type File = { readonly list: KnownList } | { readonly bundle: vscode.Uri };

async function askCluster(
  desk: Desk,
  lists: readonly KnownList[],
  bundles: readonly vscode.Uri[],
  prompt: string,
): Promise<ClusterFiles> {
  const choices: Choice<File>[] = [
    ...lists.map((list) => ({ label: list.name, description: list.kind, value: { list } })),
    ...bundles.map((bundle) => ({ label: nameOf(bundle), description: 'certificates', value: { bundle } })),
  ];
  const chosen = await desk.questions.choices<File>({ title: migrationTitle, prompt, choices });
  const held = chosen.flatMap((file) => ('list' in file ? [file.list] : []));
  const read: BundleFile[] = [];
  for (const file of chosen) if ('bundle' in file) read.push(await readBundle(desk, file.bundle, migrationTitle));
  return { itl: only(held, 'ITL'), ctl: only(held, 'CTL'), bundles: read };
}

function only(lists: readonly KnownList[], kind: 'ITL' | 'CTL'): vscode.Uri | null {
  const [first, ...others] = lists.filter((list) => list.kind === kind);
  if (others.length > 0) {
    const names = [first, ...others].map((list) => list?.name ?? '').join(' and ');
    throw new Refusal(`${names} are ${kind}s of one cluster: choose the one that its phones hold.`);
  }
  return first?.uri ?? null;
}
