import { describe, expect, it } from 'vitest';
import { encode } from '../../../src/core/format/encode';
import { amount } from '../../long';
import { itl, node } from '../phone/clusters';
import { Machine } from './machine';

const files = amount({ all: 120_000, share: 2_000 });
/** A tenth of a short run is over before the processor is warm. */
const mostGrowth = amount({ all: 13, share: 20 });
const distinct = 20;

/** A folder with the list of every phone; their contents repeat. */
async function folderOf(count: number): Promise<Machine> {
  const pub = await node('pub');
  const contents = Array.from({ length: distinct }, (_, at) =>
    encode(itl('ITLFile.tlv', [pub], { timestamp: 1_400_000_000 + at }).list),
  );
  const machine = new Machine();
  const none = new Uint8Array();
  for (let at = 0; at < count; at += 1) {
    machine.files.set(`phones/ITLSEP${String(at).padStart(12, '0')}.tlv`, contents[at % distinct] ?? none);
  }
  machine.files.set('ITLFile.tlv', contents[0] ?? none);
  return machine;
}

describe(`audit of ${files} files`, () => {
  it('costs ten times what a tenth of them costs, and has a line for each', async () => {
    const audit = async (count: number): Promise<{ readonly lines: number; readonly processor: number }> => {
      const machine = await folderOf(count);
      machine.keepsHandedOut = false;
      const before = process.cpuUsage();
      const { out } = await machine.run('audit', 'phones', '--served', 'ITLFile.tlv', '--jsonl');
      const { user, system } = process.cpuUsage(before);
      return { lines: out.split('\n').length - 1, processor: (user + system) / 1_000 };
    };
    await audit(files / 10); // so that code and certificates are warm for both
    const tenth = await audit(files / 10);
    const all = await audit(files);
    expect([tenth.lines, all.lines]).toEqual([files / 10, files]);
    expect(all.processor / tenth.processor).toBeLessThan(mostGrowth);
  }, 600_000);
});
