import type { LogEventKind } from '../../src/core/phone/logs/events';
import type { LogContent, LogEventView } from '../../src/extension/phone/protocol';
import { h } from '../shared/dom';
import { icon, type IconName } from '../shared/icons';
import { visible } from '../shared/text';
import { linkButton } from '../shared/link';
import { fileLink, type Actions } from './actions';
import { verdictLine } from './look';

const kinds: Readonly<Record<LogEventKind, { readonly word: string; readonly icon: IconName }>> = {
  asked: { word: 'asked for', icon: 'chevron' },
  received: { word: 'received', icon: 'information' },
  verified: { word: 'verified', icon: 'check' },
  refused: { word: 'refused', icon: 'error' },
  'asked-tvs': { word: 'asked TVS', icon: 'question' },
  'tvs-answered': { word: 'TVS answered', icon: 'shield' },
  missing: { word: 'missing', icon: 'warning' },
  state: { word: 'state', icon: 'information' },
};

/** The failing step on top, then everything that the phone did about trust, in order. */
export function logView({ name, events, total, failure, recovery, unread }: LogContent, actions: Actions): HTMLElement {
  return h(
    'div',
    { class: 'page' },
    h('h1', null, 'What the phone did: ', visible(name)),
    unread === null ? null : h('p', null, icon('warning'), unread),
    failure === null
      ? verdictLine({ word: noFailure(total), tone: 'depends', icon: 'information' })
      : h(
          'section',
          { class: 'failure verdict-refused' },
          h('h2', null, icon('error'), 'The step that failed'),
          h('p', null, visible(failure.sentence)),
          h('p', { class: 'dim' }, lineLink(failure, actions), ...listLinks(failure, actions)),
          recovery === null
            ? null
            : h(
                'p',
                { class: 'recovery' },
                icon('check'),
                'Later in this log: ',
                visible(recovery.sentence),
                ' ',
                lineLink(recovery, actions),
              ),
        ),
    h('h2', null, 'Timeline'),
    h('ol', { class: 'timeline' }, ...events.map((event) => eventView(event, actions))),
    total > events.length ? h('p', { class: 'dim' }, `${total - events.length} more events are not shown.`) : null,
  );
}

function noFailure(total: number): string {
  return total === 0 ? 'No line in this text is about trust.' : 'No step in this log failed.';
}

function eventView(event: LogEventView, actions: Actions): HTMLElement {
  const { word, icon: name } = kinds[event.kind];
  const failed = event.weight > 0 || event.kind === 'refused' ? ' failed' : '';
  return h(
    'li',
    { class: `event event-${event.kind}${failed}`, attributes: { 'data-kind': event.kind } },
    h('span', { class: 'mono dim time' }, event.time ?? ''),
    h('span', { class: 'kind' }, icon(name), word),
    h('span', null, visible(event.sentence), ' ', ...listLinks(event, actions)),
    lineLink(event, actions),
  );
}

function lineLink({ line }: LogEventView, { post }: Actions): HTMLElement {
  return linkButton(() => {
    post({ type: 'line', line });
  }, `line ${line}`);
}

function listLinks({ lists }: LogEventView, actions: Actions): HTMLElement[] {
  return lists.map((list) => h('span', { class: 'place' }, fileLink(list, null, actions)));
}
