import { withPrivateKeys } from '../../../src/core/certificates/keys/open-files';
import { decryptConfiguration } from '../../../src/core/decrypt/decrypt';
import { namedCertificate } from '../../../src/core/decrypt/minimal';
import { sameBytes } from '../../../src/core/format/bytes';
import { decodeSigned } from '../../../src/core/format/signed';
import { encryptedConfiguration, rsaKey, type Digest } from '../../builders';
import { changeOneFile } from '../mutate/bytes';
import { mutatePem } from '../mutate/asn1';
import { mutateText } from '../mutate/text';
import { mutateTlv } from '../mutate/tlv';
import type { Input, Reader } from '../reader';
import { smallSigner } from './sample-lists';

const content = new TextEncoder().encode('<device><sshPassword>cisco</sshPassword></device>\n');

/** Encrypted configurations, each with a key file and a minimal configuration: decrypted to what was encrypted, or not. */
export const encryptedFiles: Reader = {
  name: 'encrypted-files',
  every: 4,
  isThreaded: true,
  samples: async () => {
    const signer = await smallSigner();
    const recipient = rsaKey(512, 'phone');
    const text = (value: string): Uint8Array => new TextEncoder().encode(value);
    const { privateKey } = recipient;
    const pem = text(privateKey.export({ type: 'pkcs8', format: 'pem' }).toString());
    const der = new Uint8Array(privateKey.export({ type: 'pkcs1', format: 'der' }));
    const minimal = text('<device><certHash>00112233445566778899aabbccddeeff</certHash></device>');
    const made = (contentDigest: Digest): Uint8Array =>
      encryptedConfiguration({ signer, recipient, content, contentDigest });
    const starts = [
      [made('SHA-1'), pem, minimal],
      [made('SHA-512'), der, minimal],
    ];
    return { starts, hostile: [] };
  },
  mutate: (random, input, samples) =>
    changeOneFile(random, input, samples, (at) => [mutateTlv, mutatePem(mutateText), mutateText][at] ?? mutateTlv),
  check: async ([bytes = new Uint8Array(), keyFile, minimal = new Uint8Array()]: Input): Promise<string> => {
    const decoded = decodeSigned(bytes);
    if (!decoded.ok) return 'refused';
    const needed = namedCertificate(minimal, 'minimal.cnf.xml.sgn');
    const before = bytes.slice();
    const askPassword = (): Promise<null> => Promise.resolve(null);
    const opened = await withPrivateKeys(Uint8Array.from(keyFile ?? []), { askPassword }, (ring) =>
      decryptConfiguration(decoded.file, ring, needed),
    );
    if (!sameBytes(bytes, before)) throw new Error('the file was written to');
    if (!opened.ok) return 'no key file';
    const result = opened.value;
    if (!result.ok) {
      if (!result.why.sentence.endsWith('.')) throw new Error(`not a sentence: ${result.why.sentence}`);
      return result.problem;
    }
    if (!sameBytes(result.content, content)) throw new Error('it is decrypted to what nobody encrypted');
    return 'decrypted';
  },
};
