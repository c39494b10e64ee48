import type { SignedStatus } from '../core/phone/verify-signed';
import type { CatalogueEntry, FindingCode } from '../core/trust/catalogue';
import type { Level, Rule } from './sarif/result';
import { loadEngine } from './engine';

/** What `verify` concludes beside the findings: on the signature of a signed file, and on a text. */
export type VerdictRule = `file-${Exclude<SignedStatus, 'verified'>}` | 'file-list-not-verified' | 'text-signature';

type VerdictEntry = Omit<CatalogueEntry, 'severity' | 'message' | 'action' | 'isVerdict'> & { readonly level: Level };

const refused = 'A phone that holds a list refuses this file, and keeps its former configuration.';
const undecided = 'Not known from what was given.';
const giveLists = 'Give the lists that the phones hold with --list.';
const signAgain = 'Have the TFTP server sign the file again: restart TFTP there. Then download the file again.';

/** Their words, as the catalogue of findings has those of the findings. The sentences are those of the verdicts. */
export const verdictRules: Readonly<Record<VerdictRule, VerdictEntry>> = {
  'file-invalid': {
    level: 'error',
    title: 'File’s signature invalid',
    raised: 'The key of the signer, in a list that was given, does not verify the signature of a signed file.',
    phone: refused,
    source: 'Rules P7 and P9',
    todo: signAgain,
  },
  'file-signer-not-in-list': {
    level: 'error',
    title: 'Signer not in the lists',
    raised: 'No record of the lists that were given has the serial number and issuer of the signer of a signed file.',
    phone: `${refused} If a TVS in its list vouches for the signer, it accepts the file.`,
    source: 'Rules P3, P4 and P9',
    todo: 'Give the lists that the phones hold now. If those were given, the file is from another cluster, or from one whose CallManager certificate changed.',
  },
  'file-other-function': {
    level: 'error',
    title: 'Signed by another function',
    raised: 'A signed file is signed by a record whose function does not make it a signer of configuration.',
    phone: `${refused} If a TVS in its list vouches for the signer, it accepts the file.`,
    source: 'Rule P9',
    todo: signAgain,
  },
  'file-unsigned': {
    level: 'error',
    title: 'File not signed',
    raised: 'The header of a signed file does not name a signer, or has no signature.',
    phone: refused,
    source: 'Rule P7',
    todo: signAgain,
  },
  'file-unsupported': {
    level: 'open',
    title: 'File’s signature not decided',
    raised:
      'The signer of a signed file is in a list that was given, and its key cannot be used to check the signature, or proves nothing.',
    phone: undecided,
    source: 'Rules P7 and P9',
    todo: 'Look at the record of the signer in the list: its certificate or key cannot be used.',
  },
  'file-no-list': {
    level: 'open',
    title: 'No list to verify with',
    raised: 'A signed file was given without a list to look its signer up in.',
    phone: undecided,
    source: 'Rule P9',
    todo: giveLists,
  },
  'file-firmware': {
    level: 'open',
    title: 'Firmware',
    raised: 'Firmware is signed with a key inside the phone, and cannot be verified outside it.',
    phone: undecided,
    source: 'Rule P7',
    todo: 'Compare the checksum of the file with the one that Cisco publishes.',
  },
  'file-list-not-verified': {
    level: 'open',
    title: 'List not verified itself',
    raised: 'A signed file was verified with a list whose own signature is not verified.',
    phone: undecided,
    source: 'Rule P7',
    todo: 'Verify that list first, or give another one with --list.',
  },
  'text-signature': {
    level: 'open',
    title: 'Text without a signature',
    raised: 'An output of show itl or show ctl contains neither the signature nor the keys.',
    phone: undecided,
    source: 'The text itself',
    todo: 'Download the file from the TFTP server, and verify that.',
  },
};

/** What `verify` can say of files, as rules: the catalogue of findings, and what it concludes beside them. */
export async function rulesOfVerify(): Promise<Rule[]> {
  const { entryOf, findingCodes } = await loadEngine();
  return [
    ...findingCodes.map((code: FindingCode) => {
      const entry = entryOf(code);
      return ruleOf(code, levels[entry.severity], entry);
    }),
    ...Object.entries(verdictRules).map(([id, entry]) => ruleOf(id, entry.level, entry)),
  ];
}

export const levels: Readonly<Record<CatalogueEntry['severity'], Level>> = {
  error: 'error',
  warning: 'warning',
  information: 'note',
};

function ruleOf(
  id: string,
  level: Level,
  entry: Pick<CatalogueEntry, 'title' | 'raised' | 'phone' | 'source' | 'todo'>,
): Rule {
  const { title, raised, phone, source, todo } = entry;
  return {
    id,
    level,
    title,
    raised,
    help: [
      { label: 'On a phone', text: phone },
      ...(todo === null ? [] : [{ label: 'What to do', text: todo }]),
      { label: 'Source', text: source },
    ],
  };
}
