import type { ReportingDescriptor } from 'sarif';
import { levelOf } from './form';
import type { Notification, Rule } from './result';

/** Characters of `fullDescription`: GitHub takes no more. */
const mostDescribed = 1_024;

/** A rule with every text that GitHub asks for. */
export function descriptorOf({ id, level, title, raised, help }: Rule): ReportingDescriptor {
  const defaultLevel = levelOf(level);
  return {
    id,
    name: pascalCase(id),
    shortDescription: { text: title },
    fullDescription: { text: raised.slice(0, mostDescribed) },
    help: {
      text: help.map(({ label, text }) => `${label}: ${text}`).join('\n'),
      markdown: help.map(({ label, text }) => `- **${label}:** ${text}`).join('\n'),
    },
    defaultConfiguration: { level: defaultLevel },
    properties: {
      tags: ['trust-list'],
      'problem.severity': defaultLevel === 'note' ? 'recommendation' : defaultLevel,
    },
  };
}

/** `SignatureInvalid` of `signature-invalid`. */
function pascalCase(id: string): string {
  return id.replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase());
}

/** What a run can have to say of itself, in the order of its indices. */
export const notificationRules: Readonly<
  Record<Notification['kind'], { readonly index: number; readonly level: 'error' | 'warning'; readonly text: string }>
> = {
  unreadable: { index: 0, level: 'error', text: 'A file could not be read, or there is nothing to check in it.' },
  incomplete: { index: 1, level: 'warning', text: 'A file was read in part.' },
  'left-out': { index: 2, level: 'warning', text: 'Results were left out, because there were too many of them.' },
};
