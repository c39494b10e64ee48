import fc from 'fast-check';
import { expect, it } from 'vitest';
import * as engine from '../../../src/core/engine';
import type { ExplainedFinding } from '../../../src/core/trust/explain';
import type { Report } from '../../../src/core/trust/report';
import type { Mark } from '../../../src/extension/editor/protocol';
import { Views } from '../../../src/extension/editor/views';
import { mismatchedSigner, trustList } from '../../builders';
import { amount } from '../../long';
import { arbitraryShape, listOf } from '../ambiguous-lists';
import '../seeded';
import { arbitraryChange, changed } from '../trust/changed-lists';

interface Part {
  readonly name: string;
  readonly mark: Mark;
  readonly shown: readonly ExplainedFinding[];
}

async function partsOf(
  bytes: Uint8Array,
): Promise<{ readonly report: Report; readonly parts: readonly Part[] } | null> {
  const decoded = engine.decode(bytes);
  if (!decoded.ok) return null;
  const { list } = decoded;
  const report = await engine.inspect(list, bytes, { fileName: 'ITLFile.tlv' });
  const views = new Views(engine, list);
  const { marks } = views.overview(report);
  const trailing = views.trailing(report);
  return {
    report,
    parts: [
      { name: 'overview', mark: marks.overview, shown: views.findings(0, report).findings },
      { name: 'header', mark: marks.header, shown: views.header(0, report).findings },
      { name: 'signer', mark: marks.signer, shown: views.signer(report).findings },
      ...list.records.map((_, at) => ({
        name: `record ${at + 1}`,
        mark: marks.records[at] ?? 'sound',
        shown: views.record(at + 1, 0, report)?.findings ?? [],
      })),
      { name: 'trailing', mark: marks.trailing, shown: trailing?.findings ?? [] },
    ],
  };
}

function worst(findings: readonly ExplainedFinding[]): Mark {
  const found = new Set(findings.map(({ severity }) => severity));
  return (['error', 'warning', 'information'] as const).find((severity) => found.has(severity)) ?? 'sound';
}

it('the header is marked with the error of the signer that its page shows', async () => {
  const { bytes } = await mismatchedSigner();
  const marks = (await partsOf(bytes))?.parts.map(({ name, mark }) => [name, mark]);
  expect(marks).toEqual(
    expect.arrayContaining([
      ['overview', 'error'],
      ['header', 'error'],
      ['signer', 'error'],
    ]),
  );
});

it('every part of a list is marked with the worst that its page shows, and every finding has a page', async () => {
  const property = fc.asyncProperty(
    arbitraryShape,
    fc.array(arbitraryChange, { maxLength: 3 }),
    async (shape, changes) => {
      const made = await partsOf(changes.reduce(changed, trustList(listOf(shape))));
      if (made === null) return;
      const { report, parts } = made;
      for (const { name, mark, shown } of parts) expect([name, mark]).toEqual([name, worst(shown)]);
      for (const { code, message, where } of report.findings) {
        const pages = parts.filter(({ shown }) => shown.some((one) => one.message === message && one.code === code));
        const names = pages.map(({ name }) => name);
        expect(names, message).toContain('overview');
        const isOnWhole = where.record === null && where.offset === 0 && where.length >= report.length;
        if (!isOnWhole) expect(names.length, `${message} is on the page of a part`).toBeGreaterThan(1);
        if (where.record !== null) expect(names).toContain(`record ${where.record}`);
      }
    },
  );
  await fc.assert(property, { numRuns: amount({ all: 5000, share: 150 }) });
});
