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
}

const fails = 'Signature does not verify';
const notListed = 'Signer is not in the list';
const unchecked = 'Signature cannot be checked';
const files = 'Observed on files written by CUCM';

/** What can be concluded about the signature of a list. The finding on it says what that does to a phone. */
export const verdictSentences = {
  verified: {
    label: 'Signature verified',
    detail: 'signed by {signer} (record {record})',
    text: 'The signature verifies with the key of {signer} (record {record}).',
    source: files,
  },
  'verified-by-cluster': {
    label: 'Signature verified',
    detail: 'according to the cluster; header names {signer}',
    text: 'The cluster says that the signature verifies; the header names {signer}.',
    source: 'The verdict line of show itl and show ctl',
  },
  awaited: {
    label: 'Awaiting external signature',
    detail: 'SIGNATURE is a placeholder',
    text: 'The list is awaiting an external signature: SIGNATURE is a placeholder of zeros.',
    source: 'No RSA signature is zero',
  },
  edited: {
    label: 'Edited since signed',
    detail: 're-sign before deploying to phones',
    text: 'The list was edited after it was signed. Re-sign before deploying to phones.',
    source: 'Rule P7',
  },
  invalid: {
    label: fails,
    detail: 'header names {signer} (record {record})',
    text: 'The key of {signer} (record {record}), the signer in the header, does not verify the signature, and no other key in the file matches.',
    source: 'Rule P7',
  },
  'invalid-signer-unknown': {
    label: fails,
    detail: 'header names {signer}',
    text: 'The signature does not verify; the header names {signer}.',
    source: 'The verdict line of show itl and show ctl',
  },
  'invalid-own-key': {
    label: fails,
    detail: 'signed by {signer} (record {record}), but header or certificate disagree',
    text: 'The signature was made by {signer} (record {record}), but the header declares another digest, or the certificate has another key.',
    source: files,
  },
  'invalid-other-key': {
    label: fails,
    detail:
      'header names {signer} (record {record}), but the key of {actual} (record {actualRecord}) made the signature',
    text: 'The header names {signer} (record {record}), but the key of {actual} (record {actualRecord}) made the signature.',
    source: 'Cisco community document DOC-17679 (CSCtn50405)',
  },
  'not-listed': {
    label: notListed,
    detail: 'header names {signer}',
    text: 'The header names {signer}, but no System Administrator Security Token record has that serial number and issuer.',
    source: 'Cisco community document DOC-17679 (CSCtn50405)',
  },
  'not-listed-other-key': {
    label: notListed,
    detail: 'header names {signer}, but the key of {actual} (record {actualRecord}) made the signature',
    text: 'The header names {signer}, who is not a signer in the list; the key of {actual} (record {actualRecord}) made the signature.',
    source: 'Cisco community document DOC-17679 (CSCtn50405)',
  },
  unsupported: {
    label: unchecked,
    detail: 'header names {signer} (record {record})',
    text: 'The key of {signer} (record {record}), the signer in the header, cannot be used to verify a signature.',
    source: 'usecallmanagernz/certutils (public implementation)',
  },
  'unsupported-signer-unknown': {
    label: unchecked,
    detail: 'header names {signer}',
    text: 'The signature cannot be checked; the header names {signer}.',
    source: 'The text of show itl and show ctl does not contain what was signed',
  },
  'unsupported-own-key': {
    label: unchecked,
    detail: 'signed by {signer} (record {record}), but header or certificate disagree',
    text: 'The signature was made by {signer} (record {record}), but the certificate there has another key.',
    source: files,
  },
  'unsupported-other-key': {
    label: unchecked,
    detail:
      'header names {signer} (record {record}), but the key of {actual} (record {actualRecord}) made the signature',
    text: 'The key of {signer} (record {record}) cannot be used to verify a signature; the key of {actual} (record {actualRecord}) made it.',
    source: files,
  },
  'proves-nothing': {
    label: 'Signature proves nothing',
    detail: 'the key of {signer} (record {record}) is not a sound RSA key',
    text: 'The signature verifies with the key of {signer} (record {record}), but that is not a sound RSA key: the signature does not prove who made it.',
    source: 'RFC 8017, section 3.1 (what an RSA key is)',
  },
  unread: {
    label: 'Signature not found',
    detail: 'the header cannot be read to its end',
    text: 'No signature was found: the header cannot be read to its end.',
    source: 'The file itself',
  },
  unsigned: {
    label: 'Not signed',
    detail: '',
    text: 'The list is not signed.',
    source: 'Rule P7',
  },
} as const satisfies Catalogue & Readonly<Record<string, VerdictEntry>>;
