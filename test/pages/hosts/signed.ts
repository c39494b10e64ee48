import type { NamedCertificate } from '../../../src/core/decrypt/minimal';
import type { ShownDecrypted } from '../../../src/extension/signed/decrypted-view';
import type { FromSignedPage } from '../../../src/extension/signed/protocol';
import { engine, listOf, shownDecrypted, signedView, verdictView } from '../engine';
import type { Host, PageFrame } from '../frame';

/** A list by its name in the workspace. */
export type NamedBytes = readonly [name: string, bytes: Uint8Array];

/** Stands in for the extension under the page of a signed file. */
export class SignedHost implements Host {
  #file: NamedBytes | undefined;
  #lists: readonly NamedBytes[] = [];
  #isOpen = false;
  #revision = 0;
  #needed: NamedCertificate | null = null;
  #decrypted: ShownDecrypted | null = null;

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

  /** What the minimal configuration says, and what the file is decrypted to. */
  async decrypt(content: Uint8Array | null, needed: NamedCertificate | null = null): Promise<void> {
    const [phoning, decrypting] = [await engine.loadPhoning(), await engine.loadDecrypting()];
    this.#needed = needed;
    this.#decrypted = content === null ? null : shownDecrypted(phoning, decrypting, content);
    if (this.#isOpen) await this.#showState();
  }

  async receive(message: FromSignedPage): Promise<void> {
    if (message.type === 'ready') await this.#showState();
    if (message.type !== 'request') return;
    const value = message.request.numbers.map((number) => this.#decrypted?.secrets[number] ?? '');
    await this.host.send({ type: 'reply', id: message.id, ok: true, value });
  }

  async #showState(): Promise<void> {
    if (this.#file === undefined) return;
    const [name, bytes] = this.#file;
    const phoning = await engine.loadPhoning();
    this.#revision += 1;
    const view = signedView(phoning, bytes, name, { needed: this.#needed, decrypted: this.#decrypted });
    await this.host.send({ type: 'show', revision: this.#revision, view });
    const decoded = phoning.decodeSigned(bytes);
    if (!decoded.ok) return;
    const read = await Promise.all(this.#lists.map(([file, list]) => listOf(list, file)));
    const lists = read.map(({ list, report: { signature } }, at) => {
      return { file: this.#lists[at]?.[0] ?? '', list, signature };
    });
    await this.host.send({ type: 'verdict', verdict: await verdictView(phoning, decoded.file, name, lists) });
  }
}
