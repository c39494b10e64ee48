import type { Content, FromPage } from '../../../src/extension/phone/protocol';
import type { Host, PageFrame } from '../frame';

/** Stands in for the extension under the pages about phones. */
export class PhoneHost implements Host {
  #content: (() => Promise<Content>) | undefined;
  #answers: ((message: FromPage) => void) | undefined;
  #isOpen = false;

  constructor(readonly host: PageFrame) {}

  get page() {
    return this.host.page;
  }

  /**
   * Shows a content, and again after each answer of the person.
   * @param take what the host does with an answer before it reads the content again.
   */
  async show(content: () => Promise<Content>, take?: (message: FromPage) => void): Promise<void> {
    this.#content = content;
    this.#answers = take;
    if (this.#isOpen) await this.#showState();
    else {
      this.#isOpen = true;
      await this.host.open(this);
    }
  }

  async receive(message: FromPage): Promise<void> {
    if (message.type !== 'ready') {
      if (this.#answers === undefined) return;
      this.#answers(message);
    }
    await this.#showState();
  }

  async #showState(): Promise<void> {
    const content = await this.#content?.();
    await this.host.send({ type: 'show', content, kept: null });
  }
}
