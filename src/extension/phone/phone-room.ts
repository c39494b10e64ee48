import * as vscode from 'vscode';
import { Refusal, registerCommand, type Command, type Desk } from '../commands/steps/command';
import type { Questions } from '../commands/steps/questions';
import type { Documents } from '../documents';
import type { SignedDocuments } from '../signed-documents';
import { askByDigest, askHeld } from './ask';
import { askBundles, BundlesSubject } from './consolidation';
import { DecisionSubject, decisionTitle } from './decision';
import { knownLists } from '../known-lists';
import { listUriOf, textScheme } from '../text-uri';
import { logLanguage, LogHovers, LogSubject } from './log';
import { askClusters, MigrationSubject } from './migration';
import { PhonePanel, phoneViewType, type Subject } from './panel';
import { askRegeneration, RegenerationSubject } from './regeneration';
import { restoredSubject } from './restored';

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
      vscode.window.registerWebviewPanelSerializer(phoneViewType, {
        deserializeWebviewPanel: (panel, state) => {
          const subject = restoredSubject(desk, state);
          if (subject === null) panel.dispose();
          else this.#add(subject, panel);
          return Promise.resolve();
        },
      }),
    ];
  }

  dispose(): void {
    for (const panel of [...this.#panels]) panel.dispose();
    for (const registration of this.#registrations) registration.dispose();
  }

  #open(subject: Subject): void {
    this.#add(subject, vscode.window.createWebviewPanel(phoneViewType, subject.title, vscode.ViewColumn.Active));
  }

  #add(subject: Subject, window: vscode.WebviewPanel): void {
    const panel = new PhonePanel(subject, this.extensionUri, this.documents, this.signed, window, () =>
      this.#panels.delete(panel),
    );
    this.#panels.add(panel);
  }
}

/** @param open opens a window on what a command was asked about. */
export function phoneCommands(signed: SignedDocuments, open: (subject: Subject) => void): Command[] {
  return [
    {
      id: 'trustList.consolidateBundles',
      run: async (desk) => {
        open(new BundlesSubject(desk, await askBundles(desk)));
      },
    },
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
        open(new RegenerationSubject(desk, await askRegeneration(desk)));
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
  if (input instanceof vscode.TabInputCustom) return input.uri;
  // The text of a list stands for the list.
  if (input instanceof vscode.TabInputText) return input.uri.scheme === textScheme ? listUriOf(input.uri) : input.uri;
  throw new Refusal(refusal);
}
