/**
 * Everything that is heavy to load, in one module: the hosts load it when the first list is opened, and not before.
 * The functions are listed one by one so that this file shows what the hosts use of the core.
 */
export { setTranslator } from './words/translate';
export { binaryOf } from './format/binary-input';
export { decode } from './format/decode';
export { encode } from './format/encode';
export { readHexDump } from './format/hex-dump';
export { renumbered } from './format/renumbered';
export { inspect } from './trust/inspect';
export { entryOf, findingCodes, isVerdict } from './trust/catalogue';
export { withSeverities } from './trust/finding';
export { verdictOf } from './trust/verdict';
export { explain, placeWords, verdictActionLabels } from './trust/explain';
export { signerName } from './trust/signer-name';
export { outline, recordLabel } from './trust/outline';
export { recordFields } from './format/fields';
export { recordRows } from './trust/fields';
export { certificateFileKind } from './certificates/file-kind';
export { digest, hex, md5, sha1 } from './certificates/fingerprints';
export { print, printWithPlaces } from './show/print';
export { placeFinder } from './show/places';
export { readShow } from './show/parse';

/** What changes lists and reads keys: loaded with the first edit. */
export const loadEditing = () => import('./editing');
/** What compares lists: loaded with the first comparison. */
export const loadComparing = () => import('./comparing');
/** What says how a phone would act: loaded with the first such question. */
export const loadPhoning = () => import('./phoning');
/** What groups and judges a fleet of phones: loaded with the first audit. */
export const loadFleet = () => import('./fleeting');
/** What reads what clusters say: loaded with the first command that asks one. */
export const loadClustering = () => import('./clustering');
/** What decrypts configurations: loaded with the first one. */
export const loadDecrypting = () => import('./decrypting');
