import type { Content, FromPage, ToPage } from '../../src/extension/phone/protocol';
import { announce } from '../shared/announce';
import { fill, h } from '../shared/dom';
import { Host } from '../shared/host';
import { icon } from '../shared/icons';
import { restored } from '../shared/restored';
import { visible } from '../shared/text';
import { WholePage } from '../shared/whole-page';
import { decisionView } from './decision';
import { logView } from './log';
import '../shared/page.css';
import './phone.css';
import { planView } from './plan';
import { regenerationView } from './regeneration';
import { changeButton, type Actions } from './actions';
import { bundlesView } from './bundles';

const host = new Host<FromPage>();

const actions: Actions = {
  post: (message) => {
    host.post(message);
  },
  get state() {
    return keeps().view;
  },
  set state(view) {
    host.state = { ...keeps(), view } satisfies PageState;
  },
};

/** What is kept while the page is hidden, when VS Code unloads it, and over a restart. */
interface PageState {
  /** What the page is about, as the host gave it: it restores the window from this. */
  readonly kept: unknown;
  /** What the view keeps. */
  readonly view: unknown;
  /** What it is scrolled to, in CSS pixels. */
  readonly top: number;
}

function keeps(): PageState {
  return restored<PageState>({ kept: null, view: null, top: 0 }, host.state);
}

function view(content: Content): HTMLElement {
  switch (content.kind) {
    case 'decision':
      return decisionView(content, actions);
    case 'plan':
      return planView(content, actions);
    case 'regeneration':
      return regenerationView(content, actions);
    case 'log':
      return logView(content, actions);
    case 'bundles':
      return bundlesView(content, actions);
    case 'failed':
      return failedView(content);
  }
}

function failedView({ message, canChange }: Extract<Content, { kind: 'failed' }>): HTMLElement {
  return h(
    'div',
    { class: 'page' },
    h('div', { class: 'verdict tone-bad', role: 'alert' }, icon('error'), h('h1', null, visible(message))),
    canChange && h('p', { class: 'buttons' }, changeButton(actions)),
  );
}

const page = new WholePage(keeps().top, (top) => {
  host.state = { ...keeps(), top } satisfies PageState;
});
fill(document.body, page.element);
announce('');
host.listen((message) => {
  const { content, kept } = message as ToPage;
  host.state = { ...keeps(), kept } satisfies PageState;
  page.draw(view(content));
});
host.post({ type: 'ready' });
