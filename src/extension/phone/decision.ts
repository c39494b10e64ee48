import * as vscode from 'vscode';
import type { Certificate } from '../../core/certificates/certificate';
import type { EraseAnswers } from '../../core/phone/regeneration/erase';
import type { Phone } from '../../core/phone/held';
import { eraseConditionIds, ruleIds, rules, type EraseConditionId, type RuleId } from '../../core/phone/rules';
import type { KnownFacts } from '../../core/phone/known-facts';
import type { CommandContext } from '../host/context';
import type { Choice } from '../host/questions';
import type { Documents } from '../host/documents';
import { askHeld, type Held } from './ask';
import { bundleFiles, openBundle, readBundle, type BundleFile } from '../host/bundles';
import { fileNamed, nameOf, namesAmong, readNamed } from '../host/known-lists';
import type { SignedDocuments } from '../host/signed-documents';
import type { PageModel } from './page-model';
import { loadPhoning } from '../host/engine';
import { fileNameOf, isSample } from '../host/list-uris';
import { sampleChoices } from '../host/samples';
import type { DecisionContent, TvsAnswer } from './protocol';
import type { KeptRegeneration } from './regeneration';
import { messages, t } from '../../core/words/translate';
import { firstFolder } from '../host/folders';

/** @param stores what the trust stores of the TVS contain; null if it is not known. */
function factsByAnswerOf(stores: readonly Certificate[] | null): Readonly<Record<TvsAnswer, KnownFacts>> {
  const known = stores ?? 'unknown';
  return {
    vouches: { tvs: { reachable: 'all', stores: stores ?? 'holds-signer' } },
    unreachable: { tvs: { reachable: 'none', stores: known } },
    unknown: { tvs: { reachable: 'unknown', stores: known } },
  };
}

const ruleSentences = (): Record<RuleId, string> =>
  Object.fromEntries(ruleIds.map((id) => [id, t(rules[id].sentence)])) as Record<RuleId, string>;

export const decisionTitle = messages('Would a Phone Accept This?');

/** Whether a phone that holds these lists would accept a file. */
export class DecisionModel implements PageModel {
  #held: Held;
  #stores: readonly BundleFile[] | null = null;
  #eraseAnswers: EraseAnswers = {};

  constructor(
    private readonly context: CommandContext,
    private readonly signed: SignedDocuments,
    private readonly offered: vscode.Uri,
    held: Held,
  ) {
    this.#held = held;
  }

  get title(): string {
    return t('Phone: {file}', { file: fileNameOf(this.offered) });
  }

  get files(): readonly vscode.Uri[] {
    const { itl, ctl } = this.#held;
    return [this.offered, itl, ctl, ...(this.#stores ?? []).map(({ uri }) => uri)].filter((uri) => uri !== null);
  }

  fileOf(name: string): vscode.Uri | undefined {
    return fileNamed(name, this.files);
  }

  async change(): Promise<void> {
    this.#held = await askHeld(this.context, t(decisionTitle));
  }

  async chooseStores(): Promise<void> {
    const { questions } = this.context;
    const files = await bundleFiles();
    // Stores of a sample say something of its cluster alone.
    const samples = this.files.some(isSample) ? sampleChoices(['certificates']) : [];
    const anyFile: Choice<vscode.Uri | null> = { label: t('Choose a File…'), value: null };
    const chosen =
      files.length + samples.length === 0
        ? [null]
        : await questions.choices<vscode.Uri | null>({
            title: t(decisionTitle),
            prompt: t('What do the trust stores of its TVS contain (Phone-SAST-trust, CallManager-trust)?'),
            choices: [...files.map((uri) => ({ label: nameOf(uri), value: uri })), anyFile, ...samples],
          });
    const folder = firstFolder();
    const stores: BundleFile[] = [];
    for (const choice of chosen) {
      const uri = choice ?? (await questions.file({ title: t(decisionTitle), kind: 'certificate', folder }));
      stores.push(await openBundle(this.context, uri, t(decisionTitle)));
    }
    this.#stores = stores;
  }

  forgetStores(): void {
    this.#stores = null;
  }

  takeEraseAnswer(id: EraseConditionId, answer: boolean | null): void {
    if (!eraseConditionIds.includes(id)) return;
    this.#eraseAnswers = { ...this.#eraseAnswers, [id]: answer ?? undefined };
  }

  /** The same lists, as those of one cluster before and after its certificates changed. */
  async carryOn(): Promise<void> {
    const { itl, ctl } = this.#held;
    if (itl === null) return;
    const kept: KeptRegeneration = {
      kind: 'regeneration',
      held: itl.toString(),
      ctl: ctl?.toString() ?? null,
      served: this.offered.toString(),
      servedCtl: null,
    };
    await vscode.commands.executeCommand('trustList.checkRegeneration', { kept });
  }

  async read(): Promise<DecisionContent> {
    const { documents } = this.context;
    const { adviseAfterRefusal, decide, readOffered } = await loadPhoning();
    const nameOnPage = namesAmong(this.files);
    const name = nameOnPage(this.offered);
    const bytes = await this.signed.read(this.offered);
    const read = readOffered(bytes, name);
    if (!read.ok) throw new Error(`${name}: ${read.error.message}`);
    const phone = await this.#phone(documents, nameOnPage);
    const { offered } = read;
    const stores = this.#stores === null ? null : await Promise.all(this.#stores.map(readBundle));
    const certificates = stores?.flatMap((store) => store.certificates) ?? null;
    const factsByAnswer = factsByAnswerOf(certificates);
    const judge = async (tvs: TvsAnswer) => {
      const known = factsByAnswer[tvs];
      const decision = await decide(phone, offered, known);
      return { decision, erase: await adviseAfterRefusal({ phone, offered, known, decision }, this.#eraseAnswers) };
    };
    const unknown = await judge('unknown');
    const vouches = await judge('vouches');
    const unreachable = await judge('unreachable');
    return {
      kind: 'decision',
      offered: name,
      itl: phone.itl?.file ?? null,
      ctl: phone.ctl?.file ?? null,
      isRegeneration:
        phone.itl !== null && offered.kind === 'ITL' && this.#held.itl?.toString() !== this.offered.toString(),
      decisions: { unknown: unknown.decision, vouches: vouches.decision, unreachable: unreachable.decision },
      erase: { unknown: unknown.erase, vouches: vouches.erase, unreachable: unreachable.erase },
      eraseAnswers: this.#eraseAnswers,
      stores:
        stores === null ? null : { files: stores.map(({ file }) => file), certificates: certificates?.length ?? 0 },
      rules: ruleSentences(),
    };
  }

  async #phone(documents: Documents, nameOnPage: (file: vscode.Uri) => string): Promise<Phone> {
    const { itl, ctl } = this.#held;
    return {
      itl: itl === null ? null : await readNamed(documents, itl, nameOnPage(itl)),
      ctl: ctl === null ? null : await readNamed(documents, ctl, nameOnPage(ctl)),
    };
  }
}
