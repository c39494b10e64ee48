import { phoneLimits } from '../format/phone-limits';

/**
 * What is known of how a phone treats a file that it is offered. Every sentence that the product says about a phone
 * rests on one of these entries; `docs/phone-rules.md` tells the whole of it, with tables and sources.
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

/** P1 to P9 are the rules of trust; L1 is a limit that comes before them. */
export const ruleIds = ['P1', 'P2', 'P3', 'P4', 'P5', 'P6', 'P7', 'P8', 'P9', 'L1'] as const;
export type RuleId = (typeof ruleIds)[number];

export interface Rule {
  /** When it accepts what it is offered. */
  readonly sentence: string;
  readonly sources: readonly SourceId[];
}

export const rules: Readonly<Record<RuleId, Rule>> = {
  P1: {
    sentence:
      'A phone that holds no list, or a blank ITL and no CTL, trusts the next list it is given; with a blank ITL it takes any configuration too, signed or not.',
    sources: ['security-by-default', 'migrating-phones'],
  },
  P2: {
    sentence: 'A phone that holds a CTL alone takes an ITL only if its signer is in the CTL, as CCM+TFTP or as SAST.',
    sources: ['security-by-default'],
  },
  P3: {
    sentence:
      'A phone that holds a CTL and an ITL takes an ITL whose signer is in the CTL or in the ITL, or whose signer a TVS of the ITL vouches for.',
    sources: ['security-by-default', 'migrating-phones'],
  },
  P4: {
    sentence:
      'A phone that holds an ITL alone takes a list whose signer is in the ITL, or whose signer a TVS of the ITL vouches for.',
    sources: ['security-by-default', 'migrating-phones'],
  },
  P5: {
    sentence:
      'A new CTL is taken if its signer is a SAST of the CTL that the phone holds, is in its ITL, or is vouched for by a TVS of the ITL; one hardware token that both CTLs hold is enough.',
    sources: ['migrating-phones', 'secure-clusters'],
  },
  P6: {
    sentence:
      'A blank ITL does not clear a CTL: what is new has to be signed by something that the CTL holds, and no TVS is left to ask.',
    sources: ['secure-clusters'],
  },
  P7: {
    sentence:
      "A file is taken only whole: its signature verifies with its signer's key. If not, it is refused whoever signed it.",
    sources: ['security-by-default'],
  },
  P8: {
    sentence:
      'When a phone refuses a file it keeps what it holds, shows "Trust List Update Failed" for a list, and goes on with its cached configuration.',
    sources: ['security-by-default', 'migrating-phones', 'cucme-to-cucm'],
  },
  P9: {
    sentence:
      'A phone that holds a list asks only for signed configuration, and takes it if its signer is a TFTP or CCM+TFTP certificate of the CTL or the ITL, or if a TVS of the ITL vouches for it.',
    sources: ['security-by-default', 'certutils'],
  },
  L1: {
    sentence: `Phones do not load a list above ${phoneLimits.listBytes} bytes, which more than 39 certificates make.`,
    sources: ['security-guide'],
  },
};

/**
 * What no source settles, and what a verdict says where it hangs on it. A verdict that would need one of these is
 * `depends`, never `accepted` or `refused`.
 */
export const unknowns = {
  expiry: 'Whether a phone looks at the dates of a certificate is not known: no source says it.',
  'timestamp-order':
    'Whether a phone refuses a list that is older than the one it holds is not known: no source says it.',
  'first-signature':
    'Whether a phone checks the signature of the very first list that it is given is not known: no source says it.',
  'other-function':
    'Whether a phone takes a signer whose record has another function than the rule names is not known: no source says it.',
  'other-key':
    "Whether a phone asks a TVS after it found the signer's serial number and issuer with another key is not known: no source says it.",
  'common-sast':
    'Whether a SAST that both CTLs hold, without having signed the new one, is enough is documented for hardware tokens only.',
  'key-type': "A signer's key other than RSA cannot be checked here, and which phones take one is not known.",
  'large-key':
    'One public implementation says that phones take no signer whose RSA key has more than 2048 bits; no Cisco document says either way.',
  'third-sast':
    'One public implementation says that phones read at most two SAST records of a list; no Cisco document says either way.',
  digest:
    'No file is known that is signed over a digest other than SHA-1 or SHA-512, and no source says whether a phone takes one.',
  'blank-form':
    'No blank ITL of a cluster is publicly known. What a phone makes of an ITL without any record of a server, or of a damaged one, is not known.',
  'blank-check':
    'A phone with a blank ITL takes any configuration, and no phone takes a file that was changed after it was signed: which of the two counts is not known.',
  'token-and-blank':
    'Cisco documents disagree where the ITL is blank: one says that a hardware token which both CTLs hold is enough, another that something in the held CTL has to have signed the new one.',
  'unasked-signed':
    'A phone without lists asks for unsigned configuration: what it makes of a signed one is not known, as no source says it.',
  firmware:
    'Firmware is signed with a key inside the phone, and its header names a placeholder as signer: neither a trust list nor this program can verify it.',
  'encryption-key':
    'An encrypted configuration is of use only to the phone that holds the private key that it was encrypted for; no file says which phone that is.',
} as const;
export type UnknownId = keyof typeof unknowns;

/** Seconds for which a phone keeps the answer of a TVS. */
export const tvsCacheSeconds = 86_400;
/** TCP port of the Trust Verification Service. */
export const tvsPort = 2445;

/** The four conditions that all have to hold before an ITL is deleted (security-by-default). */
export const eraseConditionIds = ['itl-differs', 'tvs-differs', 'verification-failed', 'no-backup'] as const;
export type EraseConditionId = (typeof eraseConditionIds)[number];
