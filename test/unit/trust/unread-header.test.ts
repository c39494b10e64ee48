import { expect, it } from 'vitest';
import { decode } from '../../../src/core/format/decode';
import { encode } from '../../../src/core/format/encode';
import { findElement } from '../../../src/core/format/fields';
import { HeaderTag } from '../../../src/core/format/tags';
import { decide } from '../../../src/core/phone/decide';
import { inspect } from '../../../src/core/trust/inspect';
import { verdictOf } from '../../../src/core/trust/verdict';
import { cucm12Cluster, cucm8Publisher } from '../../builders';
import { named } from '../phone/clusters';

/** The list with three bytes in front of a header element: a tag whose length runs past the end of the header. */
function withRunaway(bytes: Uint8Array, tag: number, before: number): Uint8Array {
  const decoded = decode(bytes);
  const at = decoded.ok ? findElement(decoded.list.header, before)?.offset : undefined;
  if (!decoded.ok || at === undefined) throw new Error('There is no such element.');
  const changed = Uint8Array.from([...bytes.subarray(0, at), tag, 0xff, 0xff, ...bytes.subarray(at)]);
  new DataView(changed.buffer).setUint16(8, decoded.list.headerLength + 3); // HEADERLENGTH
  return changed;
}

it.each([
  ['an unknown tag in front of SIGNATURE', 40, HeaderTag.signature],
  ['another in front of SIGNATURE', 200, HeaderTag.signature],
  ['a FILENAME that is too long, in front of SIGNERID', 14, HeaderTag.signerId],
])('nothing is called missing behind the place where reading broke off: %s', async (_, tag, before) => {
  for (const { bytes } of [await cucm8Publisher(), await cucm12Cluster()]) {
    const held = named('held.tlv', bytes);
    const changed = named('ITLFile.tlv', withRunaway(bytes, tag, before));
    const report = await inspect(changed.list, encode(changed.list));
    expect(verdictOf(report).label).toBe('Damaged');
    const messages = report.findings.map(({ message }) => message);
    expect(messages).toContain('SIGNATURE was not found: the header cannot be read to its end.');
    expect(messages.filter((message) => /is missing/.test(message))).toEqual([]);
    const decision = await decide({ ctl: null, itl: held }, { kind: 'ITL', ...changed });
    expect(decision.verdict).toBe('depends');
  }
});

it('SIGNATURE is missing from a file that ends before it', async () => {
  const { bytes } = await cucm8Publisher();
  const cut = named('ITLFile.tlv', bytes.subarray(0, 60));
  const { findings } = await inspect(cut.list, encode(cut.list));
  expect(findings.map(({ message }) => message)).toContain('The list is not signed: SIGNATURE is missing.');
});
