import { readCertificate, type Certificate } from '../../../src/core/certificates/certificate';
import { Opening } from '../../../src/core/certificates/keys/opening';
import { readPrivateKeys, type PrivateKey } from '../../../src/core/certificates/keys/private-key';
import type { Edited, EditErrorCode, EditOutcome } from '../../../src/core/edit/outcome';
import { decode } from '../../../src/core/format/decode';
import { encode } from '../../../src/core/format/encode';
import type { TrustList, TrustRecord } from '../../../src/core/format/model';
import type { Identity } from '../../builders';

export function open(bytes: Uint8Array): TrustList {
  const decoded = decode(bytes);
  if (!decoded.ok) throw new Error(decoded.error.message);
  return decoded.list;
}

/** The outcome of an edit that must have been made, and whose list must be that of its bytes. */
export function edited(outcome: EditOutcome): Edited {
  if (!outcome.ok) throw new Error(`${outcome.error.code}: ${outcome.error.message}`);
  if (Buffer.compare(encode(outcome.list), outcome.bytes) !== 0) throw new Error('the list is not that of the bytes');
  return outcome;
}

export function refusal(outcome: EditOutcome): { code: EditErrorCode; message: string; offset: number | null } {
  if (outcome.ok) throw new Error(`the edit was made: ${outcome.label}`);
  return outcome.error;
}

export function certificateOf(identity: Identity): Promise<Certificate> {
  return readCertificate(identity.der);
}

export async function privateKeyOf(identity: Identity): Promise<PrivateKey> {
  const pem = identity.key.privateKey.export({ type: 'pkcs8', format: 'pem' });
  const file = await readPrivateKeys(new TextEncoder().encode(pem.toString()), undefined, new Opening());
  const key = file.ok ? file.keys[0] : undefined;
  if (key === undefined) throw new Error('no private key');
  return key;
}

/** `1 2 3{4 5 6} …`: tags in file order, so that a test can say what order an edit has kept. */
export function tagsOf({ parts }: Pick<TrustRecord, 'parts'>): string {
  return parts
    .map((part) => {
      switch (part.kind) {
        case 'padding':
          return '13';
        case 'stray':
          return '?';
        case 'element':
          return part.children === null ? String(part.tag) : `${part.tag}{${tagsOf({ parts: part.children })}}`;
      }
    })
    .join(' ');
}

export function recordBytes(list: TrustList, bytes: Uint8Array, number: number): Uint8Array {
  const record = list.records[number - 1];
  if (record === undefined) throw new Error(`no record ${number}`);
  return bytes.subarray(record.offset, record.offset + record.length);
}
