import { statements, type Catalogue } from '../../words/statement';
import { plural } from '../../words/translate';

/** Every sentence about a fleet that is not about one phone and one file: for those, `decide` has its own. */
export const fleetReasons = {
  // What a group of phones holds
  'holds-served': { text: 'These phones hold {file}, which is served now.', source: null },
  'depends-on': { text: '{why} This must be true: {conditions}', source: null },
  'depends-on-earlier': {
    text: 'Whether these phones accept {file} depends on whether they accept {earlier} first. {why}',
    source: 'P2, P3, P4, P5, P9',
  },
  'depends-on-ctl': {
    text: 'These phones hold a CTL that was not given ({digest}). Whether they accept {file} depends on it: give that CTL too.',
    source: 'P2, P3, P5, P6, P9',
  },
  'unknown-digest': {
    text: '{algorithm} {digest} differs from every list given. It is another file; whether its contents differ cannot be seen from a digest.',
    source: null,
  },
  'unknown-sha1': {
    text: 'SHA-1 {digest} differs from every list given. It is another file; whether its contents differ cannot be seen from a digest. That phones display the SHA-1 of the whole file is inferred from its length, not documented for every model.',
    source: 'inferred',
  },
  'reported-mismatch': {
    text: 'CUCM reports that the list differs from the one that it serves, but not which list it is.',
    source: null,
  },
  'reported-match-of-several': {
    text: 'CUCM reports a match, but not with which list: {count} ITLs are served here.',
    source: null,
  },
  'reported-match-of-none': { text: 'CUCM reports a match, but no ITL is served here to match.', source: null },
  'unknown-other-kind': {
    text: 'The digest given for the ITL matches the CTL {file}, so the ITL is not known.',
    source: null,
  },
  'itl-not-reported': { text: 'No source says which ITL these phones hold.', source: null },
  'itl-unreadable': { text: 'The value given for a list of these phones is not a digest.', source: null },

  // What an answer rests on
  'ctl-none-assumed': {
    text: 'No source says whether {count} of these phones hold a CTL: none is assumed.',
    source: null,
  },
  'ctl-none-assumed-of-all': {
    text: 'No source says whether these phones hold a CTL: none is assumed.',
    source: null,
  },
  'current-by-cucm': {
    text: 'For {count} of these phones only CUCM says so: it reports "Match" in {sources}.',
    source: null,
  },
  'only-list-judged': { text: 'No configuration was given: only the list is judged.', source: null },
  'only-configuration-judged': { text: 'No list was given as served: only the configuration is judged.', source: null },
  'configuration-beside': { text: 'Configuration {file}: {verdict}. {why}', source: null },

  // Problems of the sources
  'differs-from-other': {
    text: '{device}: the {kind} here ({here}) differs from that in {place} ({there}), which is used because it is {why}.',
    source: null,
  },
  'match-with-other-digest': {
    text: '{device}: CUCM reports "Match", but the digest matches {file}, which is not served. The digest is used.',
    source: null,
  },
  'match-with-unknown-digest': {
    text: '{device}: CUCM reports "Match", but the digest matches none of the lists served. The digest is used.',
    source: null,
  },
  'mismatch-with-served-digest': {
    text: '{device}: CUCM reports "Mismatch", but the digest matches {file}, which is served. The digest is used.',
    source: null,
  },
  'not-installed-with-digest': {
    text: '{device}: CUCM reports "Not Installed", but there is a digest of an ITL. The digest is used.',
    source: null,
  },
  'status-without-list': {
    text: '{device}: CUCM reports "{reported}", but the ITL is given as not installed. The phone counts as not installed.',
    source: null,
  },
  'digest-of-other-kind': {
    text: '{device}: the digest given for the {given} matches {file}, which is {kind}. It is used as such.',
    source: null,
  },
  'digest-not-placed': {
    text: '{device}: the digest given for the {given} matches {file}, which is {kind}, and the same source names another one.',
    source: null,
  },
  'not-a-digest': {
    text: '{device}: the value given for the {kind} is not an MD5, SHA-1 or SHA-256 digest: {text}',
    source: null,
  },
  'neither-itl-nor-ctl': { text: 'Neither its FILENAME nor its name says ITL or CTL.', source: null },
  'list-cannot-be-read': { text: '{why}', source: null },

  // What to do, in order
  'fix-served': {
    text: 'Fix {file} first: no phone accepts it. {why}',
    source: 'P7, L1',
  },
  'sign-configuration': {
    text: 'Have the TFTP server sign {file}: phones that hold a list accept no unsigned configuration.',
    source: 'P9',
  },
  'reach-tvs': {
    text: 'For {phones}: make sure that they reach a TVS they know on TCP 2445, and that it still presents the certificate that they know ({servers}). Its trust store contains the signer of {file} ({signer}), so they accept {file} without a visit.',
    source: 'P3, P4, P5, P9',
  },
  'check-tvs': {
    text: 'For {phones}: make sure that they reach a TVS they know on TCP 2445, that it still presents the certificate that they know ({servers}), and that its trust store (Phone-SAST-trust) contains the signer of {file} ({signer}). If not, add that certificate and restart TVS. They then accept {file} without a visit.',
    source: 'P3, P4, P5, P9',
  },
  'teach-tvs': {
    text: 'For {phones}: add the certificate of the signer of {file} ({signer}) to the trust store (Phone-SAST-trust) of a TVS they know, and restart TVS. It must still present the certificate that they know ({servers}). They then accept {file} without a visit.',
    source: 'P3, P4, P5, P9',
  },
  'serve-first': {
    text: 'For {phones}: serve {list} until they have fetched it, then serve {file} again. They accept {list}, and with it {file}.',
    source: 'P3, P4, P5',
  },
  'serve-again': {
    text: 'Serve {list} again, as the cluster did before: restore the DRS backup that contains the key of its signer ({signer}). {held} hold it, and only {visits} then need a visit instead of {otherwise}.',
    source: 'security-by-default',
  },
  'give-ctl': {
    text: 'For {phones}: give the CTL that they hold ({digests}), and run the audit again.',
    source: null,
  },
  'check-conditions': {
    text: 'For {phones}: check what the answer depends on, and try one phone before the others.',
    source: null,
  },
  'wait-and-audit': {
    text: 'Restart TVS and TFTP on all nodes, reset the phones, and wait until they are registered again. Then run the audit again.',
    source: 'security-by-default',
  },
  'find-unknown': {
    text: 'For {phones}: find the lists that they hold (older backups, other TFTP nodes), and give them as known lists. Do not erase anything because of an unknown digest.',
    source: null,
  },
  'find-unreported': {
    text: 'For {phones}: find out which list they hold, from their web page, an alarm or their screen.',
    source: null,
  },
  remedy: { text: 'For {phones}: {remedy}', source: null },
  'before-visit': { text: 'Before you visit phones that hold {list}: {remedy}', source: null },
  'visit-itl': { text: 'Visit {phones} and erase the ITL.', source: 'P1' },
  'visit-both': {
    text: 'Visit {phones} and erase the CTL and the ITL: a phone that keeps its CTL refuses every list whose signer is not in it.',
    source: 'P1, P2',
  },
  'not-planned': {
    text: 'For {phones} in {groups} further groups, ways without a visit were not looked for. Fix the larger groups, and run the audit again.',
    source: null,
  },
} as const satisfies Catalogue;

export const state = statements(fleetReasons);

/** `1 phone`, `2000 phones`. */
export function phonesPhrase(count: number): string {
  return plural(count, '1 phone', '{count} phones');
}
