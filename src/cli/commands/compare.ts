import { ExitStatus, type Command, type Io } from '../command';
import { readComparedFile, type ComparedFile } from '../compared-file';
import { failureJson, jsonText } from '../json';

/** `trustlist compare A B [--json]` */
export const compare: Command = {
  name: 'compare',
  summary: 'Say what differs between two lists, and whether a phone that holds one takes the other.',
  operands: 'A B',
  leastOperands: 2,
  mostOperands: 2,
  options: {
    json: { type: 'boolean', summary: 'Print one JSON object.' },
    markdown: { type: 'boolean', summary: 'Print Markdown for a ticket.' },
  },
  description: `Compares A, on the left, with B, on the right: header, signer and records, and tells differences of meaning from
those of form (spelling and order of names, order of elements, padding). Says what a phone that holds one as its
only list does when it is offered the other. A side may also be a text that show itl or show ctl printed.`,
  exitStatus: `Exit status: 0 the same in meaning; 1 different; 2 a file could not be read as a list.`,
  run: async ({ operands, has }, io) => {
    const [a = '', b = ''] = operands;
    const left = await readComparedFile(a, io);
    const right = await readComparedFile(b, io);
    if (left.ok && right.ok) return tell(left, right, has('json') ? 'json' : has('markdown') ? 'markdown' : 'text', io);
    const failed = [left, right].filter((side) => !side.ok);
    if (has('json')) io.out(jsonText(failed.map(({ file, failure }) => failureJson(failure, file))));
    else for (const { file, failure } of failed) io.complain(`${file}: ${failure.error}`);
    return ExitStatus.unreadable;
  },
};

type Side = Extract<ComparedFile, { ok: true }>;

async function tell(left: Side, right: Side, format: 'json' | 'markdown' | 'text', io: Io): Promise<ExitStatus> {
  const { loadComparing, loadPhoning } = await import('../../core/engine');
  const { bothWays, compare, comparisonJson, renderMarkdown, renderText } = await loadComparing();
  const { decide } = await loadPhoning();
  const comparison = compare(left.report, right.report, { left: optionsOf(left), right: optionsOf(right) });
  const phone = await bothWays(listOf(left), listOf(right), decide);
  if (format === 'json') io.out(jsonText([comparisonJson(comparison, phone)]));
  else {
    const render = format === 'markdown' ? renderMarkdown : renderText;
    io.out(render(named(left), named(right), comparison, { phone }));
  }
  return comparison.same ? ExitStatus.sound : ExitStatus.errors;
}

function optionsOf({ bytes, complete }: Side): { bytes: Uint8Array | undefined; complete: boolean } {
  return { bytes: bytes ?? undefined, complete };
}

function listOf({ file, list }: Side) {
  return list === null ? null : { file, list };
}

function named({ file, report }: Side) {
  return { name: file, report };
}
