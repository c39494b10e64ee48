import { commonName } from '../certificates/names';
import type { Signer } from './report';
import { t } from '../words/translate';

/** What a sentence calls the signer of a header: its common name, else its name or its serial number. */
export function signerName({ name, serial }: Pick<Signer, 'name' | 'serial'>): string {
  const full = [name, serial].find((text) => text !== null && text.trim() !== '');
  return full === null || full === undefined ? t('(no name)') : (commonName(full) ?? full);
}
