import { visibleLines } from '../core/show/layout';
import { sentencesOf } from '../core/words/statement';
import type { FieldReport } from '../core/trust/report';
import type { SignedResult } from './verdicts';
import { loadPhoning } from './engine';

/** What `trustlist show` prints of a signed file: its header, what the lists say, and its content if it is a text. */
export async function signedText(
  { input, report, verdict, doubts }: SignedResult,
  named: (sentence: string) => string,
): Promise<string> {
  const { shownText } = await loadPhoning();
  const content = shownText(input.signed);
  const { length, headerLength, encrypted } = report;
  const lines = [
    `Signed file: ${report.filename ?? input.file}`,
    `Header: ${headerLength} bytes`,
    ...report.header.map(rowLine),
    ...[verdict.sentence, ...sentencesOf(doubts)].map((sentence) => `Signature: ${named(sentence)}`),
    `Content: ${length - headerLength} bytes${content === null ? (encrypted ? ', encrypted' : ', not a text') : ''}`,
  ];
  if (content !== null) lines.push(...contentLines(content.text, content.isCut));
  return visibleLines(lines);
}

function rowLine({ offset, name, valueLength, text, depth }: FieldReport): string {
  const place = `0x${offset.toString(16).padStart(4, '0')}`;
  const label = `${'  '.repeat(depth)}${name}`.padEnd(22);
  return `  ${place}  ${label}  ${String(valueLength ?? '').padStart(5)}  ${text}`.trimEnd();
}

function contentLines(text: string, isCut: boolean): string[] {
  const lines = text.replace(/\r\n?/g, '\n').replace(/\n$/, '').split('\n');
  return [...lines.map((line) => line.replaceAll('\t', '  ')), ...(isCut ? ['[only the beginning is shown]'] : [])];
}
