/**
 * What compares lists, in one module apart from the engine: it is loaded with the first comparison, and not with the first
 * list. The functions are listed one by one so that this file shows what the hosts use.
 */
export { bothWays } from './compare/both-ways';
export { compare } from './compare/compare';
export { folds, isCosmetic } from './compare/comparison';
export { shortFunction } from './compare/functions';
export { comparisonJson } from './compare/json';
export { verdictSentence } from './compare/phone-sentences';
export { fieldsUnder, recordsByNumber } from './compare/records';
export { fieldWords } from './compare/reasons';
export { changes, renderMarkdown, renderText, signs } from './compare/render';
export { noRecordProblem, printsNoRecord, textProblem } from './compare/text-side';
export { undirectedSummary } from './compare/summary';
export { uncomparedSentence } from './compare/ticket';
