import { isDeepStrictEqual } from 'node:util';
import { bothWays } from '../../../src/core/compare/both-ways';
import { compare, type SideOptions } from '../../../src/core/compare/compare';
import type { Comparison } from '../../../src/core/compare/comparison';
import { comparisonJson } from '../../../src/core/compare/json';
import { renderMarkdown, renderText } from '../../../src/core/compare/render';
import { decode } from '../../../src/core/format/decode';
import { decide } from '../../../src/core/phone/decide';
import type { NamedList } from '../../../src/core/phone/held';
import { judgeRegeneration } from '../../../src/core/phone/regeneration/judge';
import { parseShow } from '../../../src/core/show/parse';
import { print } from '../../../src/core/show/print';
import { inspect } from '../../../src/core/trust/inspect';
import type { Report } from '../../../src/core/trust/report';
import { mirrored, sorted } from '../../mirrored-comparison';
import { changeOneFile, changeScript } from '../mutate/bytes';
import { mutateTlv } from '../mutate/tlv';
import { Choices, Random } from '../random';
import { expectSentences, type Input, type Reader } from '../reader';
import { smallLists } from './sample-lists';

interface Side {
  readonly report: Report;
  readonly options: SideOptions;
  /** Null for a text. */
  readonly named: NamedList | null;
}

/** Two lists, either of them perhaps as its text, and a script: compared both ways, rendered, and asked of a phone. */
export const comparisons: Reader = {
  name: 'comparisons',
  every: 5,
  samples: async () => {
    const lists = await smallLists();
    const random = new Random(1);
    const pairs = lists.flatMap((left, at) => lists.slice(at).map((right) => [left, right, random.bytes(4)]));
    return { starts: pairs, hostile: [] };
  },
  mutate: (random, input, samples) =>
    changeOneFile(random, input, samples, (at) => (at === 2 ? changeScript : mutateTlv)),
  check: async ([a = new Uint8Array(), b = new Uint8Array(), script = new Uint8Array()]: Input): Promise<string> => {
    const choices = new Choices(script);
    const left = await sideOf('ITLFile.tlv', a, choices);
    const right = await sideOf('CTLFile.tlv', b, choices);
    if (left === null || right === null) return 'refused';
    const comparison = compare(left.report, right.report, { left: left.options, right: right.options });
    const back = compare(right.report, left.report, { left: right.options, right: left.options });
    if (!isDeepStrictEqual(sorted(back), sorted(mirrored(comparison))))
      throw new Error('the comparison from right to left is another one than from left to right');
    expectSame(left);
    expectSame(right);
    const phone = await bothWays(left.named, right.named, { decide, judgeRegeneration });
    expectSentences([comparison.clauses, phone]);
    const names = [
      { name: 'left', report: left.report },
      { name: 'right', report: right.report },
    ] as const;
    renderText(...names, comparison, { phone });
    renderMarkdown(...names, comparison, { phone, hideForm: true });
    JSON.stringify(comparisonJson(comparison, phone));
    return comparison.same ? 'same' : 'different';
  },
};

function expectSame({ report, options }: Side): void {
  const comparison: Comparison = compare(report, report, { left: options, right: options });
  if (!comparison.same) throw new Error(`a list differs from itself: ${comparison.summary}`);
}

async function sideOf(file: string, bytes: Uint8Array, choices: Choices): Promise<Side | null> {
  const decoded = decode(bytes);
  if (!decoded.ok) return null;
  const report = await inspect(decoded.list, bytes);
  if (choices.below(4) !== 3) return { report, options: { bytes }, named: { file, list: decoded.list } };
  const [output] = parseShow(print(report, decoded.list));
  return output === undefined ? null : { report: output.report, options: { complete: output.complete }, named: null };
}
