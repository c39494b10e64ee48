import type { FromSignedPage } from '../../../src/extension/signed/protocol';
import { engine, listOf, signedView, verdictView } from '../engine';
import type { Host, PageFrame } from '../frame';

/** A list by its name in the workspace. */
export type NamedBytes = readonly [name: string, bytes: Uint8Array];

/** Stands in for the extension under the page of a signed file. */
export class SignedHost implements Host {
  #file: NamedBytes | undefined;
  #lists: readonly NamedBytes[] = [];
  #isOpen = false;

  constructor(readonly host: PageFrame) {}

  get page() {
    return this.host.page;
  }

  async show(file: NamedBytes, lists: readonly NamedBytes[]): Promise<void> {
    this.#file = file;
    this.#lists = lists;
    if (this.#isOpen) await this.#showState();
    else {
      this.#isOpen = true;
      await this.host.open(this);
    }
  }

  async receive(message: FromSignedPage): Promise<void> {
    if (message.type === 'ready') await this.#showState();
  }

  async #showState(): Promise<void> {
    if (this.#file === undefined) return;
    const [name, bytes] = this.#file;
    const phoning = await engine.loadPhoning();
    await this.host.send({ type: 'show', view: signedView(phoning, bytes, name) });
    const decoded = phoning.decodeSigned(bytes);
    if (!decoded.ok) return;
    const read = await Promise.all(this.#lists.map(([file, list]) => listOf(list, file)));
    const lists = read.map(({ list, report: { signature } }, at) => {
      return { file: this.#lists[at]?.[0] ?? '', list, signature };
    });
    await this.host.send({ type: 'verdict', verdict: await verdictView(phoning, decoded.file, name, lists) });
  }
}
