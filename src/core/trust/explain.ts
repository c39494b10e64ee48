import { entryOf, type FindingAction } from './catalogue';
import type { Finding, FindingPlace, Fix } from './report';
import { messages, t } from '../words/translate';
import type { VerdictAction } from './verdict-sentences';

/** A finding with what the catalogue knows of its code: all that a hover says of it. */
export interface ExplainedFinding extends Finding {
  /** Two or three words. */
  readonly title: string;
  /** Where it is, in words. */
  readonly place: string;
  /** What it does to a phone. */
  readonly phone: string;
  /** Where that is documented. */
  readonly source: string;
  /** What an engineer does about it; null if there is nothing to do. */
  readonly todo: string | null;
  /** What its fix does, for a button; null if no edit fixes it. */
  readonly fixLabel: string | null;
  /** The command of the editor that does it; null if there is none. */
  readonly action: FindingAction | null;
  /** What the command is called, for a button. */
  readonly actionLabel: string | null;
}

export function explain(found: Finding): ExplainedFinding {
  const { title, phone, source, todo, action = null } = entryOf(found.code);
  return {
    ...found,
    title: t(title),
    place: placeWords(found.where),
    phone: t(phone),
    source: t(source),
    todo: todo === null ? null : t(todo),
    fixLabel: found.fix === null ? null : fixLabel(found.fix),
    action,
    actionLabel: action === null ? null : t(actionLabels[action]),
  };
}

/** What package.nls.json calls the commands that verdicts lead to. */
export const verdictActionLabels: Readonly<Record<VerdictAction, string>> = messages({
  resign: 'Re-sign…',
  attachSignature: 'Attach Signature…',
  copyAddress: 'Copy Download Address',
  wouldAPhoneAccept: 'Check Whether Phone Accepts File…',
});

/** What package.nls.json calls the commands. */
export const actionLabels: Readonly<Record<FindingAction, string>> = messages({
  resign: 'Re-sign…',
  addRecord: 'Add Record from Certificate…',
  removeRecord: 'Remove Record',
  changeFunction: 'Change Function…',
  replaceCertificate: 'Replace Certificate…',
  setFilename: 'Set FILENAME…',
  setTimestamp: 'Set TIMESTAMP…',
});

function fixLabel(fix: Fix): string {
  switch (fix.kind) {
    case 'resign':
      return t('Re-sign…');
    case 'take-from-certificate':
      return t('Take {field} from the certificate', { field: fix.field });
    case 'drop-trailing-bytes':
      return t('Remove the bytes after the last record');
    case 'fix-header-length':
      return t('Correct HEADERLENGTH');
    case 'drop-duplicate':
      return t('Remove record {record}', { record: fix.record });
  }
}

/** `record 2, ISSUERNAME, offset 0x0951`. */
export function placeWords({ record, field, offset }: FindingPlace): string {
  const part = record !== null ? t('record {record}', { record }) : field !== null ? t('header') : null;
  const at = t('offset {offset}', { offset: `0x${offset.toString(16).padStart(4, '0')}` });
  return [part, field, at].filter((word) => word !== null).join(', ');
}
