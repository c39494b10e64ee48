import { expect, it } from 'vitest';
import { GivenLists } from '../../../../src/core/cluster/fleet/given';
import { cucm8Publisher, Role, trustList } from '../../../builders';
import { usedMemory } from '../../../fuzz/measure';

it('a list that was given takes little more than its bytes, once many were', async () => {
  const { callManager } = (await cucm8Publisher()).identities;
  const records = Array.from({ length: 8 }, () => ({ function: Role.ccmTftp, certificate: callManager }));
  const listAt = (timestamp: number): Uint8Array => trustList({ signer: callManager, timestamp, records });
  const given = new GivenLists();
  const add = async (from: number, to: number): Promise<void> => {
    for (let at = from; at < to; at += 1) {
      const added = await given.add('ITLFile.tlv', listAt(1_400_000_000 + at));
      if (!added.ok) throw new Error(added.problem.sentence);
    }
  };
  await add(0, 300);
  const before = usedMemory();
  await add(300, 700);
  const ofEach = ((usedMemory()) - before) / 400;
  expect(ofEach).toBeLessThan(1.5 * listAt(0).length);
  expect(given.all.at(-1)?.named().list.records).toHaveLength(records.length);
});
