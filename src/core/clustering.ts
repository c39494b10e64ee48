/**
 * What reads and words what clusters say, in one module apart from the engine: it is loaded with the first command that asks
 * one, and not with the first list. The functions are listed one by one so that this file shows what the hosts use.
 */
export { contentsOf } from './cluster/content';
export { CaptureReader } from './cluster/captures/reader';
export { captureCounts, captureLines, transferFacts } from './cluster/captures/lines';
export { reportTransfers, reportTvs } from './cluster/captures/report';
export { fetchFiles, wantedFiles } from './cluster/fetch';
export { describeFetched, factsOf, fileLines, messageOf, presentedLines, presentedToFetch } from './cluster/fetched';
export { presentedRecord } from './cluster/presented';
export { askingOfRecord, askingOfSigner } from './cluster/tvs/asking';
export { answerText, consultationLines, consultTvs, doubtsOfItl } from './cluster/tvs/consultation';
export { tvsFactsOf } from './cluster/tvs/known-facts';
export { tvsServers } from './cluster/tvs/servers';
export { readCertificate } from './certificates/certificate';
export { certificatesOf, inspectList, labelOf } from './phone/held';
export { tvsPort } from './phone/rules';
