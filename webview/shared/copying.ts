import { announce } from './announce';
import { Dropped } from './host';
import { messageOf } from './message-of';
import { t } from './words';

/** For how long a button shows that it has copied, in milliseconds. */
const confirmation = 1500;

/** What a button that copies shows after it was pressed. */
interface Look {
  /** @param sentence for a title: what was copied, or why it was not. */
  readonly copied: (sentence: string) => void;
  readonly failed: (sentence: string) => void;
  /** Its own look again. */
  readonly rest: () => void;
}

/**
 * Copies, and says whether it has.
 *
 * @param name what is copied, as a person calls it: `MD5`.
 */
export async function copy(name: string, work: () => Promise<unknown>, look?: Look): Promise<void> {
  try {
    await work();
    announce(t('{name} copied', { name }));
    look?.copied(t('{name} copied', { name }));
  } catch (error) {
    if (error instanceof Dropped) return;
    const sentence = t('Not copied: {message}', { message: messageOf(error) });
    announce(sentence);
    look?.failed(sentence);
  }
  if (look !== undefined) setTimeout(look.rest, confirmation);
}
