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

/** Steps of a scroll from top to bottom. */
const steps = 60;
/** Elements of what a step is compared with: about as many as a table has in sight. */
const elements = 400;
/** Times what it takes to make that many elements, lay them out and draw them: of all steps together, and of the longest. */
const mostOfAll = 5;
const mostOfOne = 25;

/**
 * Scrolls from top to bottom in 60 steps, each with a frame of its own, and expects that none is a pause: a step takes a few
 * times what making as many elements takes, which is measured in the same run. Processor time of the page: what else the
 * machine does counts for little.
 */
export async function expectNoPause(scroller: Locator): Promise<void> {
  const session = await scroller.page().context().newCDPSession(scroller.page());
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  const busy = async (): Promise<number> => {
    const { metrics } = await session.send('Performance.getMetrics');
    const found = metrics.find(({ name }) => name === 'TaskDuration');
    if (found === undefined) throw new Error('Chromium does not say how long its tasks took.');
    return found.value * 1000;
  };
  const costsOf = async (count: number, work: (step: number) => Promise<void>): Promise<number[]> => {
    const marks = [await busy()];
    for (let step = 0; step <= count; step += 1) {
      await work(step);
      marks.push(await busy());
    }
    return marks.slice(1).map((mark, step) => mark - (marks[step] ?? mark));
  };
  const meanOf = (costs: readonly number[]): number => costs.reduce((sum, cost) => sum + cost, 0) / costs.length;
  const drawing = meanOf(
    await costsOf(15, () =>
      scroller.evaluate(async (element, count) => {
        const box = document.createElement('div');
        // Nothing of the page is laid out again for it.
        box.style.cssText = 'position: fixed; inset: 0; contain: strict';
        for (let number = 0; number < count; number += 1) {
          box.appendChild(document.createElement('span')).textContent = `SEP${number} `;
        }
        element.ownerDocument.body.append(box);
        await new Promise(requestAnimationFrame);
        await new Promise(requestAnimationFrame);
        box.remove();
      }, elements),
    ),
  );
  const costs = await costsOf(steps, (step) =>
    scroller.evaluate(async (element, part) => {
      element.scrollTop = (element.scrollHeight - element.clientHeight) * part;
      await new Promise(requestAnimationFrame);
    }, step / steps),
  );
  expect(Math.max(...costs) / drawing, 'the longest step, over drawing').toBeLessThan(mostOfOne);
  expect(meanOf(costs) / drawing, 'a step, over drawing').toBeLessThan(mostOfAll);
}
