/**
 * What groups and judges a fleet of phones, in one module apart from the engine: it is loaded with the first audit. The
 * functions are listed one by one so that this file shows what the hosts use.
 */
export { auditFleet, fleetOutcome } from './cluster/fleet/fleet';
export { GivenLists } from './cluster/fleet/given';
export { fleetJson, sentenceOf } from './cluster/fleet/json';
export { fleetMarkdown, problemLine } from './cluster/fleet/markdown';
export { Phones } from './cluster/fleet/phones';
export { planFleet, visited } from './cluster/fleet/plan';
export { csvRows, phoneRows } from './cluster/fleet/rows';
export { holdingOf, modelsOf, titleOf } from './cluster/fleet/titles';
export { joinedReadings, withoutBytes } from './cluster/fleet/without-bytes';
