import type { AnswerView, ProblemView, StepView } from '../../src/extension/cluster/protocol';
import { fill, h, type Child } from '../shared/dom';
import { icon } from '../shared/icons';
import { linkButton } from '../shared/link';
import { clipped, visible } from '../shared/text';
import { counted, t } from '../shared/words';

interface Actions {
  readonly openProblem: (index: number) => void;
  readonly choose: (position: number) => void;
  readonly toggle: (isOpen: boolean) => void;
}

/** What to do, in order, and what of the sources could not be read. */
export class AnswerParts {
  readonly plan = h('section', { class: 'plan', attributes: { 'aria-labelledby': 'plan-title' } });
  readonly problems = h('details', { class: 'problems' });

  constructor(private readonly actions: Actions) {
    this.problems.addEventListener('toggle', () => {
      this.actions.toggle(this.problems.open);
    });
  }

  show(answer: AnswerView, areProblemsOpen: boolean): void {
    const { plan, problems, problemCount, served } = answer;
    this.plan.hidden = plan.length === 0 && served.length === 0;
    fill(
      this.plan,
      h('h2', { id: 'plan-title' }, t('What to do')),
      plan.length === 0
        ? h('p', { class: 'dim' }, t('Nothing.'))
        : h(
            'ol',
            null,
            plan.map((step) => this.#step(step, answer)),
          ),
      h(
        'p',
        { class: 'served dim' },
        `${t('Served')}: `,
        served.flatMap(({ file }, at) => [at === 0 ? null : ', ', visible(file)]),
      ),
    );
    this.problems.hidden = problemCount === 0;
    this.problems.open = areProblemsOpen;
    fill(
      this.problems,
      h(
        'summary',
        null,
        h('span', { class: 'mark mark-warning' }, icon('warning')),
        counted(problemCount, '1 problem', '{count} problems'),
      ),
      h(
        'ul',
        null,
        problems.map((problem, index) => this.#problem(problem, index)),
        problemCount === problems.length
          ? null
          : h(
              'li',
              { class: 'dim' },
              counted(
                problemCount - problems.length,
                '1 more problem: trustlist audit prints all.',
                '{count} more problems: trustlist audit prints all.',
              ),
            ),
      ),
    );
  }

  #step({ sentence, groups }: StepView, { groups: all }: AnswerView): HTMLElement {
    const shown = groups.slice(0, 3).flatMap((position) => {
      const group = all[position];
      if (group === undefined) return [];
      const click = (): void => {
        this.actions.choose(position);
      };
      const label = `${group.title} (${counted(group.phones, '1 phone', '{count} phones')})`;
      return [' ', linkButton(click, label, { class: 'step-group', title: t('Show these phones') })];
    });
    return h('li', null, clipped(sentence), shown);
  }

  #problem({ file, line, message, opens }: ProblemView, index: number): HTMLElement {
    const place = visible(line === null ? file : `${file}:${line}`);
    const open = (): void => {
      this.actions.openProblem(index);
    };
    const at: Child = opens ? linkButton(open, place, { title: t('Open this line') }) : place;
    return h('li', null, at, ': ', clipped(message));
  }
}
