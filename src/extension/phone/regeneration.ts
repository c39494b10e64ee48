import type * as vscode from 'vscode';
import type { Regeneration } from '../../core/phone/regeneration/regeneration';
import type { CommandContext } from '../host/context';
import { Refusal } from '../host/errors';
import { fileNamed, namesAmong, readNamed } from '../host/known-lists';
import { loadPhoning } from '../host/engine';
import { askHeld, askList } from './ask';
import type { RegenerationContent } from './protocol';
import { saveMarkdown, type PageModel } from './page-model';

/** The lists of one cluster, before and after its certificates changed. */
export interface RegenerationFiles {
  /** The ITL that phones hold. */
  readonly held: vscode.Uri;
  /** The CTL that they hold besides; null on a cluster that is not in mixed mode. */
  readonly ctl: vscode.Uri | null;
  /** The ITL that the cluster serves now. */
  readonly served: vscode.Uri;
}

/** A check as its page keeps it over a restart; a file is the text of its URI. */
export interface KeptRegeneration {
  readonly kind: 'regeneration';
  readonly held: string;
  readonly ctl: string | null;
  readonly served: string;
}

/** What a change of certificates in one cluster does to phones that hold the old lists. */
export class RegenerationModel implements PageModel {
  readonly title = 'Regeneration Check';

  constructor(
    private readonly context: CommandContext,
    private chosen: RegenerationFiles,
  ) {}

  get files(): readonly vscode.Uri[] {
    const { held, ctl, served } = this.chosen;
    return [held, ctl, served].filter((uri) => uri !== null);
  }

  get kept(): KeptRegeneration {
    const { held, ctl, served } = this.chosen;
    return {
      kind: 'regeneration',
      held: held.toString(),
      ctl: ctl?.toString() ?? null,
      served: served.toString(),
    };
  }

  fileOf(name: string): vscode.Uri | undefined {
    return fileNamed(name, this.files);
  }

  async change(): Promise<void> {
    this.chosen = await askRegeneration(this.context);
  }

  async read(): Promise<RegenerationContent> {
    const { outcomeTitles } = await loadPhoning();
    const { held, ctl, served } = this.chosen;
    const regeneration = await this.#judge();
    const nameOnPage = namesAmong(this.files);
    return {
      kind: 'regeneration',
      held: nameOnPage(held),
      ctl: ctl === null ? null : nameOnPage(ctl),
      served: nameOnPage(served),
      regeneration,
      title: outcomeTitles[regeneration.outcome],
    };
  }

  async save(): Promise<void> {
    const { regenerationMarkdown } = await loadPhoning();
    const { held, ctl, served } = this.chosen;
    const nameOnPage = namesAmong(this.files);
    const names = { held: [held, ctl].filter((uri) => uri !== null).map(nameOnPage), served: [nameOnPage(served)] };
    const text = regenerationMarkdown(await this.#judge(), names);
    await saveMarkdown(this.context, { text, what: 'check', name: 'regeneration-check.md' });
  }

  async #judge(): Promise<Regeneration> {
    const { judgeRegeneration } = await loadPhoning();
    const { documents } = this.context;
    const { held, ctl, served } = this.chosen;
    const nameOnPage = namesAmong(this.files);
    return judgeRegeneration({
      held: await readNamed(documents, held, nameOnPage(held)),
      ctl: ctl === null ? null : await readNamed(documents, ctl, nameOnPage(ctl)),
      served: await readNamed(documents, served, nameOnPage(served)),
    });
  }
}

/** What the phones hold, and what their cluster serves now. */
export async function askRegeneration(context: CommandContext): Promise<RegenerationFiles> {
  const title = 'Check a Regeneration';
  const { itl: held, ctl } = await askHeld(context, title);
  if (held === null) throw new Refusal('Phones without an ITL trust the next one: there is nothing to check.');
  const { uri: served } = await askList(context, 'ITL', title, 'Which ITL does the same cluster serve now?');
  if (held.toString() === served.toString()) throw new Refusal('These are the same file.');
  return { held, ctl, served };
}
