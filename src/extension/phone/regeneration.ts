import type * as vscode from 'vscode';
import type { Documents } from '../documents';
import { nameOf, readNamed } from '../known-lists';
import type { Subject } from './panel';
import { loadPhoning } from '../phoning';
import type { RegenerationContent } from './protocol';

/** What a change of certificates in one cluster does to phones that hold the old ITL. */
export class RegenerationSubject implements Subject {
  readonly title = 'Regeneration Check';

  constructor(
    private readonly documents: Documents,
    private readonly held: vscode.Uri,
    private readonly served: vscode.Uri,
  ) {}

  get files(): readonly vscode.Uri[] {
    return [this.held, this.served];
  }

  fileOf(name: string): vscode.Uri | undefined {
    return this.files.find((uri) => nameOf(uri) === name);
  }

  async read(): Promise<RegenerationContent> {
    const { judgeRegeneration } = await loadPhoning();
    const held = await readNamed(this.documents, this.held);
    const served = await readNamed(this.documents, this.served);
    return {
      kind: 'regeneration',
      held: held.file,
      served: served.file,
      regeneration: await judgeRegeneration({ held, served }),
    };
  }
}
