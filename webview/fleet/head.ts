import type { AuditView } from '../../src/extension/cluster/protocol';
import { fill, h } from '../shared/dom';
import { count, formatted } from '../shared/format';
import { Headline } from '../shared/headline';
import { button } from '../shared/toolkit';
import { timeLeftWords } from './time-words';

interface Actions {
  readonly cancel: () => void;
  readonly again: () => void;
  readonly change: () => void;
}

const headlines = {
  finding: 'Looking for files…',
  reading: 'Reading what phones hold…',
  deciding: 'Deciding what becomes of each group…',
} as const;

/** The answer in one line, or how far the audit is. */
export class Head {
  readonly #headline = new Headline();
  readonly #missing = h('p', { class: 'missing' });
  readonly #progress = h('progress', { class: 'progress', attributes: { 'aria-label': 'Sources read', max: 1 } });
  readonly #count = h('span', { class: 'dim' });
  readonly #cancel: HTMLElement;
  readonly #again: HTMLElement;
  readonly #change: HTMLElement;
  readonly #running: HTMLElement;
  readonly element: HTMLElement;

  constructor({ cancel, again, change }: Actions) {
    this.#cancel = button('secondary', { on: { click: cancel } }, 'Cancel');
    const title = 'Read the same files again';
    this.#again = button('secondary', { title, on: { click: again } }, 'Audit Again');
    this.#change = button('secondary', { title: 'Choose other files', on: { click: change } }, 'Change…');
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
    fill(this.#count, counted(view));
  }

  #showHeadline(view: AuditView): void {
    const { phase } = view;
    if (phase === 'answer') this.#headline.show(view.answer.headline, view.answer.outcome, null);
    else if (phase === 'failed') this.#headline.show(view.message, 'unknown', null);
    else this.#headline.show(headlines[phase], null, 'Auditing');
  }
}

function counted(view: AuditView): string {
  switch (view.phase) {
    case 'finding':
      return view.files === 0 ? '' : count(view.files, 'file');
    case 'reading': {
      const { done, total, phones, secondsLeft } = view;
      const files = `${formatted(done)} of ${count(total, 'file')}, ${count(phones, 'phone')}`;
      return secondsLeft === null ? files : `${files}, ${timeLeftWords(secondsLeft)}`;
    }
    case 'deciding':
      return count(view.phones, 'phone');
    case 'failed':
    case 'answer':
      return '';
  }
}
