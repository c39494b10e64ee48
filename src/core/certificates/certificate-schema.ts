import { DerClass, DerType, type DerSchema } from './der';

const sequence = { tagClass: DerClass.universal, type: DerType.sequence, constructed: true } as const;
const primitive = (name: string, type: number, captureAsn1?: string): DerSchema => ({
  name,
  tagClass: DerClass.universal,
  type,
  constructed: false,
  ...(captureAsn1 === undefined ? {} : { captureAsn1 }),
});
const context = (name: string, type: number): DerSchema => ({
  name,
  tagClass: DerClass.context,
  type,
  optional: true,
});

/** Certificate (RFC 5280, section 4.1). */
export const certificateSchema: DerSchema = {
  ...sequence,
  name: 'Certificate',
  value: [
    {
      ...sequence,
      name: 'tbsCertificate',
      value: [
        { ...context('version', 0), constructed: true },
        primitive('serialNumber', DerType.integer, 'serialNumber'),
        { ...sequence, name: 'signature', value: [primitive('algorithm', DerType.oid)] },
        { ...sequence, name: 'issuer', captureAsn1: 'issuer' },
        { ...sequence, name: 'validity', captureAsn1: 'validity' },
        { ...sequence, name: 'subject', captureAsn1: 'subject' },
        {
          ...sequence,
          name: 'subjectPublicKeyInfo',
          captureAsn1: 'publicKeyInfo',
          value: [
            {
              ...sequence,
              name: 'algorithm',
              captureAsn1: 'keyAlgorithm',
              value: [primitive('algorithm', DerType.oid)],
            },
            primitive('subjectPublicKey', DerType.bitString, 'publicKey'),
          ],
        },
        context('issuerUniqueID', 1),
        context('subjectUniqueID', 2),
        {
          ...context('extensions', 3),
          constructed: true,
          value: [{ ...sequence, name: 'Extensions', captureAsn1: 'extensions' }],
        },
      ],
    },
    {
      ...sequence,
      name: 'signatureAlgorithm',
      value: [primitive('algorithm', DerType.oid, 'signatureAlgorithm')],
    },
    primitive('signatureValue', DerType.bitString, 'signatureValue'),
  ],
};
