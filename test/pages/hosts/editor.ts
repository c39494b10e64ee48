import type { Locator } from '@playwright/test';
import type {
  Content,
  DiffPeerView,
  FromPage,
  PagePlace,
  Request,
  ToPage,
} from '../../../src/extension/editor/protocol';
import { EditorPage } from '../../e2e/editor-page';
import { engine, readList, Views, whatItIs } from '../engine';
import type { Host, PageFrame } from '../frame';

type Read = Awaited<ReturnType<typeof readList>>;

interface Shown {
  readonly name?: string;
  /** The bytes before the last edit. */
  readonly earlier?: readonly Uint8Array[];
  readonly reveal?: PagePlace;
}

/** Stands in for the extension under the page of the editor: the same messages, made by the same views. */
export class EditorHost extends EditorPage implements Host {
  /** What went to the clipboard. */
  readonly copied: string[] = [];
  #revision = 0;
  #read: Read | undefined;
  #bytes: Uint8Array = new Uint8Array();
  #views: InstanceType<typeof Views> | undefined;
  #isOpen = false;
  /** Until then nothing is verified, and no request is answered. */
  #released: Promise<void> = Promise.resolve();
  #shown: Parameters<typeof engine.renumbered>[0] | undefined;
  /** Where to lead as soon as the list is open. */
  #place: PagePlace | undefined;

  constructor(readonly host: PageFrame) {
    super({ ownPage: () => host.page });
  }

  /** Shows bytes as the file of this name: in a new page, or in the one that is open, as an edit does. */
  async show(bytes: Uint8Array, { name = 'ITLFile.tlv', earlier = [], reveal }: Shown = {}): Promise<void> {
    this.#revision += 1;
    this.#place = reveal;
    this.#bytes = bytes;
    this.#read = await readList(bytes, name, earlier);
    this.#views = this.#read.ok ? new Views(engine, this.#read.list) : undefined;
    if (this.#isOpen) await this.#showState();
    else {
      this.#isOpen = true;
      await this.host.open(this);
    }
  }

  async beside(beside: DiffPeerView | null): Promise<void> {
    await this.#post({ type: 'diffPeer', revision: this.#revision, diffPeer: beside });
  }

  async reveal(place: PagePlace): Promise<void> {
    await this.#post({ type: 'reveal', place });
  }

  /** Verifies nothing, and answers nothing, until the function is called. */
  hold(): () => void {
    let release = (): void => undefined;
    this.#released = new Promise((resolve) => {
      release = resolve;
    });
    return release;
  }

  async fail(message: string): Promise<void> {
    await this.#post({ type: 'failed', revision: this.#revision, message });
  }

  async receive(message: FromPage): Promise<void> {
    if (message.type === 'ready') await this.#showState();
    if (message.type === 'request') await this.#reply(message);
  }

  /** Where the outline's selection is. */
  get selected(): Locator {
    return this.tree.getByRole('treeitem', { selected: true });
  }

  async #showState(): Promise<void> {
    const revision = this.#revision;
    await this.#post({ type: 'open', revision, content: await this.#content() });
    if (this.#place !== undefined) await this.reveal(this.#place);
    this.#place = undefined;
    await this.#released;
    if (this.#read?.ok && this.#views !== undefined) {
      await this.#post({ type: 'overview', revision, overview: this.#views.overview(this.#read.report) });
    }
  }

  async #content(): Promise<Content> {
    if (this.#views !== undefined && this.#read?.ok) {
      const shown = { list: this.#read.list, bytes: this.#bytes };
      const renumbered = this.#shown === undefined ? null : engine.renumbered(this.#shown, shown);
      this.#shown = shown;
      return { kind: 'list', outline: this.#views.outline(), renumbered };
    }
    const { message, offset } = this.#read?.ok === false ? this.#read.error : { message: '', offset: 0 };
    const what = await whatItIs(engine, this.#bytes, 'ITLFile.tlv');
    return { kind: 'unreadable', length: this.#bytes.length, message, offset, what };
  }

  async #reply({ id, revision, request }: Extract<FromPage, { type: 'request' }>): Promise<void> {
    await this.#released;
    if (revision !== this.#revision) await this.#post({ type: 'reply', id, ok: false, message: 'It has changed.' });
    else await this.#post({ type: 'reply', id, ok: true, value: this.#answer(request) });
  }

  #answer(request: Request): unknown {
    const views = this.#views;
    const report = this.#read?.ok === true ? this.#read.report : null;
    switch (request.kind) {
      case 'bytes':
        return this.#bytes.slice(request.offset, request.offset + request.length);
      case 'copy':
        this.copied.push(request.text);
        return null;
      case 'header':
        return views?.header(request.from, report);
      case 'signer':
        return views?.signer(report);
      case 'record':
        return views?.record(request.index, request.from, report);
      case 'findings':
        return report === null ? null : views?.findings(request.from, report);
      case 'trailing':
        return views?.trailing(report);
      case 'search':
        return views?.search(request.text);
    }
  }

  async #post(message: ToPage): Promise<void> {
    await this.host.send(message);
  }
}
