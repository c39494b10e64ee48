import type { Finding, FindingPlace, Fix } from './report';

/**
 * The catalogue of findings: the one table from which every view takes its words. Each entry says when the finding
 * is raised, what it does to a phone, where that is documented, and what is to be done; `message` puts the values of
 * one file into the sentence that a person reads. A value may be a few words, such as `records 2, 3` or what the reader
 * of certificates says of one that it cannot read; the sentences are all here.
 */

export type Severity = 'error' | 'warning' | 'information';

export interface CatalogueEntry<Args> {
  readonly severity: Severity;
  /** Two or three words, for lists. */
  readonly title: string;
  /** When it is raised. */
  readonly raised: string;
  /** What it does to a phone; says so where that is not known. */
  readonly phone: string;
  /** Where that is documented, and how well it is known. */
  readonly source: string;
  /** What an engineer does about it; null where there is nothing to do. */
  readonly todo: string | null;
  /** The command of the editor that does it, beside the fix that a finding may bring; absent where none does. */
  readonly action?: FindingAction;
  /** True for what denies a list its verified signature. */
  readonly isVerdict?: true;
  readonly message: (args: Args) => string;
}

/** The commands of the editor that findings lead to, by the last part of their identifiers. */
export type FindingAction =
  'resign' | 'addRecord' | 'removeRecord' | 'changeFunction' | 'replaceCertificate' | 'setFilename' | 'setTimestamp';

/** How the lines of a `show` text contradict each other. */
export type ShownContradiction = 'not-listed' | 'no-sast' | 'not-named' | 'not-verified' | 'nobody-signed';

function entry<Args>(definition: CatalogueEntry<Args>): CatalogueEntry<Args> {
  return definition;
}

const structure = 'Observed on files written by CUCM';
const refusedAsDamaged =
  'A phone refuses a file that is not whole, and keeps the list that it holds (rules P7 and P8).';
const notKnown = 'What a phone does with it is not known.';
const noEffect = 'None by itself.';
const fetchAgain =
  'Fetch the file again from the TFTP server; if that copy is damaged too, the cluster has to write the list anew.';
const whichIsRight =
  'Find out which of the two is right: take the field from the certificate if that is the server’s own, else replace the certificate; then sign the list again.';
const takeAgain = 'Take the output again, whole and unchanged; if it says the same, fetch the file and open it here.';
const fetchFile = 'Fetch the file from the TFTP server and open it here: its bytes tell which key signed it.';
const strongerKey =
  'Regenerate the certificate on the cluster with an RSA key of 2048 bits, and fetch the list that the cluster then writes.';
const fewerRecords =
  'Remove records of servers that are gone, or turn the certificates of TVS and CAPF records into hashes; then sign the list again.';

export const catalogue = {
  // The signature
  'signature-invalid': entry<{ signer: string; record: number }>({
    severity: 'error',
    title: 'Signature invalid',
    raised:
      'The signature does not verify with the key of the signer that the header names, nor with any other key of the file.',
    phone: refusedAsDamaged,
    source: 'Cisco community document DOC-17679; rule P7',
    todo: 'Fetch the file again from the TFTP server; if that copy does not verify either, the cluster has to write the list anew, or it is signed here with the signer’s key.',
    isVerdict: true,
    message: ({ signer, record }) =>
      `The signature does not verify with the key of ${signer} (record ${record}), and no other key of the file made it: the file was changed after it was signed, or was signed with a key that it does not hold.`,
  }),
  'signature-stale': entry<{ signer: string }>({
    severity: 'error',
    title: 'Edited since signed',
    raised: 'The list was edited in this editor and still carries the signature that it had before.',
    phone: refusedAsDamaged,
    source: 'Rule P7',
    todo: 'Sign the list again, or undo the edits.',
    isVerdict: true,
    message: ({ signer }) =>
      `The list was edited after ${signer} signed it: re-sign it before any phone is to take it.`,
  }),
  'signed-by-another': entry<{ signer: string; record: number; key: string }>({
    severity: 'error',
    title: 'Signed by another key',
    raised:
      'The signature does not verify with the signer that the header names, but does with another key of the file.',
    phone: `${refusedAsDamaged} The cluster has to sign with the key that the header names.`,
    source: 'Cisco community document DOC-17679 (CSCtn50405); rule P7',
    todo: 'Find out why the cluster signed with that key (after a restore without CallManager.pem, regenerate that certificate), or sign the list here with the key of the signer.',
    isVerdict: true,
    message: ({ signer, record, key }) =>
      `The header names ${signer} (record ${record}) as signer, but the signature was made with ${key}.`,
  }),
  'signer-not-in-list': entry<{
    signer: string;
    /** The header gives its serial number and its issuer. */
    isIdentified: boolean;
    /** What made the signature: `the key of record 2, CUCM8-Publisher`; null where no key of the file did. */
    key: string | null;
  }>({
    severity: 'error',
    title: 'Signer not in the list',
    raised: 'No System Administrator Security Token record has the serial number and the issuer of the signer.',
    phone:
      'A phone that holds another list takes this one only if its signer is in the list that it holds or a TVS vouches for it; configuration signed by this signer is refused as "signer not in CTL" (rules P2 to P4, P9).',
    source: 'Cisco community document DOC-17679 (CSCtn50405)',
    todo: 'Regenerate CallManager.pem where the cluster was restored from a backup without it; a list that is made here is to be signed with a key that it holds.',
    isVerdict: true,
    message: ({ signer, isIdentified, key }) => {
      const absent = isIdentified
        ? `The header names ${signer} as signer, but no System Administrator Security Token record has its serial number and issuer`
        : `The header names ${signer} as signer without the serial number and the issuer by which its record is found`;
      return key === null
        ? `${absent}, and no key of the file made the signature.`
        : `${absent}, and the signature was made with ${key}.`;
    },
  }),
  'signature-digest': entry<{ declared: string; actual: string; record: number }>({
    severity: 'error',
    title: 'Signed with another digest',
    raised: 'The signature verifies with the signer’s key, but over another digest than the header declares.',
    phone: refusedAsDamaged,
    source: `${structure}; rule P7`,
    todo: 'Sign the list again: the header then declares the digest that is signed.',
    isVerdict: true,
    message: ({ declared, actual, record }) =>
      `The header declares ${declared}, but the key of record ${record} signed a ${actual} digest.`,
  }),
  'signature-unsupported': entry<{ record: number; holds: string; key: string | null }>({
    severity: 'error',
    title: 'Signature cannot be verified',
    raised: 'The signer’s record holds no RSA key of 512 to 4096 bits that can be read.',
    phone: 'Trust lists are signed with RSA keys; whether a phone takes any other is not known.',
    source: 'usecallmanagernz/certutils (public implementation)',
    todo: 'Sign the list with an RSA key of at most 2048 bits.',
    isVerdict: true,
    message: ({ record, holds, key }) => {
      const held = `The signature cannot be verified with record ${record}, which holds ${holds}`;
      return key === null ? `${held}.` : `${held}; it was made with ${key}.`;
    },
  }),
  unsigned: entry<{
    signature: 'missing' | 'empty' | 'cut off' | 'all zeros, and waits for the signature that is made elsewhere';
  }>({
    severity: 'error',
    title: 'Not signed',
    raised: 'The header holds no SIGNATURE element, or one that is empty, cut off or all zeros.',
    phone: refusedAsDamaged,
    source: 'Rule P7',
    todo: 'Sign the list.',
    isVerdict: true,
    message: ({ signature }) => `The list is not signed: SIGNATURE is ${signature}.`,
  }),
  'digest-unknown': entry<{ code: number }>({
    severity: 'warning',
    title: 'Unknown digest',
    raised: 'DIGESTALGORTITHM is neither 1 (SHA-1), 2 (SHA-256) nor 3 (SHA-512).',
    phone: notKnown,
    source: 'usecallmanagernz/certutils (public implementation)',
    todo: 'Sign the list again with a known digest.',
    action: 'resign',
    message: ({ code }) => `DIGESTALGORTITHM is ${code}, which stands for no known digest; every known one was tried.`,
  }),
  'signature-algorithm-unknown': entry<{ code: number }>({
    severity: 'warning',
    title: 'Unknown signature algorithm',
    raised: 'SIGNATUREALGORTITHM is not 0 (RSA).',
    phone: notKnown,
    source: structure,
    todo: 'Sign the list again: the header then says RSA.',
    action: 'resign',
    message: ({ code }) => `SIGNATUREALGORTITHM is ${code}; every known list has 0 (RSA).`,
  }),
  'modulus-differs': entry<{ code: number; declared: string; actual: number; bits: number }>({
    severity: 'warning',
    title: 'Modulus code disagrees',
    raised: 'SIGNATUREMODULUS does not fit the length of SIGNATURE.',
    phone: notKnown,
    source: structure,
    todo: 'Sign the list again: the header then gives the size of the key.',
    action: 'resign',
    message: ({ code, declared, actual, bits }) =>
      `SIGNATUREMODULUS ${code} stands for ${declared}, but SIGNATURE has ${actual} bytes (${bits} bits).`,
  }),
  'signer-key-size': entry<{ record: number | null; bits: number }>({
    severity: 'warning',
    title: 'Signer’s key too large',
    raised: 'The signer’s RSA key has more than 2048 bits.',
    phone: 'Phones do not support a signer with an RSA key above 2048 bits.',
    source: 'usecallmanagernz/certutils (public implementation)',
    todo: 'Sign the list with a key of at most 2048 bits.',
    action: 'resign',
    message: ({ record, bits }) => {
      const where = record === null ? '' : ` (record ${record})`;
      return `The signer’s key${where} has ${bits} bits; phones support up to 2048.`;
    },
  }),
  'signer-name-differs': entry<{ field: string; record: number; subject: string }>({
    severity: 'warning',
    title: 'Signer’s name disagrees',
    raised: 'SIGNERNAME is not the SUBJECTNAME of the record that serial number and issuer make the signer.',
    phone: 'Phones look a signer up by serial number and issuer; whether they look at its name is not known.',
    source: `${structure} (the names agree there); phone log in Cisco community document DOC-17679`,
    todo: 'Find out which of the two is meant; signing the list again writes the name of the record.',
    action: 'resign',
    message: ({ field, record, subject }) =>
      `SIGNERNAME is ${field}, but the signer is record ${record}, whose SUBJECTNAME is ${subject}.`,
  }),
  'weak-digest': entry<{ digest: string }>({
    severity: 'information',
    title: 'SHA-1 signature',
    raised: 'The list is signed over a SHA-1 digest.',
    phone: `${noEffect} Which phones take another digest is not documented.`,
    source: structure,
    todo: 'Sign the list with SHA-512, where every phone that takes it knows that digest.',
    action: 'resign',
    message: ({ digest }) => `The list is signed over a ${digest} digest, which no longer resists forgery.`,
  }),

  // The structure of the file
  'header-length': entry<{ declared: number; actual: number }>({
    severity: 'error',
    title: 'HEADERLENGTH disagrees',
    raised: 'HEADERLENGTH does not end where the first record begins.',
    phone: refusedAsDamaged,
    source: structure,
    todo: 'Correct it and sign the list again, or fetch the file anew.',
    message: ({ declared, actual }) => `HEADERLENGTH says ${declared} bytes, but the header ends after ${actual}.`,
  }),
  'header-length-missing': entry<Record<string, never>>({
    severity: 'error',
    title: 'HEADERLENGTH missing',
    raised: 'The header holds no HEADERLENGTH of 2 bytes.',
    phone: refusedAsDamaged,
    source: structure,
    todo: fetchAgain,
    message: () =>
      'The header holds no HEADERLENGTH element of 2 bytes, so a reader cannot know where the records begin.',
  }),
  'record-length': entry<{ declared: number; actual: number }>({
    severity: 'error',
    title: 'RECORDLENGTH disagrees',
    raised: 'RECORDLENGTH does not end where the next record begins or the file ends.',
    phone: refusedAsDamaged,
    source: structure,
    todo: fetchAgain,
    message: ({ declared, actual }) =>
      `RECORDLENGTH says ${declared} bytes, but the elements of the record take ${actual}.`,
  }),
  'record-head': entry<{ head: string }>({
    severity: 'error',
    title: 'Record’s head damaged',
    raised: 'A record begins with other bytes than the tag and the length of RECORDLENGTH, and is whole otherwise.',
    phone: refusedAsDamaged,
    source: structure,
    todo: fetchAgain,
    message: ({ head }) =>
      `The record begins with ${head}, where RECORDLENGTH (01 00 02) has to stand; the rest of it is whole.`,
  }),
  'record-truncated': entry<{ declared: number; actual: number }>({
    severity: 'error',
    title: 'Record cut off',
    raised: 'The file ends inside a record.',
    phone: refusedAsDamaged,
    source: structure,
    todo: fetchAgain,
    message: ({ declared, actual }) =>
      `The file ends inside this record: ${actual} of its ${declared} bytes are there.`,
  }),
  'element-truncated': entry<{ name: string; declared: number | null; actual: number }>({
    severity: 'error',
    title: 'Element cut off',
    raised: 'An element declares more bytes than its header or record has left.',
    phone: refusedAsDamaged,
    source: structure,
    todo: fetchAgain,
    message: ({ name, declared, actual }) =>
      declared === null
        ? `${name} is cut off inside its length.`
        : `${name} declares ${declared} bytes, but only ${actual} are left.`,
  }),
  'container-length': entry<{ name: string; declared: number }>({
    severity: 'error',
    title: 'Container length disagrees',
    raised: 'The length of SIGNERID, SIGNATUREINFO or SIGNATUREALGOINFO does not end on an element.',
    phone: 'Not known: a reader may skip the length of a container, as public implementations do, or refuse the file.',
    source: 'usecallmanagernz/certutils (public implementation)',
    todo: fetchAgain,
    message: ({ name, declared }) =>
      `${name} declares ${declared} bytes, which do not end where one of its elements ends.`,
  }),
  'trailing-bytes': entry<{ count: number }>({
    severity: 'warning',
    title: 'Bytes after the last record',
    raised: 'Bytes that are no record follow the last record.',
    phone: `${notKnown} The signature covers them.`,
    source: structure,
    todo: 'Remove them and sign the list again, or fetch the file anew.',
    message: ({ count }) =>
      `${count} ${count === 1 ? 'byte follows' : 'bytes follow'} the last record and belong to none.`,
  }),
  'too-many-records': entry<{ limit: number }>({
    severity: 'error',
    title: 'Too many records',
    raised: 'The file holds more records than are read.',
    phone: 'A phone does not load a list of this size.',
    source: 'Limit of this product',
    todo: 'See whether this is the file that was meant: no cluster writes so many records.',
    message: ({ limit }) => `Only the first ${limit} records are read; the rest is kept as bytes.`,
  }),
  'field-missing': entry<{ name: string }>({
    severity: 'warning',
    title: 'Field missing',
    raised: 'An element that every known list or record has is not there.',
    phone: notKnown,
    source: structure,
    todo: fetchAgain,
    message: ({ name }) => `${name} is missing.`,
  }),
  'field-repeated': entry<{ name: string }>({
    severity: 'warning',
    title: 'Field repeated',
    raised: 'An element stands twice in one header or record.',
    phone: 'Which of the two a phone uses is not known; the first is shown here.',
    source: structure,
    todo: fetchAgain,
    message: ({ name }) => `${name} stands here a second time; the first one counts.`,
  }),
  'field-width': entry<{ name: string; width: number; expected: string }>({
    severity: 'warning',
    title: 'Field of wrong width',
    raised: 'A number or an address has not the width of its field.',
    phone: notKnown,
    source: structure,
    todo: fetchAgain,
    message: ({ name, width, expected }) =>
      `${name} has ${width} ${width === 1 ? 'byte' : 'bytes'}, where it should have ${expected}.`,
  }),
  'text-unterminated': entry<{ name: string }>({
    severity: 'information',
    title: 'No final NUL',
    raised: 'A name or text does not end with the NUL that its length counts.',
    phone: notKnown,
    source: structure,
    todo: null,
    message: ({ name }) => `${name} does not end with a NUL byte.`,
  }),
  'unknown-tag': entry<{ tag: number }>({
    severity: 'information',
    title: 'Unknown tag',
    raised: 'An element has a tag that is not known for its place.',
    phone: notKnown,
    source: structure,
    todo: null,
    message: ({ tag }) => `Tag ${tag} is not known here; the element is kept as it is.`,
  }),
  'unknown-function': entry<{ code: number }>({
    severity: 'warning',
    title: 'Unknown function',
    raised: 'FUNCTION is a number that stands for no known function.',
    phone: notKnown,
    source: structure,
    todo: 'Give the record the function that it is meant to have, and sign the list again.',
    action: 'changeFunction',
    message: ({ code }) => `FUNCTION is ${code}, which stands for no known function.`,
  }),
  'filename-kind': entry<{ filename: string; meaning: string; file: string }>({
    severity: 'warning',
    title: 'FILENAME disagrees with the file',
    raised: 'The file is named as an ITL or a CTL, and FILENAME is no name of that kind.',
    phone: 'A phone asks for CTL and ITL by name; what it does with the one under the name of the other is not known.',
    source: structure,
    todo: 'Rename the file, or set FILENAME to what the list is and sign it again.',
    action: 'setFilename',
    message: ({ filename, meaning, file }) => `FILENAME is ${filename}, ${meaning}, but the file is called ${file}.`,
  }),
  'timestamp-future': entry<{ timestamp: string }>({
    severity: 'information',
    title: 'Timestamp in the future',
    raised: 'TIMESTAMP is more than a day ahead of this machine’s clock.',
    phone: 'Whether a phone looks at TIMESTAMP is not known.',
    source: structure,
    todo: 'Check the clock of the server that wrote the list, and that of this machine.',
    action: 'setTimestamp',
    message: ({ timestamp }) => `TIMESTAMP is ${timestamp}, which is still to come.`,
  }),

  // Records and their certificates
  'certificate-unreadable': entry<{ reason: string }>({
    severity: 'error',
    title: 'Certificate cannot be read',
    raised: 'CERTIFICATE is no X.509 certificate.',
    phone: 'The record vouches for nothing on a phone that cannot read it either.',
    source: 'X.509 (RFC 5280)',
    todo: 'Put the certificate that the server presents into the record, and sign the list again.',
    action: 'replaceCertificate',
    message: ({ reason }) => `CERTIFICATE cannot be read: ${reason}`,
  }),
  'subject-differs': entry<{ field: string; certificate: string }>({
    severity: 'error',
    title: 'Subject disagrees with certificate',
    raised: 'SUBJECTNAME and the subject of the certificate are not the same name.',
    phone:
      'Not known: a phone looks signers and servers up by issuer and serial number, and no source says that it looks at this name.',
    source: `${structure} (names agree there in every record)`,
    todo: whichIsRight,
    action: 'replaceCertificate',
    message: ({ field, certificate }) => `SUBJECTNAME is ${field}, but the certificate says ${certificate}.`,
  }),
  'issuer-differs': entry<{ field: string; certificate: string }>({
    severity: 'error',
    title: 'Issuer disagrees with certificate',
    raised: 'ISSUERNAME and the issuer of the certificate are not the same name.',
    phone:
      'A phone looks signers and servers up by issuer and serial number: it does not find this one (findByIssuerAndSerialAndRoleInTL).',
    source: 'Phone log in Cisco community document DOC-17679',
    todo: whichIsRight,
    action: 'replaceCertificate',
    message: ({ field, certificate }) => `ISSUERNAME is ${field}, but the certificate says ${certificate}.`,
  }),
  'serial-differs': entry<{ field: string; certificate: string }>({
    severity: 'error',
    title: 'Serial number disagrees with certificate',
    raised: 'SERIALNUMBER is not the serial number of the certificate.',
    phone:
      'A phone looks signers and servers up by issuer and serial number: it does not find this one (findByIssuerAndSerialAndRoleInTL).',
    source: 'Phone log in Cisco community document DOC-17679',
    todo: whichIsRight,
    action: 'replaceCertificate',
    message: ({ field, certificate }) => `SERIALNUMBER is ${field}, but the certificate says ${certificate}.`,
  }),
  'public-key-differs': entry<{ certificate: string }>({
    severity: 'error',
    title: 'Key disagrees with certificate',
    raised: 'PUBLICKEY is not the key of the certificate.',
    phone: 'Which of the two keys a phone uses is not known; one of them is not what the record claims.',
    source: structure,
    todo: 'Find out whose key it is before anything else; then put the certificate that the server presents into the record, and sign the list again.',
    action: 'replaceCertificate',
    message: ({ certificate }) => `PUBLICKEY is not the key of the certificate ${certificate}.`,
  }),
  'certificate-signature-differs': entry<{ certificate: string }>({
    severity: 'warning',
    title: 'SIGNATURE disagrees with certificate',
    raised: 'The record’s SIGNATURE is not the signature value of its certificate.',
    phone: notKnown,
    source: structure,
    todo: 'See whether the certificate is the one that the server presents, put that one into the record, and sign the list again.',
    action: 'replaceCertificate',
    message: ({ certificate }) => `SIGNATURE is not the signature value of the certificate ${certificate}.`,
  }),
  'hash-differs': entry<{ hash: string; certificate: string; actual: string; other: number | null }>({
    severity: 'error',
    title: 'Hash disagrees with certificate',
    raised: 'CERTHASH is not the hash of the certificate that the record names.',
    phone: 'A phone that is shown this certificate does not find its hash in the list, and refuses the server.',
    source: 'Phone log in Cisco community document DOC-17679 (verifyCertWithHashFromTL)',
    todo: 'See which certificate the server presents, put its hash into the record, and sign the list again.',
    action: 'replaceCertificate',
    message: ({ hash, certificate, actual, other }) =>
      `CERTHASH is ${hash}, but the hash of ${certificate}${other === null ? '' : ` in record ${other}`} is ${actual}.`,
  }),
  'certificate-expired': entry<{ certificate: string; date: string; records: string }>({
    severity: 'warning',
    title: 'Certificate expired',
    raised: 'The certificate’s validity has ended.',
    phone:
      'Whether a phone looks at the validity of a certificate in its list is not known; TVS and HTTPS servers that present it may be refused.',
    source: 'Not documented',
    todo: 'Regenerate the certificate on the cluster, one certificate between two resets of the phones, and fetch the list that the cluster then writes; in a list that is made here, replace it.',
    action: 'replaceCertificate',
    message: ({ certificate, date, records }) => `The certificate ${certificate} (${records}) expired on ${date}.`,
  }),
  'certificate-not-yet-valid': entry<{ certificate: string; date: string; records: string }>({
    severity: 'warning',
    title: 'Certificate not yet valid',
    raised: 'The certificate’s validity has not begun.',
    phone: 'Whether a phone looks at the validity of a certificate in its list is not known.',
    source: 'Not documented',
    todo: 'Check the clock of the server that made the certificate, and that of this machine.',
    message: ({ certificate, date, records }) =>
      `The certificate ${certificate} (${records}) is valid from ${date} only.`,
  }),
  'insecure-key': entry<{ certificate: string; key: string; records: string }>({
    severity: 'warning',
    title: 'Key can be broken',
    raised: 'An RSA key has fewer than 1024 bits.',
    phone: `${noEffect} Anybody can find the private key and sign in its name.`,
    source: 'NIST SP 800-131A',
    todo: strongerKey,
    action: 'replaceCertificate',
    message: ({ certificate, key, records }) =>
      `The key of ${certificate} (${records}) is ${key}, which can be broken.`,
  }),
  'weak-key': entry<{ certificate: string; key: string; records: string }>({
    severity: 'information',
    title: 'Weak key',
    raised: 'An RSA key has fewer than 2048 bits.',
    phone: `${noEffect} CUCM made such keys by default until version 10.`,
    source: 'NIST SP 800-131A',
    todo: strongerKey,
    action: 'replaceCertificate',
    message: ({ certificate, key, records }) =>
      `The key of ${certificate} (${records}) is ${key}; 2048 bits are today’s least.`,
  }),
  'weak-certificate-digest': entry<{ certificate: string; algorithm: string; records: string }>({
    severity: 'information',
    title: 'Weak certificate signature',
    raised: 'A certificate is signed over an MD5 or SHA-1 digest.',
    phone: `${noEffect} A phone trusts the certificates of its list as they stand there.`,
    source: 'RFC 9155',
    todo: 'Regenerate the certificate on the cluster with SHA-256, and fetch the list that the cluster then writes.',
    action: 'replaceCertificate',
    message: ({ certificate, algorithm, records }) =>
      `The certificate ${certificate} (${records}) is signed with ${algorithm}.`,
  }),
  'duplicate-record': entry<{ record: number; first: number; exact: boolean }>({
    severity: 'warning',
    title: 'Record repeated',
    raised: 'Two records have the same function, DNS name and address, and the same certificate, hash or key.',
    phone: 'None known, beyond the room that it takes.',
    source: structure,
    todo: 'Remove one of the two, and sign the list again.',
    action: 'removeRecord',
    message: ({ record, first, exact }) =>
      exact
        ? `Record ${record} is record ${first} again, byte for byte.`
        : `Record ${record} has the function, the host and the certificate of record ${first}.`,
  }),

  // The list as a whole
  'too-many-sast': entry<{ count: number }>({
    severity: 'warning',
    title: 'More than two signers',
    raised: 'The list holds more than two System Administrator Security Token records.',
    phone: 'A phone takes at most two.',
    source: 'usecallmanagernz/certutils (public implementation)',
    todo: 'Remove the signers that sign no more, and sign the list again.',
    action: 'removeRecord',
    message: ({ count }) =>
      `The list holds ${count} System Administrator Security Token records; a phone takes at most two.`,
  }),
  'no-tvs': entry<Record<string, never>>({
    severity: 'warning',
    title: 'No TVS',
    raised: 'An ITL that is not blank holds no TVS record with a certificate, a hash or a key.',
    phone:
      'A phone with this list has nobody to ask about a signer that it does not know: it takes only what a signer in this list, or in the CTL that it holds beside it, has signed (rules P3, P4 and P9).',
    source: 'Cisco community document DOC-17679',
    todo: 'Add the certificate of a server that runs TVS, and sign the list again.',
    action: 'addRecord',
    message: () =>
      'No TVS record of the list holds a certificate, a hash or a key: a phone with this list cannot have a new signer vouched for.',
  }),
  'too-many-certificates': entry<{ count: number; length: number | null }>({
    severity: 'warning',
    title: 'More than 39 certificates',
    raised: 'An ITL holds more than 39 certificates.',
    phone:
      'The guide says that an ITL of more than 39 certificates exceeds 64 KB, and that phones do not load it and do not register; whether a phone counts certificates or bytes is not known.',
    source: 'Cisco Security Guide',
    todo: fewerRecords,
    action: 'removeRecord',
    message: ({ count, length }) =>
      `The list holds ${count} certificates${length === null ? '' : ` in ${length} bytes`}; Cisco’s Security Guide says that phones do not load an ITL of more than 39.`,
  }),
  'too-large': entry<{ length: number }>({
    severity: 'error',
    title: 'Above 64 KB',
    raised: 'The file has more than 65,536 bytes.',
    phone: 'Phones do not load a list above 64 KB and do not register.',
    source: 'Cisco Security Guide',
    todo: fewerRecords,
    action: 'removeRecord',
    message: ({ length }) => `The file has ${length} bytes; phones do not load a list above 65536 (64 KB).`,
  }),
  'blank-list': entry<{ kind: string }>({
    severity: 'warning',
    title: 'Blank list',
    raised: 'No record of function TFTP, CCM, CCM+TFTP or TVS holds a certificate, a hash or a key.',
    phone:
      'A phone with a blank ITL and no CTL takes the next list that it is given, whoever signed it, and unsigned configuration (rule P1); with a CTL, the CTL still rules (rule P6).',
    source: 'Cisco community documents DOC-15799, DOC-17679; Cisco document 213407',
    todo: 'Nothing where a rollback or a cluster that is not secure is meant; else fetch the list again once the rollback parameter is off.',
    message: ({ kind }) =>
      kind === 'CTL'
        ? 'This CTL is blank: no record of a server holds a certificate, a hash or a key, as after the cluster was set to non-secure mode.'
        : 'This list is blank, the form for rollback: a phone that takes it, and holds no CTL, trusts the next list that it is given.',
  }),
  'findings-cut': entry<{ count: number; limit: number }>({
    severity: 'information',
    title: 'More findings',
    raised: 'A file has more findings, or more places where its structure is damaged, than are shown.',
    phone: noEffect,
    source: 'Limit of this product',
    todo: 'Mend what is shown; the others show then.',
    message: ({ count, limit }) => `${limit} findings are shown, and ${count} more are not.`,
  }),

  // A pasted `show itl` or `show ctl`
  'show-length-sum': entry<{ declared: number; actual: number }>({
    severity: 'error',
    title: 'Lengths do not add up',
    raised: 'Header and records of a complete `show` text do not add up to the length of the file.',
    phone: refusedAsDamaged,
    source: structure,
    todo: takeAgain,
    message: ({ declared, actual }) =>
      `The text says that the file has ${declared} bytes, but its header and records add up to ${actual}.`,
  }),
  'show-record-length': entry<{ declared: number; actual: number }>({
    severity: 'error',
    title: 'Record’s lengths do not add up',
    raised: 'The element lengths in a `show` text do not add up to RECORDLENGTH.',
    phone: refusedAsDamaged,
    source: structure,
    todo: takeAgain,
    message: ({ declared, actual }) =>
      `RECORDLENGTH says ${declared} bytes, but the elements shown add up to ${actual}.`,
  }),
  'show-verdict': entry<{ verdict: string }>({
    severity: 'error',
    title: 'The cluster says: failed',
    raised: 'A `show` text ends with the cluster’s own word that the file does not verify or cannot be parsed.',
    phone: refusedAsDamaged,
    source: 'Cisco community document DOC-17679 (CSCtn50405)',
    todo: fetchFile,
    message: ({ verdict }) => `The cluster says: “${verdict}”`,
  }),
  'show-no-file': entry<{ kind: string }>({
    severity: 'information',
    title: 'No such file',
    raised: 'A `show` text says that the cluster has no such file.',
    phone: `${noEffect} A cluster that is not in mixed mode has no CTL, and phones go on without it.`,
    source: 'Cisco document 118893',
    todo: 'Nothing for the CTL of a cluster that is not meant to be secure; else run the command on the TFTP server that the phones use.',
    message: ({ kind }) => `The cluster says that it has no ${kind} file.`,
  }),
  'show-value-length': entry<{ name: string; declared: number; actual: number }>({
    severity: 'warning',
    title: 'Value of another length',
    raised: 'A value in a `show` text has not as many bytes as its LENGTH says.',
    phone: `${noEffect} The text was changed on its way, or what it prints of the value is not all of it.`,
    source: 'The text itself',
    todo: takeAgain,
    message: ({ name, declared, actual }) => `LENGTH says ${declared} bytes, but the ${name} shown takes ${actual}.`,
  }),
  'show-signer': entry<{ signer: string; record: number | null; contradiction: ShownContradiction }>({
    severity: 'error',
    title: 'Signer and records disagree',
    raised:
      'In a `show` text, the signer of the header is in no SAST record, or the lines under the SAST records contradict it.',
    phone: 'As for a signer that is not in the list.',
    source: 'Cisco community document DOC-17679 (CSCtn50405)',
    todo: fetchFile,
    message: ({ signer, record, contradiction }) => {
      if (contradiction === 'nobody-signed')
        return 'The text says that the list verifies, but of no record that it signed.';
      const claim = `The text says that record ${record} signed`;
      if (contradiction === 'no-sast') return `${claim}, but it is no System Administrator Security Token.`;
      if (contradiction === 'not-verified') return `${claim}, but also that the list does not verify.`;
      if (contradiction === 'not-named') {
        return `${claim}, but its serial number or issuer is not that of ${signer}, whom the header names as signer.`;
      }
      return `The header names ${signer} as signer, but no System Administrator Security Token record has its serial number and issuer.`;
    },
  }),
  'show-incomplete': entry<{ missing: string }>({
    severity: 'information',
    title: 'Text incomplete',
    raised: 'Parts of the cluster’s output are not in the text.',
    phone: noEffect,
    source: 'The text itself',
    todo: 'Take the output again, whole, where what is missing matters.',
    message: ({ missing }) => `The text is incomplete: it leaves out ${missing}.`,
  }),
} as const;

export type FindingCode = keyof typeof catalogue;

export type FindingArgs<Code extends FindingCode> = Parameters<(typeof catalogue)[Code]['message']>[0];

/** Severities that a user has set; `off` drops the finding. */
export type SeverityOverrides = Partial<Record<FindingCode, Severity | 'off'>>;

/** True for what denies a list its verified signature. */
export function isVerdict(code: FindingCode): boolean {
  const { isVerdict: marked }: Pick<CatalogueEntry<never>, 'isVerdict'> = catalogue[code];
  return marked === true;
}

export const findingCodes = Object.keys(catalogue) as readonly FindingCode[];

/** Makes a finding of the catalogue for one place of one file. */
export function finding<Code extends FindingCode>(
  code: Code,
  args: FindingArgs<Code>,
  where: FindingPlace,
  extra: { evidence?: Finding['evidence']; fix?: Fix } = {},
): Finding {
  // The compiler cannot follow that the entry of `code` takes the arguments of `code`.
  const { severity, message } = catalogue[code] as unknown as CatalogueEntry<FindingArgs<Code>>;
  return { code, severity, message: message(args), where, evidence: extra.evidence ?? [], fix: extra.fix ?? null };
}

/** Findings with the severities that a user has set. */
export function withSeverities(findings: readonly Finding[], overrides: SeverityOverrides): Finding[] {
  return findings.flatMap((found) => {
    const severity = overrides[found.code] ?? found.severity;
    return severity === 'off' ? [] : [{ ...found, severity }];
  });
}
