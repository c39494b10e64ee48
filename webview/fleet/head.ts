import type { AuditView } from '../../src/extension/cluster/protocol';
import { fill, h, type Child } from '../shared/dom';
import { count } from '../shared/format';
import { icon } from '../shared/icons';
import { visible } from '../shared/text';
import { button, progressRing } from '../shared/toolkit';
import { verdictLooks } from '../shared/verdict-look';
import { timeLeftWords } from './time-words';

interface Actions {
  readonly cancel: () => void;
  readonly again: () => void;
  readonly change: () => void;
}

const numbers = new Intl.NumberFormat('en');

const headlines = {
  finding: 'Looking for files…',
  reading: 'Reading what phones hold…',
  deciding: 'Deciding what becomes of each group…',
} as const;

/** The answer in one line, or how far the audit is. */
export class Head {
  readonly #headline = h('div', { class: 'verdict', role: 'status' });
  readonly #missing = h('p', { class: 'missing' });
  readonly #progress = h('progress', { class: 'progress', attributes: { 'aria-label': 'Sources read', max: 1 } });
  readonly #count = h('span', { class: 'dim' });
  readonly #cancel: HTMLElement;
  readonly #again: HTMLElement;
  readonly #change: HTMLElement;
  readonly #running: HTMLElement;
  readonly element: HTMLElement;
  #said = '';

  constructor({ cancel, again, change }: Actions) {
    this.#cancel = button('secondary', { on: { click: cancel } }, 'Cancel');
    const title = 'Read the same files again';
    this.#again = button('secondary', { title, on: { click: again } }, 'Audit Again');
    this.#change = button('secondary', { title: 'Choose other files', on: { click: change } }, 'Change…');
    this.#running = h('div', { class: 'running' }, this.#progress, this.#count, this.#cancel);
    const line = h(
      'div',
      { class: 'headline' },
      this.#headline,
      h('div', { class: 'tools' }, this.#again, this.#change),
    );
    this.element = h('header', { class: 'head' }, line, this.#missing, this.#running);
  }

  show(view: AuditView): void {
    this.#say(view);
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

  /** Said once: the count changes all the time, and nobody wants to hear it. */
  #say(view: AuditView): void {
    const { phase } = view;
    const text = phase === 'answer' ? view.answer.headline : phase === 'failed' ? view.message : headlines[phase];
    const outcome = phase === 'answer' ? view.answer.outcome : phase === 'failed' ? 'unknown' : null;
    const said = `${phase} ${outcome ?? ''} ${text}`;
    if (said === this.#said) return;
    this.#said = said;
    const look = outcome === null ? null : verdictLooks[outcome];
    this.#headline.className = look === null ? 'verdict' : `verdict tone-${look.tone}`;
    const sign: Child = look === null ? progressRing('Auditing') : icon(look.icon);
    fill(this.#headline, sign, h('h1', null, visible(text)));
  }
}

function counted(view: AuditView): string {
  switch (view.phase) {
    case 'finding':
      return view.files === 0 ? '' : count(view.files, 'file');
    case 'reading': {
      const { done, total, phones, secondsLeft } = view;
      const files = `${numbers.format(done)} of ${count(total, 'file')}, ${count(phones, 'phone')}`;
      return secondsLeft === null ? files : `${files}, ${timeLeftWords(secondsLeft)}`;
    }
    case 'deciding':
      return count(view.phones, 'phone');
    case 'failed':
    case 'answer':
      return '';
  }
}
