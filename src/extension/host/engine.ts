import type * as Phoning from '../../core/phoning';
import { loadEngine } from './list-state';

/** What says how a phone would act, loaded with the first question. */
export async function loadPhoning(): Promise<typeof Phoning> {
  return (await loadEngine()).loadPhoning();
}
