/**
 * What says how a phone would act, in one module beside the engine: it is loaded with the first such question, and not
 * with the first list. The functions are listed one by one so that this file shows what the hosts use.
 */
export { kindOfList } from './format/fields';
export { headerFields } from './format/fields';
export { contentText, decodeSigned, encryptionOf, signedKind } from './format/signed';
export { signedTagName } from './format/tags';
export { consolidate } from './phone/bundle';
export { reviewConsolidation } from './phone/consolidation';
export { decide } from './phone/decide';
export { decidingStep } from './phone/decision';
export { listsWithDigest, parseDisplayedDigest } from './phone/displayed-digest';
export { adviseAfterRefusal } from './phone/erase';
export { readPhoneLog, readPhoneLogLine } from './phone/log';
export { planMigration } from './phone/migrate';
export { migrationMarkdown } from './phone/migration-markdown';
export { regenerationMarkdown } from './phone/regeneration-markdown';
export { readOffered } from './phone/offered';
export { judgeRegeneration } from './phone/regenerate';
export { verifySigned } from './phone/verify-signed';
export { headerRows } from './trust/fields';
