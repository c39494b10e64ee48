import { encode } from '../../../src/core/format/encode';
import type { NamedList, Phone } from '../../../src/core/phone/held';
import type { KnownFacts } from '../../../src/core/phone/known-facts';
import type { Offered } from '../../../src/core/phone/offered';
import type { UnknownId } from '../../../src/core/phone/rules';
import { ambiguityOf } from '../../ambiguities';
import { ecKey, flipByte, Role, rsaKey, trustList, type Identity } from '../../builders';
import { soundList, verifying } from '../ambiguous-lists';
import {
  blankItl,
  certificates,
  ctl,
  encryptionElements,
  identity,
  itl,
  itlRecords,
  list,
  named,
  node,
  now,
  readSigned,
  signed,
  signedBytes,
  token,
} from './clusters';
import { configuration, configurationName, offer, offline, unsigned, vouches } from './phones';

/**
 * Every fact that no source settles, on a path where everything else speaks for one answer: the verdict still is
 * `depends`, says on what, and quotes what is not known.
 */
export interface Doubtful {
  readonly phone: Phone;
  readonly offered: Offered;
  readonly known: KnownFacts;
  readonly dependsOn: RegExp;
}

export const pub = await node('pub');
export const other = await node('other');
export const held = itl('ITLFile.tlv', [pub]);
export const phone: Phone = { ctl: null, itl: held };
export const foreign = itl('other/ITLFile.tlv', [other]);
export const expired = await identity('old', 'expired', { notAfter: new Date('2021-03-04T00:00:00Z') });
const early = await identity('early', 'early', { notBefore: new Date('2030-03-04T00:00:00Z') });
const large = await identity('large', 'large', { key: rsaKey(4096, 'large signer') });
const elliptic = await identity('pub-EC', 'ec', { key: ecKey('P-256', 'signer') });
const twin = await identity('other', 'twin of the signer', {
  serial: Buffer.from(other.callManager.serial).toString('hex'),
});
const withRecord = (fn: number, certificate: Identity): NamedList =>
  list('ITLFile.tlv', {
    signer: pub.callManager,
    records: [...itlRecords([pub], pub.callManager), { function: fn, certificate }],
  });
/** A list without a TFTP server that is cut in its last record. */
const damagedWithoutTftp = named(
  'damaged.tlv',
  trustList({
    signer: pub.callManager,
    records: [Role.sast, Role.ccm, Role.capf].map((fn) => ({ function: fn, certificate: pub.callManager })),
  }).slice(0, -5),
);
export const signedBy = (signer: Identity): NamedList =>
  list('next.tlv', {
    signer,
    records: [
      { function: Role.sast, certificate: signer },
      { function: Role.tftp, certificate: signer },
    ],
  });

const whole = signedBytes(configurationName, pub.callManager);
const tampered = readSigned(flipByte(whole, whole.length - 1));
const blank = blankItl('blank.tlv', pub.callManager);
const expiredToken = await identity('SAST-ADN9        ', 'token', { notAfter: new Date('2021-03-04T00:00:00Z') });
export const serverless = list('cut.tlv', {
  signer: pub.callManager,
  records: [{ function: Role.sast, certificate: pub.callManager }],
});
const secondRecord = held.list.records[1]?.offset ?? 0;

/** A phone that holds a list of this kind of ambiguity, or is offered one. */
function ambiguous(kind: string, dependsOn: RegExp): Doubtful {
  const { where, inject } = ambiguityOf(kind);
  const bytes = verifying(inject(soundList));
  const isInHeader = where === 'header' || where === 'name';
  const holds = named('ITLFile.tlv', isInHeader ? verifying(soundList) : bytes);
  return {
    phone: { ctl: null, itl: holds },
    offered: offer('ITL', named('next.tlv', bytes)),
    known: offline,
    dependsOn,
  };
}

const flawedBytes = verifying(ambiguityOf('a key of the signer with modulus-prime').inject(soundList));
const storedTwin = await identity('other', 'twin in the store', {
  serial: Buffer.from(other.callManager.serial).toString('hex'),
});

/** All but a held list that is not sound, or known from a text: that changes no verdict. */
export const doubtful: Readonly<Record<Exclude<UnknownId, 'held-not-sound' | 'held-text'>, readonly Doubtful[]>> = {
  expiry: [
    {
      phone: { ctl: null, itl: signedBy(expired) },
      offered: offer('ITL', signedBy(expired)),
      known: offline,
      dependsOn: /ignores that the certificate of record 1 of next\.tlv \(SAST, old\) expired on 2021-03-04/,
    },
    {
      phone: { ctl: null, itl: signedBy(early) },
      offered: offer('ITL', signedBy(early)),
      known: offline,
      dependsOn: /is valid only from 2030-03-04/,
    },
    {
      phone: { ctl: ctl('CTLFile.tlv', [expiredToken, pub.callManager], [pub]), itl: null },
      offered: offer('CTL', ctl('next.tlv', [other.callManager, expiredToken], [other])),
      known: offline,
      dependsOn: /certificate of record 1 of CTLFile\.tlv \(SAST, SAST-ADN9\) expired on 2021-03-04/,
    },
    {
      phone: {
        ctl: null,
        itl: list('ITLFile.tlv', {
          signer: pub.callManager,
          records: [
            { function: Role.sast, certificate: pub.callManager },
            { function: Role.tvs, certificate: expired },
          ],
        }),
      },
      offered: offer('ITL', foreign),
      known: vouches,
      dependsOn: /record 2 of ITLFile\.tlv \(TVS, old\) expired on 2021-03-04/,
    },
  ],
  'timestamp-order': [
    {
      phone,
      offered: offer('ITL', itl('older.tlv', [pub], { timestamp: 1300000000 })),
      known: offline,
      dependsOn: /older\.tlv \(2011-03-13T07:06:40Z\) is older than ITLFile\.tlv \(2011-07-27T14:16:24Z\)/,
    },
    {
      phone,
      offered: offer('ITL', itl('older.tlv', [other], { timestamp: 1300000000 })),
      known: vouches,
      dependsOn: /is older than ITLFile\.tlv/,
    },
  ],
  'damaged-list': [
    {
      phone: { ctl: null, itl: damagedWithoutTftp },
      offered: unsigned,
      known: offline,
      dependsOn: /finds no TFTP server in damaged\.tlv, although the file is damaged/,
    },
  ],
  'first-signature': [
    {
      phone: { ctl: null, itl: null },
      offered: offer('ITL', itl('forged.tlv', [pub], { signedBy: other.callManager })),
      known: vouches,
      dependsOn: /accepts forged\.tlv as its first list although the signature does not verify/,
    },
    {
      phone: { ctl: null, itl: blankItl('blank.tlv', pub.callManager) },
      offered: offer('ITL', itl('unsigned.tlv', [pub], { signed: false })),
      known: vouches,
      dependsOn: /accepts unsigned\.tlv/,
    },
  ],
  'other-function': [
    {
      phone: { ctl: null, itl: withRecord(Role.capf, other.callManager) },
      offered: offer('ITL', foreign),
      known: offline,
      dependsOn: /accepts record 4 of ITLFile\.tlv \(CAPF, other\) as the signer although its function is CAPF/,
    },
    {
      phone: { ctl: ctl('CTLFile.tlv', [pub.callManager], [other]), itl: null },
      offered: offer('CTL', ctl('next.tlv', [other.callManager], [other])),
      known: offline,
      dependsOn: /although its function is CCM\+TFTP/,
    },
    {
      phone: { ctl: ctl('CTLFile.tlv', [pub.callManager], [other]), itl: blank },
      offered: offer('CTL', ctl('next.tlv', [other.callManager], [other])),
      known: vouches,
      dependsOn: /although its function is CCM\+TFTP/,
    },
  ],
  'other-key': [
    {
      phone: { ctl: null, itl: withRecord(Role.ccmTftp, twin) },
      offered: offer('ITL', foreign),
      known: vouches,
      dependsOn: /asks a TVS although record 4 of ITLFile\.tlv .* with another key/,
    },
  ],
  'common-sast': [
    {
      phone: { ctl: ctl('CTLFile.tlv', [pub.callManager], [pub]), itl: null },
      offered: offer('CTL', ctl('next.tlv', [other.callManager, pub.callManager], [other])),
      known: offline,
      dependsOn: /Both CTLs contain pub as SAST: record 1 of CTLFile\.tlv, record 2 of next\.tlv\. That is enough/,
    },
  ],
  'key-type': [
    {
      phone: { ctl: null, itl: withRecord(Role.ccmTftp, elliptic) },
      offered: offer(
        'ITL',
        list('ec.tlv', {
          signer: elliptic,
          signedBy: other.callManager,
          records: [{ function: Role.sast, certificate: elliptic }],
        }),
      ),
      known: offline,
      dependsOn:
        /The key of record 4 of ITLFile\.tlv \(CCM\+TFTP, pub-EC\) made the signature, and the phone accepts that key/,
    },
  ],
  'flawed-key': [
    ambiguous(
      'a key of the signer with exponent-one',
      /accepts the key of record 1 of ITLFile\.tlv \(SAST, exponent-one\), although it is not a sound RSA key/,
    ),
    {
      phone,
      offered: offer('ITL', named('next.tlv', flawedBytes)),
      known: vouches,
      dependsOn: /accepts the key of record 1 of next\.tlv \(SAST, modulus-prime\), although/,
    },
  ],
  'two-readings': [
    ambiguous(
      'a second SIGNATURE',
      /uses the first SIGNATURE in the header of next\.tlv, which contains more than one/,
    ),
    ambiguous('SIGNATURE inside SIGNERID', /reads SIGNATURE in the header of next\.tlv, although it is where no known/),
    ambiguous('bytes after the last record', /reads next\.tlv as it is read here, although its structure is damaged/),
    ambiguous(
      'a second FUNCTION in the signer’s record',
      /uses the first FUNCTION of record 1 of ITLFile\.tlv \(SAST, signer\), which contains more than one/,
    ),
    ambiguous(
      'PADDING in the middle of the signer’s record',
      /reads record 1 of ITLFile\.tlv \(SAST, signer\), although PADDING is in the middle of it/,
    ),
    ambiguous(
      'PUBLICKEY that contradicts the certificate',
      /uses record 1 of ITLFile\.tlv \(SAST, signer\), although its PUBLICKEY contradicts the certificate/,
    ),
    ambiguous(
      'PUBLICKEY beside a certificate that cannot be read',
      /uses the PUBLICKEY of record 1 of ITLFile\.tlv \(SAST, signer\), although the certificate there cannot be read/,
    ),
    ambiguous(
      'a signer whose certificate is not in DER',
      /reads the certificate of record 1 of ITLFile\.tlv \(SAST, long\), although it is not in DER/,
    ),
    ambiguous(
      'a signer whose serial number is zero',
      /finds record 1 of ITLFile\.tlv \(SAST, zero\), although its serial number is empty or zero/,
    ),
    ambiguous(
      'a serial number with a leading zero in the header only',
      /although the serial number there is 4A:01 and that of the signer is 00:4A:01/,
    ),
    ambiguous(
      'a second signer of the same serial number behind',
      /uses record 1 of .* and not record 4 of ITLFile\.tlv \(SAST, signer\), which has .* with another key/,
    ),
    ambiguous(
      'another certificate of the signer’s key and serial number',
      /uses record 1 of .* and not record 4 of ITLFile\.tlv \(CAPF, signer\), which has .* with another certificate/,
    ),
    {
      phone: { ctl: ctl('CTLFile.tlv', [other.callManager], [pub]), itl: withRecord(Role.ccmTftp, twin) },
      offered: offer('ITL', foreign),
      known: offline,
      dependsOn: /uses record 1 of CTLFile\.tlv .* and not record 4 of ITLFile\.tlv .*with another key/,
    },
    {
      phone,
      offered: offer('ITL', foreign),
      known: { tvs: { reachable: 'all', stores: await certificates(storedTwin, other.callManager) }, now },
      dependsOn: /The TVS finds the certificate of other, .* whose key made the signature/,
    },
  ],
  'large-key': [
    {
      phone: { ctl: null, itl: signedBy(large) },
      offered: offer('ITL', signedBy(large)),
      known: offline,
      dependsOn: /accepts a signer with a key of 4096 bits: record 1 of next\.tlv/,
    },
  ],
  digest: [
    {
      phone,
      offered: configuration(pub.callManager, { digest: 'SHA-256' }),
      known: offline,
      dependsOn: /accepts SEP0011215A1AE3\.cnf\.xml\.sgn, signed over a SHA-256 digest/,
    },
    {
      phone,
      offered: offer('ITL', itl('next.tlv', [pub], { digest: 'SHA-1', digestCode: 9 })),
      known: offline,
      dependsOn: /accepts next\.tlv, signed over an unknown digest \(DIGESTALGORTITHM 9\)/,
    },
    {
      phone: { ctl: null, itl: null },
      offered: offer('ITL', itl('first.tlv', [pub], { digest: 'SHA-256' })),
      known: offline,
      dependsOn: /accepts first\.tlv, signed over a SHA-256 digest/,
    },
  ],
  'blank-form': [
    {
      phone: { ctl: null, itl: serverless },
      offered: offer('ITL', foreign),
      known: vouches,
      dependsOn: /treats cut\.tlv as a blank ITL although it has no record of a server/,
    },
    {
      phone: { ctl: null, itl: serverless },
      offered: unsigned,
      known: vouches,
      dependsOn: /treats cut\.tlv as a blank ITL/,
    },
    {
      phone: { ctl: null, itl: named('cut.tlv', encode(held.list).subarray(0, secondRecord + 12)) },
      offered: offer('ITL', foreign),
      known: vouches,
      dependsOn: /treats cut\.tlv as a blank ITL although the file is damaged/,
    },
  ],
  'blank-check': [
    {
      phone: { ctl: null, itl: blank },
      offered: { kind: 'configuration', file: configurationName, signed: tampered },
      known: vouches,
      dependsOn: /accepts SEP0011215A1AE3\.cnf\.xml\.sgn although its signature does not verify/,
    },
  ],
  'token-and-blank': [
    {
      phone: { ctl: ctl('CTLFile.tlv', [await token('ADN1'), await token('ADN2')], [pub]), itl: blank },
      offered: offer('CTL', ctl('next.tlv', [await token('ADN3'), await token('ADN2')], [other])),
      known: vouches,
      dependsOn:
        /Both CTLs contain the hardware token SAST-ADN2 as SAST: record 2 of CTLFile\.tlv, record 2 of next\.tlv\. That is enough/,
    },
  ],
  'unasked-signed': [
    {
      phone: { ctl: null, itl: null },
      offered: configuration(pub.callManager),
      known: offline,
      dependsOn: /accepts SEP0011215A1AE3\.cnf\.xml\.sgn although it is signed/,
    },
  ],
  'third-sast': [
    {
      phone: {
        ctl: ctl('CTLFile.tlv', [pub.callManager, await token('ADN1'), await token('ADN2')], [pub]),
        itl: null,
      },
      offered: offer('CTL', ctl('next.tlv', [other.callManager, await token('ADN2')], [other])),
      known: offline,
      dependsOn: /reads more than 2 SAST records: record 3 of CTLFile\.tlv/,
    },
    {
      phone: { ctl: ctl('CTLFile.tlv', [await token('ADN2')], [pub]), itl: null },
      offered: offer('CTL', ctl('next.tlv', [other.callManager, await token('ADN1'), await token('ADN2')], [other])),
      known: offline,
      dependsOn: /reads more than 2 SAST records: record 3 of next\.tlv/,
    },
    {
      phone: {
        ctl: ctl('CTLFile.tlv', [pub.callManager, await token('ADN1'), await token('ADN2')], [pub]),
        itl: null,
      },
      offered: offer('CTL', ctl('next.tlv', [await token('ADN2')], [other])),
      known: offline,
      dependsOn: /reads more than 2 SAST records: record 3 of CTLFile\.tlv/,
    },
  ],
  firmware: [
    {
      phone,
      offered: { kind: 'firmware', file: 'SIP42.8-4-2S.loads' },
      known: vouches,
      dependsOn: /SIP42\.8-4-2S\.loads is signed with the firmware key inside this phone/,
    },
  ],
  'encryption-key': [
    {
      phone,
      offered: {
        kind: 'configuration',
        file: 'SEP0011215A1AE3.cnf.xml.enc.sgn',
        signed: signed('SEP0011215A1AE3.cnf.xml.enc.sgn', pub.callManager, { extra: encryptionElements }),
      },
      known: vouches,
      dependsOn: /holds the private key that SEP0011215A1AE3\.cnf\.xml\.enc\.sgn was encrypted for/,
    },
  ],
};
