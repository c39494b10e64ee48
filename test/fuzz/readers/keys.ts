import { withPrivateKeys } from '../../../src/core/certificates/keys/open-files';
import { changeOneFile } from '../mutate/bytes';
import { mutatePem } from '../mutate/asn1';
import { mutateText } from '../mutate/text';
import type { Input, Reader } from '../reader';
import { password, sampleKeys } from './sample-keys';

/** PEM and DER of PKCS#1, PKCS#8 and PKCS#12: opened or refused in a sentence, and overwritten in any case. */
export const keys: Reader = {
  name: 'keys',
  every: 20,
  mostMs: 10_000,
  isThreaded: true,
  samples: async () => ({ starts: (await sampleKeys()).map((file) => [file]), hostile: [] }),
  mutate: (random, input, samples) => changeOneFile(random, input, samples, () => mutatePem(mutateText)),
  check: async ([file = new Uint8Array()]: Input): Promise<string> => {
    const bytes = Uint8Array.from(file);
    const answers = [password, null];
    const askPassword = (): Promise<string | null> => Promise.resolve(answers.shift() ?? null);
    const held: Uint8Array[] = [];
    const opened = await withPrivateKeys(bytes, { askPassword }, ({ keys: found }) => {
      held.push(...found.map(({ pkcs8 }) => pkcs8));
      return Promise.resolve(found.length);
    });
    if ([bytes, ...held].some((buffer) => buffer.some((octet) => octet !== 0)))
      throw new Error('a buffer of the file or of a key was not overwritten');
    if (opened.ok) return opened.value > 0 ? 'opened' : 'no key';
    if (!opened.message.endsWith('.') || opened.message.includes(password))
      throw new Error(`not a sentence that a person may read: ${opened.message}`);
    return opened.reason;
  },
};
