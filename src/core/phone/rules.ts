/**
 * What is known of how a phone treats a file that it is offered. Every sentence that the product says about a phone
 * rests on one of these entries; `docs/phone-rules.md` tells the whole of it, with tables and sources.
 */

/** How well a fact is known, strongest first. */
export type Strength =
  /** Written down by Cisco engineers for the community, with packet captures and phone logs. */
  | 'community-document'
  /** A numbered Cisco document or guide. */
  | 'cisco-document'
  /** What an open implementation does that real phones work with. */
  | 'public-implementation'
  /** Follows from the others; no source says it. */
  | 'inferred'
  /** No source says it. */
  | 'not-known';

export interface Source {
  readonly title: string;
  readonly url: string;
  readonly strength: Exclude<Strength, 'inferred' | 'not-known'>;
}

const cisco =
  'https://www.cisco.com/c/en/us/support/docs/unified-communications/unified-communications-manager-callmanager';
const community = 'https://community.cisco.com/t5/collaboration-knowledge-base';

export const sources = {
  'security-by-default': {
    title: 'Communications Manager Security By Default and ITL Operation and Troubleshooting (DOC-17679, Cisco 116232)',
    url: `${community}/communications-manager-security-by-default-and-itl-operation-and/ta-p/3129362`,
    strength: 'community-document',
  },
  'migrating-phones': {
    title: 'Migrating IP Phones Between Clusters with CUCM 8 and ITL Files (DOC-15799)',
    url: `${community}/migrating-ip-phones-between-clusters-with-cucm-8-and-itl-files/ta-p/3108501`,
    strength: 'community-document',
  },
  'cucme-to-cucm': {
    title: 'Trust List Update Failed after a move from CUCM Express to CUCM 8.x (Cisco 113500)',
    url: 'https://www.cisco.com/c/en/us/support/docs/voice-unified-communications/unified-ip-phone-7900-series/113500-trust-list.html',
    strength: 'cisco-document',
  },
  'secure-clusters': {
    title: 'Migrate Phones Between Secure Clusters (Cisco 213407)',
    url: `${cisco}/213407-migrate-phones-between-secure-clusters.html`,
    strength: 'cisco-document',
  },
  'bulk-certificates': {
    title: 'Procedure for Bulk Certificate Management Between CUCM Clusters (Cisco 215539)',
    url: `${cisco}/215539-procedure-for-bulk-certificate-managemen.html`,
    strength: 'cisco-document',
  },
  'itl-reset': {
    title: 'Unified Communications Manager ITL Enhancements in Version 10.0(1) (Cisco 117598)',
    url: `${cisco}/117598-technote-itl-00.html`,
    strength: 'cisco-document',
  },
  'certificate-regeneration': {
    title: 'Certificate Regeneration Process for CUCM (Cisco 214231)',
    url: `${cisco}/214231-certificate-regeneration-process-for-cis.html`,
    strength: 'cisco-document',
  },
  'security-guide': {
    title: 'Security Guide for Cisco Unified Communications Manager',
    url: 'https://www.cisco.com/c/en/us/support/unified-communications/unified-communications-manager-callmanager/products-maintenance-guides-list.html',
    strength: 'cisco-document',
  },
  certutils: {
    title: 'usecallmanagernz/certutils',
    url: 'https://github.com/usecallmanagernz/certutils',
    strength: 'public-implementation',
  },
} as const satisfies Record<string, Source>;
export type SourceId = keyof typeof sources;

export const ruleIds = ['P1', 'P2', 'P3', 'P4', 'P5', 'P6', 'P7', 'P8', 'P9'] as const;
export type RuleId = (typeof ruleIds)[number];

export interface Rule {
  /** What the phone holds for the rule to be the one that counts. */
  readonly holds: string;
  /** When it accepts what it is offered. */
  readonly sentence: string;
  readonly sources: readonly SourceId[];
}

export const rules: Readonly<Record<RuleId, Rule>> = {
  P1: {
    holds: 'no CTL, and no ITL or a blank one',
    sentence:
      'A phone that holds no list, or a blank ITL and no CTL, trusts the next list it is given; with a blank ITL it takes any configuration too, signed or not.',
    sources: ['security-by-default', 'migrating-phones'],
  },
  P2: {
    holds: 'a CTL and no ITL',
    sentence: 'A phone that holds a CTL alone takes an ITL only if its signer is in the CTL, as CCM+TFTP or as SAST.',
    sources: ['security-by-default'],
  },
  P3: {
    holds: 'a CTL and an ITL',
    sentence:
      'A phone that holds a CTL and an ITL takes an ITL whose signer is in the CTL or in the ITL, or whose signer a TVS of the ITL vouches for.',
    sources: ['security-by-default', 'migrating-phones'],
  },
  P4: {
    holds: 'an ITL and no CTL',
    sentence:
      'A phone that holds an ITL alone takes a list whose signer is in the ITL, or whose signer a TVS of the ITL vouches for.',
    sources: ['security-by-default', 'migrating-phones'],
  },
  P5: {
    holds: 'a CTL, and a new CTL is offered',
    sentence:
      'A new CTL is taken if its signer is a SAST of the CTL that the phone holds, is in its ITL, or is vouched for by a TVS of the ITL; one hardware token that both CTLs hold is enough.',
    sources: ['migrating-phones', 'secure-clusters'],
  },
  P6: {
    holds: 'a CTL and a blank ITL',
    sentence:
      'A blank ITL does not clear a CTL: what is new has to be signed by something that the CTL holds, and no TVS is left to ask.',
    sources: ['secure-clusters'],
  },
  P7: {
    holds: 'anything',
    sentence:
      "A file is taken only whole: its signature verifies with its signer's key. If not, it is refused whoever signed it.",
    sources: ['security-by-default'],
  },
  P8: {
    holds: 'anything',
    sentence:
      'When a phone refuses a file it keeps what it holds, shows "Trust List Update Failed" for a list, and goes on with its cached configuration.',
    sources: ['security-by-default', 'migrating-phones', 'cucme-to-cucm'],
  },
  P9: {
    holds: 'a list, and a configuration is offered',
    sentence:
      'A phone that holds a list asks only for signed configuration, and takes it if its signer is a TFTP or CCM+TFTP certificate of the CTL or the ITL, or if a TVS of the ITL vouches for it.',
    sources: ['security-by-default', 'certutils'],
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
  'tvs-cache':
    'A phone keeps the answer of a TVS for 24 hours: for a signer that it asked about within the last day it need not ask again.',
  firmware:
    'Firmware is signed with a key inside the phone, and its header names a placeholder as signer: neither a trust list nor this program can verify it.',
  'encryption-key':
    'An encrypted configuration is of use only to the phone that holds the private key that it was encrypted for; no file says which phone that is.',
} as const;
export type UnknownId = keyof typeof unknowns;

/** Bytes above which phones do not load a list (Security Guide: more than 39 certificates). */
export const mostListBytes = 64 * 1024;
/** SAST records that a phone reads (usecallmanagernz/certutils). */
export const mostSast = 2;
/** Seconds for which a phone keeps the answer of a TVS. */
export const tvsCacheSeconds = 86_400;
/** TCP port of the Trust Verification Service. */
export const tvsPort = 2445;
