import type { LogEventKind } from '../../src/core/phone/logs/events';
import type { NextCheck } from '../../src/core/phone/logs/remedy';
import type { LogContent, LogEventView, LogRemedy } from '../../src/extension/phone/protocol';
import { announce } from '../shared/announce';
import { h } from '../shared/dom';
import { icon, type IconName } from '../shared/icons';
import { visible } from '../shared/text';
import { linkButton } from '../shared/link';
import { action, fileLink, type Actions } from './actions';
import { verdictLine } from './look';
import { rich, t } from '../shared/words';

const kinds: Readonly<Record<LogEventKind, { readonly word: string; readonly icon: IconName }>> = {
  asked: { word: t('asked for'), icon: 'chevron' },
  received: { word: t('received'), icon: 'information' },
  verified: { word: t('verified'), icon: 'check' },
  refused: { word: t('refused'), icon: 'error' },
  'asked-tvs': { word: t('asked TVS'), icon: 'question' },
  'tvs-answered': { word: t('TVS answered'), icon: 'shield' },
  missing: { word: t('missing'), icon: 'warning' },
  state: { word: t('state'), icon: 'information' },
};

/** The failing step on top, then everything that the phone did about trust, in order. */
export function logView(content: LogContent, actions: Actions): HTMLElement {
  const { name, events, total, failure, unread } = content;
  return h(
    'div',
    { class: 'page' },
    h('h1', null, rich('What the phone did: {name}', { name: visible(name) })),
    h(
      'p',
      { class: 'dim understood' },
      t('{understood} of {lines} lines understood.', { understood: content.understood, lines: content.lines }),
    ),
    unread === null ? null : h('p', { class: 'unread' }, icon('warning'), ' ', unread),
    failure === null
      ? verdictLine({ word: noFailure(content), tone: 'depends', icon: 'information' })
      : failureView(failure, content, actions),
    events.length === 0 ? null : h('h2', null, t('Timeline')),
    h('ol', { class: 'timeline' }, ...events.map((event) => eventView(event, actions))),
    total > events.length
      ? h('p', { class: 'dim' }, t('{count} more events are not shown.', { count: total - events.length }))
      : null,
  );
}

/** Nothing recognized is not nothing wrong. */
function noFailure({ understood, total }: LogContent): string {
  if (understood === 0) return t('No line was understood, so nothing is known of what the phone did.');
  return total === 0 ? t('No line that was understood is about trust.') : t('No step that was understood failed.');
}

function failureView(failure: LogEventView, { recovery, remedy }: LogContent, actions: Actions): HTMLElement {
  return h(
    'section',
    { class: 'failure' },
    h('h2', null, icon('error'), t('The step that failed')),
    h('p', null, visible(failure.sentence)),
    wordsView(failure),
    h('p', { class: 'dim' }, lineLink(failure, actions), ...listLinks(failure, actions)),
    remedy === null ? null : remedyView(remedy, actions),
    recovery === null
      ? null
      : h(
          'p',
          { class: 'recovery' },
          icon('check'),
          rich('Later in this log: {event}', { event: visible(recovery.sentence) }),
          ' ',
          lineLink(recovery, actions),
        ),
  );
}

const checks: Readonly<Record<NextCheck, string>> = {
  phone: t('Check Whether Phone Accepts File…'),
  regeneration: t('Check a Regeneration…'),
};

function remedyView({ advice, address, next }: LogRemedy, actions: Actions): HTMLElement {
  return h(
    'div',
    { class: 'remedy' },
    h('h3', null, t('What to do')),
    h('p', null, visible(advice)),
    h('p', { class: 'mono address' }, visible(address)),
    h(
      'p',
      { class: 'buttons' },
      next === null
        ? null
        : action('primary', 'carryOn', checks[next], () => {
            actions.post({ type: 'carryOn' });
          }),
      action('secondary', 'copyAddress', t('Copy Address'), () => {
        actions.post({ type: 'copyAddress' });
        announce(t('Address copied'));
      }),
    ),
  );
}

function eventView(event: LogEventView, actions: Actions): HTMLElement {
  const { word, icon: name } = kinds[event.kind];
  const failed = event.weight > 0 || event.kind === 'refused' ? ' failed' : '';
  return h(
    'li',
    { class: `event event-${event.kind}${failed}`, attributes: { 'data-kind': event.kind } },
    h('span', { class: 'mono dim time' }, event.time ?? ''),
    h('span', { class: 'kind' }, icon(name), word),
    h('span', null, visible(event.sentence), ' ', ...listLinks(event, actions), wordsView(event)),
    lineLink(event, actions),
  );
}

/** The line itself, as text. */
function wordsView({ words }: LogEventView): HTMLElement {
  return h('span', { class: 'mono dim words' }, visible(words));
}

function lineLink({ line }: LogEventView, { post }: Actions): HTMLElement {
  return linkButton(
    () => {
      post({ type: 'line', line });
    },
    t('line {line}', { line }),
  );
}

function listLinks({ lists }: LogEventView, actions: Actions): HTMLElement[] {
  return lists.map((list) => h('span', { class: 'place' }, fileLink(list, null, actions)));
}
