import type { RuleId } from '../../src/core/phone/rules';
import type { FromPage } from '../../src/extension/phone/protocol';
import { h, type Child } from '../shared/dom';
import { plain, visible } from '../shared/text';
import { button } from '../shared/toolkit';
import { linkButton } from '../shared/link';
import { t } from '../shared/words';

/** What the parts of the page may do. */
export interface Actions {
  readonly post: (message: FromPage) => void;
  /** What a view keeps while the page is hidden. */
  state: unknown;
}

/** A button with an id, by which it keeps the focus when the page is filled again. */
export function action(appearance: 'primary' | 'secondary', id: string, label: string, click: () => void): HTMLElement {
  return button(appearance, { id, on: { click } }, label);
}

/** Asks again what the page is about. */
export function changeButton({ post }: Actions): HTMLElement {
  return action('secondary', 'change', t('Change…'), () => {
    post({ type: 'change' });
  });
}

/** Carries on with the same files; the label says with what. */
export function carryOnButton(label: string, { post }: Actions): HTMLElement {
  return action('secondary', 'carryOn', label, () => {
    post({ type: 'carryOn' });
  });
}

/** @param label what saving is called: `Save as Markdown…`. */
export function saveAndChange(label: string, actions: Actions, ...more: readonly HTMLElement[]): HTMLElement {
  const save = action('primary', 'save', label, () => {
    actions.post({ type: 'save' });
  });
  return h('p', { class: 'buttons' }, save, changeButton(actions), ...more);
}

/** Opens what is written about a rule. */
export function ruleLink(rule: RuleId, sentence: string, { post }: Actions): HTMLElement {
  const open = (): void => {
    post({ type: 'rule', rule });
  };
  return linkButton(open, rule, {
    class: 'rule',
    title: sentence,
    label: t('Rule {rule}: {sentence}', { rule, sentence }),
  });
}

/** Shows a record in the editor, or the file. */
export function fileLink(file: string, record: number | null, { post }: Actions): HTMLElement {
  const label = record === null ? file : t('{file}, record {record}', { file, record });
  return linkButton(
    () => {
      post({ type: 'reveal', file, record });
    },
    visible(label),
    { label: t('Show {label}', { label: plain(label) }) },
  );
}

/** A heading of the first level under that of the page, or of the second. */
export type Level = 'h2' | 'h3';

/** A heading and a list of sentences; nothing if there are none. */
export function sentences(title: string, items: readonly string[], ordered = false, level: Level = 'h3'): Child {
  if (items.length === 0) return null;
  const rows = items.map((item) => h('li', null, visible(item)));
  return h('section', null, h(level, null, title), h(ordered ? 'ol' : 'ul', { class: 'sentences' }, ...rows));
}
