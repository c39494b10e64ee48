/**
 * What decrypts configurations, in one module apart from the engine: it is loaded with the first one that is decrypted.
 * The functions are listed one by one so that this file shows what the hosts use.
 */
export { decryptConfiguration } from './decrypt/decrypt';
export { namedCertificate } from './decrypt/minimal';
export { findSecrets } from './decrypt/secrets';
