import { createPublicKey, verify, X509Certificate, type KeyObject } from 'node:crypto';
import type * as Engine from '../../src/core/engine';
import { cucm12Cluster, cucm8Publisher, Role, trustList, type Identity } from '../builders';
import { fleet } from './fleet';
import { shipped } from './project';
import { ratio, type Result } from './results';

const manyLists = 10_000;
const repetitions = 100;
/** What `inspect` of a list that was read before may take over one verification of its signature. */
const mostOverVerification = 15;
/** Lists of a workspace that _Check All_ reads. */
const workspaceLists = 300;

/** A list with what a bare verification of its signature takes. */
interface Signed {
  readonly bytes: Uint8Array;
  readonly signature: Uint8Array;
  readonly covered: Uint8Array;
}

/** `inspect`, as it ships, over what it cannot do without: one verification of one signature by OpenSSL. */
export async function inspections(rounds: number): Promise<Result[]> {
  const engine = shipped('engine.js') as typeof Engine;
  const inspect = async (bytes: Uint8Array): Promise<void> => {
    const decoded = engine.decode(bytes);
    if (!decoded.ok) throw new Error(decoded.error.message);
    const { signature } = await engine.inspect(decoded.list, bytes);
    if (signature.status !== 'valid') throw new Error(`the list is ${signature.status}`);
  };
  const eight = await cucm8Publisher();
  const twelve = await cucm12Cluster();
  return [
    await oneList(
      'inspect of one list (CUCM 8, 4 records)',
      eight.bytes,
      'sha1',
      eight.identities.callManager,
      rounds,
      inspect,
    ),
    await oneList(
      'inspect of one list (CUCM 12, 10 records)',
      twelve.bytes,
      'sha512',
      twelve.identities.recovery,
      rounds,
      inspect,
    ),
    await lists(eight.identities, inspect),
    await workspace(rounds, inspect),
  ];
}

async function oneList(
  name: string,
  bytes: Uint8Array,
  digest: string,
  signer: Identity,
  rounds: number,
  inspect: (bytes: Uint8Array) => Promise<void>,
): Promise<Result> {
  const key = keyOf(signer);
  const list = signedOf(bytes);
  await inspect(bytes);
  const pairs: [number, number][] = [];
  for (let round = 0; round < rounds; round++) {
    const inspected = await time(async () => {
      for (let at = 0; at < repetitions; at++) await inspect(bytes);
    });
    const verified = await time(() => {
      for (let at = 0; at < repetitions; at++) verifyBarely(list, digest, key);
    });
    pairs.push([inspected / repetitions, verified / repetitions]);
  }
  return ratio(`${name} / its bare verification`, pairs, mostOverVerification);
}

/** As in a folder of the lists of every phone: each signed by itself, with the certificates of one cluster. */
async function lists(
  { callManager, tvs, capf }: Record<'callManager' | 'tvs' | 'capf', Identity>,
  inspect: (bytes: Uint8Array) => Promise<void>,
): Promise<Result> {
  const key = keyOf(callManager);
  const batch = 500;
  const total = { inspected: 0, verified: 0 };
  for (let start = 0; start < manyLists; start += batch) {
    const made = Array.from({ length: batch }, (_, at) =>
      signedOf(
        trustList({
          signer: callManager,
          timestamp: 1_400_000_000 + start + at,
          records: [
            { function: Role.sast, certificate: callManager },
            { function: Role.ccmTftp, certificate: callManager },
            { function: Role.tvs, certificate: tvs, as: 'hash' },
            { function: Role.capf, certificate: capf, as: 'hash' },
          ],
        }),
      ),
    );
    total.inspected += await time(async () => {
      for (const { bytes } of made) await inspect(bytes);
    });
    total.verified += await time(() => {
      for (const list of made) verifyBarely(list, 'sha1', key);
    });
  }
  return ratio(`inspect of ${manyLists} lists / their bare verifications`, [[total.inspected, total.verified]]);
}

/** As _Check All_: lists of one cluster. */
async function workspace(rounds: number, inspect: (bytes: Uint8Array) => Promise<void>): Promise<Result> {
  const { signer, list } = await fleet();
  const key = keyOf(signer);
  const made = Array.from({ length: workspaceLists }, (_, phone) => signedOf(list(phone)));
  const pairs: [number, number][] = [];
  for (let round = 0; round < rounds; round++) {
    const inspected = await time(async () => {
      for (const { bytes } of made) await inspect(bytes);
    });
    const verified = await time(() => {
      for (const one of made) verifyBarely(one, 'sha512', key);
    });
    pairs.push([inspected, verified]);
  }
  return ratio(`inspect of the ${workspaceLists} lists of a workspace / their bare verifications`, pairs);
}

function keyOf(signer: Identity): KeyObject {
  return createPublicKey(new X509Certificate(signer.der).publicKey.export({ type: 'spki', format: 'pem' }));
}

function verifyBarely({ covered, signature }: Signed, digest: string, key: KeyObject): void {
  if (!verify(digest, covered, key, signature)) throw new Error('the signature does not verify');
}

/** Cuts the SIGNATURE element (tag 12) out of a header as the builder writes it. */
function signedOf(bytes: Uint8Array): Signed {
  const at = signatureOffset(bytes);
  const end = at + 3 + (((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0));
  const covered = new Uint8Array(Buffer.concat([bytes.subarray(0, at), bytes.subarray(end)]));
  return { bytes, signature: bytes.slice(at + 3, end), covered };
}

function signatureOffset(bytes: Uint8Array): number {
  for (let at = 0; at < bytes.length; at += 3 + (((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0))) {
    if (bytes[at] === 12) return at;
  }
  throw new Error('the list is not signed');
}

async function time(run: () => Promise<void> | void): Promise<number> {
  const started = performance.now();
  await run();
  return performance.now() - started;
}
