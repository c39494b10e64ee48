import * as vscode from 'vscode';
import type { NamedList } from '../../core/phone/held';
import type { Regeneration } from '../../core/phone/regeneration/regeneration';
import type { CommandContext } from '../host/context';
import { Refusal } from '../host/errors';
import { fileNamed, namesAmong, readNamed } from '../host/known-lists';
import { loadPhoning } from '../host/engine';
import { askHeld, askList, askServedCtl } from './ask';
import type { KeptPlan } from './migration';
import type { RegenerationContent } from './protocol';
import { saveMarkdown, type PageModel } from './page-model';
import { t } from '../../core/words/translate';

/** The lists of one cluster, before and after its certificates changed. */
export interface RegenerationFiles {
  /** The ITL that phones hold. */
  readonly held: vscode.Uri;
  /** The CTL that they hold besides; null on a cluster that is not in mixed mode. */
  readonly ctl: vscode.Uri | null;
  /** The ITL that the cluster serves now. */
  readonly served: vscode.Uri;
  /** The CTL that it serves now, which phones are given first; null if it is not known, or there is none. */
  readonly servedCtl: vscode.Uri | null;
}

/** A check as its page keeps it over a restart; a file is the text of its URI. */
export interface KeptRegeneration {
  readonly kind: 'regeneration';
  readonly held: string;
  readonly ctl: string | null;
  readonly served: string;
  readonly servedCtl: string | null;
}

/** What a change of certificates in one cluster does to phones that hold the old lists. */
export class RegenerationModel implements PageModel {
  readonly title = t('Regeneration Check');

  constructor(
    private readonly context: CommandContext,
    private chosen: RegenerationFiles,
  ) {}

  get files(): readonly vscode.Uri[] {
    const { held, ctl, served, servedCtl } = this.chosen;
    return [held, ctl, served, servedCtl].filter((uri) => uri !== null);
  }

  get kept(): KeptRegeneration {
    const { held, ctl, served, servedCtl } = this.chosen;
    return {
      kind: 'regeneration',
      held: held.toString(),
      ctl: ctl?.toString() ?? null,
      served: served.toString(),
      servedCtl: servedCtl?.toString() ?? null,
    };
  }

  fileOf(name: string): vscode.Uri | undefined {
    return fileNamed(name, this.files);
  }

  async change(): Promise<void> {
    this.chosen = await askRegeneration(this.context);
  }

  /** The same lists, as those of two clusters. */
  async carryOn(): Promise<void> {
    const { held, ctl, served, servedCtl } = this.kept;
    const kept: KeptPlan = {
      kind: 'plan',
      from: { itl: held, ctl, bundles: [] },
      to: { itl: served, ctl: servedCtl, bundles: [] },
      facts: {},
      versions: {},
    };
    await vscode.commands.executeCommand('trustList.planMigration', { kept });
  }

  async read(): Promise<RegenerationContent> {
    const { outcomeTitles } = await loadPhoning();
    const { held, ctl, served, servedCtl } = this.chosen;
    const regeneration = await this.#judge();
    const nameOnPage = namesAmong(this.files);
    return {
      kind: 'regeneration',
      held: nameOnPage(held),
      ctl: ctl === null ? null : nameOnPage(ctl),
      served: nameOnPage(served),
      servedCtl: servedCtl === null ? null : nameOnPage(servedCtl),
      regeneration,
      title: t(outcomeTitles[regeneration.outcome]),
    };
  }

  async save(): Promise<void> {
    const { regenerationMarkdown } = await loadPhoning();
    const { held, ctl, served, servedCtl } = this.chosen;
    const nameOnPage = namesAmong(this.files);
    const namesOf = (...uris: (vscode.Uri | null)[]): string[] => uris.filter((uri) => uri !== null).map(nameOnPage);
    const names = { held: namesOf(held, ctl), served: namesOf(servedCtl, served) };
    const text = regenerationMarkdown(await this.#judge(), names);
    await saveMarkdown(this.context, { text, what: 'check', name: 'regeneration-check.md' });
  }

  async #judge(): Promise<Regeneration> {
    const { judgeRegeneration } = await loadPhoning();
    const { documents } = this.context;
    const { held, ctl, served, servedCtl } = this.chosen;
    const nameOnPage = namesAmong(this.files);
    const read = (uri: vscode.Uri): Promise<NamedList> => readNamed(documents, uri, nameOnPage(uri));
    return judgeRegeneration({
      held: await read(held),
      ctl: ctl === null ? null : await read(ctl),
      served: await read(served),
      servedCtl: servedCtl === null ? null : await read(servedCtl),
    });
  }
}

/** What the phones hold, and what their cluster serves now. */
export async function askRegeneration(context: CommandContext): Promise<RegenerationFiles> {
  const title = t('Check a Regeneration');
  const { itl: held, ctl } = await askHeld(context, title);
  if (held === null) throw new Refusal(t('Phones without an ITL trust the next one: there is nothing to check.'));
  const { uri: served } = await askList(context, 'ITL', title, t('Which ITL does the same cluster serve now?'));
  if (held.toString() === served.toString()) throw new Refusal(t('These are the same file.'));
  const servedCtl = ctl === null ? null : await askServedCtl(context, title, ctl);
  return { held, ctl, served, servedCtl };
}
