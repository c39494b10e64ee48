import type * as vscode from 'vscode';
import type { Phone } from '../../core/phone/held';
import { ruleIds, rules, type RuleId } from '../../core/phone/rules';
import type { World } from '../../core/phone/world';
import type { Desk } from '../commands/steps/command';
import { fileNameOf, type Documents } from '../documents';
import { askHeld, type Held } from './ask';
import { nameOf, readNamed } from '../known-lists';
import type { SignedDocuments } from '../signed-documents';
import type { Subject } from './panel';
import { loadPhoning } from '../phoning';
import type { DecisionContent, TvsAnswer } from './protocol';

const worlds: Readonly<Record<TvsAnswer, World>> = {
  vouches: { tvs: { reachable: 'all', stores: 'holds-signer' } },
  unreachable: { tvs: { reachable: 'none', stores: 'unknown' } },
  unknown: { tvs: 'unknown' },
};

const ruleSentences = Object.fromEntries(ruleIds.map((id) => [id, rules[id].sentence])) as Record<RuleId, string>;

export const decisionTitle = 'Would a Phone Accept This?';

/** Whether a phone that holds these lists would accept a file. */
export class DecisionSubject implements Subject {
  #held: Held;

  constructor(
    private readonly desk: Desk,
    private readonly signed: SignedDocuments,
    private readonly offered: vscode.Uri,
    held: Held,
  ) {
    this.#held = held;
  }

  get title(): string {
    return `Phone: ${fileNameOf(this.offered)}`;
  }

  get files(): readonly vscode.Uri[] {
    const { itl, ctl } = this.#held;
    return [this.offered, itl, ctl].filter((uri) => uri !== null);
  }

  fileOf(name: string): vscode.Uri | undefined {
    return this.files.find((uri) => nameOf(uri) === name);
  }

  async change(): Promise<void> {
    this.#held = await askHeld(this.desk, decisionTitle);
  }

  async read(): Promise<DecisionContent> {
    const { documents } = this.desk;
    const { decide, readOffered } = await loadPhoning();
    const name = nameOf(this.offered);
    const bytes = await this.signed.read(this.offered);
    const read = readOffered(bytes, name);
    if (!read.ok) throw new Error(`${name}: ${read.error.message}`);
    const phone = await this.#phone(documents);
    const verdict = (tvs: TvsAnswer) => decide(phone, read.offered, worlds[tvs]);
    return {
      kind: 'decision',
      offered: name,
      itl: phone.itl?.file ?? null,
      ctl: phone.ctl?.file ?? null,
      decisions: {
        unknown: await verdict('unknown'),
        vouches: await verdict('vouches'),
        unreachable: await verdict('unreachable'),
      },
      rules: ruleSentences,
    };
  }

  async #phone(documents: Documents): Promise<Phone> {
    const { itl, ctl } = this.#held;
    return {
      itl: itl === null ? null : await readNamed(documents, itl),
      ctl: ctl === null ? null : await readNamed(documents, ctl),
    };
  }
}
