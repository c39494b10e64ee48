import { describe, expect, it } from 'vitest';
import { judgeRegeneration } from '../../../../src/core/phone/regeneration/judge';
import { itl, node, now } from '../clusters';
import { configurationAndReset, ctls, namesakes, needs, renames, unread, type Given } from './changes';

/** What is said of phones and remedies follows from what phones do with files, those that nobody has made yet included. */

const pub = await node('pub');
const pubNext = await node('pub', 2);
const sub = await node('sub');
const added = await node('sub2');

/** The reasons that a check gives, wherever it gives them, and its outcome. */
async function reasonsOf(given: Given): Promise<string[]> {
  const { outcome, reason, because, evidence, remedies } = await judgeRegeneration({ ...given, now });
  return [outcome, reason, ...(because === null ? [] : [because]), ...evidence, ...remedies].map((one) =>
    typeof one === 'string' ? one : one.reason,
  );
}

describe.each([
  ['after a lock-out, configuration and utils itl reset are judged by themselves', configurationAndReset],
  ['a CTL that was handed in', ctls],
  ['a remedy says what it needs', needs],
  ['a signer with the serial number of a known certificate and another key', namesakes],
  ['what the files do not show is not said', unread],
  ['a host name or domain changed', renames],
])('%s', (_title, rows) => {
  it.each(rows)('$name', async ({ says, saysNot = [], ...given }) => {
    const reasons = await reasonsOf(given);
    for (const reason of says) expect(reasons).toContain(reason);
    for (const reason of saysNot) expect(reasons).not.toContain(reason);
  });
});

describe('after "fine"', () => {
  const kept = itl('held.tlv', [pub, sub]);
  it.each([
    ['TVS is new', itl('served.tlv', [{ callManager: pub.callManager, tvs: pubNext.tvs }, sub])],
    ['a node is new', itl('served.tlv', [pub, sub, added])],
    [
      'the signer is new, and a TVS vouches',
      itl('served.tlv', [{ callManager: pubNext.callManager, tvs: pub.tvs }, sub]),
    ],
  ])('the next steps are there, up to the next change: %s', async (_, served) => {
    const { remedies } = await judgeRegeneration({ held: kept, served, now });
    const steps = remedies.map(({ sentence }) => sentence).join('\n');
    expect(steps).toContain('Restart TVS and TFTP on all nodes, then reset the phones.');
    expect(steps).toContain('Never change CallManager.pem and TVS.pem at the same time.');
  });
});
