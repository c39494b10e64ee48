import { sentencesOf } from '../../core/words/statement';
import { withFileNames } from '../../core/words/file-names';
import type { Bundle } from '../../core/phone/bundles/bundle';
import type { Cluster, ListDecision, Method, MigrationPlan } from '../../core/phone/migration/migration';
import type { MethodVerdict } from '../../core/phone/migration/reasons';
import type { Evidence } from '../../core/phone/evidence';
import type { Verdict } from '../../core/phone/decision';
import type { Regeneration, RegenerationOutcome } from '../../core/phone/regeneration/regeneration';
import { tonedLines, toneOfStatus, type Tone, type TonedLine } from '../colour';
import { addList, type ClusterLists } from '../cluster-lists';
import { ExitStatus, UsageError, type Arguments, type Command, type Io } from '../command';
import { readClusterFiles } from '../cluster-files';
import { passwordOptions } from '../input-files';
import { jsonText } from '../json';
import { loadPhoning } from '../engine';

/** `trustlist migrate --from FILE... [--to FILE...] [--to-version VERSION] [--regenerated] [--markdown] [--json]` */
export const migrate: Command = {
  name: 'migrate',
  summary: 'Plan how phones move from one cluster to another: what works, and what does not.',
  operands: '--from FILE... (--to FILE... | --to-version VERSION)',
  leastOperands: 0,
  mostOperands: 0,
  options: {
    from: {
      type: 'string',
      value: 'FILE...',
      multiple: true,
      several: true,
      input: true,
      summary: 'The old cluster: its lists, and bundles of what its trust stores contain.',
    },
    to: {
      type: 'string',
      value: 'FILE...',
      multiple: true,
      several: true,
      input: true,
      summary: 'The new cluster: its lists, and the bundles that it exported.',
    },
    'from-version': { type: 'string', value: 'VERSION', summary: 'Version of the old cluster: 8.5.' },
    'to-version': {
      type: 'string',
      value: 'VERSION',
      summary: 'Version of the new cluster: 12.5, or cucme for CUCM Express. Enough without --to.',
    },
    'central-tftp': {
      type: 'string',
      value: 'VERSION',
      summary: 'Version of a central TFTP cluster in front of both, if there is one.',
    },
    regenerated: {
      type: 'boolean',
      summary: 'Both are the same cluster, before and after certificates changed: can its phones follow?',
    },
    ...passwordOptions,
    markdown: { type: 'boolean', summary: 'Print Markdown for a change ticket.' },
    json: { type: 'boolean', summary: 'Print one JSON object.' },
  },
  description: `Checks every known way to move phones that hold the old cluster's lists to the new one: which work
by what the files say, which work only under conditions, and which do not, with the steps. A file is a list (.tlv) or
a bundle of certificates (PEM, DER, PKCS#7, PKCS#12); a folder is every list and bundle in it. With --regenerated, --from is what phones hold (ITL, and CTL if
any), and --to what their own cluster serves now.`,
  exitStatus:
    'Exit status: 0 a plan was made, even if no method works; with --regenerated, 0 phones accept the new ITL, also ' +
    'through a TVS, 1 they are locked out, the ITL is damaged or too large, or the CTL is out of date, 3 it depends; ' +
    '2 a file could not be read as what the command needs.',
  run: async (args, io) => {
    if (args.has('json') && args.has('markdown')) {
      throw new UsageError('migrate: choose either --json or --markdown');
    }
    const from = await readCluster('from', args, io);
    // A destination that signs nothing has no files to show.
    const to =
      args.value('to-version') === null || args.values('to').length > 0 || args.has('regenerated')
        ? await readCluster('to', args, io)
        : { itl: null, ctl: null, bundles: [] };
    const { text, status } = await (args.has('regenerated') ? checkOf(from, to, args, io) : planOf(from, to, args, io));
    const files = [...args.values('from'), ...args.values('to')];
    io.out(args.has('json') ? text : withFileNames(text, files));
    return status;
  },
};

/** What the command prints, and the status that it ends with. */
interface Answer {
  readonly text: string;
  readonly status: ExitStatus;
}

const statusOf: Readonly<Record<RegenerationOutcome, ExitStatus>> = {
  fine: ExitStatus.sound,
  'fine-through-tvs': ExitStatus.sound,
  'ctl-outdated': ExitStatus.errors,
  'locked-out': ExitStatus.errors,
  damaged: ExitStatus.errors,
  'too-large': ExitStatus.errors,
  'not-known': ExitStatus.depends,
};

async function planOf(from: Cluster, to: Cluster, args: Arguments, io: Io): Promise<Answer> {
  const { methodVerdicts, migrationMarkdown, planJson, planMigration } = await loadPhoning();
  const isExpress = args.value('to-version')?.toLowerCase() === 'cucme';
  const plan = await planMigration(from, to, {
    oldVersion: readVersion('from-version', args),
    ...(isExpress ? { unsignedDestination: true } : { newVersion: readVersion('to-version', args) }),
    centralTftpVersion: readVersion('central-tftp', args),
    now: now(io),
  });
  const text = inForm(args, {
    json: () => planJson(plan),
    markdown: () => migrationMarkdown(plan),
    plain: () => planText(plan, methodVerdicts, io),
  });
  return { text, status: ExitStatus.sound };
}

async function checkOf(from: Cluster, to: Cluster, args: Arguments, io: Io): Promise<Answer> {
  const { filesOf, judgeRegeneration, regenerationJson, regenerationMarkdown } = await loadPhoning();
  const { itl: held, ctl } = from;
  const { itl: served, ctl: servedCtl } = to;
  if (held === null || served === null) {
    throw new UsageError(
      'migrate: --regenerated takes an ITL on both sides: the one phones hold, and the one served now',
    );
  }
  const check = await judgeRegeneration({ held, served, ctl, servedCtl, now: now(io) });
  const names = { held: filesOf(held, ctl), served: filesOf(servedCtl, served) };
  const text = inForm(args, {
    json: () => regenerationJson(check),
    markdown: () => regenerationMarkdown(check, names),
    plain: () => checkText(check, io),
  });
  return { text, status: statusOf[check.outcome] };
}

interface Forms {
  readonly json: () => object;
  readonly markdown: () => string;
  readonly plain: () => string;
}

/** What is printed, in the form that the options ask for. */
function inForm(args: Arguments, { json, markdown, plain }: Forms): string {
  if (args.has('json')) return jsonText([json()]);
  return args.has('markdown') ? markdown() : plain();
}

function now(io: Io): Date {
  return new Date(io.now() * 1000);
}

async function readCluster(side: 'from' | 'to', args: Arguments, io: Io): Promise<Cluster> {
  const files = args.values(side);
  if (files.length === 0) throw new UsageError(`migrate: --${side} FILE... is missing`);
  const lists: ClusterLists = { itl: null, ctl: null };
  const bundles: Bundle[] = [];
  for (const file of await readClusterFiles(files, args, io)) {
    if (file.kind === 'list') await addList(lists, file.list);
    else bundles.push(file.bundle);
  }
  return { ...lists, bundles };
}

function readVersion(option: string, args: Arguments): number | undefined {
  const text = args.value(option);
  if (text === null) return undefined;
  if (!/^\d{1,2}(\.\d)?$/.test(text)) throw new UsageError(`migrate: '${text}' is not a version: write 8.5 or 12.0`);
  return Number(text);
}

const tones: Readonly<Record<MethodVerdict | Verdict, Tone>> = {
  works: 'good',
  'works-if': 'open',
  'does-not': 'bad',
  accepted: 'good',
  depends: 'open',
  refused: 'bad',
};

type VerdictWords = Readonly<Record<MethodVerdict, string>>;

function planText(plan: MigrationPlan, words: VerdictWords, { isColoured }: Io): string {
  const { from, to, destination, asItIs, methods, notes, centralizedTftp } = plan;
  const lines = [
    `From ${from.join(', ')} to ${destination ?? to.join(', ')}`,
    ...notes.map(({ sentence }) => `Note: ${sentence}`),
    ...asItIs.flatMap(offerLines),
    ...methods.flatMap((method) => methodLines(method, words)),
    ...(centralizedTftp === null
      ? []
      : ['', `Centralized TFTP: ${centralizedTftp.sentence}`, ...numbered(sentencesOf(centralizedTftp.steps))]),
  ];
  return tonedLines(lines, isColoured);
}

function offerLines({ file, decision: { verdict, rule }, reasons }: ListDecision): (string | TonedLine)[] {
  const after = ` (rule ${rule})${verdict === 'depends' ? ' on:' : ':'}`;
  return [
    { before: `What phones do with ${file} now: `, words: verdict, tone: tones[verdict], after },
    ...reasons.map(({ sentence: reason }) => `  - ${reason}`),
  ];
}

function methodLines(method: Method, words: VerdictWords): (string | TonedLine)[] {
  const { title, verdict, sentence, conditions, evidence, steps, unknown } = method;
  return [
    '',
    { before: `${title}: `, words: words[verdict], tone: tones[verdict], after: '' },
    `  ${sentence}`,
    ...conditions.map(({ sentence: condition }) => `  if ${condition}`),
    ...facts(evidence, sentencesOf(unknown)),
    ...numbered(sentencesOf(steps)),
  ];
}

function checkText(
  { outcome, sentence, evidence, conditions, remedies, unknown }: Regeneration,
  { isColoured }: Io,
): string {
  const lines = [
    { before: '', words: outcome, tone: toneOfStatus[statusOf[outcome]], after: `: ${sentence}` },
    ...conditions.map((condition) => `  if ${condition.sentence}`),
    ...facts(evidence, sentencesOf(unknown)),
    ...numbered(sentencesOf(remedies)),
  ];
  return tonedLines(lines, isColoured);
}

function facts(evidence: readonly Evidence[], unknown: readonly string[]): string[] {
  return [...evidence.map(({ sentence }) => `  - ${sentence}`), ...unknown.map((sentence) => `  ? ${sentence}`)];
}

function numbered(steps: readonly string[]): string[] {
  return steps.map((step, index) => `  ${index + 1}. ${step}`);
}
