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
import type { Actions } from './actions';

const host = new Host<FromPage>();
const main = h('main', { tabindex: -1 });

const actions: Actions = {
  post: (message) => {
    host.post(message);
  },
  get state() {
    return host.state;
  },
  set state(state) {
    host.state = state;
  },
};

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
    case 'failed':
      return h('p', { class: 'verdict verdict-refused', role: 'alert' }, icon('error'), visible(content.message));
  }
}

fill(document.body, main);
announce('');
host.listen((message) => {
  const { content } = message as ToPage;
  const { scrollTop } = main;
  const focused = document.activeElement?.id ?? '';
  fill(main, view(content));
  main.scrollTop = scrollTop;
  if (focused !== '') document.getElementById(focused)?.focus();
});
host.post({ type: 'ready' });
