import type { Content, FromPage, ToPage } from '../../src/extension/phone/protocol';
import { announce } from '../shared/announce';
import { fill, h } from '../shared/dom';
import { Host } from '../shared/host';
import { icon } from '../shared/icons';
import { visible } from '../shared/text';
import { decisionView } from './decision';
import { logView } from './log';
import './phone.css';
import { planView } from './plan';
import { regenerationView } from './regeneration';
import { action, type Actions } from './actions';
import { bundlesView } from './bundles';

const host = new Host<FromPage>();
const main = h('main', { tabindex: -1 });

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
}

function keeps(): PageState {
  return { kept: null, view: null, ...(typeof host.state === 'object' ? host.state : null) };
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
  const change = action('secondary', 'change', 'Change…', () => {
    actions.post({ type: 'change' });
  });
  return h(
    'div',
    { class: 'page' },
    h('p', { class: 'verdict verdict-refused', role: 'alert' }, icon('error'), visible(message)),
    canChange && h('p', { class: 'buttons' }, change),
  );
}

fill(document.body, main);
announce('');
host.listen((message) => {
  const { content, kept } = message as ToPage;
  host.state = { ...keeps(), kept } satisfies PageState;
  const { scrollTop } = main;
  const focused = document.activeElement?.id ?? '';
  fill(main, view(content));
  main.scrollTop = scrollTop;
  if (focused !== '') document.getElementById(focused)?.focus();
});
host.post({ type: 'ready' });
