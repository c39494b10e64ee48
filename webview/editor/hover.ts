import type { FindingAction, FindingCode } from '../../src/core/trust/catalogue';
import type { ExplainedFinding } from '../../src/core/trust/explain';
import type { Fix } from '../../src/core/trust/report';
import type { PagePlace } from '../../src/extension/editor/protocol';
import { announce } from '../shared/announce';
import { fill, h, type Child } from '../shared/dom';
import { clipped, visible } from '../shared/text';
import { button } from '../shared/toolkit';
import { linkButton } from '../shared/link';
import './hover.css';
import { markIcon, unnamed } from './marks';
import { entries, spoken, type Entry } from './spoken';
import { t } from '../shared/words';

/** How long the pointer rests on a mark before its hover opens, in milliseconds: as in VS Code's own editors. */
const openAfter = 300;
/** How long a hover stays when the pointer has left mark and hover, so that it can cross to the hover. */
const closeAfter = 250;
/** Pixels between a hover and the window's edges. */
const margin = 8;
/** Pixels: a hover that would be lower than this above and below its mark covers the mark. */
const lowest = 160;
const id = 'finding-hover';

/** What can be done about a finding. */
export interface FindingActions {
  /** Makes the edit that fixes a finding. */
  fix(fix: Fix): void;
  /** Runs the command that a finding leads to, on its place. */
  act(action: FindingAction, place: PagePlace): void;
  /** Shows what the catalogue says of a code. */
  explain(code: FindingCode): void;
  /** Puts the keyboard somewhere after what had it is gone. */
  takeFocus(): void;
}

/** What has a hover. */
interface Anchor {
  /** Where the pointer or the focus opens it. */
  readonly element: HTMLElement;
  /** The hover opens above or below it. */
  readonly mark: Element;
  readonly findings: readonly ExplainedFinding[];
  readonly entry: Entry;
}

/**
 * What is known of the findings under the pointer or the focus: evidence, what a phone does, and what to do. One at a
 * time; it stays open under the pointer and while the focus is in it, and closes with Escape. From a mark that has the
 * focus, Tab or the right arrow key leads into it, and Tab out of it again.
 */
export class FindingHover {
  readonly #services: FindingActions;
  /** What a screen reader is told of a mark; not the frame around it, whose name would stand for it. */
  readonly #content = h('div', { class: 'hover-content', id });
  /** For people who see the page and use the keyboard. */
  readonly #hint = h('p', { class: 'dim' }, t('Press → for the actions'));
  readonly #element: HTMLElement;
  #anchor: Anchor | null = null;
  /** From where Tab led into it. */
  #entered: HTMLElement | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** The mark whose hover is about to open. */
  #waiting: Anchor | null = null;
  /** The pointer is on the mark or the hover, by its own movement and not because the page moved under it. */
  #isPointed = false;
  /** Where the pointer was last. */
  #pointer = '';
  /** Whether the event under way is a movement: browsers send one too when the page moves under a pointer at rest. */
  #hasMoved = false;
  /** Watches, while the hover is open, whether its mark is still there. */
  readonly #watch = new MutationObserver(() => {
    if (this.#anchor === null || this.#anchor.element.isConnected) return;
    this.#isPointed = false; // an element that goes away does not say that the pointer left it
    this.#close();
  });

  constructor(services: FindingActions) {
    this.#services = services;
    this.#element = h(
      'div',
      {
        class: 'hover',
        role: 'dialog',
        hidden: true,
        on: {
          pointermove: () => {
            if (this.#hasMoved) this.#point();
          },
          pointerleave: () => {
            this.#unpoint();
          },
          focusout: ({ relatedTarget }) => {
            this.#onFocusOut(relatedTarget);
          },
          keydown: (event) => {
            this.#onKeyInside(event);
          },
        },
      },
      this.#content,
    );
    document.addEventListener(
      'keydown',
      (event) => {
        if (event.key === 'Escape' && this.#anchor !== null) this.#onEscape(event);
      },
      { capture: true },
    );
    document.addEventListener(
      'pointermove',
      ({ clientX, clientY }) => {
        const pointer = `${clientX} ${clientY}`;
        this.#hasMoved = pointer !== this.#pointer;
        this.#pointer = pointer;
      },
      { capture: true, passive: true },
    );
    document.addEventListener(
      'scroll',
      ({ target }) => {
        if (!(target instanceof Node) || !this.#element.contains(target)) this.#place();
      },
      { capture: true, passive: true },
    );
    window.addEventListener('resize', () => {
      this.#place();
    });
    window.addEventListener('blur', () => {
      if (!this.#isPointed) this.#close();
    });
  }

  /**
   * Gives an element a hover.
   * @param mark what the hover opens above or below, if that is not the whole element.
   * @param entry how to get into it: `arrow` for an element of a list, through which Tab leads.
   */
  attach(
    element: HTMLElement,
    findings: readonly ExplainedFinding[],
    { mark = element, entry = 'tab' }: { readonly mark?: Element; readonly entry?: keyof typeof entries } = {},
  ): void {
    const anchor: Anchor = { element, mark, findings, entry: entries[entry] };
    element.addEventListener('pointermove', ({ pointerType }) => {
      if (pointerType === 'touch' || !this.#hasMoved || this.#waiting === anchor) return;
      this.#point();
      if (this.#anchor === anchor) return;
      this.#waiting = anchor;
      this.#timer = setTimeout(() => {
        this.#open(anchor);
      }, openAfter);
    });
    element.addEventListener('pointerleave', () => {
      this.#unpoint();
    });
    element.addEventListener('focusin', ({ target }) => {
      // A click gives the focus too, and has the pointer to open the hover.
      if (!(target instanceof Element) || !target.matches(':focus-visible')) return;
      this.#open(anchor);
      announce(spoken(anchor));
      if (anchor.entry === entries.arrow) this.#content.append(this.#hint);
      this.#place();
    });
    element.addEventListener('focusout', ({ relatedTarget }) => {
      this.#onFocusOut(relatedTarget);
    });
    element.addEventListener('keydown', (event) => {
      const { key, shiftKey, ctrlKey, metaKey, altKey } = event;
      if (key !== anchor.entry.key || shiftKey || ctrlKey || metaKey || altKey) return;
      if (anchor.entry === entries.arrow) this.#open(anchor);
      const first = this.#stops[0];
      if (this.#anchor !== anchor || first === undefined) return;
      event.preventDefault();
      this.#entered = event.target instanceof HTMLElement ? event.target : null;
      first.focus();
    });
  }

  /** What takes the focus in it. Arrow keys scroll it from there: each finding begins with its code, which is one. */
  get #stops(): HTMLElement[] {
    return [...this.#element.querySelectorAll<HTMLElement>('button, vscode-button')];
  }

  #open(anchor: Anchor): void {
    this.#keep();
    if (this.#anchor === anchor || !anchor.element.isConnected) return;
    this.#close();
    this.#anchor = anchor;
    const { element, findings } = anchor;
    fill(this.#content, ...findings.map((finding) => this.#section(finding)));
    this.#element.setAttribute('aria-label', findings.map(({ title }) => title).join(', '));
    if (!this.#element.isConnected) document.body.append(this.#element);
    element.setAttribute('aria-describedby', id);
    this.#element.hidden = false;
    this.#element.scrollTop = 0;
    this.#place();
    this.#watch.observe(document.body, { childList: true, subtree: true });
  }

  #close(): void {
    this.#keep();
    const anchor = this.#anchor;
    if (anchor === null) return;
    if (this.#entered?.isConnected) this.#backToAnchor();
    const { activeElement } = document;
    const isLost = activeElement instanceof HTMLElement && this.#element.contains(activeElement);
    this.#anchor = null;
    this.#entered = null;
    this.#watch.disconnect();
    anchor.element.removeAttribute('aria-describedby');
    if (isLost) activeElement.blur();
    this.#element.hidden = true;
    this.#content.replaceChildren();
    if (isLost) this.#services.takeFocus();
  }

  /** Neither opens nor closes what was about to. */
  #keep(): void {
    clearTimeout(this.#timer);
    this.#waiting = null;
  }

  #point(): void {
    this.#keep();
    this.#isPointed = true;
  }

  #unpoint(): void {
    this.#keep();
    this.#isPointed = false;
    this.#timer = setTimeout(() => {
      if (!this.#hasFocus()) this.#close();
    }, closeAfter);
  }

  #hasFocus(): boolean {
    const focused = document.activeElement;
    if (this.#element.contains(focused)) return true;
    return (
      this.#anchor !== null && this.#anchor.element.contains(focused) && focused?.matches(':focus-visible') === true
    );
  }

  #onFocusOut(to: EventTarget | null): void {
    const inside = to instanceof Node && (this.#element.contains(to) || this.#anchor?.element.contains(to) === true);
    if (!inside && !this.#isPointed) this.#close();
  }

  #onEscape(event: KeyboardEvent): void {
    event.preventDefault();
    event.stopPropagation();
    this.#backToAnchor();
    this.#close();
  }

  #onKeyInside(event: KeyboardEvent): void {
    if (event.key === 'Tab') this.#onTabInside(event);
    else if (this.#anchor?.entry === entries.arrow) this.#onArrowInside(event);
  }

  /** Before the first button, left leads back to the mark. */
  #onArrowInside(event: KeyboardEvent): void {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const stops = this.#stops;
    const to = stops.findIndex((stop) => stop === document.activeElement) + step;
    if (to < 0) this.#backToAnchor();
    else stops[to]?.focus();
  }

  /** Before the first button, Tab leads back to the mark; behind the last, to what follows the mark. */
  #onTabInside(event: KeyboardEvent): void {
    const stops = this.#stops;
    const edge = event.shiftKey ? stops[0] : stops.at(-1);
    if (this.#anchor?.entry === entries.tab && document.activeElement !== edge) return;
    this.#backToAnchor();
    if (event.shiftKey) event.preventDefault();
    else this.#close();
  }

  #backToAnchor(): void {
    if (this.#element.contains(document.activeElement)) this.#entered?.focus();
  }

  /** Above the mark as VS Code's own hovers, below it where there is more room; always inside the window. */
  #place(): void {
    const anchor = this.#anchor;
    if (anchor === null) return;
    const { style } = this.#element;
    const mark = anchor.mark.getBoundingClientRect();
    if (mark.bottom < 0 || mark.top > window.innerHeight) {
      this.#close();
      return;
    }
    const { scrollTop } = this.#element;
    style.maxHeight = '';
    const { width, height } = this.#element.getBoundingClientRect();
    const above = mark.top - margin;
    const below = window.innerHeight - mark.bottom - margin;
    const isAbove = height <= above || above >= below;
    const isOver = Math.max(above, below) < Math.min(height, lowest);
    const room = isOver ? window.innerHeight - 2 * margin : isAbove ? above : below;
    const shown = Math.min(height, room);
    const top = isOver ? window.innerHeight - margin - shown : isAbove ? mark.top - shown : mark.bottom;
    style.maxHeight = `${room}px`;
    this.#element.scrollTop = scrollTop;
    style.top = `${Math.max(margin, top)}px`;
    style.left = `${Math.max(margin, Math.min(mark.left, window.innerWidth - width - margin))}px`;
  }

  #section(finding: ExplainedFinding): HTMLElement {
    const { code, severity, title, message, evidence, phone, source } = finding;
    const explain = (): void => {
      this.#services.explain(code);
    };
    return h(
      'section',
      { class: 'hover-finding', attributes: { 'data-code': code } },
      h(
        'p',
        { class: 'hover-title' },
        unnamed(markIcon(severity)),
        h('strong', null, title),
        linkButton(explain, code),
      ),
      h('p', null, clipped(message)),
      h(
        'dl',
        null,
        evidence.map(({ label, value }) => row(label, clipped(value))),
        row(t('What a phone does'), [phone, ' ', h('span', { class: 'dim' }, `(${source})`)]),
        this.#whatToDo(finding),
      ),
    );
  }

  #whatToDo({ todo, fix, fixLabel, action, actionLabel, where }: ExplainedFinding): Child {
    const buttons: Child[] = [];
    if (fix !== null && fixLabel !== null) {
      buttons.push(
        this.#button(fixLabel, () => {
          this.#services.fix(fix);
        }),
      );
    }
    if (action !== null && actionLabel !== null) {
      buttons.push(
        this.#button(actionLabel, () => {
          this.#services.act(action, where);
        }),
      );
    }
    if (todo === null && buttons.length === 0) return null;
    return row(t('What to do'), [
      todo === null ? null : h('p', null, todo),
      buttons.length === 0 ? null : h('div', { class: 'hover-buttons' }, buttons),
    ]);
  }

  /** Closes the hover and does what its label says. */
  #button(label: string, act: () => void): HTMLElement {
    const click = (): void => {
      this.#backToAnchor();
      this.#isPointed = false;
      this.#close();
      act();
    };
    return button('secondary', { on: { click } }, visible(label));
  }
}

function row(label: string, value: Child): HTMLElement {
  return h('div', null, h('dt', null, label), h('dd', null, value));
}
