import { basename } from 'node:path';
import { visible } from '../../core/show/layout';
import type { Bundle } from '../../core/phone/bundle';
import type { Cluster, Method, MethodVerdict, MigrationPlan } from '../../core/phone/migration';
import { addList, type ClusterLists } from '../cluster-lists';
import { CommandError, ExitStatus, UsageError, type Arguments, type Command, type Io } from '../command';
import { passwordOptions, readBytes, readCertificateFile } from '../input-files';
import { jsonText } from '../json';
import { loadPhoning } from '../phoning';

/** `trustlist migrate --from FILE... --to FILE... [--markdown] [--json]` */
export const migrate: Command = {
  name: 'migrate',
  summary: 'Say how phones get from one cluster to another, and which ways are closed.',
  operands: '--from FILE... --to FILE...',
  leastOperands: 0,
  mostOperands: 0,
  options: {
    from: {
      type: 'string',
      value: 'FILE...',
      multiple: true,
      several: true,
      summary: 'The old cluster: its lists, and bundles of what its trust stores hold.',
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
    ...passwordOptions,
    markdown: { type: 'boolean', summary: 'Print Markdown for a change ticket.' },
    json: { type: 'boolean', summary: 'Print one JSON object.' },
  },
  description: `Judges every known way to move phones that hold the old cluster's lists to the new one, by what the files say: what
works, what works only if more is true, and what does not, with the steps. A file is a list (.tlv) or a bundle of
certificates (PEM, DER, PKCS#7, PKCS#12).`,
  exitStatus: `Exit status: 0 a plan was made; 2 a file could not be read as what the command needs.`,
  run: async (args, io) => {
    const from = await readCluster('from', args, io);
    const to = await readCluster('to', args, io);
    const { migrationMarkdown, planMigration } = await loadPhoning();
    const plan = await planMigration(from, to, {
      oldVersion: readVersion('from-version', args),
      newVersion: readVersion('to-version', args),
      now: new Date(io.now() * 1000),
    });
    if (args.has('json')) io.out(jsonText([plan]));
    else io.out(args.has('markdown') ? migrationMarkdown(plan) : planText(plan));
    return ExitStatus.sound;
  },
};

async function readCluster(side: 'from' | 'to', args: Arguments, io: Io): Promise<Cluster> {
  const { decode } = await import('../../core/engine');
  const files = args.values(side);
  if (files.length === 0) throw new UsageError(`migrate: --${side} FILE... is missing`);
  const lists: ClusterLists = { itl: null, ctl: null };
  const bundles: Bundle[] = [];
  for (const file of files) {
    const decoded = decode(await readBytes(file, io));
    if (decoded.ok) await addList(lists, file, decoded.list);
    else if (/\.tlv$/i.test(file)) throw new CommandError(ExitStatus.unreadable, `${file}: ${decoded.error.message}`);
    else bundles.push({ file: basename(file), certificates: await readCertificateFile(file, args, io) });
  }
  return { ...lists, bundles };
}

function readVersion(option: string, args: Arguments): number | undefined {
  const text = args.value(option);
  if (text === null) return undefined;
  if (!/^\d{1,2}(\.\d)?$/.test(text)) throw new UsageError(`migrate: '${text}' is no version: 8.5, 12.0`);
  return Number(text);
}

const verdictWords: Readonly<Record<MethodVerdict, string>> = {
  works: 'works',
  'works-if': 'works if',
  'does-not': 'does not work',
};

function planText({ from, to, asItIs, methods, notes }: MigrationPlan): string {
  const lines = [
    `From ${from.join(', ')} to ${to.join(', ')}`,
    ...asItIs.map(({ file, decision }) => `As it is, phones: ${file} ${decision.verdict} (rule ${decision.rule})`),
    ...methods.flatMap(methodLines),
    ...notes.map((note) => `Note: ${note}`),
  ];
  return lines.map((line) => `${visible(line)}\n`).join('');
}

function methodLines({ title, verdict, sentence, conditions, evidence, steps, unknown }: Method): string[] {
  return [
    '',
    `${title}: ${verdictWords[verdict]}`,
    `  ${sentence}`,
    ...conditions.map((condition) => `  if ${condition}`),
    ...evidence.map((fact) => `  - ${fact.sentence}`),
    ...unknown.map((fact) => `  ? ${fact}`),
    ...steps.map((step, index) => `  ${index + 1}. ${step}`),
  ];
}
