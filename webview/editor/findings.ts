import type { ExplainedFinding } from '../../src/core/trust/explain';
import { h } from '../shared/dom';
import { clipped, visible } from '../shared/text';
import { linkButton } from '../shared/link';
import { markIcon, unnamed } from './marks';
import type { Services } from './services';
import { t } from '../shared/words';

const severityWords = { error: t('Error'), warning: t('Warning'), information: t('Note') } as const;

/** @param label names the list for a screen reader. */
export function findingsList(
  services: Services,
  findings: readonly ExplainedFinding[],
  label: string,
): HTMLElement | null {
  if (findings.length === 0) return null;
  return h(
    'ul',
    { class: 'findings', attributes: { 'aria-label': label } },
    findings.map((finding) => findingItem(services, finding)),
  );
}

function findingItem(services: Services, finding: ExplainedFinding): HTMLElement {
  const { code, severity, message, where, place } = finding;
  const mark = unnamed(markIcon(severity, severityWords[severity]));
  const item = h(
    'li',
    { class: `finding finding-${severity}`, attributes: { 'data-code': code } },
    mark,
    h(
      'div',
      { class: 'finding-text' },
      h('p', null, clipped(message)),
      linkButton(
        () => {
          services.go(where);
        },
        visible(place),
        { title: t('Show this place') },
      ),
    ),
  );
  // One Tab stop per finding: a long message is in the hover too, with its own way to all of it.
  for (const more of item.querySelectorAll<HTMLElement>('p .link')) more.tabIndex = -1;
  services.hover.attach(item, [finding], { entry: 'arrow' });
  return item;
}
