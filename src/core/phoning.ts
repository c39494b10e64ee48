/**
 * What says how a phone would act, in one module apart from the engine: it is loaded with the first such question, and not
 * with the first list. The functions are listed one by one so that this file shows what the hosts use.
 */
export { openSource } from './cluster/sources/source-reader';
export { kindOfList } from './format/fields';
export { decodeSigned, encryptionOf, shownText, signedKind } from './format/signed';
export { consolidate } from './phone/bundles/bundle';
export { reviewConsolidation } from './phone/bundles/consolidation';
export { decide } from './phone/decide';
export { decisionJson } from './phone/decision';
export { downloadAddress } from './phone/download-address';
export { digestsIn, listsWithDigest, parseDisplayedDigest } from './phone/displayed-digest';
export { adviseAfterRefusal } from './phone/regeneration/erase';
export { readPhoneLog, readPhoneLogLine } from './phone/logs/read';
export { createLogReader } from './phone/logs/reader';
export { remedyOf } from './phone/logs/remedy';
export { methodVerdicts } from './phone/migration/reasons';
export { planMigration } from './phone/migration/plan';
export { planJson } from './phone/migration/json';
export { migrationMarkdown } from './phone/migration/markdown';
export { regenerationMarkdown } from './phone/regeneration/markdown';
export { readOffered } from './phone/offered';
export { certificatesOf, filesOf } from './phone/held';
export { judgeRegeneration } from './phone/regeneration/judge';
export { outcomeTitles, regenerationJson } from './phone/regeneration/regeneration';
export { listOfReport } from './phone/shown-list';
export { compareRoles, isRoleTable, noRoleTable } from './phone/role-table';
export { recognize } from './recognizing';
export { doubtsOf, soundFirst, verifySigned } from './phone/verify-signed';
export { reportSigned } from './trust/signed-report';
