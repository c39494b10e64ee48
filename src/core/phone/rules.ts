import { phoneLimits } from '../format/phone-limits';
import { statements, type Catalogue } from '../words/statement';
import { messages } from '../words/translate';

/**
 * What is known of how a phone treats a file that it is offered, and what is not. Every sentence about a phone rests on
 * one of these entries; `reasons.ts` has the sentences, and `docs/phone-rules.md` the tables and sources.
 */

export interface Source {
  readonly title: string;
  readonly url: string;
}

const cisco =
  'https://www.cisco.com/c/en/us/support/docs/unified-communications/unified-communications-manager-callmanager';
const community = 'https://community.cisco.com/t5/collaboration-knowledge-base';

export const sources = {
  'security-by-default': {
    title: 'Communications Manager Security By Default and ITL Operation and Troubleshooting (DOC-17679, Cisco 116232)',
    url: `${community}/communications-manager-security-by-default-and-itl-operation-and/ta-p/3129362`,
  },
  'migrating-phones': {
    title: 'Migrating IP Phones Between Clusters with CUCM 8 and ITL Files (DOC-15799)',
    url: `${community}/migrating-ip-phones-between-clusters-with-cucm-8-and-itl-files/ta-p/3108501`,
  },
  'cucme-to-cucm': {
    title: 'Trust List Update Failed after a move from CUCM Express to CUCM 8.x (Cisco 113500)',
    url: 'https://www.cisco.com/c/en/us/support/docs/voice-unified-communications/unified-ip-phone-7900-series/113500-trust-list.html',
  },
  'secure-clusters': {
    title: 'Migrate Phones Between Secure Clusters (Cisco 213407)',
    url: `${cisco}/213407-migrate-phones-between-secure-clusters.html`,
  },
  'bulk-certificates': {
    title: 'Procedure for Bulk Certificate Management Between CUCM Clusters (Cisco 215539)',
    url: `${cisco}/215539-procedure-for-bulk-certificate-managemen.html`,
  },
  'itl-reset': {
    title: 'Unified Communications Manager ITL Enhancements in Version 10.0(1) (Cisco 117598)',
    url: `${cisco}/117598-technote-itl-00.html`,
  },
  'security-guide': {
    title: 'Security Guide for Cisco Unified Communications Manager',
    url: 'https://www.cisco.com/c/en/us/support/unified-communications/unified-communications-manager-callmanager/products-maintenance-guides-list.html',
  },
  certutils: {
    title: 'usecallmanagernz/certutils',
    url: 'https://github.com/usecallmanagernz/certutils',
  },
} as const satisfies Record<string, Source>;
export type SourceId = keyof typeof sources;

/** P1 to P10 are the rules of trust; L1 is a limit that is checked before them. */
export const ruleIds = ['P1', 'P2', 'P3', 'P4', 'P5', 'P6', 'P7', 'P8', 'P9', 'P10', 'L1'] as const;
export type RuleId = (typeof ruleIds)[number];

export interface Rule {
  /** What a phone accepts. */
  readonly sentence: string;
  readonly sources: readonly SourceId[];
}

export const rules = messages({
  P1: {
    sentence:
      'A phone that holds no list, or a blank ITL and no CTL, trusts the next list that it is offered. With a blank ITL it also accepts any configuration, signed or not.',
    sources: ['security-by-default', 'migrating-phones'],
  },
  P2: {
    sentence: 'A phone that holds only a CTL accepts an ITL only if its signer is in the CTL, as CCM+TFTP or as SAST.',
    sources: ['security-by-default'],
  },
  P3: {
    sentence:
      'A phone that holds a CTL and an ITL accepts an ITL if its signer is in the CTL or in the ITL, or if a TVS in the ITL vouches for the signer.',
    sources: ['security-by-default', 'migrating-phones'],
  },
  P4: {
    sentence:
      'A phone that holds only an ITL accepts a list if its signer is in the ITL, or if a TVS in the ITL vouches for the signer.',
    sources: ['security-by-default', 'migrating-phones'],
  },
  P5: {
    sentence:
      'A phone accepts a new CTL if its signer is a SAST of the CTL that it holds or is in its ITL, or if a TVS in the ITL vouches for the signer. One hardware token in both CTLs is enough.',
    sources: ['migrating-phones', 'secure-clusters'],
  },
  P6: {
    sentence:
      'A blank ITL does not clear a CTL: a new file must be signed by a certificate in the CTL, and the phone has no TVS left to ask.',
    sources: ['secure-clusters'],
  },
  P7: {
    sentence:
      "A phone accepts a signed file only if it is intact: its signature verifies with its signer's key. If not, the phone refuses it, no matter who signed it.",
    sources: ['security-by-default'],
  },
  P8: {
    sentence:
      'When a phone refuses a file it keeps the lists that it holds, shows "Trust List Update Failed" if the file is a list, and continues to use its cached configuration.',
    sources: ['security-by-default', 'migrating-phones', 'cucme-to-cucm'],
  },
  P9: {
    sentence:
      'A phone that holds a list asks only for signed configuration. It accepts one if its signer is a TFTP or CCM+TFTP certificate in the CTL or the ITL, or if a TVS in the ITL vouches for the signer.',
    sources: ['security-by-default', 'certutils'],
  },
  P10: {
    sentence:
      'A phone whose lists contain no certificate, hash or key of a TFTP or CCM+TFTP server asks for unsigned configuration and accepts it. It still checks new lists.',
    sources: ['security-guide', 'certutils'],
  },
  L1: {
    sentence: `Phones do not load a list larger than ${phoneLimits.listBytes} bytes: more than 39 certificates make it that large.`,
    sources: ['security-guide'],
  },
} as const satisfies Readonly<Record<RuleId, Rule>>);

/**
 * What no source settles. A verdict that would need one of these is `depends`, never `accepted` or `refused`, and lists
 * it as not known.
 */
export const unknowns = {
  expiry: {
    text: 'It is not known whether a phone checks the validity dates of a certificate: no source says.',
    source: null,
  },
  'timestamp-order': {
    text: 'It is not known whether a phone refuses a list that is older than the one it holds: no source says.',
    source: null,
  },
  'first-signature': {
    text: 'It is not known whether a phone checks the signature of the first list that it is offered: no source says.',
    source: null,
  },
  'other-function': {
    text: 'It is not known whether a phone accepts a signer whose record has a function that the rule does not name: no source says.',
    source: null,
  },
  'other-key': {
    text: "It is not known whether a phone asks a TVS after it found the signer's serial number and issuer with a different key: no source says.",
    source: null,
  },
  'common-sast': {
    text: 'A SAST that is in both CTLs and did not sign the new one is documented as enough only for hardware tokens.',
    source: 'migrating-phones, secure-clusters',
  },
  'key-type': {
    text: 'Only RSA keys can be checked here, and it is not known which phones accept a signer with another type of key.',
    source: null,
  },
  'flawed-key': {
    text: 'It is not known whether a phone accepts a key whose signatures prove nothing: an RSA key with the exponent 1, for example, or with a prime as modulus. No source says.',
    source: null,
  },
  'two-readings': {
    text: 'It is not known how a phone reads a file that contradicts itself or can be read in two ways: no source says.',
    source: null,
  },
  'large-key': {
    text: 'One public implementation says that phones do not accept a signer whose RSA key has more than 2048 bits. No Cisco document says either way.',
    source: 'certutils',
  },
  'third-sast': {
    text: 'One public implementation says that phones read at most two SAST records of a list. No Cisco document says either way.',
    source: 'certutils',
  },
  digest: {
    text: 'No known file is signed over a digest other than SHA-1 or SHA-512, and no source says whether a phone accepts one.',
    source: null,
  },
  'blank-form': {
    text: 'No blank ITL from a cluster is publicly known. It is not known how a phone treats an ITL that is damaged or has no record of a server.',
    source: null,
  },
  'blank-check': {
    text: 'A phone with a blank ITL accepts any configuration, and no phone accepts a file that was changed after signing. It is not known which of the two applies here.',
    source: 'security-by-default, migrating-phones',
  },
  'damaged-list': {
    text: 'It is not known how much of a damaged list a phone reads: no source says.',
    source: null,
  },
  'token-and-blank': {
    text: 'Cisco documents disagree about a phone with a blank ITL. One says that a hardware token in both CTLs is enough; another says that a certificate in the CTL on the phone must have signed the new one.',
    source: 'migrating-phones, secure-clusters',
  },
  'unasked-signed': {
    text: 'A phone without lists, or whose lists contain no TFTP server, asks for unsigned configuration. It is not known how it treats a signed one: no source says.',
    source: null,
  },
  'held-text': {
    text: 'The output of show itl and show ctl contains no keys and no signature: it is not known from it whether the list verifies, nor which keys are in it.',
    source: null,
  },
  'held-not-sound': {
    text: 'It is not known how a phone would come to hold a list that is damaged or does not verify: it would not have taken one. The answer is for a phone that holds it all the same.',
    source: 'P7, P8',
  },
  firmware: {
    text: 'Firmware is signed with a key inside the phone, and its header names a placeholder as signer. Neither a trust list nor this program can verify it.',
    source: null,
  },
  'encryption-key': {
    text: 'Only the phone with the right private key can decrypt an encrypted configuration, and no file says which phone that is.',
    source: null,
  },
} as const satisfies Catalogue;
export type UnknownId = keyof typeof unknowns;

/** An entry of `unknowns` as a statement: its `reason` is the id. */
export const notKnown = statements(unknowns);

/** Seconds for which a phone keeps the answer of a TVS. */
export const tvsCacheSeconds = 86_400;
/** TCP port of the Trust Verification Service. */
export const tvsPort = 2445;

/** The four conditions that must all be true before an ITL is deleted (security-by-default). */
export const eraseConditionIds = ['itl-differs', 'tvs-differs', 'verification-failed', 'no-backup'] as const;
export type EraseConditionId = (typeof eraseConditionIds)[number];
