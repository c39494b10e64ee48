import type { Statement } from '../../words/statement';

type Said = string | { readonly sentence: string; readonly reason?: string; readonly args?: Statement['args'] };

/** What a decision says, as statements: a sentence that comes without its reason is its own value. */
export function stated(said: readonly Said[]): Statement[] {
  return said.map((words) => {
    const {
      sentence,
      reason = 'decision',
      args = { sentence },
    } = typeof words === 'string' ? { sentence: words } : words;
    return { reason, args, sentence };
  });
}
