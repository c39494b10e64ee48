import type { CheckView } from '../../src/extension/problems/protocol';
import { fill, h } from '../shared/dom';
import { icon } from '../shared/icons';
import { visible } from '../shared/text';
import { button, progressRing } from '../shared/toolkit';
import { verdictLooks } from '../shared/verdict-look';

interface Actions {
  readonly check: () => void;
  readonly cancel: () => void;
}

const numbers = new Intl.NumberFormat('en');

/** The answer, or how far the check is. */
export class Head {
  readonly #headline = h('div', { class: 'verdict', role: 'status' });
  readonly #progress = h('progress', { class: 'progress', attributes: { 'aria-label': 'Trust lists checked' } });
  readonly #count = h('span', { class: 'dim' });
  readonly #cancel: HTMLElement;
  readonly #check: HTMLElement;
  readonly #running: HTMLElement;
  readonly element: HTMLElement;
  #said = '';

  constructor({ check, cancel }: Actions) {
    this.#cancel = button('secondary', { on: { click: cancel } }, 'Cancel');
    this.#check = button('primary', { on: { click: check } }, 'Check All Trust Lists');
    this.#running = h('div', { class: 'running' }, this.#progress, this.#count, this.#cancel, this.#check);
    this.element = h('header', { class: 'head' }, this.#headline, this.#running);
  }

  show(view: CheckView): void {
    const { phase, done, total } = view;
    this.#say(view);
    const isChecking = phase === 'checking';
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
    fill(this.#count, `${numbers.format(done)} of ${numbers.format(total ?? 0)}`);
  }

  /** Said once: the count changes all the time, and nobody wants to hear it. */
  #say({ headline, outcome, phase }: CheckView): void {
    const said = `${phase} ${outcome ?? ''} ${headline}`;
    if (said === this.#said) return;
    this.#said = said;
    const look = outcome === null ? null : verdictLooks[outcome];
    this.#headline.className = look === null ? 'verdict' : `verdict tone-${look.tone}`;
    const sign = look !== null ? icon(look.icon) : phase === 'checking' ? progressRing('Checking') : null;
    fill(this.#headline, sign, h('h1', null, visible(headline)));
  }
}
