// node bare-fleet.mjs FOLDER THREADS: reads every list in the folders of a folder and verifies its signature once, by OpenSSL,
// with the key of its first certificate. What `trustlist verify` of many lists is measured against.
import { createPublicKey, verify, X509Certificate } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isMainThread, Worker, workerData } from 'node:worker_threads';

/** @param {Uint8Array} bytes @param {number} at */
const next = (bytes, at) => at + 3 + (((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0));

/** @param {Uint8Array} bytes @param {number} start @param {number} tag @returns {[number, number]} */
function find(bytes, start, tag) {
  let at = start;
  while (bytes[at] !== tag) at = next(bytes, at);
  return [at, next(bytes, at)];
}

/** @param {Buffer} bytes of the first list. */
function keyOf(bytes) {
  const [start, end] = find(bytes, ((bytes[8] ?? 0) << 8) | (bytes[9] ?? 0), 9);
  const { publicKey } = new X509Certificate(bytes.subarray(start + 3, end));
  return createPublicKey(publicKey.export({ type: 'spki', format: 'pem' }));
}

/** @param {readonly string[]} files */
function verifyAll(files) {
  let key;
  for (const file of files) {
    const bytes = readFileSync(file);
    key ??= keyOf(bytes);
    const [start, end] = find(bytes, 0, 12);
    const covered = Buffer.concat([bytes.subarray(0, start), bytes.subarray(end)]);
    if (!verify('sha512', covered, key, bytes.subarray(start + 3, end))) throw new Error(`${file} does not verify`);
  }
}

if (isMainThread) {
  const [, , folder = '', threads = '1'] = process.argv;
  const files = readdirSync(folder).flatMap((part) =>
    readdirSync(join(folder, part)).map((name) => join(folder, part, name)),
  );
  const share = Math.ceil(files.length / Number(threads));
  for (let at = share; at < files.length; at += share) {
    new Worker(new URL(import.meta.url), { workerData: files.slice(at, at + share) });
  }
  verifyAll(files.slice(0, share));
} else {
  verifyAll(workerData);
}
