import { basename } from 'node:path';
import { isListName } from '../../core/format/file-names';
import { visible } from '../../core/show/layout';
import type { Bundle } from '../../core/phone/bundle';
import type { Cluster, ListDecision, Method, MethodVerdict, MigrationPlan } from '../../core/phone/migration';
import type { Evidence, Regeneration } from '../../core/phone/regenerate';
import { withFileNames } from '../../core/words/file-names';
import { addList, type ClusterLists } from '../cluster-lists';
import { CommandError, ExitStatus, UsageError, type Arguments, type Command, type Io } from '../command';
import { passwordOptions, readBytes, readCertificateFile } from '../input-files';
import { jsonText } from '../json';
import { loadPhoning } from '../phoning';

/** `trustlist migrate --from FILE... --to FILE... [--regenerated] [--markdown] [--json]` */
export const migrate: Command = {
  name: 'migrate',
  summary: 'Plan how phones move from one cluster to another, and show which ways do not work.',
  operands: '--from FILE... --to FILE...',
  leastOperands: 0,
  mostOperands: 0,
  options: {
    from: {
      type: 'string',
      value: 'FILE...',
      multiple: true,
      several: true,
      summary: 'The old cluster: its lists, and bundles with the certificates in its trust stores.',
    },
    to: {
      type: 'string',
      value: 'FILE...',
      multiple: true,
      several: true,
      summary: 'The new cluster: its lists, and the bundles that it exported.',
    },
    'from-version': { type: 'string', value: 'VERSION', summary: 'Version of the old cluster: 8.5.' },
    'to-version': { type: 'string', value: 'VERSION', summary: 'Version of the new cluster: 12.5.' },
    'central-tftp': {
      type: 'string',
      value: 'VERSION',
      summary: 'Version of the central TFTP cluster in front of both, if any.',
    },
    regenerated: {
      type: 'boolean',
      summary: 'Both are the same cluster, before and after certificates changed: can its phones follow?',
    },
    ...passwordOptions,
    markdown: { type: 'boolean', summary: 'Print Markdown for a change ticket.' },
    json: { type: 'boolean', summary: 'Print one JSON object.' },
  },
  description: `Checks every known way to move phones that hold the old cluster's lists to the new one, using the files: what works,
what works only under more conditions, and what does not work, with the steps. A file is a list (.tlv) or a bundle of
certificates (PEM, DER, PKCS#7, PKCS#12). With --regenerated, --from is what phones hold (ITL, and CTL if any), and --to
the ITL that their own cluster serves now.`,
  exitStatus: `Exit status: 0 a plan was made, with any result; 2 a file or the command line could not be read.`,
  run: async (args, io) => {
    if (args.has('json') && args.has('markdown')) {
      throw new UsageError('migrate: use either --json or --markdown, not both');
    }
    const from = await readCluster('from', args, io);
    const to = await readCluster('to', args, io);
    const text = await (args.has('regenerated') ? checkOf(from, to, args, io) : planOf(from, to, args, io));
    const files = [...args.values('from'), ...args.values('to')];
    io.out(args.has('json') ? text : withFileNames(text, files));
    return ExitStatus.sound;
  },
};

async function planOf(from: Cluster, to: Cluster, args: Arguments, io: Io): Promise<string> {
  const { migrationMarkdown, planMigration } = await loadPhoning();
  const plan = await planMigration(from, to, {
    oldVersion: readVersion('from-version', args),
    newVersion: readVersion('to-version', args),
    centralTftpVersion: readVersion('central-tftp', args),
    now: now(io),
  });
  if (args.has('json')) return jsonText([plan]);
  return args.has('markdown') ? migrationMarkdown(plan) : planText(plan);
}

async function checkOf(from: Cluster, to: Cluster, args: Arguments, io: Io): Promise<string> {
  const { judgeRegeneration, regenerationMarkdown } = await loadPhoning();
  const { itl: held, ctl } = from;
  const served = to.itl;
  if (held === null || served === null) {
    throw new UsageError(
      'migrate: --regenerated takes an ITL on both sides: the one phones hold, and the one served now',
    );
  }
  const check = await judgeRegeneration({ held, served, ctl, now: now(io) });
  if (args.has('json')) return jsonText([check]);
  if (!args.has('markdown')) return checkText(check);
  return regenerationMarkdown(check, {
    held: [held, ctl].flatMap((list) => (list === null ? [] : [list.file])),
    served: served.file,
  });
}

function now(io: Io): Date {
  return new Date(io.now() * 1000);
}

async function readCluster(side: 'from' | 'to', args: Arguments, io: Io): Promise<Cluster> {
  const { decode } = await import('../../core/engine');
  const files = args.values(side);
  if (files.length === 0) throw new UsageError(`migrate: --${side} FILE... is missing`);
  const lists: ClusterLists = { itl: null, ctl: null };
  const bundles: Bundle[] = [];
  for (const file of files) {
    const decoded = decode(await readBytes(file, io));
    if (decoded.ok) await addList(lists, file, decoded.list);
    else if (isListName(file)) throw new CommandError(ExitStatus.unreadable, `${file}: ${decoded.error.message}`);
    else bundles.push({ file: basename(file), certificates: await readCertificateFile(file, args, io) });
  }
  return { ...lists, bundles };
}

function readVersion(option: string, args: Arguments): number | undefined {
  const text = args.value(option);
  if (text === null) return undefined;
  if (!/^\d{1,2}(\.\d)?$/.test(text)) throw new UsageError(`migrate: '${text}' is not a version such as 8.5 or 12.0`);
  return Number(text);
}

const verdictWords: Readonly<Record<MethodVerdict, string>> = {
  works: 'works',
  'works-if': 'works if',
  'does-not': 'does not work',
};

function planText({ from, to, asItIs, methods, notes, centralizedTftp }: MigrationPlan): string {
  return textOf([
    `From ${from.join(', ')} to ${to.join(', ')}`,
    ...asItIs.flatMap(offerLines),
    ...methods.flatMap(methodLines),
    ...(centralizedTftp === null
      ? []
      : ['', `Centralized TFTP: ${centralizedTftp.sentence}`, ...numbered(centralizedTftp.steps)]),
    ...(notes.length === 0 ? [] : ['', ...notes.map((note) => `Note: ${note}`)]),
  ]);
}

function offerLines({ file, decision: { verdict, rule }, reasons }: ListDecision): string[] {
  const depends = verdict === 'depends' ? ' on:' : ':';
  return [
    `As it is, what phones do with ${file}: ${verdict} (rule ${rule})${depends}`,
    ...reasons.map((reason) => `  - ${reason}`),
  ];
}

function methodLines({ title, verdict, sentence, conditions, evidence, steps, unknown }: Method): string[] {
  return [
    '',
    `${title}: ${verdictWords[verdict]}`,
    `  ${sentence}`,
    ...conditions.map((condition) => `  if ${condition}`),
    ...facts(evidence, unknown),
    ...numbered(steps),
  ];
}

function checkText({ outcome, sentence, evidence, conditions, remedies, unknown }: Regeneration): string {
  return textOf([
    `${outcome}: ${sentence}`,
    ...conditions.map((condition) => `  if ${condition}`),
    ...facts(evidence, unknown),
    ...numbered(remedies),
  ]);
}

function facts(evidence: readonly Evidence[], unknown: readonly string[]): string[] {
  return [...evidence.map(({ sentence }) => `  - ${sentence}`), ...unknown.map((sentence) => `  ? ${sentence}`)];
}

function numbered(steps: readonly string[]): string[] {
  return steps.map((step, index) => `  ${index + 1}. ${step}`);
}

function textOf(lines: readonly string[]): string {
  return lines.map((line) => `${visible(line)}\n`).join('');
}
