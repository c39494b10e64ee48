/**
 * The core's engine where it runs in Node.js: with Node's own digests and verifications. The build uses it instead of
 * `core/engine` for the command line and for the extension's Node.js host; browsers get `core/engine` itself.
 */
import { setCrypto } from '../core/certificates/host-crypto';
import { nodeCrypto } from './crypto';

export * from '../core/engine';

setCrypto(nodeCrypto);
