import { expect, it } from 'vitest';
import { GivenLists } from '../../../../src/core/cluster/fleet/given';
import { cucm8Publisher, Role, trustList } from '../../../builders';
import { usedMemory } from '../../../fuzz/measure';

it('a list that was given takes little more than its bytes, once many were', async () => {
  const { callManager } = (await cucm8Publisher()).identities;
  // Short records: decoded, such a list takes many times its bytes.
  const records = Array.from({ length: 40 }, () => ({
    function: Role.ccmTftp,
    certificate: callManager,
    as: 'hash' as const,
  }));
  const lists = Array.from({ length: 700 }, (_, at) =>
    trustList({ signer: callManager, timestamp: 1_400_000_000 + at, records }),
  );
  const given = new GivenLists();
  const add = async (some: readonly Uint8Array[]): Promise<void> => {
    for (const bytes of some) {
      const added = await given.add('ITLFile.tlv', bytes);
      if (!added.ok) throw new Error(added.problem.sentence);
    }
  };
  await add(lists.slice(0, 300));
  const before = usedMemory();
  await add(lists.slice(300));
  const ofEach = (usedMemory() - before) / 400;
  expect(ofEach).toBeLessThan(2 * (lists[0]?.length ?? 0));
  expect(given.all.at(-1)?.named().list.records).toHaveLength(records.length);
});
