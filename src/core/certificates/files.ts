import { readCertificate, type Certificate } from './certificate';
import { BerError, childrenOf, oidOf, readBer, Tag } from './keys/ber';
import { readPem, type PemBlock } from './pem';

export type CertificatesRead =
  { readonly ok: true; readonly certificates: Certificate[] } | { readonly ok: false; readonly error: string };

/** signedData (RFC 2315, section 14), the PKCS#7 content that holds certificates. */
const signedData = '1.2.840.113549.1.7.2';

/**
 * Reads the certificates of a file: PEM with one or more, DER, or PKCS#7 in either. Blocks of other kinds, such as
 * private keys, are passed over. A certificate that is malformed is an error of the whole file, since what is added to
 * a trust list must be whole.
 */
export async function readCertificates(bytes: Uint8Array): Promise<CertificatesRead> {
  if (bytes.length === 0) return { ok: false, error: 'The file is empty.' };
  const ders = bytes[0] === Tag.sequence ? readBinary(bytes) : readText(bytes);
  if (typeof ders === 'string') return { ok: false, error: ders };
  const certificates = await Promise.all(ders.map(readCertificate));
  for (const [index, { details }] of certificates.entries()) {
    if (details.error === null) continue;
    return { ok: false, error: ders.length === 1 ? details.error : `Certificate ${index + 1}: ${details.error}` };
  }
  return { ok: true, certificates };
}

/** The DER of each certificate, else what is wrong in one sentence. */
type Ders = Uint8Array[] | string;

function readText(bytes: Uint8Array): Ders {
  const blocks = readPem(new TextDecoder('utf-8').decode(bytes));
  if (blocks.length === 0)
    return 'The file is neither PEM nor DER: it has no BEGIN line and no ASN.1 sequence at byte 0.';
  const ders: Uint8Array[] = [];
  for (const block of blocks) {
    const read = readBlock(block);
    if (typeof read === 'string') return read;
    ders.push(...read);
  }
  if (ders.length > 0) return ders;
  return `The file holds no certificate, only ${[...new Set(blocks.map(({ label }) => label))].join(', ')}.`;
}

function readBlock({ label, der, error }: PemBlock): Ders {
  switch (label) {
    case 'CERTIFICATE':
    case 'X509 CERTIFICATE':
      return error ?? [der];
    case 'TRUSTED CERTIFICATE': // openssl: the certificate, then what it is trusted for.
      return error ?? firstValue(der);
    case 'PKCS7':
    case 'CMS':
      return error ?? readBinary(der);
    default:
      // What stands beside certificates is a key more often than not.
      der.fill(0);
      return [];
  }
}

function firstValue(der: Uint8Array): Ders {
  return reading(() => [readBer(der).whole]);
}

/** A certificate begins with a sequence, PKCS#7 with the OID of its content. */
function readBinary(bytes: Uint8Array): Ders {
  return reading(() => {
    const outer = readBer(bytes);
    const [type, content] = childrenOf(outer);
    if (type?.tag !== Tag.oid) return [bytes];
    if (oidOf(type) !== signedData || content === undefined)
      return 'The PKCS#7 file holds no signed data, and so no certificates.';
    const [body] = childrenOf(content);
    const set = body === undefined ? undefined : childrenOf(body).find(({ tag }) => tag === Tag.context0);
    const ders = set === undefined ? [] : childrenOf(set).filter(({ tag }) => tag === Tag.sequence);
    return ders.length === 0 ? 'The PKCS#7 file holds no certificates.' : ders.map(({ whole }) => whole);
  });
}

function reading(read: () => Ders): Ders {
  try {
    return read();
  } catch (error) {
    if (error instanceof BerError) return `The file cannot be read at byte ${error.offset}: ${error.message}.`;
    throw error;
  }
}
