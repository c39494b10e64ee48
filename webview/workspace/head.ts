import type { CheckView } from '../../src/extension/problems/protocol';
import { fill, h } from '../shared/dom';
import { formatted } from '../shared/format';
import { Headline } from '../shared/headline';
import { button } from '../shared/toolkit';
import { t } from '../shared/words';

interface Actions {
  readonly check: () => void;
  readonly cancel: () => void;
}

/** The answer, or how far the check is. */
export class Head {
  readonly #headline = new Headline();
  readonly #progress = h('progress', { class: 'progress', attributes: { 'aria-label': t('Trust lists checked') } });
  readonly #count = h('span', { class: 'dim' });
  readonly #cancel: HTMLElement;
  readonly #check: HTMLElement;
  readonly #running: HTMLElement;
  readonly element: HTMLElement;

  constructor({ check, cancel }: Actions) {
    this.#cancel = button('secondary', { on: { click: cancel } }, t('Cancel'));
    this.#check = button('primary', { on: { click: check } }, t('Check All Trust Lists'));
    this.#running = h('div', { class: 'running' }, this.#progress, this.#count, this.#cancel, this.#check);
    this.element = h('header', { class: 'head' }, this.#headline.element, this.#running);
  }

  show(view: CheckView): void {
    const { phase, done, total, headline, outcome } = view;
    const isChecking = phase === 'checking';
    this.#headline.show(headline, outcome, isChecking ? t('Checking') : null);
    this.#progress.hidden = !isChecking;
    this.#cancel.hidden = !isChecking;
    this.#check.hidden = isChecking || phase === 'checked';
    this.#running.hidden = phase === 'checked';
    if (total === null || !isChecking) this.#progress.removeAttribute('value');
    else {
      this.#progress.max = Math.max(1, total);
      this.#progress.value = done;
    }
    const isCounted = isChecking || phase === 'cancelled';
    this.#count.hidden = !isCounted || total === null;
    fill(this.#count, t('{done} of {total}', { done: formatted(done), total: formatted(total ?? 0) }));
  }
}
