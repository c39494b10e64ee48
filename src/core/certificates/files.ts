import { limits } from '../format/limits';
import { Asn1Error, childrenOf, oidOf, readAsn1, Tag } from './asn1';
import { readCertificate, type Certificate } from './certificate';
import { isPfx } from './keys/pfx';
import { readPem, type PemBlock } from './pem';
import { t } from '../words/translate';

export type CertificatesRead =
  | { readonly ok: true; readonly certificates: Certificate[] }
  /** `isBundle`: this is a PKCS#12 file, whose certificates only `openCertificates` reads. */
  | { readonly ok: false; readonly error: string; readonly isBundle: boolean };

/** signedData (RFC 2315, section 14), the PKCS#7 content that contains certificates. */
const signedData = '1.2.840.113549.1.7.2';

/**
 * Reads the certificates of a file: PEM with one or more, DER, or PKCS#7 in either. Blocks of other kinds, such as
 * private keys, are passed over, and what was decoded of them is overwritten. A certificate that is malformed is an
 * error of the whole file, since what is added to a trust list must be whole.
 */
export async function readCertificates(bytes: Uint8Array): Promise<CertificatesRead> {
  if (bytes.length === 0) return failed(t('The file is empty.'));
  const most = limits.keyFileBytes;
  if (bytes.length > most) {
    return failed(
      t(
        'Too costly, because the file has {length} bytes, and a file of certificates of more than {most} is not read.',
        { length: bytes.length, most },
      ),
    );
  }
  const blocks = bytes[0] === Tag.sequence ? [] : readPem(bytes);
  try {
    const ders = bytes[0] === Tag.sequence ? readBinary(bytes) : readBlocks(blocks);
    const certificates = await Promise.all(ders.map(readCertificate));
    const bad = certificates.findIndex(({ details }) => details.error !== null);
    if (bad === -1) return { ok: true, certificates };
    const error = certificates[bad]?.details.error ?? '';
    return failed(ders.length === 1 ? error : t('Certificate {number}: {error}', { number: bad + 1, error }));
  } catch (error) {
    if (error instanceof Unreadable) return failed(error.message, error.isBundle);
    if (error instanceof Asn1Error)
      return failed(
        t('The file cannot be read at byte {offset}: {message}.', { offset: error.offset, message: error.message }),
      );
    throw error;
  } finally {
    for (const { der } of blocks) der.fill(0);
  }
}

function failed(error: string, isBundle = false): CertificatesRead {
  return { ok: false, error, isBundle };
}

/** Why a file has no certificates to read, in one sentence. */
class Unreadable extends Error {
  constructor(
    message: string,
    readonly isBundle = false,
  ) {
    super(message);
  }
}

/** The DER of each certificate. */
function readBlocks(blocks: readonly PemBlock[]): Uint8Array[] {
  if (blocks.length === 0) {
    throw new Unreadable(t('The file is neither PEM nor DER: it has no BEGIN line and no ASN.1 sequence at byte 0.'));
  }
  const ders = blocks.flatMap(readBlock);
  if (ders.length > 0) return ders;
  const labels = new Set(blocks.map(({ label }) => label));
  throw new Unreadable(
    t('The file does not contain a certificate, only {labels}.', { labels: [...labels].join(', ') }),
  );
}

function readBlock({ label, der, error }: PemBlock): Uint8Array[] {
  const read = blockReaders.get(label);
  if (read === undefined) return [];
  if (error !== null) throw new Unreadable(error);
  return read(der);
}

const blockReaders: ReadonlyMap<string, (der: Uint8Array) => Uint8Array[]> = new Map([
  ['CERTIFICATE', (der) => [der]],
  ['X509 CERTIFICATE', (der) => [der]],
  // openssl: the certificate, then what it is trusted for.
  ['TRUSTED CERTIFICATE', (der) => [readAsn1(der).whole]],
  ['PKCS7', readBinary],
  ['CMS', readBinary],
]);

/** A certificate begins with a sequence, PKCS#7 with the OID of its content, PKCS#12 with its version. */
function readBinary(bytes: Uint8Array): Uint8Array[] {
  const values = childrenOf(readAsn1(bytes));
  if (isPfx(values)) throw new Unreadable(t('The file is a PKCS#12 bundle: it opens with its password.'), true);
  const [type, content] = values;
  if (type?.tag !== Tag.oid) return [bytes];
  if (oidOf(type) !== signedData || content === undefined) {
    throw new Unreadable(t('The PKCS#7 file does not contain signed data, and so no certificates.'));
  }
  const set = childrenOf(childrenOf(content)[0]).find(({ tag }) => tag === Tag.context0);
  const ders = childrenOf(set).filter(({ tag }) => tag === Tag.sequence);
  if (ders.length === 0) throw new Unreadable(t('The PKCS#7 file does not contain certificates.'));
  return ders.map(({ whole }) => whole);
}
