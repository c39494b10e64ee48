import * as vscode from 'vscode';
import type { Command } from '../host/command';
import { chooseFile } from '../host/chosen-file';
import { knownLists } from '../host/known-lists';
import type { SignedDocuments } from '../host/signed-documents';
import { fieldsOf, fileOf, textOf } from '../host/target';
import { askByDigest, askHeld, chooseOffered, type Held } from './ask';
import { askBundles, BundlesModel } from './consolidation';
import { DecisionModel, decisionTitle } from './decision';
import { logLanguage, LogModel, openLog } from './log';
import { askClusters, MigrationModel } from './migration';
import type { PageModel } from './page-model';
import { compareRoleTable } from './role-table';
import { askRegeneration, RegenerationModel } from './regeneration';
import { restoredModel } from './restored';
import { t } from '../../core/words/translate';

/** @param open opens a window on what a command was asked about. */
export function phoneCommands(signed: SignedDocuments, open: (model: PageModel) => void): readonly Command[] {
  return [
    {
      id: 'trustList.consolidateBundles',
      run: async (context) => {
        open(new BundlesModel(context, await askBundles(context)));
      },
    },
    {
      id: 'trustList.wouldAPhoneAccept',
      run: async (context, target, more) => {
        const offered = fileOf(target) ?? (await chooseOffered(context, t(decisionTitle)));
        const held = heldOf(more) ?? (await askHeld(context, t(decisionTitle)));
        open(new DecisionModel(context, signed, offered, held));
      },
    },
    {
      id: 'trustList.findHeldList',
      run: async (context) => {
        const lists = await knownLists(context.documents);
        const list = await askByDigest(context, lists, t('Find the List That a Phone Holds'));
        await context.documents.reveal(list.uri, { record: null, offset: 0, length: list.length });
      },
    },
    {
      id: 'trustList.planMigration',
      run: async (context, target) => {
        const known = restoredModel(context, target);
        if (known !== null) {
          open(known);
          return;
        }
        const { from, to } = await askClusters(context);
        open(new MigrationModel(context, from, to));
      },
    },
    {
      id: 'trustList.checkRegeneration',
      run: async (context, target) => {
        open(restoredModel(context, target) ?? new RegenerationModel(context, await askRegeneration(context)));
      },
    },
    { id: 'trustList.compareRoleTable', run: compareRoleTable },
    {
      id: 'trustList.readPhoneLog',
      run: async (context, target) => {
        const wanted = {
          title: t('Read Phone Log'),
          prompt: t('Which log?'),
          types: ['log', 'txt'],
          samples: ['log'],
        } as const;
        const log = textOf(target) ?? (await chooseFile(context, wanted));
        const document = await openLog(log);
        await vscode.languages.setTextDocumentLanguage(document, logLanguage);
        open(new LogModel(context, log));
      },
    },
  ];
}

/** What the phone holds, if whoever runs the command says so; else a person is asked. */
function heldOf(more: unknown): Held | null {
  const { itl } = fieldsOf(more);
  return itl instanceof vscode.Uri ? { itl, ctl: null } : null;
}
