/**
 * What changes lists and reads keys, in one module apart from the engine: it is loaded with the first edit, and not with
 * the first list. The functions are listed one by one so that this file shows what the hosts use.
 */
export { encodePem } from './certificates/pem';
export { openCertificates, withPrivateKeys } from './certificates/keys/open-files';
export { applyFix, applyFixes } from './edit/apply-fix';
export { blank } from './edit/blank';
export { create } from './edit/create';
export { ctlsInFolder } from './edit/ctls-in-folder';
export { isTimestampEdited } from './edit/edited-timestamp';
export { exportPem } from './edit/export';
export { dropTrailingBytes, fixHeaderLength, setFilename, setTimestamp, setVersion } from './edit/header';
export {
  addRecords,
  dropDuplicate,
  formOf,
  moveRecord,
  removeRecords,
  setDnsName,
  setFunction,
  setIpAddress,
} from './edit/records';
export {
  certificateOfRecord,
  replaceCertificate,
  takeFromCertificate,
  toFull,
  toHash,
} from './edit/record-certificates';
export { attach, bytesToSign, prepare, sign } from './edit/sign';
export { readSignatureFile } from './edit/signature-file';
export { belongsTo, namedSigner, signerCertificates, signerRecord } from './edit/signer';
export { readTime } from './edit/time';
export { signedName, signFile, stripSignature } from './edit/signed-file';
export { nameWithoutSignature } from './format/file-names';
