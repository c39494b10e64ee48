/**
 * What reads and words what clusters say, in one module apart from the engine: it is loaded with the first command that asks
 * one, and not with the first list. The functions are listed one by one so that this file shows what the hosts use.
 */
export { contentsOf } from './cluster/content';
export { presentedRecord } from './cluster/presented';
export { askingOfRecord, askingOfSigner, judgeAnswer, questionsOf } from './cluster/tvs/asking';
export { tvsFactsOf } from './cluster/tvs/known-facts';
export { readCertificate } from './certificates/certificate';
export { certificatesOf, inspectList, tvsRecords } from './phone/held';
export { tvsPort } from './phone/rules';
