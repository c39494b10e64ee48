import type { AuditView } from '../../src/extension/cluster/protocol';
import { fill, h } from '../shared/dom';
import { formatted } from '../shared/format';
import { Headline } from '../shared/headline';
import { button } from '../shared/toolkit';
import { timeLeftWords } from './time-words';
import { counted, t } from '../shared/words';

interface Actions {
  readonly cancel: () => void;
  readonly again: () => void;
  readonly change: () => void;
}

const headlines = {
  finding: t('Looking for files…'),
  reading: t('Reading what phones hold…'),
  deciding: t('Deciding what becomes of each group…'),
} as const;

/** The answer in one line, or how far the audit is. */
export class Head {
  readonly #headline = new Headline();
  readonly #missing = h('p', { class: 'missing' });
  readonly #progress = h('progress', { class: 'progress', attributes: { 'aria-label': t('Sources read'), max: 1 } });
  readonly #count = h('span', { class: 'dim' });
  readonly #cancel: HTMLElement;
  readonly #again: HTMLElement;
  readonly #change: HTMLElement;
  readonly #running: HTMLElement;
  readonly element: HTMLElement;

  constructor({ cancel, again, change }: Actions) {
    this.#cancel = button('secondary', { on: { click: cancel } }, t('Cancel'));
    const title = t('Read the same files again');
    this.#again = button('secondary', { title, on: { click: again } }, t('Audit Again'));
    this.#change = button('secondary', { title: t('Choose other files'), on: { click: change } }, t('Change…'));
    this.#running = h('div', { class: 'running' }, this.#progress, this.#count, this.#cancel);
    const line = h(
      'div',
      { class: 'headline' },
      this.#headline.element,
      h('div', { class: 'tools' }, this.#again, this.#change),
    );
    this.element = h('header', { class: 'head' }, line, this.#missing, this.#running);
  }

  show(view: AuditView): void {
    this.#showHeadline(view);
    const isRunning = view.phase !== 'answer' && view.phase !== 'failed';
    this.#running.hidden = !isRunning;
    this.#again.hidden = isRunning;
    this.#change.hidden = isRunning;
    this.#cancel.hidden = view.phase === 'deciding';
    const missing = view.phase === 'answer' ? view.answer.missing : null;
    this.#missing.hidden = missing === null;
    fill(this.#missing, missing);
    if (view.phase === 'reading') this.#progress.value = view.part;
    else this.#progress.removeAttribute('value');
    fill(this.#count, progressWords(view));
  }

  #showHeadline(view: AuditView): void {
    const { phase } = view;
    if (phase === 'answer') this.#headline.show(view.answer.headline, view.answer.outcome, null);
    else if (phase === 'failed') this.#headline.show(view.message, 'unknown', null);
    else this.#headline.show(headlines[phase], null, t('Auditing'));
  }
}

function progressWords(view: AuditView): string {
  switch (view.phase) {
    case 'finding':
      return view.files === 0 ? '' : counted(view.files, '1 file', '{count} files');
    case 'reading': {
      const { done, total, phones, secondsLeft } = view;
      const files = [
        counted(total, '{done} of 1 file', '{done} of {count} files', { done: formatted(done) }),
        counted(phones, '1 phone', '{count} phones'),
      ].join(', ');
      return secondsLeft === null ? files : `${files}, ${timeLeftWords(secondsLeft)}`;
    }
    case 'deciding':
      return counted(view.phones, '1 phone', '{count} phones');
    case 'failed':
    case 'answer':
      return '';
  }
}
