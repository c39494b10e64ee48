import type { Certificate } from '../../core/certificates/certificate';
import { visibleLines } from '../../core/show/layout';
import type { Decision, Step, Verdict } from '../../core/phone/decision';
import type { EraseAdvice } from '../../core/phone/regeneration/erase';
import type { NamedList, Phone } from '../../core/phone/held';
import type { KnownFacts } from '../../core/phone/known-facts';
import type { Offered } from '../../core/phone/offered';
import type { Statement } from '../../core/words/statement';
import { withFileNames } from '../../core/words/file-names';
import { addList, type ClusterLists } from '../cluster-lists';
import { tonedLines, toneOfStatus } from '../colour';
import { CommandError, ExitStatus, UsageError, type Command, type Io } from '../command';
import { binaryOf } from '../binary-input';
import { inputsInFolder, isFolder } from '../each-input';
import { inputOf, readBytes, refused, refusedList } from '../input';
import { passwordOptions } from '../input-files';
import { readKnownFacts, storesOf, tvsOptions } from '../known-facts';
import { jsonText } from '../json';
import { loadComparing, loadPhoning } from '../engine';
import { isPage, textOf } from '../../core/format/text-of';

/** `trustlist phone --holds ITL [--holds CTL] --offered FILE [--tvs-store BUNDLE...] [--json]` */
export const phone: Command = {
  name: 'phone',
  summary: 'Say whether a phone that holds these lists would accept a file, and why.',
  operands: '--offered FILE',
  leastOperands: 0,
  mostOperands: 0,
  options: {
    holds: {
      type: 'string',
      value: 'LIST',
      multiple: true,
      input: true,
      summary: 'A list that the phone holds: its ITL or its CTL, what show itl printed of it, or a folder with them.',
    },
    offered: {
      type: 'string',
      value: 'FILE',
      input: true,
      summary: 'The file it is offered: a list or a configuration.',
    },
    ...tvsOptions,
    ...passwordOptions,
    json: { type: 'boolean', summary: 'Print one JSON object.' },
  },
  description: `Follows the rules by which phones accept or refuse files (P1 to P10, and the limit L1),
and prints each step with the rule, the file and the record that decided. Without --holds the phone
holds no list. If the answer depends on something that no file says, it says what. After a refusal it
says whether to erase the phone's ITL. docs/phone-rules.md has the rules and their sources.`,
  exitStatus: `Exit status: 0 accepted; 1 refused; 2 a file could not be read as what the command needs; 3 it depends.`,
  run: async (args, io) => {
    const file = args.value('offered');
    if (file === null) throw new UsageError('phone: --offered FILE is missing');
    const { adviseAfterRefusal, decide, decisionJson } = await loadPhoning();
    const offered = await readOfferedFile(file, io);
    const known = await readKnownFacts('phone', args, io);
    const phone = await readHeld(args.values('holds'), () => certificatesBeside(offered, known), io);
    const decision = await decide(phone, offered, known);
    if (args.has('json')) io.out(jsonText([decisionJson(decision)]));
    else {
      const erase = await adviseAfterRefusal({ phone, offered, known, decision });
      const text = decisionText(file, decision, io) + (erase === null ? '' : eraseText(erase));
      io.out(withFileNames(text, [file, ...args.values('holds')]));
    }
    return statuses[decision.verdict];
  },
};

const statuses: Readonly<Record<Verdict, ExitStatus>> = {
  accepted: ExitStatus.sound,
  refused: ExitStatus.errors,
  depends: ExitStatus.depends,
};

/** The certificates of the other files, by which the hashes in a text are known. */
async function certificatesBeside(offered: Offered, known: KnownFacts): Promise<Certificate[]> {
  const { certificatesOf } = await loadPhoning();
  return [...('list' in offered ? await certificatesOf(offered) : []), ...storesOf(known)];
}

async function readHeld(
  files: readonly string[],
  certificates: () => Promise<readonly Certificate[]>,
  io: Io,
): Promise<Phone> {
  const lists: ClusterLists = { itl: null, ctl: null };
  for (const file of files) {
    if (!(await isFolder(file, io))) {
      await addList(lists, await readHeldFile(file, certificates, io));
      continue;
    }
    let count = 0;
    for await (const input of inputsInFolder(file, io, 'a list')) {
      if (input.kind === 'list') {
        count += 1;
        await addList(lists, input);
      }
      if (input.kind === 'other') {
        throw new CommandError(ExitStatus.unreadable, `${input.file}: ${input.failure.error}`);
      }
    }
    // A phone without a list accepts anything: that is not what was asked.
    if (count === 0) throw new CommandError(ExitStatus.unreadable, `${file}: There is no list in this folder.`);
  }
  return lists;
}

/** A list, or what show itl or show ctl printed of one. */
async function readHeldFile(
  file: string,
  certificates: () => Promise<readonly Certificate[]>,
  io: Io,
): Promise<NamedList> {
  const bytes = await readBytes(file, io);
  const input = await inputOf(bytes, file, 'a list');
  if (input.kind === 'list') return { file, list: input.list };
  if (input.kind !== 'text') throw await refusedList(bytes, file, 'a list');
  const [{ complete, report }] = input.outputs;
  const problem = (await loadComparing()).textProblem(input.outputs)?.sentence ?? null;
  const cut = complete ? null : 'The text leaves out records, so what the phone holds is not known: paste all of it.';
  const error = problem ?? cut;
  if (error !== null) throw new CommandError(ExitStatus.unreadable, `${file}: ${error}`);
  return (await loadPhoning()).listOfReport(report, file, await certificates());
}

/** What the phone is offered. A web page is not a configuration, though it looks like XML. */
async function readOfferedFile(file: string, io: Io): Promise<Offered> {
  const { readOffered } = await loadPhoning();
  const bytes = await readBytes(file, io);
  const read = readOffered((await binaryOf(bytes, file))?.bytes ?? bytes, file);
  const isOffered = read.ok && !isPage(textOf(bytes) ?? '');
  if (isOffered) return read.offered;
  const error = read.ok ? 'Neither a trust list nor a configuration.' : read.error.message;
  throw await refused(error, bytes, file, 'a list or a configuration');
}

function decisionText(
  file: string,
  { verdict, rule, dependsOn, unknown, steps }: Decision,
  { isColoured }: Io,
): string {
  const lines = [
    { before: `${file}: `, words: verdict, tone: toneOfStatus[statuses[verdict]], after: ` (rule ${rule})` },
    ...section('It depends on:', dependsOn),
    ...section('Not known:', unknown),
    '  Steps:',
    ...steps.map((step) => `    ${step.rule} ${step.outcome.padEnd(8)} ${step.sentence}${place(step)}`),
  ];
  return tonedLines(lines, isColoured);
}

function eraseText({ sentence, conditions }: EraseAdvice): string {
  const lines = [
    '  Erase its ITL?',
    `    ${sentence}`,
    ...conditions.map(({ state, sentence: condition, check }) => {
      return `    ${state.padEnd(13)} ${condition}${check === null ? '' : ` ${check.sentence}`}`;
    }),
  ];
  return visibleLines(lines);
}

function section(title: string, statements: readonly Statement[]): string[] {
  return statements.length === 0 ? [] : [`  ${title}`, ...statements.map(({ sentence }) => `    - ${sentence}`)];
}

function place({ file, record, sentence }: Step): string {
  if (file === null || record === null || sentence.includes(`record ${record}`)) return '';
  return ` (${file}, record ${record})`;
}
