import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import * as engine from '../../../src/core/engine';
import { sign } from '../../../src/core/edit/sign';
import { compare } from '../../../src/core/compare/compare';
import { decide } from '../../../src/core/phone/decide';
import { verifySigned } from '../../../src/core/phone/verify-signed';
import { damageIn } from '../../../src/core/trust/damage';
import type { Verdict } from '../../../src/core/trust/verdict';
import { Views } from '../../../src/extension/editor/views';
import { barLook } from '../../../src/extension/problems/looks';
import { summaryOf } from '../../../src/extension/problems/summary';
import { cucm8Publisher, Role, rsaKey, certificate, trustList } from '../../builders';
import { amount } from '../../long';
import { Machine } from '../cli/machine';
import { certificateOf, open, privateKeyOf } from '../edit/lists';
import { named, signed } from '../phone/clusters';
import { offer, offline } from '../phone/phones';
import '../seeded';
import { arbitraryChange, changed } from './changed-lists';

/** One verdict: whatever shows a list says the same of it, and nothing calls a damaged one sound. */

const file = 'ITLFile.tlv';
const statusOf: Readonly<Record<Verdict['outcome'], number>> = { ok: 0, invalid: 1, unknown: 3 };
const iconOf = { ok: 'verified-filled', invalid: 'error', unknown: 'question' } as const;
const backgroundOf = { ok: null, invalid: 'error', unknown: 'warning' } as const;
const configuration = 'SEP0011215A1AE3.cnf.xml.sgn';

const signer = await certificate({ subject: { CN: 'pub' }, key: rsaKey(2048, 'one verdict'), serial: '0A' });
const sound = trustList({
  signer,
  records: [
    { function: Role.sast, certificate: signer },
    { function: Role.ccmTftp, certificate: signer },
    { function: Role.tvs, certificate: signer, as: 'hash' },
  ],
});

/** The list with a good signature over what is there. */
async function signedAgain(bytes: Uint8Array): Promise<Uint8Array> {
  const outcome = await sign(open(bytes), await privateKeyOf(signer), {
    certificate: await certificateOf(signer),
    addSigner: true,
  });
  return outcome.ok ? outcome.bytes : bytes;
}

async function expectOneVerdict(bytes: Uint8Array): Promise<Verdict | null> {
  const decoded = engine.decode(bytes);
  const machine = new Machine();
  machine.files.set(file, bytes);
  const json = await machine.run('verify', '--json', file);
  if (!decoded.ok) {
    expect(json.status).toBe(2);
    return null;
  }
  const { list } = decoded;
  const report = await engine.inspect(list, bytes, { fileName: file });
  const verdict = engine.verdictOf(report);
  const { outcome, reason, label } = verdict;

  // Views of the list itself
  expect(new Views(engine, list).overview(report).verdict).toMatchObject({ outcome, reason, label });
  const result = { kind: 'list', report, verdict } as const;
  expect(barLook(result)).toMatchObject({ label, icon: iconOf[outcome], background: backgroundOf[outcome] });
  // The Explorer, the tabs and the table of the workspace
  expect(summaryOf(engine, result)).toMatchObject({ outcome, label });
  expect(JSON.parse(json.out)).toMatchObject({ verdict: outcome, reason });
  const plain = await machine.run('verify', file);
  expect(plain.out).toMatch(new RegExp(`^${file}: ${label}`));
  const shown = await machine.run('show', file);
  expect([json.status, plain.status, shown.status]).toEqual(Array(3).fill(statusOf[outcome]));
  const beside = compare(await engine.inspect(open(sound), sound), report);
  expect(beside.header.some(({ field }) => field === 'structure')).toBe(damageIn(list) !== null);

  // What is concluded from it
  const isDamaged = damageIn(list) !== null;
  expect(isDamaged).toBe(reason === 'damaged');
  if (!isDamaged) return verdict;
  expect(outcome).toBe('invalid');
  const offered = offer('ITL', named(file, bytes));
  for (const itl of [null, named('held.tlv', sound)]) {
    expect((await decide({ ctl: null, itl }, offered, offline)).verdict).not.toBe('accepted');
  }
  const { status } = await verifySigned(signed(configuration, signer), configuration, [named(file, bytes)]);
  expect(status).not.toBe('verified');
  return verdict;
}

describe('of one list', () => {
  it('every view gives one verdict, and none calls a damaged list sound', async () => {
    const met = new Set<string>();
    await fc.assert(
      fc.asyncProperty(arbitraryChange, fc.boolean(), async (change, isSignedAgain) => {
        const bytes = changed(sound, change);
        const signable = isSignedAgain && engine.decode(bytes).ok;
        const verdict = await expectOneVerdict(signable ? await signedAgain(bytes) : bytes);
        met.add(`${verdict?.reason ?? 'unreadable'}${signable ? ', signed again' : ''}`);
      }),
      { numRuns: amount({ all: 5_000, share: 120 }) },
    );
    expect([...met]).toEqual(
      expect.arrayContaining(['verified', 'damaged', 'invalid', 'damaged, signed again', 'unreadable']),
    );
  }, 600_000);

  describe('in the cases that matter', () => {
    let publisher: Uint8Array;
    beforeAll(async () => {
      publisher = (await cucm8Publisher()).bytes;
    });

    it.each([
      ['sound', () => sound, 'verified', 'wouldAPhoneAccept'],
      ['cut and signed again', () => signedAgain(sound.subarray(0, sound.length - 9)), 'damaged', 'copyAddress'],
      ['cut', () => publisher.subarray(0, publisher.length - 9), 'damaged', 'copyAddress'],
      ['waiting for a signature', () => waiting(sound), 'awaited', 'attachSignature'],
      [
        'signed by another than it names',
        () => trustList({ signer, signedBy: other, records: recordsWith(other) }),
        'invalid-other-key',
        'resign',
      ],
      ['unsigned', () => trustList({ signer, signed: false, records: recordsWith(signer) }), 'unsigned', 'resign'],
    ])('%s: the same verdict, and the same thing to do', async (_, make, reason, action) => {
      expect(await expectOneVerdict(await make())).toMatchObject({ reason, action });
    });
  });
});

const other = await certificate({ subject: { CN: 'other' }, key: rsaKey(2048, 'other verdict'), serial: '0B' });

function recordsWith(second: typeof signer) {
  return [
    { function: Role.sast, certificate: signer },
    { function: Role.ccmTftp, certificate: second },
  ];
}

/** With a placeholder of zeros. */
function waiting(bytes: Uint8Array): Uint8Array {
  const start = Buffer.from(bytes).indexOf(Buffer.from([12, 1, 0])) + 3;
  return Uint8Array.from(bytes).fill(0, start, start + 256);
}
