import * as vscode from 'vscode';
import { Refusal, registerCommand, type Command, type Desk } from '../commands/steps/command';
import type { Questions } from '../commands/steps/questions';
import type { Documents } from '../documents';
import type { SignedDocuments } from '../signed-documents';
import { askByDigest, askHeld, askList } from './ask';
import { consolidateBundles } from './bundles';
import { DecisionSubject, decisionTitle } from './decision';
import { knownLists } from '../known-lists';
import { logLanguage, LogHovers, LogSubject } from './log';
import { askClusters, MigrationSubject } from './migration';
import { PhonePanel, type Subject } from './panel';
import { RegenerationSubject } from './regeneration';

/** What phones would do: its commands, its windows, and the language of their logs. */
export class PhoneRoom implements vscode.Disposable {
  readonly #panels = new Set<PhonePanel>();
  readonly #registrations: readonly vscode.Disposable[];

  constructor(
    private readonly extensionUri: vscode.Uri,
    private readonly documents: Documents,
    private readonly signed: SignedDocuments,
    questions: Questions,
  ) {
    const desk: Desk = { documents, questions };
    this.#registrations = [
      ...phoneCommands(signed, (subject) => {
        this.#open(subject);
      }).map((command) => registerCommand(desk, command)),
      vscode.languages.registerHoverProvider({ language: logLanguage }, new LogHovers()),
    ];
  }

  dispose(): void {
    for (const panel of [...this.#panels]) panel.dispose();
    for (const registration of this.#registrations) registration.dispose();
  }

  #open(subject: Subject): void {
    const panel = new PhonePanel(subject, this.extensionUri, this.documents, this.signed, () =>
      this.#panels.delete(panel),
    );
    this.#panels.add(panel);
  }
}

/** @param open opens a window on what a command was asked about. */
export function phoneCommands(signed: SignedDocuments, open: (subject: Subject) => void): Command[] {
  return [
    consolidateBundles,
    {
      id: 'trustList.wouldAPhoneAccept',
      run: async (desk, target) => {
        const offered = fileFor(target, 'Open a trust list or a signed file first.');
        open(new DecisionSubject(desk, signed, offered, await askHeld(desk, decisionTitle)));
      },
    },
    {
      id: 'trustList.findHeldList',
      run: async (desk) => {
        const list = await askByDigest(desk, await knownLists(desk.documents), 'Find the List That a Phone Holds');
        await desk.documents.reveal(list.uri, { record: null, offset: 0, length: list.length });
      },
    },
    {
      id: 'trustList.planMigration',
      run: async (desk) => {
        const { from, to } = await askClusters(desk);
        open(new MigrationSubject(desk, from, to));
      },
    },
    {
      id: 'trustList.checkRegeneration',
      run: async (desk) => {
        const title = 'Check a Regeneration';
        const held = await askList(desk, 'ITL', title, 'Which ITL do the phones hold?');
        const served = await askList(desk, 'ITL', title, 'Which ITL does the same cluster serve now?');
        if (held.uri.toString() === served.uri.toString()) throw new Refusal('These are one and the same file.');
        open(new RegenerationSubject(desk.documents, held.uri, served.uri));
      },
    },
    {
      id: 'trustList.readPhoneLog',
      run: async ({ documents }, target) => {
        const log = fileFor(target, 'Open the log of a phone first.');
        const document = await vscode.workspace.openTextDocument(log);
        await vscode.languages.setTextDocumentLanguage(document, logLanguage);
        open(new LogSubject(documents, log));
      },
    },
  ];
}

/** The file of a menu, else the one in the tab in front. */
function fileFor(target: unknown, refusal: string): vscode.Uri {
  if (target instanceof vscode.Uri) return target;
  const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  if (input instanceof vscode.TabInputCustom || input instanceof vscode.TabInputText) return input.uri;
  throw new Refusal(refusal);
}
