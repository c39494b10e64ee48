import * as vscode from 'vscode';
import type { Fleet, FleetGroup } from '../../core/cluster/fleet/fleet';
import type { GivenList } from '../../core/cluster/fleet/given';
import { isListName } from '../../core/format/file-names';
import { editorViewType } from '../host/documents';
import type { FeatureContext } from '../host/context';
import { loadFleet } from '../host/engine';
import { Refusal } from '../host/errors';
import { PagePanel, type Answers } from '../host/page-panel';
import type { EventOf } from '../host/protocol';
import { saveText } from '../host/save-text';
import { showLine } from '../host/show-line';
import { askInputs } from './ask';
import { FleetAudit, type AuditState } from './fleet-audit';
import { keptInputs, titleOfAudit, type AuditInputs } from './inputs';
import type { ListFiles } from './list-files';
import { pauses } from './pause';
import type { AuditView, FromPage, Replies, ToPage } from './protocol';
import { answerView, groupDetails, phoneParts } from './view';
import { t } from '../../core/words/translate';

/** Phones that go to the page at once. */
const part = 5_000;

/** How long the page is not told of further progress, in milliseconds. */
const pauseBetween = 100;

/** What is saved. */
const what = 'audit';

type AnswerState = Extract<AuditState, { readonly phase: 'answer' }>;

/** The window of an audit: how far it is, then which phones hold which list, and what becomes of each. */
export class FleetPanel extends PagePanel<ToPage, FromPage, Replies> {
  protected override readonly answers: Answers<FromPage, Replies> = {
    group: async ({ group }) => {
      const { fleet } = this.#answer();
      return groupDetails(await loadFleet(), fleet, groupAt(fleet, group));
    },
  };
  #audit: FleetAudit;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #shownPhase = '';

  constructor(
    inputs: AuditInputs,
    panel: vscode.WebviewPanel,
    private readonly feature: FeatureContext,
    private readonly listFiles: ListFiles,
  ) {
    super(panel, feature, 'fleet');
    this.#audit = this.#begin(inputs);
    this.own(
      new vscode.Disposable(() => {
        clearTimeout(this.#timer);
        this.#audit.dispose();
      }),
    );
  }

  #begin(inputs: AuditInputs): FleetAudit {
    const audit = new FleetAudit(this.feature, inputs);
    audit.onDidChange(() => {
      this.#changed(audit.state);
    });
    this.panel.title = titleOfAudit(inputs);
    void audit.run();
    return audit;
  }

  #again(inputs: AuditInputs): void {
    this.#audit.dispose();
    this.#audit = this.#begin(inputs);
    this.refresh();
  }

  /** A page is told at once that there is an answer, and now and then how far it is. */
  #changed({ phase }: AuditState): void {
    const isOther = phase !== this.#shownPhase;
    this.#shownPhase = phase;
    if (isOther) {
      clearTimeout(this.#timer);
      this.#timer = undefined;
      this.refresh();
      return;
    }
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      const { state } = this.#audit;
      if (state.phase !== 'answer') void this.post(this.revision, { type: 'progress', view: state });
    }, pauseBetween);
  }

  protected override async show(revision: number): Promise<void> {
    const audit = this.#audit;
    const { state } = audit;
    const view = await this.#view(state);
    await this.post(revision, { type: 'show', revision, view, kept: keptInputs(audit.inputs) });
    if (state.phase !== 'answer') return;
    let left = state.fleet.phones;
    for (const runs of phoneParts(state.fleet, part)) {
      left -= runs.reduce((sum, { devices }) => sum + devices.length, 0);
      await this.post(revision, { type: 'phones', runs, isLast: left === 0 });
    }
  }

  async #view(state: AuditState): Promise<AuditView> {
    if (state.phase !== 'answer') return state;
    const opens = (file: string): boolean => this.#audit.names.fileOf(file) !== undefined;
    return { phase: 'answer', answer: answerView(await loadFleet(), state, opens) };
  }

  protected override async receive(message: EventOf<FromPage>): Promise<void> {
    switch (message.type) {
      case 'cancel':
        this.#audit.cancel();
        return;
      case 'again':
        this.#again(this.#audit.inputs);
        return;
      case 'change':
        this.#again(await askInputs(this.feature, this.#audit.inputs));
        return;
      case 'list':
        await open(this.#listUri(message.group, message.kind));
        return;
      case 'compare': {
        const files = [this.#listUri(message.left, 'itl'), this.#listUri(message.right, 'itl')];
        await vscode.commands.executeCommand('trustList.compareSelected', files[0], files);
        return;
      }
      case 'phone': {
        const device = groupAt(this.#answer().fleet, message.group).devices[message.index];
        if (device !== undefined) await this.#openPlace(device.source, device.line);
        return;
      }
      case 'problem': {
        const problem = this.#answer().fleet.problems[message.index];
        if (problem !== undefined) await this.#openPlace(problem.file, problem.line);
        return;
      }
      case 'save':
        return this.#save(message.as);
    }
  }

  #answer(): AnswerState {
    const { state } = this.#audit;
    if (state.phase !== 'answer') throw new Refusal(t('The audit is not finished.'));
    return state;
  }

  /** The list that a group holds: its file, or for one in an archive a read-only file with its content. */
  #listUri(position: number, kind: 'itl' | 'ctl'): vscode.Uri {
    const { fleet, lists } = this.#answer();
    const held = groupAt(fleet, position)[kind];
    const list: GivenList | undefined = lists.find(({ file, sha1 }) => file === held?.list && sha1 === held.sha1);
    if (list === undefined) throw new Refusal(t('This list was not given, so it cannot be opened.'));
    return this.#audit.names.fileOf(list.file) ?? this.listFiles.uriOf(list);
  }

  async #openPlace(file: string, line: number | null): Promise<void> {
    const uri = this.#audit.names.fileOf(file);
    if (uri === undefined) throw new Refusal(t('{file} is in an archive: extract it to open it.', { file }));
    await (line === null ? open(uri) : showLine(uri, line));
  }

  #save(as: 'csv' | 'markdown'): Promise<void> {
    const { questions } = this.feature;
    return as === 'csv'
      ? saveText(questions, { title: t('Save Audit as CSV'), name: 'phones.csv', what }, () => this.#csv())
      : saveText(questions, { title: t('Save Audit as Markdown'), name: 'phone-audit.md', what }, () =>
          this.#markdown(),
        );
  }

  async #csv(): Promise<string> {
    const [{ csvRows }, pause] = [await loadFleet(), pauses()];
    const rows: string[] = [];
    for (const row of csvRows(this.#answer().fleet)) {
      rows.push(row);
      if (rows.length % 1_000 === 0) await pause();
    }
    return rows.join('');
  }

  async #markdown(): Promise<string> {
    const { fleet, plan } = this.#answer();
    return (await loadFleet()).fleetMarkdown(fleet, plan);
  }
}

function groupAt({ groups }: Fleet, position: number): FleetGroup {
  const group = groups[position];
  if (group === undefined) throw new Refusal(t('The groups of the audit have changed.'));
  return group;
}

async function open(uri: vscode.Uri): Promise<void> {
  if (isListName(uri.path)) await vscode.commands.executeCommand('vscode.openWith', uri, editorViewType);
  else await vscode.commands.executeCommand('vscode.open', uri);
}
