import { statements } from '../words/statement';
import { messages, t } from '../words/translate';

/**
 * What a comparison concludes. The clauses of its summary and the notes on what was not compared have no capital letter
 * and no full stop: a view adds them. All repeat what the two files say, so that no entry has a source.
 */
export const comparisonReasons = {
  // The lists as a whole
  identical: { text: 'identical, byte for byte', source: null },
  same: { text: 'same in meaning', source: null },
  'same-by-text': { text: 'same in meaning, judging by the text', source: null },
  'record-may-be-missing': { text: '1 record possibly missing from the text', source: null },
  'records-may-be-missing': { text: '{count} records possibly missing from the text', source: null },
  'other-time': { text: 'signed at a different time', source: null },
  'signed-again': { text: 'signed again', source: null },
  'written-differently': { text: 'written differently', source: null },
  'compared-in-part': { text: 'long values compared in part', source: null },
  'files-differ': { text: 'the files differ', source: null },
  'text-has-no-record': { text: 'the text contains no records', source: null },
  'text-agrees': { text: 'what the text prints is the same', source: null },
  'compared-agrees': { text: 'everything that could be compared is the same', source: null },
  'itl-and-ctl': { text: 'an ITL and a CTL', source: null },
  'ctl-and-itl': { text: 'a CTL and an ITL', source: null },
  'now-blank': { text: 'now blank', source: null },
  'no-longer-blank': { text: 'no longer blank', source: null },
  more: { text: 'and {count} more', source: null },

  // The signer and the header
  'signer-kept': { text: 'signer kept', source: null },
  'signer-has-other-certificate': { text: 'same signer, with a different certificate', source: null },
  'signer-renewed': { text: 'signer renewed', source: null },
  'signer-replaced': { text: 'signer replaced: {before} → {after}', source: null },
  'signer-added': { text: 'signer added: {signer}', source: null },
  'signer-removed': { text: 'signer removed: {signer}', source: null },
  'signature-verdict': { text: 'signature {after}, was {before}', source: null },
  structure: { text: 'structure {after}, was {before}', source: null },
  'digest-changed': { text: 'digest {before} → {after}', source: null },
  'field-added': { text: '{field} added: {after}', source: null },
  'field-removed': { text: '{field} removed', source: null },
  'field-changed': { text: '{field} {before} → {after}', source: null },
  'trailing-added': { text: '{after} after the last record added', source: null },
  'trailing-removed': { text: '{before} after the last record removed', source: null },
  'trailing-changed': { text: 'bytes after the last record changed', source: null },

  // The records of one function: the left list has `total` of them
  'renewed-only': { text: '{name} certificate renewed', source: null },
  'renewed-some': { text: '{some} of {total} {name} certificates renewed', source: null },
  'renewed-both': { text: 'both {name} certificates renewed', source: null },
  'renewed-all': { text: 'all {total} {name} certificates renewed', source: null },
  'replaced-only': { text: '{name} certificate replaced', source: null },
  'replaced-some': { text: '{some} of {total} {name} certificates replaced', source: null },
  'replaced-both': { text: 'both {name} certificates replaced', source: null },
  'replaced-all': { text: 'all {total} {name} certificates replaced', source: null },
  'changed-only': { text: '{name} record changed ({fields})', source: null },
  'changed-some': { text: '{some} of {total} {name} records changed ({fields})', source: null },
  'changed-both': { text: 'both {name} records changed ({fields})', source: null },
  'changed-all': { text: 'all {total} {name} records changed ({fields})', source: null },
  'removed-only': { text: '{name} removed', source: null },
  'removed-some': { text: '{some} of {total} {name} removed', source: null },
  'removed-both': { text: 'both {name} removed', source: null },
  'removed-all': { text: 'all {total} {name} removed', source: null },
  'added-one': { text: '{name} added', source: null },
  'added-several': { text: '{count} {name} added', source: null },
  'record-moved': { text: '1 record moved', source: null },
  'records-moved': { text: '{count} records moved', source: null },

  // If it is not known which list came first
  'headers-differ': { text: 'the lists differ in their headers', source: null },
  'record-differs': { text: '1 record differs', source: null },
  'records-differ': { text: '{count} records differ', source: null },

  // What was not compared
  'header-not-in-text': { text: "{field}: the cluster's text does not print it", source: null },
  'record-not-in-text': { text: "{field} of 1 record: the cluster's text does not print it", source: null },
  'records-not-in-text': { text: "{field} of {count} records: the cluster's text does not print it", source: null },
  'record-left-out': { text: "1 record: possibly left out of the cluster's text", source: null },
  'records-left-out': { text: "{count} records: possibly left out of the cluster's text", source: null },
  'header-in-part': { text: '{field}: only its first bytes were compared', source: null },
  'record-in-part': { text: '{field} of 1 record: only its first bytes were compared', source: null },
  'records-in-part': { text: '{field} of {count} records: only its first bytes were compared', source: null },
} as const;

export const state = statements(comparisonReasons);

/** What a difference is in, if it is not an element of the file: each is a value of `field`. */
const fieldNames = messages([
  'kind',
  'key',
  'signature',
  'structure',
  'records',
  'record',
  'bytes after the last record',
  'order of elements',
  'not before',
  'not after',
  'SHA-256 of the file',
  'SHA-1 of the file',
  'MD5 of the file',
]);

/** What a person calls the field of a difference: elements have the names that the cluster prints. */
export function fieldWords(field: string): string {
  return fieldNames.some((name) => name === field) ? t(field) : field;
}

/**
 * What a phone that holds one side makes of the other, without full stops: by its verdict, and by what follows if one
 * cluster replaced the one list by the other. `verdict` is the part of the text that views stress; `held` and `offered`
 * are `left` and `right`. The decision behind it has its sources.
 */
export const phoneReasons = {
  accepted: { text: 'A phone that holds the {held} list accepts the {offered} one', verdict: 'accepts', source: null },
  refused: { text: 'A phone that holds the {held} list refuses the {offered} one', verdict: 'refuses', source: null },
  depends: {
    text: 'A phone that holds the {held} list may accept the {offered} one',
    verdict: 'may accept',
    source: null,
  },
  'locked-out': {
    text: 'If one cluster replaced the {held} list by the {offered} one: locked out, no signer and no TVS that phones know is left',
    verdict: 'locked out',
    source: null,
  },
  'fine-through-tvs': {
    text: 'If one cluster replaced the {held} list by the {offered} one: taken through TVS, whose certificate is kept',
    verdict: 'taken through TVS',
    source: null,
  },
} as const;

export const statePhone = statements(phoneReasons);

/** Why a side cannot be compared, or what a phone does with it cannot be told. */
export const sideReasons = {
  'no-file': { text: 'According to the text, the cluster has no such file.', source: null },
  'not-parsed': { text: 'According to the text, the cluster could not parse the file.', source: null },
  'no-output': { text: 'The text contains no output of show itl or show ctl.', source: null },
  'several-outputs': {
    text: 'The text contains several lists; a comparison takes one on each side.',
    source: null,
  },
  'nothing-printed': { text: 'The text prints no record, and no checksum.', source: null },
  'other-checksum': {
    text: 'The text prints no record; its checksum says that the files differ, and not in what.',
    source: null,
  },
  'no-common-checksum': {
    text: 'The text prints no record, and there is no checksum in common to compare.',
    source: null,
  },
  'no-bytes': {
    text: 'It is not known what a phone does with these: a text that a cluster printed does not contain the bytes.',
    source: null,
  },
  'neither-kind': {
    text: 'It is not known what a phone does with these: {file} is neither an ITL nor a CTL.',
    source: null,
  },
} as const;

export const stateSide = statements(sideReasons);
