import type {
  FromSignedPage,
  HeaderView,
  SignedReplies,
  SignedView,
  ToSignedPage,
  VerdictView,
} from '../../src/extension/signed/protocol';
import { announce } from '../shared/announce';
import { fill, h } from '../shared/dom';
import { Host } from '../shared/host';
import '../shared/page.css';
import { restored } from '../shared/restored';
import { WholePage } from '../shared/whole-page';
import { contentView } from './content';
import { decryptedView, type Decrypting } from './decrypted';
import { headerView } from './header';
import './signed.css';
import { verdictView } from './verdict';

/** What is kept while the page is hidden, when VS Code unloads it. */
interface PageState {
  /** What it is scrolled to, in CSS pixels. */
  readonly top: number;
  /** The elements of the header are unfolded. */
  readonly isOpen: boolean;
}

/** The page of a signed file. */
class SignedPage {
  readonly #host = new Host<FromSignedPage, SignedReplies>();
  #state: PageState;
  readonly #page: WholePage;
  readonly #verdict = h('div', { role: 'status' });
  readonly #decrypting: Decrypting = {
    post: (message) => {
      this.#host.post(message);
    },
    reveal: (numbers) => this.#host.ask({ kind: 'secrets', numbers }),
  };
  #header: HeaderView | null = null;

  constructor() {
    this.#state = restored<PageState>({ top: 0, isOpen: false }, this.#host.state);
    this.#page = new WholePage(this.#state.top, (top) => {
      this.#keep({ top });
    });
  }

  start(): void {
    fill(document.body, this.#page.element);
    announce('');
    this.#host.listen((message) => {
      this.#receive(message as ToSignedPage);
    });
    this.#host.post({ type: 'ready' });
  }

  #receive(message: ToSignedPage): void {
    this.#page.keepFocus(() => {
      if (message.type === 'show') {
        this.#host.open(message.revision);
        this.#show(message.view);
      } else this.#showVerdict(message.verdict);
    });
  }

  #show({ header, content, encryption }: SignedView): void {
    this.#header = header;
    this.#showVerdict(null);
    const onFold = (isOpen: boolean): void => {
      this.#keep({ isOpen });
    };
    const elements = header === null ? null : headerView(header, this.#state.isOpen, onFold);
    const decrypted = encryption?.decrypted ?? null;
    const shown =
      decrypted === null
        ? contentView(content, encryption, this.#decrypting)
        : decryptedView(decrypted, this.#decrypting);
    this.#page.draw(this.#verdict, elements, shown);
  }

  #showVerdict(verdict: VerdictView | null): void {
    const post = (message: FromSignedPage): void => {
      this.#host.post(message);
    };
    fill(this.#verdict, verdictView(this.#header, verdict, post));
  }

  #keep(change: Partial<PageState>): void {
    this.#state = { ...this.#state, ...change };
    this.#host.state = this.#state;
  }
}

new SignedPage().start();
