import type { CentralizedTftp } from '../../src/core/phone/migration/centralized-tftp';
import type { Statement } from '../../src/core/words/statement';
import type { Method } from '../../src/core/phone/migration/migration';
import type { MethodVerdict } from '../../src/core/phone/migration/reasons';
import type { PlanContent } from '../../src/extension/phone/protocol';
import { h, type Child, type Properties } from '../shared/dom';
import { icon } from '../shared/icons';
import { visible } from '../shared/text';
import { saveAndChange, sentences, type Actions } from './actions';
import { verdictBadge } from './decision';
import { evidenceView } from './evidence';
import { badge, type Look } from './look';
import { t } from '../shared/words';

const looks: Readonly<Record<MethodVerdict, Omit<Look, 'word'>>> = {
  works: { tone: 'accepted', icon: 'check' },
  'works-if': { tone: 'depends', icon: 'question' },
  'does-not': { tone: 'refused', icon: 'error' },
};

/** Old and new cluster side by side, what phones would do now, and each method with its evidence and steps. */
export function planView(content: PlanContent, actions: Actions): HTMLElement {
  const { plan } = content;
  return h(
    'div',
    { class: 'page' },
    h('h1', null, t('Moving phones to another cluster')),
    h(
      'div',
      { class: 'clusters' },
      clusterView(t('Old cluster'), plan.from),
      h('div', { class: 'arrow' }, icon('chevron')),
      clusterView(t('New cluster'), plan.to),
    ),
    saveAndChange(t('Save as Markdown…'), actions),
    sentences(t('Notes'), texts(plan.notes), false, 'h2'),
    plan.asItIs.length === 0
      ? null
      : h(
          'section',
          null,
          h('h2', null, t('What phones would do now')),
          h(
            'ul',
            { class: 'as-it-is' },
            ...plan.asItIs.map(({ file, decision, reasons }) =>
              h(
                'li',
                { attributes: { 'data-verdict': decision.verdict } },
                h(
                  'div',
                  { class: 'offer' },
                  verdictBadge(decision.verdict),
                  visible(file),
                  h('span', { class: 'dim' }, t('rule {rule}', { rule: decision.rule })),
                ),
                h('ul', { class: 'sentences' }, ...reasons.map(({ sentence }) => h('li', null, visible(sentence)))),
              ),
            ),
          ),
        ),
    factsView(content, actions),
    h('h2', null, t('Methods')),
    ...plan.methods.map((method) => methodView(method, content, actions)),
    centralizedView(plan.centralizedTftp),
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

function factsView(
  { questions, facts, versionQuestions, versions, knownVersions }: PlanContent,
  actions: Actions,
): HTMLElement {
  const answered = [...Object.values(facts), ...Object.values(versions)].some((answer) => answer !== undefined);
  return foldable(
    'facts',
    { open: answered, attributes: { class: 'facts' } },
    actions,
    h('summary', null, t("Questions the files can't answer")),
    ...questions.map(({ id, question }) =>
      choice(`fact-${id}`, question, facts[id] ?? null, yesOrNo, (answer) => {
        actions.post({ type: 'fact', id, answer });
      }),
    ),
    ...versionQuestions.map(({ id, question, none }) =>
      choice(
        `version-${id}`,
        question,
        versions[id] ?? null,
        [{ value: null, label: none }, ...knownVersions],
        (answer) => {
          actions.post({ type: 'version', id, answer });
        },
      ),
    ),
  );
}

const yesOrNo: readonly Answer<boolean>[] = [
  { value: null, label: t('not known') },
  { value: true, label: t('yes') },
  { value: false, label: t('no') },
];

interface Answer<T> {
  /** Null: none of the others. */
  readonly value: T | null;
  readonly label: string;
}

/** A question, and a list to choose its answer from. */
function choice<T>(
  id: string,
  question: string,
  chosen: T | null,
  answers: readonly Answer<T>[],
  choose: (answer: T | null) => void,
): HTMLElement {
  const change = (): void => {
    choose(answers[select.selectedIndex]?.value ?? null);
  };
  const select = h(
    'select',
    { id, on: { change } },
    ...answers.map(({ value, label }) => h('option', { attributes: { selected: value === chosen } }, label)),
  );
  return h('label', { class: 'fact' }, h('span', null, question), select);
}

/** Parts that a person opened (true) or closed, by name. */
type Folds = Readonly<Record<string, unknown>>;

/** Details that stay as a person left them when the page is filled again; `open` is how they are before. */
function foldable(
  name: string,
  { open, attributes }: { readonly open: boolean; readonly attributes: Properties['attributes'] },
  actions: Actions,
  summary: HTMLElement,
  ...children: readonly Child[]
): HTMLElement {
  const folds = (): Folds => (typeof actions.state === 'object' && actions.state !== null ? { ...actions.state } : {});
  const kept = folds()[name];
  const details = h(
    'details',
    { attributes: { ...attributes, open: typeof kept === 'boolean' ? kept : open } },
    summary,
    ...children,
  );
  summary.addEventListener('click', () => {
    // A click comes before it opens or closes.
    actions.state = { ...folds(), [name]: !details.open };
  });
  return details;
}

function methodView(method: Method, { sources, verdicts }: PlanContent, actions: Actions): HTMLElement {
  return foldable(
    method.id,
    {
      open: method.verdict !== 'does-not',
      attributes: { class: 'method', 'data-method': method.id, 'data-verdict': method.verdict },
    },
    actions,
    h(
      'summary',
      null,
      badge({ ...looks[method.verdict], word: verdicts[method.verdict] }),
      h('strong', null, method.title),
    ),
    h(
      'div',
      { class: 'method-body' },
      h('p', null, visible(method.sentence)),
      sentences(t('It works if'), texts(method.conditions)),
      evidenceView(method.evidence, actions),
      sentences(t('Steps'), texts(method.steps), true),
      sentences(t('Not known'), texts(method.unknown)),
      h(
        'p',
        { class: 'dim' },
        `${t('Sources')}: `,
        ...method.sources.flatMap((id, index): Child[] => {
          const source = sources[id];
          if (source === undefined) return [];
          return [index === 0 ? '' : ', ', h('a', { attributes: { href: source.url } }, source.title)];
        }),
      ),
    ),
  );
}

function centralizedView(answer: CentralizedTftp | null): Child {
  if (answer === null) return null;
  return h(
    'section',
    { attributes: { 'data-centralized': answer.verdict } },
    h('h2', null, t('Centralized TFTP')),
    h('p', null, visible(answer.sentence)),
    sentences(t('Steps'), texts(answer.steps), true),
  );
}

function texts(all: readonly Statement[]): string[] {
  return all.map(({ sentence }) => sentence);
}
