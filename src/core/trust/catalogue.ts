import type { ArgsOf } from '../words/statement';
import { messages, said } from '../words/translate';

/**
 * The catalogue of findings: the one table from which every view takes its words. Each entry says when the finding is
 * raised, what it does to a phone, where that is documented and what to do about it. `message` is the sentence that a
 * person reads, with `{names}` for the values of one file; it does not import `report`, which names the codes.
 */

export type Severity = 'error' | 'warning' | 'information';

export interface CatalogueEntry {
  readonly severity: Severity;
  /** Two or three words, for lists. */
  readonly title: string;
  /** When it is raised. */
  readonly raised: string;
  /** What it does to a phone; says so if that is not known. */
  readonly phone: string;
  /** Where that is documented, and how well it is known. */
  readonly source: string;
  /** What an engineer does about it; null if there is nothing to do. */
  readonly todo: string | null;
  /** The command of the editor that does it, beside the fix that a finding may bring; absent if there is none. */
  readonly action?: FindingAction;
  /** True for what denies a list its verified signature. */
  readonly isVerdict?: true;
  /** A whole sentence, or one for each case by its name. */
  readonly message: string | Readonly<Record<string, string>>;
}

/** The commands of the editor that findings lead to, by the last part of their identifiers. */
export type FindingAction =
  'resign' | 'addRecord' | 'removeRecord' | 'changeFunction' | 'replaceCertificate' | 'setFilename' | 'setTimestamp';

const structure = 'Observed on files written by CUCM';
const rejected = 'A phone rejects a damaged list and keeps the one it holds (rules P7 and P8).';
const notVerified =
  'A phone rejects this list, because the key of the signer does not verify it, and keeps the one it holds (rules P7 and P8).';
const notKnown = 'How a phone handles this is not known.';
const noEffect = 'No direct effect.';
const fetchAgain =
  'Download the file again from the TFTP server. If that copy is damaged too, the cluster must write the list again.';
const whichIsRight =
  'Find out which of the two is right. If the certificate is the server’s own, take the field from it; if not, replace the certificate. Then re-sign the list.';
const takeAgain =
  'Capture the complete output again, without changing it. If the result is the same, download the file and open it here.';
const fetchFile = 'Download the file from the TFTP server and open it here: its bytes show which key signed it.';
const strongerKey =
  'Regenerate the certificate on the cluster with a 2048-bit RSA key, then download the list that the cluster writes.';
const fewerRecords =
  'Remove the records of retired servers, or turn the certificates of TVS and CAPF records into hashes. Then re-sign the list.';

export const catalogue = messages({
  // The signature
  'signature-invalid': {
    severity: 'error',
    title: 'Signature invalid',
    raised:
      'The signature does not verify with the key of the signer that the header names, nor with any other key in the file.',
    phone: notVerified,
    source: 'Cisco community document DOC-17679; rule P7',
    todo: 'Download the file again from the TFTP server. If that copy does not verify either, have the cluster write the list again, or re-sign it here with the signer’s key.',
    isVerdict: true,
    message:
      'The signature does not verify with the key of {signer} (record {record}) or any other key in the file: the file was changed after it was signed, or signed with a key that it does not contain.',
  },
  'signature-stale': {
    severity: 'error',
    title: 'Edited since signed',
    raised: 'The list was edited in this editor and still has its old signature.',
    phone: notVerified,
    source: 'Rule P7',
    todo: 'Re-sign the list, or undo the edits.',
    isVerdict: true,
    message: 'The list was edited after {signer} signed it. Re-sign before deploying to phones.',
  },
  'signed-by-another': {
    severity: 'error',
    title: 'Signed by another key',
    raised:
      'The signature does not verify with the signer that the header names, but does with another key in the file.',
    phone: `${notVerified} The cluster must sign with the key that the header names.`,
    source: 'Cisco community document DOC-17679 (CSCtn50405); rule P7',
    todo: 'Find out why the cluster signed with that key (after a restore without CallManager.pem, regenerate that certificate), or re-sign the list here with the signer’s key.',
    isVerdict: true,
    message: {
      record:
        'The header names {signer} (record {record}), but the key of {actual} (record {actualRecord}) made the signature.',
      'stray-key':
        'The header names {signer} (record {record}), but the PUBLICKEY of record {actualRecord} made the signature, and that is not the key of the certificate in the same record.',
    },
  },
  'signer-not-in-list': {
    severity: 'error',
    title: 'Signer not in the list',
    raised: 'No System Administrator Security Token record has the serial number and issuer of the signer.',
    phone:
      'A phone that holds another list accepts this one only if its signer is in the list that the phone holds, or a TVS vouches for it. It rejects configuration from this signer as "signer not in CTL" (rules P2 to P4, P9).',
    source: 'Cisco community document DOC-17679 (CSCtn50405)',
    todo: 'If the cluster was restored from a backup without CallManager.pem, regenerate that certificate. Sign a list of your own with a key that the list contains.',
    isVerdict: true,
    message: {
      'no-key':
        'The header names {signer}, but no System Administrator Security Token record has that serial number and issuer, and no key in the file made the signature.',
      record:
        'The header names {signer}, but no System Administrator Security Token record has that serial number and issuer, and the key of {actual} (record {actualRecord}) made the signature.',
      'stray-key':
        'The header names {signer}, but no System Administrator Security Token record has that serial number and issuer, and the PUBLICKEY of record {actualRecord}, which is not the key of the certificate in the same record, made the signature.',
      'unidentified-no-key':
        'The header names {signer} without the serial number and issuer that identify the signer’s record, and no key in the file made the signature.',
      'unidentified-record':
        'The header names {signer} without the serial number and issuer that identify the signer’s record, and the key of {actual} (record {actualRecord}) made the signature.',
      'unidentified-stray-key':
        'The header names {signer} without the serial number and issuer that identify the signer’s record, and the PUBLICKEY of record {actualRecord}, which is not the key of the certificate in the same record, made the signature.',
    },
  },
  'signature-digest': {
    severity: 'error',
    title: 'Signed with another digest',
    raised: 'The signature verifies with the signer’s key, but over another digest than the header declares.',
    phone: rejected,
    source: `${structure}; rule P7`,
    todo: 'Re-sign the list: the header then declares the digest that is signed.',
    isVerdict: true,
    message: 'The header declares {declared}, but the key of record {record} signed a {actual} digest.',
  },
  'signature-unsupported': {
    severity: 'error',
    title: 'Signature cannot be verified',
    raised: 'The signer’s record does not contain a readable RSA key of 512 to 4096 bits.',
    phone: 'Trust lists are signed with RSA keys. Whether a phone accepts any other key is not known.',
    source: 'usecallmanagernz/certutils (public implementation)',
    todo: 'Sign the list with an RSA key of at most 2048 bits.',
    isVerdict: true,
    message: {
      ec: 'The signature cannot be verified: the key of record {record} is an EC key, and lists are signed with RSA.',
      unreadable: 'The signature cannot be verified: record {record} does not contain a readable RSA key.',
      size: 'The signature cannot be verified: the RSA key of record {record} has {bits} bits, and only {min} to {max} bits are supported.',
      exponent:
        'The signature cannot be verified: the RSA key of record {record} has an exponent of more than 64 bits.',
      record:
        'The key of record {record}, the named signer, cannot verify the signature: the key of {actual} (record {actualRecord}) made it.',
      'stray-key':
        'The key of record {record}, the named signer, cannot verify the signature: the PUBLICKEY of record {actualRecord}, which is not the key of the certificate in the same record, made it.',
    },
  },
  'signature-proves-nothing': {
    severity: 'error',
    title: 'Signature proves nothing',
    raised:
      'The signature verifies with the signer’s RSA key, but the exponent of that key is 1 or even, or its modulus is even, a prime, or has a factor that is easy to find.',
    phone:
      'Whether a phone accepts a signature by such a key is not known. A phone that does accepts forged lists too.',
    source: 'RFC 8017, section 3.1 (what an RSA key is)',
    todo: 'Find out who made this list: no cluster makes such a key. Download the list from the TFTP server, or sign it here with a sound key.',
    isVerdict: true,
    message: {
      'exponent-one':
        'The signature proves nothing: the RSA key of record {record}, the signer, has the exponent 1, so anyone can make a signature that verifies.',
      'exponent-even':
        'The signature proves nothing: the RSA key of record {record}, the signer, has an even exponent, which no RSA key has.',
      'modulus-even':
        'The signature proves nothing: the RSA key of record {record}, the signer, has an even modulus, which no RSA key has.',
      'modulus-prime':
        'The signature proves nothing: the modulus of the RSA key of record {record}, the signer, is a prime, so anyone can compute the private key.',
      'modulus-factor':
        'The signature proves nothing: the modulus of the RSA key of record {record}, the signer, has a factor that is easy to find, so it does not protect the private key.',
    },
  },
  'signer-key-unconfirmed': {
    severity: 'error',
    title: 'Signer’s key not confirmed',
    raised:
      'The signature verifies with the PUBLICKEY of the signer’s record, whose certificate cannot be read to confirm that key.',
    phone: 'Not known: a phone may use PUBLICKEY, or find no key in this record and reject the list.',
    source: structure,
    todo: 'Replace the certificate of that record with the signer’s, then re-sign the list.',
    action: 'replaceCertificate',
    message:
      'The signature verifies only with the PUBLICKEY of record {record}, the signer: the certificate there cannot be read, so nothing confirms whose key that is.',
  },
  'signer-serial-padded': {
    severity: 'warning',
    title: 'Signer’s serial number padded',
    raised: 'The serial number of the signer has more leading zeros in the header than in its record, or fewer.',
    phone:
      'Not known: a phone that compares numbers finds the signer, and one that compares bytes does not and rejects the list.',
    source: `${structure} (header and record have the same bytes there)`,
    todo: 'Take SERIALNUMBER of the record from its certificate, then re-sign the list.',
    action: 'resign',
    message:
      'SERIALNUMBER of the signer is {header} in the header and {field} in record {record}: the same number in different bytes.',
  },
  unsigned: {
    severity: 'error',
    title: 'Not signed',
    raised: 'The header has no SIGNATURE element, or an empty or incomplete one, or a placeholder of zeros.',
    phone: rejected,
    source: 'Rule P7',
    todo: 'Sign the list.',
    isVerdict: true,
    message: {
      missing: 'The list is not signed: SIGNATURE is missing.',
      empty: 'The list is not signed: SIGNATURE is empty.',
      'cut-off': 'The list is not signed: SIGNATURE is cut off.',
      awaited: 'The list is not signed: SIGNATURE is a placeholder awaiting an external signature.',
    },
  },
  'signature-not-found': {
    severity: 'error',
    title: 'Signature not found',
    raised: 'The header breaks off, or contains an unknown element, before a SIGNATURE element.',
    phone: 'Not known: the signature may follow where the header could not be read.',
    source: 'The file itself',
    todo: fetchAgain,
    isVerdict: true,
    message: 'SIGNATURE was not found: the header cannot be read to its end.',
  },
  'digest-unknown': {
    severity: 'warning',
    title: 'Unknown digest',
    raised: 'DIGESTALGORTITHM is neither 1 (SHA-1), 2 (SHA-256) nor 3 (SHA-512).',
    phone: notKnown,
    source: 'usecallmanagernz/certutils (public implementation)',
    todo: 'Re-sign the list with a known digest.',
    action: 'resign',
    message: 'DIGESTALGORTITHM is {code}, which is not a known digest. All known digests were tried.',
  },
  'signature-algorithm-unknown': {
    severity: 'warning',
    title: 'Unknown signature algorithm',
    raised: 'SIGNATUREALGORTITHM is not 0 (RSA).',
    phone: notKnown,
    source: structure,
    todo: 'Re-sign the list: the header then says RSA.',
    action: 'resign',
    message: 'SIGNATUREALGORTITHM is {code}; every known list has 0 (RSA).',
  },
  'modulus-differs': {
    severity: 'warning',
    title: 'Modulus code disagrees',
    raised: 'SIGNATUREMODULUS does not match the length of SIGNATURE.',
    phone: notKnown,
    source: structure,
    todo: 'Re-sign the list: the header then gives the size of the key.',
    action: 'resign',
    message: {
      known: 'SIGNATUREMODULUS {code} means {declared} bits, but SIGNATURE has {actual} bytes ({bits} bits).',
      unknown: 'SIGNATUREMODULUS {code} is not a known size, and SIGNATURE has {actual} bytes ({bits} bits).',
    },
  },
  'signer-key-size': {
    severity: 'warning',
    title: 'Signer’s key too large',
    raised: 'The signer’s RSA key has more than 2048 bits.',
    phone: 'Phones do not support a signer with an RSA key of more than 2048 bits.',
    source: 'usecallmanagernz/certutils (public implementation)',
    todo: 'Sign the list with a key of at most 2048 bits.',
    action: 'resign',
    message: {
      record: 'The signer’s key (record {record}) has {bits} bits; phones support up to 2048.',
      chosen: 'The signer’s key has {bits} bits; phones support up to 2048.',
    },
  },
  'signer-name-differs': {
    severity: 'warning',
    title: 'Signer’s name disagrees',
    raised: 'SIGNERNAME differs from SUBJECTNAME in the record that the signer’s serial number and issuer identify.',
    phone: 'Phones look up a signer by serial number and issuer. Whether they check the name is not known.',
    source: `${structure} (the names agree there); phone log in Cisco community document DOC-17679`,
    todo: 'Find out which of the two is intended. Re-signing writes the name from the record.',
    action: 'resign',
    message: 'SIGNERNAME is {field}, but the signer is record {record}, and its SUBJECTNAME is {subject}.',
  },
  'weak-digest': {
    severity: 'information',
    title: 'SHA-1 signature',
    raised: 'The list is signed over a SHA-1 digest.',
    phone: `${noEffect} Which phones accept another digest is not documented.`,
    source: structure,
    todo: 'If every phone supports SHA-512, sign the list with it.',
    action: 'resign',
    message: 'The list is signed over a {digest} digest, which no longer resists forgery.',
  },

  // The structure of the file
  'header-length': {
    severity: 'error',
    title: 'HEADERLENGTH disagrees',
    raised: 'HEADERLENGTH does not end where the first record begins.',
    phone: rejected,
    source: structure,
    todo: 'Correct it and re-sign the list, or download the file again.',
    message: 'HEADERLENGTH says {declared} bytes, but the header ends after {actual}.',
  },
  'header-length-missing': {
    severity: 'error',
    title: 'HEADERLENGTH missing',
    raised: 'The header has no HEADERLENGTH of 2 bytes.',
    phone: rejected,
    source: structure,
    todo: fetchAgain,
    message: 'The header has no 2-byte HEADERLENGTH, so a reader cannot tell where the records begin.',
  },
  'record-length': {
    severity: 'error',
    title: 'RECORDLENGTH disagrees',
    raised: 'RECORDLENGTH does not end where the next record begins or the file ends.',
    phone: rejected,
    source: structure,
    todo: fetchAgain,
    message: 'RECORDLENGTH says {declared} bytes, but the elements of the record take {actual}.',
  },
  'record-head': {
    severity: 'error',
    title: 'Start of record damaged',
    raised: 'A record does not start with the tag and length of RECORDLENGTH, but is otherwise intact.',
    phone: rejected,
    source: structure,
    todo: fetchAgain,
    message: 'The record starts with {head} instead of RECORDLENGTH (01 00 02); the rest of it is intact.',
  },
  'record-truncated': {
    severity: 'error',
    title: 'Record cut off',
    raised: 'The file ends inside a record.',
    phone: rejected,
    source: structure,
    todo: fetchAgain,
    message: 'The file ends inside this record: only {actual} of its {declared} bytes are there.',
  },
  'element-truncated': {
    severity: 'error',
    title: 'Element cut off',
    raised: 'An element declares more bytes than its header or record has left.',
    phone: rejected,
    source: structure,
    todo: fetchAgain,
    message: {
      length: '{name} is cut off inside its length.',
      value: '{name} declares {declared} bytes, but only {actual} are left.',
    },
  },
  'container-length': {
    severity: 'error',
    title: 'Container length disagrees',
    raised: 'The length of SIGNERID, SIGNATUREINFO or SIGNATUREALGOINFO does not end on an element.',
    phone: 'Not known: a reader may skip the length of a container, as public implementations do, or reject the file.',
    source: 'usecallmanagernz/certutils (public implementation)',
    todo: fetchAgain,
    message: '{name} declares {declared} bytes, but none of its elements ends there.',
  },
  'trailing-bytes': {
    severity: 'warning',
    title: 'Bytes after the last record',
    raised: 'Bytes that do not form a record follow the last record.',
    phone: `${notKnown} The signature covers them.`,
    source: structure,
    todo: 'Remove them and re-sign the list, or download the file again.',
    message: {
      one: '1 byte follows the last record and belongs to none.',
      several: '{count} bytes follow the last record and belong to none.',
    },
  },
  'too-many-records': {
    severity: 'error',
    title: 'Too many records',
    raised: 'The file contains more records than are read.',
    phone: 'A phone does not load a list of this size.',
    source: 'Limit of this product',
    todo: 'Check that this is the right file: no cluster writes so many records.',
    message: 'Only the first {limit} records are read; the rest is kept as bytes.',
  },
  'field-missing': {
    severity: 'warning',
    title: 'Field missing',
    raised: 'An element that every known list or record has is missing.',
    phone: notKnown,
    source: structure,
    todo: fetchAgain,
    message: '{name} is missing.',
  },
  'field-repeated': {
    severity: 'warning',
    title: 'Field repeated',
    raised: 'An element appears more than once in a header or record.',
    phone: 'Which of them a phone uses is not known; the first is shown here.',
    source: structure,
    todo: fetchAgain,
    message: '{name} appears more than once; the first is used.',
  },
  'field-misplaced': {
    severity: 'warning',
    title: 'Field misplaced',
    raised: 'An element is inside or outside a container where no known list has it, or elements follow PADDING.',
    phone: 'Not known: a phone that looks for the element elsewhere reads another list than the one shown here.',
    source: structure,
    todo: fetchAgain,
    message: {
      inside: '{name} is inside {container}, where no known list has it. It is read all the same.',
      outside: '{name} is outside {container}, where every known list has it. It is read all the same.',
      padding: 'PADDING is followed by other elements; every known list has it only at the end of the header.',
    },
  },
  'field-width': {
    severity: 'warning',
    title: 'Field of wrong length',
    raised: 'A number or an address does not have the length of its field.',
    phone: notKnown,
    source: structure,
    todo: fetchAgain,
    message: '{name} has the wrong length in bytes: {width} instead of {expected}.',
  },
  'text-unterminated': {
    severity: 'information',
    title: 'No final NUL',
    raised: 'A name or text does not end with the NUL that its length includes.',
    phone: notKnown,
    source: structure,
    todo: null,
    message: '{name} does not end with a NUL byte.',
  },
  'unknown-tag': {
    severity: 'information',
    title: 'Unknown tag',
    raised: 'An element has a tag that is not known in this place.',
    phone: notKnown,
    source: structure,
    todo: null,
    message: 'Tag {tag} is not known here. The element is kept unchanged.',
  },
  'unknown-function': {
    severity: 'warning',
    title: 'Unknown function',
    raised: 'FUNCTION is not the number of a known function.',
    phone: notKnown,
    source: structure,
    todo: 'Set the intended function and re-sign the list.',
    action: 'changeFunction',
    message: 'FUNCTION is {code}, which is not a known function.',
  },
  'filename-kind': {
    severity: 'warning',
    title: 'FILENAME disagrees with the file',
    raised: 'The file is named like an ITL or a CTL, but FILENAME is not a name of that kind.',
    phone: 'A phone asks for CTL and ITL by name. How it handles one under the name of the other is not known.',
    source: structure,
    todo: 'Rename the file, or set FILENAME to match the list and re-sign it.',
    action: 'setFilename',
    message: {
      ITL: 'FILENAME is {filename}, an ITL name, but the file is called {file}.',
      CTL: 'FILENAME is {filename}, a CTL name, but the file is called {file}.',
      unknown: 'FILENAME is {filename}, which is neither an ITL nor a CTL name, but the file is called {file}.',
    },
  },
  'timestamp-future': {
    severity: 'information',
    title: 'Timestamp in the future',
    raised: 'TIMESTAMP is more than a day ahead of this machine’s clock.',
    phone: 'Whether a phone checks TIMESTAMP is not known.',
    source: structure,
    todo: 'Check the clocks of this machine and of the server that wrote the list.',
    action: 'setTimestamp',
    message: 'TIMESTAMP is {timestamp}, which is in the future.',
  },

  // Records and their certificates
  'certificate-unreadable': {
    severity: 'error',
    title: 'Certificate cannot be read',
    raised: 'CERTIFICATE is not a readable X.509 certificate.',
    phone: 'If a phone cannot read it either, the record vouches for nothing.',
    source: 'X.509 (RFC 5280)',
    todo: 'Replace it with the certificate that the server presents, then re-sign the list.',
    action: 'replaceCertificate',
    message: 'CERTIFICATE cannot be read: {reason}',
  },
  'subject-differs': {
    severity: 'error',
    title: 'Subject disagrees with certificate',
    raised: 'SUBJECTNAME differs from the subject of the certificate.',
    phone:
      'Not known: a phone looks up signers and servers by issuer and serial number, and no source says that it checks this name.',
    source: `${structure} (names agree there in every record)`,
    todo: whichIsRight,
    action: 'replaceCertificate',
    message: 'SUBJECTNAME is {field}, but the certificate says {certificate}.',
  },
  'issuer-differs': {
    severity: 'error',
    title: 'Issuer disagrees with certificate',
    raised: 'ISSUERNAME differs from the issuer of the certificate.',
    phone:
      'A phone looks up signers and servers by issuer and serial number, so it does not find this one (findByIssuerAndSerialAndRoleInTL).',
    source: 'Phone log in Cisco community document DOC-17679',
    todo: whichIsRight,
    action: 'replaceCertificate',
    message: 'ISSUERNAME is {field}, but the certificate says {certificate}.',
  },
  'serial-differs': {
    severity: 'error',
    title: 'Serial number disagrees with certificate',
    raised: 'SERIALNUMBER differs from the serial number of the certificate.',
    phone:
      'A phone looks up signers and servers by issuer and serial number, so it does not find this one (findByIssuerAndSerialAndRoleInTL).',
    source: 'Phone log in Cisco community document DOC-17679',
    todo: whichIsRight,
    action: 'replaceCertificate',
    message: 'SERIALNUMBER is {field}, but the certificate says {certificate}.',
  },
  'public-key-differs': {
    severity: 'error',
    title: 'Key disagrees with certificate',
    raised: 'PUBLICKEY is not the key of the certificate.',
    phone: 'Which of the two keys a phone uses is not known; one of them is not what the record claims.',
    source: structure,
    todo: 'First find out whose key it is. Then replace the certificate with the one that the server presents, and re-sign the list.',
    action: 'replaceCertificate',
    message: 'PUBLICKEY is not the key of the certificate {certificate}.',
  },
  'certificate-signature-differs': {
    severity: 'warning',
    title: 'SIGNATURE disagrees with certificate',
    raised: 'The record’s SIGNATURE is not the signature value of its certificate.',
    phone: notKnown,
    source: structure,
    todo: 'Check whether the server presents this certificate; replace it with the one that it does present, and re-sign the list.',
    action: 'replaceCertificate',
    message: 'SIGNATURE is not the signature value of the certificate {certificate}.',
  },
  'hash-differs': {
    severity: 'error',
    title: 'Hash disagrees with certificate',
    raised: 'CERTHASH is not the hash of the certificate that the record names.',
    phone: 'If a server presents this certificate, a phone does not find its hash in the list and rejects the server.',
    source: 'Phone log in Cisco community document DOC-17679 (verifyCertWithHashFromTL)',
    todo: 'Check which certificate the server presents, put its hash into the record, and re-sign the list.',
    action: 'replaceCertificate',
    message: {
      own: 'CERTHASH is {hash}, but the hash of {certificate} is {actual}.',
      other: 'CERTHASH is {hash}, but the hash of {certificate} in record {other} is {actual}.',
    },
  },
  'serial-shared': {
    severity: 'error',
    title: 'Serial number shared',
    raised: 'Two records have the same issuer and serial number, but different keys or certificates.',
    phone:
      'A phone looks up signers and servers by issuer and serial number (findByIssuerAndSerialAndRoleInTL). Which of the two records it uses is not known.',
    source: 'Phone log in Cisco community document DOC-17679; RFC 5280, section 4.1.2.2 (serial numbers are unique)',
    todo: 'Check which certificate the server presents, remove the record with the other one, and re-sign the list.',
    action: 'removeRecord',
    message: {
      key: 'Record {record} has the same issuer and serial number as record {first}, but another key.',
      certificate: 'Record {record} has the same issuer and serial number as record {first}, but another certificate.',
    },
  },
  'serial-zero': {
    severity: 'warning',
    title: 'Serial number zero',
    raised: 'The serial number of a certificate is zero, or a SERIALNUMBER is empty or zero.',
    phone: 'A phone looks up signers and servers by issuer and serial number. Whether it finds this one is not known.',
    source: 'RFC 5280, section 4.1.2.2 (serial numbers are positive)',
    todo: 'Replace the certificate with one that has a serial number, then re-sign the list.',
    action: 'replaceCertificate',
    message: {
      one: 'The serial number of {certificate} (record {records}) is zero, which does not identify a certificate.',
      several: 'The serial number of {certificate} (records {records}) is zero, which does not identify a certificate.',
      field: 'SERIALNUMBER is empty or zero, which does not identify a certificate.',
    },
  },
  'certificate-not-der': {
    severity: 'warning',
    title: 'Certificate not in DER',
    raised: 'A certificate has a length or an INTEGER that is longer than it must be, or values after its last part.',
    phone: 'Not known: a phone may reject the certificate, or read it otherwise than it is shown here.',
    source: 'RFC 5280, section 4.1 (certificates are in DER); X.690, sections 8.3 and 10.1',
    todo: 'Check whether the server presents this certificate; replace it with the one that it does present, and re-sign the list.',
    action: 'replaceCertificate',
    message: {
      one: 'The certificate {certificate} (record {records}) is not in DER at byte {offset}, so readers may disagree about it.',
      several:
        'The certificate {certificate} (records {records}) is not in DER at byte {offset}, so readers may disagree about it.',
    },
  },
  'certificate-expired': {
    severity: 'warning',
    title: 'Certificate expired',
    raised: 'The certificate has expired.',
    phone:
      'Whether a phone checks the validity of a certificate in its list is not known. It may reject TVS and HTTPS servers that present this one.',
    source: 'Not documented',
    todo: 'Regenerate the certificate on the cluster, only one certificate between two resets of the phones, then download the list that the cluster writes. In a list of your own, replace it.',
    action: 'replaceCertificate',
    message: {
      one: 'The certificate {certificate} (record {records}) expired on {date}.',
      several: 'The certificate {certificate} (records {records}) expired on {date}.',
    },
  },
  'certificate-not-yet-valid': {
    severity: 'warning',
    title: 'Certificate not yet valid',
    raised: 'The certificate is not valid yet.',
    phone: 'Whether a phone checks the validity of a certificate in its list is not known.',
    source: 'Not documented',
    todo: 'Check the clocks of this machine and of the server that made the certificate.',
    message: {
      one: 'The certificate {certificate} (record {records}) is not valid before {date}.',
      several: 'The certificate {certificate} (records {records}) is not valid before {date}.',
    },
  },
  'unsound-key': {
    severity: 'error',
    title: 'Key proves nothing',
    raised: 'An RSA key has the exponent 1, an even exponent, or an even modulus.',
    phone:
      'Whether a phone accepts a signature by such a key is not known. A phone that does accepts forged files too.',
    source: 'RFC 8017, section 3.1 (what an RSA key is)',
    todo: 'Find out who made this certificate: no cluster makes such a key. Replace it with the one that the server presents, and re-sign the list.',
    action: 'replaceCertificate',
    message: {
      'exponent-one-one':
        'The RSA key of {certificate} (record {records}) has the exponent 1, so anyone can sign in its name.',
      'exponent-one-several':
        'The RSA key of {certificate} (records {records}) has the exponent 1, so anyone can sign in its name.',
      'exponent-even-one':
        'The RSA key of {certificate} (record {records}) has an even exponent, so its signatures prove nothing.',
      'exponent-even-several':
        'The RSA key of {certificate} (records {records}) has an even exponent, so its signatures prove nothing.',
      'modulus-even-one':
        'The RSA key of {certificate} (record {records}) has an even modulus, so its signatures prove nothing.',
      'modulus-even-several':
        'The RSA key of {certificate} (records {records}) has an even modulus, so its signatures prove nothing.',
    },
  },
  'unusable-key': {
    severity: 'warning',
    title: 'Key cannot be used',
    raised: 'A certificate or PUBLICKEY contains an RSA or EC key that cannot be read.',
    phone: 'A phone that cannot read the key either cannot verify anything with it. Others may read it differently.',
    source: 'RFC 8017, appendix A.1.1; RFC 5480, section 2.2',
    todo: 'Replace the certificate with the one that the server presents, then re-sign the list.',
    action: 'replaceCertificate',
    message: {
      one: 'The key of {certificate} (record {records}) is called {key}, but cannot be read as such a key.',
      several: 'The key of {certificate} (records {records}) is called {key}, but cannot be read as such a key.',
      field: 'PUBLICKEY is neither an RSA key nor an uncompressed EC point.',
    },
  },
  'insecure-key': {
    severity: 'warning',
    title: 'Key can be broken',
    raised: 'An RSA key has fewer than 1024 bits.',
    phone: `${noEffect} Anyone can find the private key and sign in its name.`,
    source: 'NIST SP 800-131A',
    todo: strongerKey,
    action: 'replaceCertificate',
    message: {
      one: 'The key of {certificate} (record {records}) is {key}, which can be broken.',
      several: 'The key of {certificate} (records {records}) is {key}, which can be broken.',
    },
  },
  'weak-key': {
    severity: 'information',
    title: 'Weak key',
    raised: 'An RSA key has fewer than 2048 bits.',
    phone: `${noEffect} CUCM made such keys by default until version 10.`,
    source: 'NIST SP 800-131A',
    todo: strongerKey,
    action: 'replaceCertificate',
    message: {
      one: 'The key of {certificate} (record {records}) is {key}. The current minimum is 2048 bits.',
      several: 'The key of {certificate} (records {records}) is {key}. The current minimum is 2048 bits.',
    },
  },
  'weak-certificate-digest': {
    severity: 'information',
    title: 'Weak certificate signature',
    raised: 'A certificate is signed over an MD5 or SHA-1 digest.',
    phone: `${noEffect} A phone trusts the certificates in its list directly.`,
    source: 'RFC 9155',
    todo: 'Regenerate the certificate on the cluster with SHA-256, then download the list that the cluster writes.',
    action: 'replaceCertificate',
    message: {
      one: 'The certificate {certificate} (record {records}) is signed with {algorithm}.',
      several: 'The certificate {certificate} (records {records}) is signed with {algorithm}.',
    },
  },
  'duplicate-record': {
    severity: 'warning',
    title: 'Record repeated',
    raised: 'Two records have the same function, DNS name and address, and the same certificate, hash or key.',
    phone: 'None known, except that it takes space.',
    source: structure,
    todo: 'Remove one of the two, and re-sign the list.',
    action: 'removeRecord',
    message: {
      exact: 'Record {record} is identical to record {first}.',
      alike: 'Record {record} has the same function, host and certificate as record {first}.',
    },
  },

  // The list as a whole
  'too-many-sast': {
    severity: 'warning',
    title: 'More than two signers',
    raised: 'The list contains more than two System Administrator Security Token records.',
    phone: 'A phone accepts at most two.',
    source: 'usecallmanagernz/certutils (public implementation)',
    todo: 'Remove the signers that are no longer used, and re-sign the list.',
    action: 'removeRecord',
    message: 'The list contains {count} System Administrator Security Token records; a phone accepts at most two.',
  },
  'no-tvs': {
    severity: 'warning',
    title: 'No TVS',
    raised: 'An ITL that is not blank has no TVS record with a certificate, a hash or a key.',
    phone:
      'A phone with this list cannot ask a TVS about an unknown signer. It accepts only what a signer in this list, or in the CTL it holds, has signed (rules P3, P4 and P9).',
    source: 'Cisco community document DOC-17679',
    todo: 'Add the certificate of a server that runs TVS, and re-sign the list.',
    action: 'addRecord',
    message:
      'No TVS record has a certificate, a hash or a key, so a phone with this list has no TVS to vouch for a new signer.',
  },
  'no-tftp': {
    severity: 'warning',
    title: 'No TFTP server',
    raised: 'A list that is not blank has no TFTP or CCM+TFTP record with a certificate, a hash or a key.',
    phone:
      'A phone whose lists contain no TFTP server asks for unsigned configuration and accepts it, from anybody (rule P10).',
    source: 'Cisco Security Guide (CTL); usecallmanager.nz (public implementation)',
    todo: 'If phones must accept only signed configuration, add the certificate of the TFTP server, and re-sign the list.',
    action: 'addRecord',
    message:
      'No TFTP or CCM+TFTP record has a certificate, a hash or a key: a phone that holds no other list with one accepts unsigned configuration.',
  },
  'too-many-certificates': {
    severity: 'warning',
    title: 'More than 39 certificates',
    raised: 'An ITL contains more than 39 certificates.',
    phone:
      'The guide says that an ITL of more than 39 certificates exceeds 64 KB, and that phones do not load it and do not register. Whether a phone counts certificates or bytes is not known.',
    source: 'Cisco Security Guide',
    todo: fewerRecords,
    action: 'removeRecord',
    message: {
      file: 'The list contains {count} certificates in {length} bytes; Cisco’s Security Guide says that phones do not load an ITL of more than 39.',
      text: 'The list contains {count} certificates; Cisco’s Security Guide says that phones do not load an ITL of more than 39.',
    },
  },
  'too-large': {
    severity: 'error',
    title: 'Above 64 KB',
    raised: 'The file has more than 65,536 bytes.',
    phone: 'Phones do not load a list above 64 KB and do not register.',
    source: 'Cisco Security Guide',
    todo: fewerRecords,
    action: 'removeRecord',
    message: 'The file has {length} bytes; phones do not load a list above 65536 (64 KB).',
  },
  'blank-list': {
    severity: 'warning',
    title: 'Blank list',
    raised: 'No record of function TFTP, CCM, CCM+TFTP or TVS has a certificate, a hash or a key.',
    phone:
      'A phone with a blank ITL and no CTL accepts the next list it is offered, whoever signed it, and unsigned configuration (rule P1). With a CTL, the CTL still rules (rule P6).',
    source: 'Cisco community documents DOC-15799, DOC-17679; Cisco document 213407',
    todo: 'Nothing, if this is for a rollback or a non-secure cluster. If not, turn the rollback parameter off and download the list again.',
    message: {
      CTL: 'This CTL is blank: no server record has a certificate, a hash or a key, as after the cluster was set to non-secure mode.',
      ITL: 'This list is blank, as for a rollback: a phone that accepts it and holds no CTL trusts the next list it is offered.',
    },
  },
  'findings-cut': {
    severity: 'information',
    title: 'More findings',
    raised: 'A file has more findings, or more damaged places, than are shown.',
    phone: noEffect,
    source: 'Limit of this product',
    todo: 'Fix the findings shown; the others then appear.',
    message: {
      one: '{limit} findings are shown; 1 more is not.',
      several: '{limit} findings are shown; {count} more are not.',
    },
  },

  // A pasted `show itl` or `show ctl`
  'show-length-sum': {
    severity: 'error',
    title: 'Lengths do not add up',
    raised: 'In a complete `show` text, header and records do not add up to the length of the file.',
    phone: rejected,
    source: structure,
    todo: takeAgain,
    message: 'The text says that the file has {declared} bytes, but its header and records add up to {actual}.',
  },
  'show-record-length': {
    severity: 'error',
    title: 'Record’s lengths do not add up',
    raised: 'In a `show` text, the lengths of the elements do not add up to RECORDLENGTH.',
    phone: rejected,
    source: structure,
    todo: takeAgain,
    message: 'RECORDLENGTH says {declared} bytes, but the elements shown add up to {actual}.',
  },
  'show-verdict': {
    severity: 'error',
    title: 'Failed according to the cluster',
    raised: 'In a `show` text, the cluster says that the file does not verify or cannot be parsed.',
    phone: rejected,
    source: 'Cisco community document DOC-17679 (CSCtn50405)',
    todo: fetchFile,
    message: 'The cluster says: “{verdict}”',
  },
  'show-no-file': {
    severity: 'information',
    title: 'No such file',
    raised: 'A `show` text says that the cluster has no such file.',
    phone: `${noEffect} A cluster that is not in mixed mode has no CTL, and its phones work without one.`,
    source: 'Cisco document 118893',
    todo: 'Nothing, if this is the CTL of a cluster that is not meant to be secure. If it is, run the command on the TFTP server that the phones use.',
    message: 'The cluster says that it has no {kind} file.',
  },
  'show-value-length': {
    severity: 'warning',
    title: 'Value of another length',
    raised: 'In a `show` text, a value does not have as many bytes as its LENGTH says.',
    phone: `${noEffect} The text was changed after it was printed, or does not print the whole value.`,
    source: 'The text itself',
    todo: takeAgain,
    message: 'LENGTH says {declared} bytes, but the {name} shown takes {actual}.',
  },
  'show-signer': {
    severity: 'error',
    title: 'Signer and records disagree',
    raised:
      'In a `show` text, no SAST record matches the signer of the header, or the lines under the SAST records contradict it.',
    phone: 'As for a signer that is not in the list.',
    source: 'Cisco community document DOC-17679 (CSCtn50405)',
    todo: fetchFile,
    message: {
      'not-listed':
        'The header names {signer}, but no System Administrator Security Token record has that serial number and issuer.',
      'not-sast': 'The text says that record {record} signed, but it is not a System Administrator Security Token.',
      'not-named':
        'The text says that record {record} signed, but its serial number or issuer is not that of {signer}, the signer in the header.',
      'not-verified': 'The text says that record {record} signed, but also that the list does not verify.',
      'nobody-signed': 'The text says that the list verifies, but not which record signed it.',
    },
  },
  'show-incomplete': {
    severity: 'information',
    title: 'Text incomplete',
    raised: 'Parts of the cluster’s output are not in the text.',
    phone: noEffect,
    source: 'The text itself',
    todo: 'If you need the missing parts, capture the complete output again.',
    message: 'The text is incomplete. Missing: {missing}.',
  },
} as const satisfies Readonly<Record<string, CatalogueEntry>>);

type Entries = typeof catalogue;

export type FindingCode = keyof Entries;

/** What a finding says: its code, or `code/case` if the code has a sentence for each case. */
export type FindingReason = {
  [Code in FindingCode]: Entries[Code]['message'] extends string
    ? Code
    : `${Code}/${keyof Entries[Code]['message'] & string}`;
}[FindingCode];

type CodeOf<Reason extends FindingReason> = Reason extends `${infer Code extends FindingCode}/${string}`
  ? Code
  : Extract<Reason, FindingCode>;

/** The values that the sentences of some reasons take, all that any of them takes. */
export type FindingArgs<Reason extends FindingReason> = ArgsOf<
  { [One in FindingReason]: { text: TextOf<One>; source: null } },
  Reason
>;

type TextOf<Reason extends FindingReason> = Reason extends `${infer Code extends FindingCode}/${infer Case}`
  ? Case extends keyof Entries[Code]['message']
    ? Extract<Entries[Code]['message'][Case], string>
    : never
  : Extract<Entries[Extract<Reason, FindingCode>]['message'], string>;

/** The sentence of a reason, with its values in it. */
export function messageOf<Reason extends FindingReason>(reason: Reason, args: FindingArgs<Reason>): string {
  const [, which] = reason.split('/');
  const { message } = entryOf(codeOf(reason));
  return said(typeof message === 'string' ? message : (message[which ?? ''] ?? reason), args);
}

export function codeOf<Reason extends FindingReason>(reason: Reason): CodeOf<Reason> {
  return reason.split('/')[0] as CodeOf<Reason>;
}

export function entryOf(code: FindingCode): CatalogueEntry {
  return catalogue[code];
}

/** True for what denies a list its verified signature. */
export function isVerdict(code: FindingCode): boolean {
  return entryOf(code).isVerdict === true;
}

export const findingCodes = Object.keys(catalogue) as readonly FindingCode[];
