import type { Content, FromPage, ToPage } from '../../../src/extension/compare/protocol';
import { ComparePage } from '../../e2e/compare/compare-page';
import { engine, listOf, sideView, View } from '../engine';
import type { Host, PageFrame } from '../frame';

/** A side of a comparison: a name, and the bytes of a list or the text of its `show itl`. */
export type SideSource = readonly [name: string, content: Uint8Array | string];

/** Stands in for the extension under the page of a comparison: the same messages, made by the same view. */
export class CompareHost extends ComparePage implements Host {
  /** What went to the clipboard. */
  readonly copied: string[] = [];
  #revision = 0;
  #view: InstanceType<typeof View> | undefined;
  #content: Content | undefined;
  #isOpen = false;

  constructor(readonly host: PageFrame) {
    super({ ownPage: () => host.page });
  }

  /** Compares two sides: in a new page, or in the one that is open, as an edit does. */
  async show(left: SideSource, right: SideSource): Promise<void> {
    this.#revision += 1;
    const sides = await Promise.all([readSide(left), readSide(right)]);
    this.#view = new View(engine, await engine.loadComparing(), await engine.loadPhoning(), ...sides);
    const shown = { sources: null, left: sideView(sides[0]), right: sideView(sides[1]) };
    this.#content = { kind: 'comparison', ...shown, comparison: this.#view.open() };
    await this.#open();
  }

  /** Shows that a side cannot be read. */
  async showProblem(name: string, problem: string): Promise<void> {
    this.#revision += 1;
    const side = { name: 'ITLFile.tlv', facts: ['ITL'], problem: null };
    this.#content = { kind: 'unreadable', sources: null, left: side, right: { name, facts: [], problem } };
    this.#view = undefined;
    await this.#open();
  }

  async go(to: 'next' | 'previous'): Promise<void> {
    await this.#post({ type: 'go', to });
  }

  async receive(message: FromPage): Promise<void> {
    if (message.type === 'ready') await this.#showState();
    if (message.type !== 'request') return;
    const { id, request } = message;
    const value =
      request.kind === 'fields'
        ? this.#view?.fields(request.first, request.count)
        : await this.#copy(request.format, request.hideForm);
    await this.#post({ type: 'reply', id, ok: true, value });
  }

  async #copy(format: 'text' | 'markdown', hideForm: boolean): Promise<null> {
    this.copied.push((await this.#view?.copy(format, hideForm)) ?? '');
    return null;
  }

  async #open(): Promise<void> {
    if (this.#isOpen) {
      await this.#showState();
      return;
    }
    this.#isOpen = true;
    await this.host.open(this);
  }

  async #showState(): Promise<void> {
    if (this.#content === undefined) return;
    const revision = this.#revision;
    await this.#post({ type: 'open', revision, content: this.#content });
    if (this.#view !== undefined) await this.#post({ type: 'phone', revision, phone: await this.#view.phone() });
  }

  async #post(message: ToPage): Promise<void> {
    await this.host.send(message);
  }
}

async function readSide([name, content]: SideSource) {
  if (typeof content !== 'string') {
    const { bytes, list, report } = await listOf(content, name);
    return { name, report, complete: true, list: { bytes, list } };
  }
  const [output] = engine.readShow(content).outputs;
  if (output === undefined) throw new Error('The text is not the output of show itl.');
  return { name, report: output.report, complete: output.complete, list: null };
}
