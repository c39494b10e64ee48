import type * as Phoning from '../core/phoning';

/** What says how a phone would act, loaded with the first command that asks. */
export async function loadPhoning(): Promise<typeof Phoning> {
  return (await import('../core/engine')).loadPhoning();
}
