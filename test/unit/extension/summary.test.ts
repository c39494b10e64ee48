import { expect, it } from 'vitest';
import * as engine from '../../../src/core/engine';
import { checkedSentence, summaryOf, worstOutcome, type ListSummary } from '../../../src/extension/problems/summary';
import { cucm8Publisher, flipByte, mismatchedSigner, Role, trustList } from '../../builders';

async function summary(bytes: Uint8Array, fileName = 'ITLFile.tlv'): Promise<ListSummary> {
  const decoded = engine.decode(bytes);
  if (!decoded.ok) throw new Error(decoded.error.message);
  const report = await engine.inspect(decoded.list, bytes, { fileName });
  return summaryOf(engine, { kind: 'list', report, verdict: engine.verdictOf(report) });
}

const unreadable = summaryOf(engine, {
  kind: 'unreadable',
  label: 'Not a trust list',
  message: 'Not a trust list: it starts with 0x3C.',
  offset: 0,
  whatItIs: null,
});

it('a list in short says what the verdict and the report say', async () => {
  const { bytes } = await cucm8Publisher();
  const found = await summary(bytes);
  expect(found).toMatchObject({
    kind: 'ITL',
    outcome: 'ok',
    label: 'Signature verified',
    md5: engine.hex(engine.md5(bytes)),
  });
  expect(found.signer).toBe('CUCM8-Publisher.bbbburns.lab');
});

it('a list without what phones download is blank', async () => {
  const { callManager } = (await cucm8Publisher()).identities;
  const blank = trustList({ signer: callManager, records: [{ function: Role.sast, certificate: callManager }] });
  expect((await summary(blank)).kind).toBe('ITL (blank)');
});

it('damage is worse than a file that is not a list, and that is worse than what the signature says', async () => {
  const { bytes } = await cucm8Publisher();
  const all = [
    await summary(bytes),
    await summary((await mismatchedSigner()).bytes),
    unreadable,
    await summary(bytes.subarray(0, -100)),
  ];
  const byRank = [...all].sort((a, b) => a.rank - b.rank).map(({ label }) => label);
  expect(byRank).toEqual(['Damaged', 'Not a trust list', 'Signature does not verify', 'Signature verified']);
  expect(checkedSentence(all)).toBe('4 trust lists checked: 1 verified, 2 not, 1 could not be read');
  expect(worstOutcome(all)).toBe('invalid');
});

it('the sentence counts every list once', async () => {
  const { bytes } = await cucm8Publisher();
  const sound = await summary(bytes);
  const edited = await summary(flipByte(bytes, bytes.length - 1));
  expect(checkedSentence([])).toBe('There are no trust lists (*.tlv) in the workspace');
  expect(checkedSentence([sound])).toBe('1 trust list checked: 1 verified');
  expect(checkedSentence([edited])).toBe('1 trust list checked: 0 verified, 1 not');
  expect(checkedSentence(Array<ListSummary>(1200).fill(sound))).toBe('1,200 trust lists checked: 1,200 verified');
  expect([worstOutcome([]), worstOutcome([sound])]).toEqual([null, 'ok']);
});

it('a file that is not a list says why behind its label, once', () => {
  expect([unreadable.label, unreadable.detail, unreadable.kind, unreadable.md5]).toEqual([
    'Not a trust list',
    'it starts with 0x3C.',
    '',
    null,
  ]);
});
