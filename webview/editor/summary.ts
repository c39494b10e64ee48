import type { Overview, PageOutline, Verdict } from '../../src/extension/editor/protocol';
import { fill, h, type Child } from '../shared/dom';
import { dateAndTime } from '../shared/format';
import { icon } from '../shared/icons';
import { visible } from '../shared/text';
import { badge } from '../shared/badge';
import { button, progressRing } from '../shared/toolkit';
import { verdictLooks } from '../shared/verdict-look';
import { linkButton } from '../shared/link';
import { copyButton } from './copy-button';
import { markIcon } from './marks';
import { recordCount } from './records';
import type { Services } from './services';
import { counted, t } from '../shared/words';

/** The bar at the top: the verdict, what kind of file this is, and the digests that a phone or a cluster shows. */
export class Summary {
  readonly #notice = h('div', { class: 'summary-notice', role: 'status' });
  readonly #verdict = h('div', { class: 'verdict', role: 'status', attributes: { 'aria-live': 'polite' } });
  readonly #todo = h('div', { class: 'verdict-todo' });
  readonly #facts = h('div', { class: 'facts' });
  readonly #digests = h('dl', { class: 'digests' });
  readonly element = h(
    'header',
    { class: 'summary', attributes: { 'aria-label': t('Summary') } },
    this.#notice,
    this.#verdict,
    this.#todo,
    this.#facts,
    this.#digests,
  );

  constructor(
    private readonly services: Services,
    private readonly showFindings: () => void,
  ) {}

  /** Before verification. */
  open(outline: PageOutline): void {
    this.#setVerdict(null, progressRing(t('Verifying')), h('strong', null, t('Verifying the signature…')));
    fill(this.#facts, ...facts(outline));
    fill(this.#digests, ...['MD5', 'SHA-1', 'SHA-256'].map((name) => this.#digest(name, null)));
  }

  report(outline: PageOutline, overview: Overview): void {
    const { verdict, digest } = overview;
    const needsSigning = verdict.action === 'resign';
    const { tone, icon: name } = verdictLooks[verdict.outcome];
    this.#setVerdict(
      tone,
      icon(name),
      h('strong', null, this.#label(overview)),
      verdict.detail === '' ? null : h('span', null, visible(verdict.detail)),
      verdict.reason === 'unsigned' || digest === null ? null : h('span', { class: 'dim' }, digest),
    );
    const isBlank = needsSigning && overview.blank;
    fill(this.#todo, ...(isBlank ? [] : [h('span', null, verdict.todo), this.#actionButton(verdict)]));
    fill(
      this.#notice,
      ...(isBlank
        ? [
            icon('warning'),
            h('p', null, t('This list is blank and not yet re-signed. Phones reject it until you re-sign it.')),
            this.#actionButton(verdict),
          ]
        : []),
    );
    fill(this.#facts, ...facts(outline), overview.blank ? badge('blank') : null, this.#counts(overview));
    fill(
      this.#digests,
      this.#digest('MD5', overview.md5),
      this.#digest('SHA-1', overview.sha1),
      this.#digest('SHA-256', overview.sha256),
    );
  }

  failed(message: string): void {
    fill(this.#notice);
    fill(this.#todo);
    this.#setVerdict(
      'caution',
      icon('question'),
      h('strong', null, t('The list could not be verified')),
      visible(message),
    );
  }

  unreadable(length: number): void {
    fill(this.#notice);
    fill(this.#todo);
    this.#setVerdict('bad', icon('error'), h('h1', null, t('This is not a trust list')));
    fill(this.#facts, counted(length, '1 byte', '{count} bytes'));
    fill(this.#digests);
  }

  /**
   * The verdict; where there is something to say against it, with a hover that says it, and as the way to its place.
   */
  #label({ verdict, signature }: Overview): Child {
    const [first] = signature;
    if (first === undefined) return verdict.label;
    const go = (): void => {
      this.services.go(first.where);
    };
    const label = linkButton(go, verdict.label);
    this.services.hover.attach(label, signature);
    return label;
  }

  /** Primary, unless there is nothing to put right. */
  #actionButton({ outcome, action, actionLabel }: Verdict): HTMLElement | null {
    if (action === null || actionLabel === null) return null;
    const follow = (): void => {
      this.services.followVerdict(action);
    };
    const look = outcome === 'ok' ? 'secondary' : 'primary';
    return button(look, { class: 'follow', on: { click: follow } }, actionLabel);
  }

  #setVerdict(tone: 'good' | 'bad' | 'caution' | null, ...children: readonly Child[]): void {
    this.#verdict.className = tone === null ? 'verdict' : `verdict tone-${tone}`;
    fill(this.#verdict, ...children);
  }

  #digest(name: string, value: string | null): HTMLElement {
    return h(
      'div',
      { class: `digest${value === null ? ' digest-pending' : ''}` },
      h('dt', null, name),
      h('dd', null, value === null ? '…' : [h('span', null, value), copyButton(this.services, name, value)]),
    );
  }

  #counts({ counts }: Overview): HTMLElement {
    const { error, warning, information } = counts;
    const parts = [
      error > 0 ? h('span', null, markIcon('error', ''), counted(error, '1 error', '{count} errors')) : null,
      warning > 0 ? h('span', null, markIcon('warning', ''), counted(warning, '1 warning', '{count} warnings')) : null,
      information > 0
        ? h('span', null, markIcon('information', ''), counted(information, '1 note', '{count} notes'))
        : null,
    ];
    const nothing = error + warning + information === 0;
    return linkButton(this.showFindings, nothing ? t('Nothing found') : parts, {
      class: 'counts',
      title: t('Show the findings'),
    });
  }
}

function facts(outline: PageOutline): Child[] {
  const { kind, length, timestamp } = outline;
  return [
    badge(kind === 'unknown' ? t('Trust list') : kind),
    h('span', null, counted(length, '1 byte', '{count} bytes')),
    h('span', null, counted(recordCount(outline), '1 record', '{count} records')),
    timestamp === null ? null : h('span', null, dateAndTime(timestamp)),
  ];
}
