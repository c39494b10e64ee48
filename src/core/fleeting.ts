/**
 * What groups and judges a fleet of phones, in one module apart from the engine: it is loaded with the first audit. The
 * functions are listed one by one so that this file shows what the hosts use.
 */
export { auditFleet, fleetOutcome } from './cluster/fleet/fleet';
export { Collected } from './cluster/fleet/collected';
export { GivenLists } from './cluster/fleet/given';
export { fleetJson, sentenceOf } from './cluster/fleet/json';
export { fleetMarkdown, problemLine } from './cluster/fleet/markdown';
export { planFleet, visited } from './cluster/fleet/plan';
export { ServedReader } from './cluster/fleet/served-reader';
export { csvRows, phoneRows } from './cluster/fleet/rows';
export { headlineParts, holdingOf, modelsOf, titleOf } from './cluster/fleet/titles';
export { joinedReadings, withoutBytes } from './cluster/fleet/without-bytes';
export { addShownLists } from './known-text';
