import type { VerdictOutcome } from '../../src/core/trust/verdict-sentences';
import { fill, h } from './dom';
import { icon } from './icons';
import { visible } from './text';
import { progressRing } from './toolkit';
import { verdictLooks } from './verdict-look';

/** The answer of a page in one line with its sign, or what the page waits for. */
export class Headline {
  readonly element = h('div', { class: 'verdict', role: 'status' });
  #said = '';

  /**
   * Draws it only if it says something else: a screen reader reads it out whenever it is drawn.
   *
   * @param outcome null while there is no answer.
   * @param waiting what is being done, for a progress ring in the place of the sign; null for none.
   */
  show(text: string, outcome: VerdictOutcome | null, waiting: string | null): void {
    const said = `${outcome ?? waiting ?? ''} ${text}`;
    if (said === this.#said) return;
    this.#said = said;
    const look = outcome === null ? null : verdictLooks[outcome];
    this.element.className = look === null ? 'verdict' : `verdict tone-${look.tone}`;
    const ring = waiting === null ? null : progressRing(waiting);
    fill(this.element, look === null ? ring : icon(look.icon), h('h1', null, visible(text)));
  }
}
