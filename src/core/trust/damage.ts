import type { Problem, TrustList } from '../format/model';
import { entryOf } from './catalogue';

/**
 * The first problem that damages a list: the file ends inside something, lengths do not fit, or reading broke off. What
 * a problem is worth is said by the catalogue and not by a setting; an element that nobody knows yet is not damage.
 */
export function damageIn({ problems }: Pick<TrustList, 'problems'>): Problem | null {
  return problems.find(({ code }) => entryOf(code).severity === 'error') ?? null;
}
