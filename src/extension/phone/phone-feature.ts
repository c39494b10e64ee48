import * as vscode from 'vscode';
import { registerCommands } from '../host/command';
import type { FeatureContext } from '../host/context';
import { LanguageDetection } from '../host/language-detection';
import { PageWindows } from '../host/page-windows';
import { phoneCommands } from './commands';
import { logTexts } from './detect-log';
import { logLanguage, LogHovers } from './log';
import type { PageModel } from './page-model';
import { PhonePanel } from './panel';
import { restoredModel } from './restored';

/** What phones would do: its commands, its windows, and the language of their logs. */
export function registerPhone(context: FeatureContext): vscode.Disposable {
  const windows = new PageWindows<PageModel, PhonePanel>({
    viewType: 'trustList.phone',
    extensionUri: context.extensionUri,
    restored: (state) => restoredModel(context, state),
    make: (model, panel) => new PhonePanel(model, panel, context),
  });
  const open = (model: PageModel): void => {
    const shown = windows.all.find((window) => model.isSameAs?.(window.model) === true);
    if (shown === undefined) windows.open(model);
    else shown.panel.reveal();
  };
  return vscode.Disposable.from(
    windows,
    registerCommands(context, phoneCommands(context.signed, open)),
    new LanguageDetection(logTexts),
    vscode.languages.registerHoverProvider({ language: logLanguage }, new LogHovers()),
  );
}
