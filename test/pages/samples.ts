import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Locator } from '@playwright/test';
import { certificate, Role, rsaKey, trustList, type Identity } from '../builders';

/** A file of media/samples. */
export function sample(name: string): Uint8Array {
  return new Uint8Array(readFileSync(join(import.meta.dirname, '../../media/samples', name)));
}

export function identity(commonName: string): Promise<Identity> {
  return certificate({ subject: { CN: commonName, O: 'Example' }, key: rsaKey(2048, commonName) });
}

/** Records over few certificates, each with a DNS name of its own, and a serial number that ends with its number. */
export function largeList(
  count: number,
  signer: Identity,
  { certificateOf, roles }: { certificateOf: (number: number) => Identity; roles: readonly number[] },
): Uint8Array {
  const others = Array.from({ length: count - 1 }, (_, position) => {
    const number = position + 2;
    return {
      function: roles[number % roles.length] ?? Role.tvs,
      certificate: certificateOf(number),
      dnsName: `node-${number}.example.com`,
      replace: { 6: Uint8Array.from([0x0f, number >> 8, number & 0xff]) },
    };
  });
  return trustList({ signer, records: [{ function: Role.sast, certificate: signer }, ...others] });
}

/**
 * Scrolls from top to bottom in 60 steps, each with a frame of its own, and expects that none takes 250 ms of the page's
 * processor time, nor 50 ms on average. Processor time: what else the machine does counts for nothing.
 */
export async function expectNoPause(scroller: Locator): Promise<void> {
  const steps = 60;
  const session = await scroller.page().context().newCDPSession(scroller.page());
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  const busy = async (): Promise<number> => {
    const { metrics } = await session.send('Performance.getMetrics');
    const found = metrics.find(({ name }) => name === 'TaskDuration');
    if (found === undefined) throw new Error('Chromium does not say how long its tasks took.');
    return found.value * 1000;
  };
  const marks = [await busy()];
  for (let step = 0; step <= steps; step += 1) {
    await scroller.evaluate(async (element, part) => {
      element.scrollTop = (element.scrollHeight - element.clientHeight) * part;
      await new Promise(requestAnimationFrame);
    }, step / steps);
    marks.push(await busy());
  }
  const costs = marks.slice(1).map((mark, step) => mark - (marks[step] ?? mark));
  expect(Math.max(...costs), 'milliseconds of the longest step').toBeLessThan(250);
  expect(costs.reduce((sum, cost) => sum + cost, 0) / costs.length, 'milliseconds of a step').toBeLessThan(50);
}
