import type { Catalogue } from '../words/statement';

/** One conclusion about a signature, in the lengths that views have space for. */
interface VerdictEntry {
  /** Two to four words, for a status bar. */
  readonly label: string;
  /** What follows the label, with `{name}` for each value; empty if the label says it all. */
  readonly detail: string;
  /** The whole sentence, and where it is documented. */
  readonly text: string;
  readonly source: string;
  readonly outcome: VerdictOutcome;
  /** What to do about it, and the command that does it; null if there is none. */
  readonly todo: string;
  readonly action: VerdictAction | null;
}

/** - `unknown`: nobody can say from what is here. */
export type VerdictOutcome = 'ok' | 'invalid' | 'unknown';

/** The commands of the editor that verdicts lead to, by the last part of their identifiers. */
export type VerdictAction = 'resign' | 'attachSignature' | 'copyAddress' | 'wouldAPhoneAccept';

const askPhone =
  'A list proves only that a key it contains signed it. Whether a phone takes it depends on the lists that the phone holds.';
const fetchAgain =
  'Fetch the file again. If that copy has the same fault, the cluster must write it again: restart TFTP there.';
const resign = 'Re-sign the list, or fetch it again from the TFTP server. A phone that holds a list rejects this one.';
const showsNoSignature = 'Open the file itself: a text does not contain what was signed.';

const fails = 'Signature does not verify';
const notListed = 'Signer is not in the list';
const unchecked = 'Signature cannot be checked';
const files = 'Observed on files written by CUCM';

/** What can be concluded about the signature of a list. The finding on it says what that does to a phone. */
export const verdictSentences = {
  damaged: {
    label: 'Damaged',
    detail: 'at offset {offset}: {damage}',
    text: 'The file is damaged at offset {offset}: {damage}',
    source: 'Rules P7 and P8',
    outcome: 'invalid',
    todo: fetchAgain,
    action: 'copyAddress',
  },
  verified: {
    label: 'Signature verified',
    detail: 'signed by {signer} (record {record})',
    text: 'The signature verifies with the key of {signer} (record {record}).',
    source: files,
    outcome: 'ok',
    todo: askPhone,
    action: 'wouldAPhoneAccept',
  },
  'verified-with-fault': {
    label: 'Signed, but not sound',
    detail: 'signed by {signer} (record {record}). {fault}',
    text: 'The signature verifies with the key of {signer} (record {record}), and the list has an error: {fault}',
    source: files,
    outcome: 'invalid',
    todo: 'Look at the error, and correct it where the list is made. What was signed is what is there: an edit needs a new signature.',
    action: null,
  },
  'verified-by-cluster': {
    label: 'Signature verified',
    detail: 'according to the cluster; header names {signer}',
    text: 'The cluster says that the signature verifies; the header names {signer}.',
    source: 'The verdict line of show itl and show ctl',
    outcome: 'unknown',
    todo: showsNoSignature,
    action: null,
  },
  awaited: {
    label: 'Awaiting external signature',
    detail: 'SIGNATURE is a placeholder',
    text: 'The list is awaiting an external signature: SIGNATURE is a placeholder of zeros.',
    source: 'No RSA signature is zero',
    outcome: 'invalid',
    todo: 'Sign the bytes to be signed where the key is, then attach the signature: openssl dgst -sign KEY -out SIGNATURE BYTES, with the digest of the header (-sha1, -sha256 or -sha512).',
    action: 'attachSignature',
  },
  edited: {
    label: 'Edited since signed',
    detail: 're-sign before deploying to phones',
    text: 'The list was edited after it was signed. Re-sign before deploying to phones.',
    source: 'Rule P7',
    outcome: 'invalid',
    todo: 'Re-sign the list before phones get it.',
    action: 'resign',
  },
  invalid: {
    label: fails,
    detail: 'header names {signer} (record {record})',
    text: 'The key of {signer} (record {record}), the signer in the header, does not verify the signature, and no other key in the file matches.',
    source: 'Rule P7',
    outcome: 'invalid',
    todo: resign,
    action: 'resign',
  },
  'invalid-signer-unknown': {
    label: fails,
    detail: 'header names {signer}',
    text: 'The signature does not verify; the header names {signer}.',
    source: 'The verdict line of show itl and show ctl',
    outcome: 'invalid',
    todo: showsNoSignature,
    action: null,
  },
  'invalid-own-key': {
    label: fails,
    detail: 'signed by {signer} (record {record}), but header or certificate disagree',
    text: 'The signature was made by {signer} (record {record}), but the header declares another digest, or the certificate has another key.',
    source: files,
    outcome: 'invalid',
    todo: resign,
    action: 'resign',
  },
  'invalid-other-key': {
    label: fails,
    detail:
      'header names {signer} (record {record}), but the key of {actual} (record {actualRecord}) made the signature',
    text: 'The header names {signer} (record {record}), but the key of {actual} (record {actualRecord}) made the signature.',
    source: 'Cisco community document DOC-17679 (CSCtn50405)',
    outcome: 'invalid',
    todo: resign,
    action: 'resign',
  },
  'not-listed': {
    label: notListed,
    detail: 'header names {signer}',
    text: 'The header names {signer}, but no System Administrator Security Token record has that serial number and issuer.',
    source: 'Cisco community document DOC-17679 (CSCtn50405)',
    outcome: 'invalid',
    todo: resign,
    action: 'resign',
  },
  'not-listed-other-key': {
    label: notListed,
    detail: 'header names {signer}, but the key of {actual} (record {actualRecord}) made the signature',
    text: 'The header names {signer}, who is not a signer in the list; the key of {actual} (record {actualRecord}) made the signature.',
    source: 'Cisco community document DOC-17679 (CSCtn50405)',
    outcome: 'invalid',
    todo: resign,
    action: 'resign',
  },
  unsupported: {
    label: unchecked,
    detail: 'header names {signer} (record {record})',
    text: 'The key of {signer} (record {record}), the signer in the header, cannot be used to verify a signature.',
    source: 'usecallmanagernz/certutils (public implementation)',
    outcome: 'unknown',
    todo: 'Look at the signer’s record: its certificate or key cannot be used. Fetch the list again, or re-sign it.',
    action: 'resign',
  },
  'unsupported-signer-unknown': {
    label: unchecked,
    detail: 'header names {signer}',
    text: 'The signature cannot be checked; the header names {signer}.',
    source: 'The text of show itl and show ctl does not contain what was signed',
    outcome: 'unknown',
    todo: showsNoSignature,
    action: null,
  },
  'unsupported-own-key': {
    label: unchecked,
    detail: 'signed by {signer} (record {record}), but header or certificate disagree',
    text: 'The signature was made by {signer} (record {record}), but the certificate there has another key.',
    source: files,
    outcome: 'unknown',
    todo: 'Look at the signer’s record: its certificate or key cannot be used. Fetch the list again, or re-sign it.',
    action: 'resign',
  },
  'unsupported-other-key': {
    label: unchecked,
    detail:
      'header names {signer} (record {record}), but the key of {actual} (record {actualRecord}) made the signature',
    text: 'The key of {signer} (record {record}) cannot be used to verify a signature; the key of {actual} (record {actualRecord}) made it.',
    source: files,
    outcome: 'unknown',
    todo: 'Look at the signer’s record: its certificate or key cannot be used. Fetch the list again, or re-sign it.',
    action: 'resign',
  },
  'proves-nothing': {
    label: 'Signature proves nothing',
    detail: 'the key of {signer} (record {record}) is not a sound RSA key',
    text: 'The signature verifies with the key of {signer} (record {record}), but that is not a sound RSA key: the signature does not prove who made it.',
    source: 'RFC 8017, section 3.1 (what an RSA key is)',
    outcome: 'unknown',
    todo: 'Find out who made this list: the certificates of a cluster have sound keys. Do not give it to phones.',
    action: 'copyAddress',
  },
  unsigned: {
    label: 'Not signed',
    detail: '',
    text: 'The list is not signed.',
    source: 'Rule P7',
    outcome: 'invalid',
    todo: 'Sign the list. A phone that holds a list rejects an unsigned one.',
    action: 'resign',
  },
} as const satisfies Catalogue & Readonly<Record<string, VerdictEntry>>;
