import type { FromSignedPage, SignedView, ToSignedPage, VerdictView } from '../../src/extension/editor/signed-protocol';
import { announce } from '../shared/announce';
import { fill, h } from '../shared/dom';
import { Host } from '../shared/host';
import { contentView } from './content';
import { headerView } from './header';
import './signed.css';
import { verdictView } from './verdict';

const host = new Host<FromSignedPage>();
const main = h('main', { tabindex: -1 });
const verdict = h('div', { role: 'status' });

const post = (message: FromSignedPage): void => {
  host.post(message);
};

function show(view: SignedView): void {
  const { scrollTop } = main;
  fill(verdict, verdictView(view.header, null, post));
  fill(main, verdict, view.header === null ? null : headerView(view.header), contentView(view));
  main.scrollTop = scrollTop;
}

let shown: SignedView | null = null;

function showVerdict(found: VerdictView): void {
  fill(verdict, verdictView(shown?.header ?? null, found, post));
}

fill(document.body, main);
announce('');
host.listen((incoming) => {
  const message = incoming as ToSignedPage;
  if (message.type === 'verdict') showVerdict(message.verdict);
  else {
    shown = message.view;
    show(message.view);
  }
});
host.post({ type: 'ready' });
