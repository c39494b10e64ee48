import { statements, type Catalogue } from '../words/statement';
import { rules, unknowns } from './rules';

/**
 * Every sentence about what a phone does with one file. A source names the rule, and the documents if they are not
 * those of the rule: an id of `rules`, `sources` or `unknowns`. The source of a condition that no document settles is
 * the entry of `unknowns` that says so.
 */
export const reasons = {
  // What the phone holds, and the rule for it.
  'holds-nothing': { text: `The phone holds neither a CTL nor an ITL. ${rules.P1.sentence}`, source: 'P1' },
  'holds-blank-itl': { text: `The phone holds a blank ITL ({itl}) and no CTL. ${rules.P1.sentence}`, source: 'P1' },
  'holds-ctl': { text: `The phone holds a CTL ({ctl}) and no ITL. ${rules.P2.sentence}`, source: 'P2' },
  'holds-ctl-and-itl': { text: `The phone holds a CTL ({ctl}) and an ITL ({itl}). ${rules.P3.sentence}`, source: 'P3' },
  'holds-itl': { text: `The phone holds an ITL ({itl}) and no CTL. ${rules.P4.sentence}`, source: 'P4' },
  'ctl-for-ctl': { text: `The phone holds a CTL ({ctl}) and no ITL. ${rules.P5.sentence}`, source: 'P5' },
  'ctl-for-ctl-and-itl': {
    text: `The phone holds a CTL ({ctl}) and an ITL ({itl}). ${rules.P5.sentence}`,
    source: 'P5',
  },
  'holds-ctl-and-blank-itl': {
    text: `The phone holds a CTL ({ctl}) and a blank ITL ({itl}). ${rules.P6.sentence}`,
    source: 'P6',
  },
  'configuration-for-ctl': { text: `The phone holds a CTL ({ctl}) and no ITL. ${rules.P9.sentence}`, source: 'P9' },
  'configuration-for-itl': { text: `The phone holds an ITL ({itl}) and no CTL. ${rules.P9.sentence}`, source: 'P9' },
  'configuration-for-ctl-and-itl': {
    text: `The phone holds a CTL ({ctl}) and an ITL ({itl}). ${rules.P9.sentence}`,
    source: 'P9',
  },
  'configuration-for-ctl-and-blank-itl': {
    text: `The phone holds a CTL ({ctl}) and a blank ITL ({itl}). ${rules.P9.sentence}`,
    source: 'P9',
  },
  'lists-without-tftp': { text: `The phone holds {lists}. ${rules.P10.sentence}`, source: 'P10' },
  'firmware-is-signed': { text: rules.P7.sentence, source: 'P7' },

  // A phone that holds nothing to check a signer against.
  'first-list-intact': {
    text: 'The signature of {offered} verifies with the key of its own signer, {signer}.',
    source: 'P7',
  },
  'first-list-accepted': {
    text: 'Nothing on the phone prevents it from accepting {offered}. From then on the phone trusts that list.',
    source: 'P1',
  },
  'first-list-not-verified': {
    text: 'The phone accepts {offered} as its first list although the signature does not verify with a signer in that list.',
    source: 'P1; first-signature',
  },
  'asks-for-unsigned': {
    text: 'Without a list the phone asks for {requested}, unsigned, and has nothing to check a signature against.',
    source: 'P1',
  },
  'asks-for-unsigned-without-tftp': {
    text: 'No list on the phone contains a TFTP server, so the phone asks for {requested}, unsigned.',
    source: 'P10',
  },
  'damaged-list-has-no-tftp': {
    text: 'The phone finds no TFTP server in {list}, although the file is damaged and may have contained one.',
    source: 'P10; damaged-list',
  },
  'signed-although-not-asked-for': {
    text: 'The phone accepts {offered} although it is signed.',
    source: 'P1, P10; unasked-signed',
  },
  'blank-itl-accepts-any-configuration': {
    text: 'With the blank ITL {itl} the phone accepts any configuration, signed or not, no matter who signed it.',
    source: 'P1',
  },
  'accepted-although-not-intact': {
    text: 'The phone accepts {offered} although its signature does not verify.',
    source: 'P1, P7; blank-check',
  },

  // What is wrong with the file, whoever signed it.
  'too-large': {
    text: '{offered} has {bytes} bytes. Phones do not load a list larger than {limit} bytes, and do not register while the server offers it.',
    source: 'L1',
  },
  'not-signed': {
    text: '{offered} is not signed. A phone that holds a list asks for {requested} and never accepts the unsigned file. If the server has no signed file (CUCM Express, CUCM before 8.0), the phone shows "TFTP Timeout : {requested}".',
    source: 'P9; cucme-to-cucm',
  },
  'names-no-signer': { text: '{offered} does not name a signer.', source: 'P7' },
  'has-no-signature': { text: '{offered} has no signature.', source: 'P7' },
  'held-is-text': {
    text: 'Of {held} only the output of show itl or show ctl is known: it contains no keys, and whether it verifies is not known. Certificates come from the other files, by their SHA-1.',
    source: 'P7; held-text',
  },
  'held-is-damaged': {
    text: '{held} is damaged at offset {offset}. A phone keeps no damaged list, so check that this is what it holds.',
    source: 'P7, P8',
  },
  'held-does-not-verify': {
    text: 'The signature of {held} does not verify with a key in it. A phone that held a list would not have taken it, so check that this is what it holds.',
    source: 'P7, P8',
  },
  intact: {
    text: 'The signature of {offered} verifies with the key of {signer}: nothing has changed since it was signed.',
    source: 'P7',
  },
  'intact-by-tvs-store': {
    text: "The signature of {offered} verifies with the signer's certificate in the TVS trust store.",
    source: 'P7',
  },
  'not-intact': {
    text: "The signature of {offered} does not verify with its signer's key, {signer}: the file was changed after signing, or another key signed it.",
    source: 'P7',
  },
  'not-intact-by-tvs-store': {
    text: "The signature of {offered} does not verify with the signer's certificate in the TVS trust store ({signer}): the file was changed after signing, or another key signed it.",
    source: 'P7',
  },
  'proves-nothing': {
    text: 'The signature of {offered} verifies with the key of {signer}, but that is not a sound RSA key: the signature does not prove who made it.',
    source: 'P7; flawed-key',
  },
  'cannot-be-checked': {
    text: "The signature of {offered} cannot be checked here: its signer's certificate ({signer}) is not in any of the files, or its key is not RSA.",
    source: 'P7',
  },

  // The signer in the lists that the phone holds.
  'signer-is-held': {
    text: 'The phone already trusts the signer, {signer}, and does not ask a TVS.',
    source: 'P2, P3, P4, P5, P6, P9',
  },
  'signer-is-not-in-list': { text: '{list} does not contain the signer: {signer}.', source: 'P2, P3, P4, P5, P6, P9' },
  'signer-has-other-function': {
    text: 'The key of {signer} made the signature, but its function ({function}) does not make it a signer of {offered}.',
    source: 'P2, P3, P9',
  },
  'token-in-both-ctls': {
    text: 'Both CTLs contain the hardware token {token} as SAST: record {heldRecord} of {ctl}, record {offeredRecord} of {offered}. One hardware token in common is enough.',
    source: 'P5',
  },
  'token-in-both-ctls-is-enough': {
    text: 'Both CTLs contain the hardware token {token} as SAST: record {heldRecord} of {ctl}, record {offeredRecord} of {offered}. That is enough for this phone.',
    source: 'P6; token-and-blank',
  },
  'sast-in-both-ctls-is-enough': {
    text: 'Both CTLs contain {sast} as SAST: record {heldRecord} of {ctl}, record {offeredRecord} of {offered}. That is enough for this phone.',
    source: 'P5; common-sast',
  },

  // The Trust Verification Service.
  'no-itl-for-tvs': {
    text: 'No TVS can vouch for the signer: the phone holds no ITL that would authenticate a TVS.',
    source: 'P2, P5, P9',
  },
  'no-tvs-in-itl': {
    text: 'No TVS can vouch for the signer: {itl} does not contain a TVS certificate.',
    source: 'P3, P4, P5, P6, P9',
  },
  'no-tvs-answers': {
    text: 'No TVS in {itl} answers on TCP {port} with the certificate that the phone knows: {servers}.',
    source: 'P3, P4, P5, P9',
  },
  'tvs-answer-is-cached': {
    text: 'A phone keeps the answer of a TVS for 24 hours. If it asked about this signer within the last day, it does not need to ask again.',
    source: 'P3, P4, P5, P9; security-by-default',
  },
  'tvs-lacks-signer': {
    text: 'The signer ({signer}) is not in the certificates you supplied, so the TVS will not vouch for it: it answers with a status other than 0.',
    source: 'P3, P4, P5, P9',
  },
  'tvs-has-other-key': {
    text: "In the certificates you supplied, the one with the signer's serial number and issuer has another key ({signer}), so the TVS will not vouch for it.",
    source: 'P3, P4, P5, P9',
  },
  'asks-tvs': {
    text: 'The phone asks the TVS of record {record} of {itl}, {server}, whether it knows the signer.',
    source: 'P3, P4, P5, P9',
  },
  'tvs-vouches': {
    text: 'The TVS vouches for the signer ({signer}): it answers with status 0.',
    source: 'P3, P4, P5, P9; security-by-default',
  },
  'tvs-answers': {
    text: "This TVS is in the phone's configuration (its CallManager group, or its TFTP server), answers on TCP {port}, and still presents the certificate that {itl} contains for it: {servers}.",
    source: 'P3, P4, P5, P9; security-by-default',
  },
  'one-tvs-answers': {
    text: "At least one TVS is in the phone's configuration (its CallManager group, or its TFTP server), answers on TCP {port}, and still presents the certificate that {itl} contains for it: {servers}.",
    source: 'P3, P4, P5, P9; security-by-default',
  },
  'tvs-has-signer': {
    text: "The trust store of that TVS (Phone-SAST-trust or CallManager-trust) contains the signer's certificate: {signer}.",
    source: 'P3, P4, P5, P9; security-by-default, bulk-certificates',
  },
  'intact-by-that-certificate': {
    text: 'The signature of {offered} verifies with that certificate: nothing has changed since it was signed.',
    source: 'P7',
  },

  // Conditions that no source settles.
  'firmware-key': { text: '{offered} is signed with the firmware key inside this phone.', source: 'P7; firmware' },
  'decryption-key': {
    text: 'This phone holds the private key that {offered} was encrypted for.',
    source: 'encryption-key',
  },
  'certificate-has-expired': {
    text: 'The phone ignores that the certificate of {signer} expired on {date}.',
    source: 'expiry',
  },
  'certificate-is-not-yet-valid': {
    text: 'The phone ignores that the certificate of {signer} is valid only from {date}.',
    source: 'expiry',
  },
  'accepts-large-key': {
    text: 'The phone accepts a signer with a key of {bits} bits: {signer}.',
    source: 'large-key',
  },
  'reads-later-sast': {
    text: 'The phone reads more than {limit} SAST records: {record} comes after those.',
    source: 'third-sast',
  },
  'accepts-digest': { text: 'The phone accepts {offered}, signed over a {digest} digest.', source: 'digest' },
  'accepts-unknown-digest': {
    text: 'The phone accepts {offered}, signed over an unknown digest (DIGESTALGORTITHM {code}).',
    source: 'digest',
  },
  'accepts-missing-digest': {
    text: 'The phone accepts {offered}, which does not say over which digest it is signed (DIGESTALGORTITHM is missing).',
    source: 'digest',
  },
  'damaged-counts-as-blank': {
    text: 'The phone treats {itl} as a blank ITL although the file is damaged.',
    source: 'P1; blank-form',
  },
  'serverless-counts-as-blank': {
    text: 'The phone treats {itl} as a blank ITL although it has no record of a server.',
    source: 'P1; blank-form',
  },
  'accepts-older-list': {
    text: 'The phone ignores that {offered} ({offeredTime}) is older than {held} ({heldTime}).',
    source: 'timestamp-order',
  },
  'accepts-other-function': {
    text: 'The phone accepts {signer} as the signer although its function is {function}.',
    source: 'other-function',
  },
  'accepts-missing-function': {
    text: 'The phone accepts {signer} as the signer although it has no function.',
    source: 'other-function',
  },
  'accepts-key-type': {
    text: 'The key of {signer} made the signature, and the phone accepts that key.',
    source: 'key-type',
  },
  'asks-tvs-despite-other-key': {
    text: "The phone asks a TVS although {record} has the signer's serial number and issuer with another key.",
    source: 'other-key',
  },

  'accepts-flawed-key': {
    text: 'The phone accepts the key of {signer}, although it is not a sound RSA key and its signatures do not prove who made them.',
    source: 'flawed-key',
  },

  // Files that can be read in two ways.
  'uses-first-in-header': {
    text: 'The phone uses the first {name} in the header of {file}, which contains more than one.',
    source: 'two-readings',
  },
  'reads-misplaced': {
    text: 'The phone reads {name} in the header of {file}, although it is where no known file has it.',
    source: 'two-readings',
  },
  'reads-damaged': {
    text: 'The phone reads {file} as it is read here, although its structure is damaged.',
    source: 'two-readings',
  },
  'uses-first-in-record': {
    text: 'The phone uses the first {name} of {record}, which contains more than one.',
    source: 'two-readings',
  },
  'reads-padded-record': {
    text: 'The phone reads {record}, although PADDING is in the middle of it.',
    source: 'two-readings',
  },
  'uses-despite-certificate': {
    text: 'The phone uses {record}, although its {name} contradicts the certificate.',
    source: 'two-readings',
  },
  'uses-unconfirmed-key': {
    text: 'The phone uses the PUBLICKEY of {record}, although the certificate there cannot be read.',
    source: 'two-readings',
  },
  'reads-certificate-not-der': {
    text: 'The phone reads the certificate of {record}, although it is not in DER.',
    source: 'two-readings',
  },
  'finds-serial-zero': {
    text: 'The phone finds {record}, although its serial number is empty or zero.',
    source: 'two-readings',
  },
  'compares-serial-as-number': {
    text: 'The phone finds {record}, although the serial number there is {field} and that of the signer is {signer}: the same number in different bytes.',
    source: 'two-readings',
  },
  'uses-this-key': {
    text: 'The phone uses {record} and not {other}, which has the same issuer and serial number with another key.',
    source: 'two-readings',
  },
  'uses-this-certificate': {
    text: 'The phone uses {record} and not {other}, which has the same issuer and serial number with another certificate.',
    source: 'two-readings',
  },

  'tvs-uses-this-certificate': {
    text: 'The TVS finds the certificate of {signer} whose key made the signature, although the certificates you supplied contain another with the same issuer and serial number.',
    source: 'two-readings',
  },

  // What a person sees of a refusal (P8).
  'refuses-first-list': {
    text: 'The phone shows "Trust List Update Failed" and continues to use its cached configuration.',
    source: 'P8',
  },
  'refuses-list': {
    text: 'The phone keeps {lists}, shows "Trust List Update Failed", and continues to use its cached configuration: changes do not reach it.',
    source: 'P8',
  },
  'refuses-configuration': {
    text: 'The phone keeps {lists}, writes "verifyFile: verify FAILED" to its console log, and continues to use its cached configuration: changes do not reach it.',
    source: 'P8',
  },
  'refuses-configuration-of-unknown-signer': {
    text: 'The phone keeps {lists}, writes "verifyFile: sgn verify file failed …, errclass 8, errcode 19 (signer not in CTL)", which means in neither list, and "verifyFile: verify FAILED" to its console log, and continues to use its cached configuration: changes do not reach it.',
    source: 'P8; migrating-phones',
  },
  'never-asks-for-unsigned': {
    text: 'The phone keeps {lists} and continues to use its cached configuration: changes do not reach it.',
    source: 'P8',
  },

  // A signed file checked against lists, without a phone.
  'header-names-no-signer': {
    text: 'The header does not name a signer: a phone that holds a list refuses the file.',
    source: 'P7',
  },
  'header-has-no-signature': {
    text: 'The header does not contain a signature: a phone that holds a list refuses the file.',
    source: 'P7',
  },
  'no-list-to-check': { text: 'There is no list to look the signer up in: {signer}.', source: null },
  'signed-by': { text: 'Signed by {signer}.', source: 'P9' },
  'signed-by-over-other-digest': { text: `Signed by {signer}. ${unknowns.digest.text}`, source: 'P9; digest' },
  'signed-by-other-function': {
    text: 'Signed by {signer}. Its function does not make it a signer of configuration: a phone refuses the file, unless a TVS vouches for the signer.',
    source: 'P9',
  },
  'signature-does-not-verify': {
    text: 'The signature does not verify with the key of {signer}: the file was changed, or another key signed it.',
    source: 'P7',
  },
  'signature-proves-nothing': {
    text: `The signer is {signer}, but its key is not a sound RSA key. ${unknowns['flawed-key'].text}`,
    source: 'flawed-key',
  },
  'signed-in-one-reading': {
    text: `Signed by {signer} only if this is true: {condition} ${unknowns['two-readings'].text}`,
    source: 'P9; two-readings',
  },
  'signer-has-other-key-type': { text: `The signer is {signer}. ${unknowns['key-type'].text}`, source: 'key-type' },
  'list-not-verified': {
    text: 'The signature of {list} itself is not verified, so what its records say may be wrong: verify {list} first.',
    source: null,
  },
  'signer-in-no-list': {
    text: 'The signer is not in {lists}: {signer}. If no TVS vouches for the signer, a phone without other lists logs errclass 8, errcode 19 (signer not in CTL).',
    source: 'P9; migrating-phones',
  },
  'signer-not-in-blank-itl': {
    text: 'The signer is not in {blank}: {signer}. A phone whose only list is a blank ITL ({blank}) accepts any configuration, no matter who signed it.',
    source: 'P1',
  },
  'signer-in-no-list-one-blank': {
    text: 'The signer is not in {lists}: {signer}. A phone whose only list is a blank ITL ({blank}) accepts any configuration, no matter who signed it. If no TVS vouches for the signer, any other phone with these lists logs errclass 8, errcode 19 (signer not in CTL).',
    source: 'P1, P9; migrating-phones',
  },
} as const satisfies Catalogue;

export type ReasonId = keyof typeof reasons;

export const state = statements(reasons);
