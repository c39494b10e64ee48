import { h, type Child, type Properties } from './dom';

// The toolkit's elements by their tags; webview/toolkit/main.ts registers them.

export type ButtonAppearance = 'primary' | 'secondary' | 'icon';

export function button(
  appearance: ButtonAppearance,
  properties: Properties,
  ...children: readonly Child[]
): HTMLElement {
  return h('vscode-button', { ...properties, attributes: { appearance, ...properties.attributes } }, ...children);
}

/** Says with its label what is waited for. */
export function progressRing(label: string): HTMLElement {
  const ring = h('vscode-progress-ring');
  // The toolkit gives it a label of its own when it comes into the document.
  queueMicrotask(() => {
    ring.setAttribute('aria-label', label);
  });
  return ring;
}

export interface TextField {
  readonly element: HTMLElement;
  value: string;
  focus(): void;
}

/**
 * A field for one line of text; `onInput` hears of every keystroke. The toolkit takes the label from the content, which
 * the style sheet hides where the placeholder is enough for the eye.
 */
export function textField(label: string, properties: Properties, onInput: (value: string) => void): TextField {
  const element = h('vscode-text-field', properties, label) as HTMLElement & { value: string };
  element.addEventListener('input', () => {
    onInput(element.value);
  });
  return {
    element,
    get value() {
      return element.value;
    },
    set value(text) {
      element.value = text;
    },
    focus: () => {
      element.focus();
    },
  };
}
