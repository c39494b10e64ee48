import { readCertificate, type Certificate } from '../../../src/core/certificates/certificate';
import { withPrivateKeys } from '../../../src/core/certificates/keys/open-files';
import { decodeSigned, type SignedFile } from '../../../src/core/format/signed';
import { decryptConfiguration, type Decryption, type KeyRing } from '../../../src/core/decrypt/decrypt';
import type { NamedCertificate } from '../../../src/core/decrypt/minimal';
import { encryptedConfiguration, type EncryptedOptions, type Identity, type Key } from '../../builders';
import { identity } from '../phone/clusters';

export const name = 'SEP0011215A1AE3.cnf.xml.enc.sgn';
/** What no test finds by accident. */
export const marker = 'n0t-f0r-l0gs-7f3a';
export const configuration = new TextEncoder().encode(
  `<device>\n<sshUserId>admin</sshUserId>\n<sshPassword>${marker}</sshPassword>\n</device>\n`,
);

/** A configuration for the phone with this key, as the TFTP server of `pub` writes it. */
export async function encrypted(recipient: Key, options: Partial<EncryptedOptions> = {}): Promise<Uint8Array> {
  const signer = await identity('pub', 'call manager 1');
  return encryptedConfiguration({ signer, recipient, content: configuration, ...options });
}

export function pkcs8Of({ privateKey }: Key): Uint8Array {
  return new Uint8Array(privateKey.export({ type: 'pkcs8', format: 'der' }));
}

/** The key of a phone, with the certificate of it if that is given. */
export function ringOf(...holders: readonly (Key | Certified)[]): KeyRing {
  const keys = holders.map((holder) => ('certificate' in holder ? holder.holder.key : holder));
  return {
    keys: keys.map((key) => {
      const bits = key.publicKey.asymmetricKeyDetails?.modulusLength ?? 0;
      return { name: '', certificate: null, pkcs8: pkcs8Of(key), publicKey: key.publicKeyValue, bits };
    }),
    refused: [],
    certificates: holders.flatMap((holder) => ('certificate' in holder ? [holder.certificate] : [])),
  };
}

interface Certified {
  readonly holder: Identity;
  readonly certificate: Certificate;
}

export async function certified(holder: Identity): Promise<Certified> {
  return { holder, certificate: await readCertificate(holder.der) };
}

export function readFile(bytes: Uint8Array): SignedFile {
  const decoded = decodeSigned(bytes);
  if (!decoded.ok) throw new Error(decoded.error.message);
  return decoded.file;
}

export function decrypted(
  bytes: Uint8Array,
  ring: KeyRing,
  needed: NamedCertificate | null = null,
): Promise<Decryption> {
  return decryptConfiguration(readFile(bytes), ring, needed);
}

/** From the bytes of a key file, as a host does it. */
export async function decryptedWith(keyFile: Uint8Array, bytes: Uint8Array): Promise<Decryption> {
  const opened = await withPrivateKeys(keyFile, { askPassword: () => Promise.resolve(null) }, (ring) =>
    decrypted(bytes, ring),
  );
  if (!opened.ok) throw new Error(opened.message);
  return opened.value;
}
