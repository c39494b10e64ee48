import type * as Fleeting from '../core/fleeting';

/** What groups and judges a fleet of phones, loaded with the first audit. */
export async function loadFleet(): Promise<typeof Fleeting> {
  return (await import('../core/engine')).loadFleet();
}
