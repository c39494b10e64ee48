import * as vscode from 'vscode';
import { Refusal, registerCommand, type Command, type CommandContext } from '../host/command';
import type { Questions } from '../host/questions';
import type { Documents } from '../host/documents';
import type { SignedDocuments } from '../host/signed-documents';
import { askByDigest, askHeld } from './ask';
import { askBundles, BundlesModel } from './consolidation';
import { DecisionModel, decisionTitle } from './decision';
import { knownLists } from '../host/known-lists';
import { listUriOf, textScheme } from '../host/text-uri';
import { logLanguage, LogHovers, LogModel } from './log';
import { askClusters, MigrationModel } from './migration';
import { PhonePanel, phoneViewType, type PageModel } from './panel';
import { askRegeneration, RegenerationModel } from './regeneration';
import { restoredSubject } from './restored';

/** What phones would do: its commands, its windows, and the language of their logs. */
export class PhoneFeature implements vscode.Disposable {
  readonly #panels = new Set<PhonePanel>();
  readonly #registrations: readonly vscode.Disposable[];

  constructor(
    private readonly extensionUri: vscode.Uri,
    private readonly documents: Documents,
    private readonly signed: SignedDocuments,
    questions: Questions,
  ) {
    const context: CommandContext = { documents, questions };
    this.#registrations = [
      ...phoneCommands(signed, (subject) => {
        this.#open(subject);
      }).map((command) => registerCommand(context, command)),
      vscode.languages.registerHoverProvider({ language: logLanguage }, new LogHovers()),
      vscode.window.registerWebviewPanelSerializer(phoneViewType, {
        deserializeWebviewPanel: (panel, state) => {
          const subject = restoredSubject(context, state);
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

  #open(subject: PageModel): void {
    this.#add(subject, vscode.window.createWebviewPanel(phoneViewType, subject.title, vscode.ViewColumn.Active));
  }

  #add(subject: PageModel, window: vscode.WebviewPanel): void {
    const panel = new PhonePanel(subject, this.extensionUri, this.documents, this.signed, window, () =>
      this.#panels.delete(panel),
    );
    this.#panels.add(panel);
  }
}

/** @param open opens a window on what a command was asked about. */
export function phoneCommands(signed: SignedDocuments, open: (subject: PageModel) => void): Command[] {
  return [
    {
      id: 'trustList.consolidateBundles',
      run: async (context) => {
        open(new BundlesModel(context, await askBundles(context)));
      },
    },
    {
      id: 'trustList.wouldAPhoneAccept',
      run: async (context, target) => {
        const offered = fileFor(target, 'Open a trust list or a signed file first.');
        open(new DecisionModel(context, signed, offered, await askHeld(context, decisionTitle)));
      },
    },
    {
      id: 'trustList.findHeldList',
      run: async (context) => {
        const list = await askByDigest(
          context,
          await knownLists(context.documents),
          'Find the List That a Phone Holds',
        );
        await context.documents.reveal(list.uri, { record: null, offset: 0, length: list.length });
      },
    },
    {
      id: 'trustList.planMigration',
      run: async (context) => {
        const { from, to } = await askClusters(context);
        open(new MigrationModel(context, from, to));
      },
    },
    {
      id: 'trustList.checkRegeneration',
      run: async (context) => {
        open(new RegenerationModel(context, await askRegeneration(context)));
      },
    },
    {
      id: 'trustList.readPhoneLog',
      run: async ({ documents }, target) => {
        const log = fileFor(target, 'Open the log of a phone first.');
        const document = await vscode.workspace.openTextDocument(log);
        await vscode.languages.setTextDocumentLanguage(document, logLanguage);
        open(new LogModel(documents, log));
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
