import type { Method, MethodVerdict } from '../../src/core/phone/migration';
import type { PlanContent } from '../../src/extension/phone/protocol';
import { h, type Child } from '../shared/dom';
import { icon, type IconName } from '../shared/icons';
import { visible } from '../shared/text';
import { button } from '../shared/toolkit';
import { sentences, type Actions } from './actions';
import { verdictBadge } from './decision';
import { evidenceView } from './evidence';

const verdicts: Readonly<
  Record<MethodVerdict, { readonly word: string; readonly look: string; readonly icon: IconName }>
> = {
  works: { word: 'works', look: 'accepted', icon: 'check' },
  'works-if': { word: 'works if …', look: 'depends', icon: 'question' },
  'does-not': { word: 'does not work', look: 'refused', icon: 'error' },
};

/** Old and new cluster side by side, what phones would do as it is, and each method with its evidence and steps. */
export function planView(content: PlanContent, actions: Actions): HTMLElement {
  const { plan } = content;
  return h(
    'div',
    { class: 'page' },
    h('h1', null, 'Moving phones to another cluster'),
    h(
      'div',
      { class: 'clusters' },
      clusterView('Old cluster', plan.from),
      h('div', { class: 'arrow' }, icon('chevron')),
      clusterView('New cluster', plan.to),
    ),
    h(
      'p',
      { class: 'buttons' },
      action('primary', 'save', 'Save as Markdown…', () => {
        actions.post({ type: 'save' });
      }),
      action('secondary', 'change', 'Change…', () => {
        actions.post({ type: 'change' });
      }),
    ),
    plan.asItIs.length === 0
      ? null
      : h(
          'section',
          null,
          h('h2', null, 'What phones would do as it is'),
          h(
            'ul',
            { class: 'as-it-is' },
            ...plan.asItIs.map(({ file, decision }) =>
              h(
                'li',
                null,
                verdictBadge(decision.verdict),
                visible(file),
                h('span', { class: 'dim' }, `rule ${decision.rule}`),
              ),
            ),
          ),
        ),
    factsView(content, actions),
    h('h2', null, 'Methods'),
    ...plan.methods.map((method) => methodView(method, content, actions)),
    sentences('Notes', plan.notes),
  );
}

function clusterView(title: string, files: readonly string[]): HTMLElement {
  return h(
    'section',
    { class: 'cluster' },
    h('h2', null, title),
    h('ul', null, ...files.map((file) => h('li', null, visible(file)))),
  );
}

function action(appearance: 'primary' | 'secondary', id: string, label: string, click: () => void): HTMLElement {
  return button(appearance, { id, on: { click } }, label);
}

function factsView({ questions, facts }: PlanContent, actions: Actions): HTMLElement {
  return h(
    'details',
    { class: 'facts', attributes: { open: Object.values(facts).some((answer) => answer !== undefined) } },
    h('summary', null, 'What the files do not say'),
    ...questions.map(({ id, question }) => {
      const select = h(
        'select',
        {
          id: `fact-${id}`,
          on: {
            change: () => {
              actions.post({ type: 'fact', id, answer: select.value === '' ? null : select.value === 'yes' });
            },
          },
        },
        ...options(facts[id]),
      );
      return h('label', { class: 'fact' }, h('span', null, question), select);
    }),
  );
}

function options(answer: boolean | undefined): Child[] {
  const option = (value: string, label: string, selected: boolean): HTMLElement =>
    h('option', { attributes: { value, selected } }, label);
  return [
    option('', 'not known', answer === undefined),
    option('yes', 'yes', answer === true),
    option('no', 'no', answer === false),
  ];
}

function methodView(method: Method, { sources }: PlanContent, actions: Actions): HTMLElement {
  const { word, look, icon: name } = verdicts[method.verdict];
  return h(
    'details',
    {
      class: 'method',
      attributes: { open: method.verdict !== 'does-not', 'data-method': method.id, 'data-verdict': method.verdict },
    },
    h(
      'summary',
      null,
      h('span', { class: `verdict-badge verdict-${look}` }, icon(name), word),
      h('strong', null, method.title),
    ),
    h(
      'div',
      { class: 'method-body' },
      h('p', null, visible(method.sentence)),
      sentences('It works if', method.conditions),
      evidenceView(method.evidence, actions),
      sentences('Steps', method.steps, true),
      sentences('Not known', method.unknown),
      h(
        'p',
        { class: 'dim' },
        'Sources: ',
        ...method.sources.flatMap((id, index): Child[] => {
          const source = sources[id];
          if (source === undefined) return [];
          return [index === 0 ? '' : ', ', h('a', { attributes: { href: source.url } }, source.title)];
        }),
      ),
    ),
  );
}
