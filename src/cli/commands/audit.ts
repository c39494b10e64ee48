import { resolve } from 'node:path';
import type { DigestReading } from '../../core/cluster/fleet/without-bytes';
import type { SourceProblem } from '../../core/cluster/observation';
import { ahead } from '../../core/words/ahead';
import { ExitStatus, UsageError, type Arguments, type Command, type Io } from '../command';
import { standardInput } from '../expansion';
import { filesRead, keepApart } from '../files-apart';
import { loadFleet } from '../engine';
import { formatOf, formatOptions } from '../fleet-formats';
import { FleetJournal } from '../fleet-journal';
import { readKnown, readServed } from '../fleet-lists';
import { passwordOptions } from '../input-files';
import { readKnownFacts, storesOf, tvsOptions } from '../known-facts';
import { sourceContents, sourceFiles } from '../sources';

const options: Command['options'] = {
  served: {
    type: 'string',
    value: 'FILE...',
    multiple: true,
    several: true,
    input: true,
    summary: 'What the TFTP servers serve now: lists and a configuration, or folders with them.',
  },
  known: {
    type: 'string',
    value: 'FILE...',
    multiple: true,
    several: true,
    input: true,
    summary: 'Other lists that phones may hold: older ones, those of other nodes, or folders with them.',
  },
  ...tvsOptions,
  ...passwordOptions,
  resume: {
    type: 'string',
    value: 'FILE',
    summary: 'Write to FILE what was read, and do not read again what an earlier run wrote there.',
  },
  ...formatOptions,
};

const description = `Groups phones by the lists that they hold, and says for each group whether its phones accept the lists and
the configuration that are served now, by the rules of trustlist phone: they do, it depends (on a TVS, say), or
they are locked out. Then it says what to do, in order, so that the fewest phones have to be visited.

SOURCE says what phones hold, by its content: lists named for phones (ITLSEP0011215A1AE3.tlv), tables (CSV and
the like) with devices and digests or with CUCM's "ITL File Status", saved web pages of phones, logs and traces
with DeviceTLInfo alarms, ZIP and tar archives of these, and folders. Put it before --served. Lists in sources
count as given. A digest that no list has is unknown: it never means that a phone is
locked out. Without --tvs-store the answer for a list with a TVS depends on that TVS.

After a kill, the same command with the same --resume FILE goes on with the sources that are not in FILE, or
have changed since.`;

/** `trustlist audit SOURCE... --served FILE... [--known FILE...] [--tvs-store BUNDLE...] [--json | --jsonl | …]` */
export const audit: Command = {
  name: 'audit',
  summary: 'Say which phones of a fleet hold which list, and what becomes of each.',
  operands: 'SOURCE... --served FILE...',
  leastOperands: 1,
  mostOperands: Number.POSITIVE_INFINITY,
  keepsUnmatched: true,
  options,
  description,
  exitStatus: `Exit status: 0 every phone accepts what is served; 1 at least one refuses it; 2 no source could be read, or a
file of another option; 3 it depends, or what a phone holds is not known, and no phone refuses.`,
  run,
};

async function run(args: Arguments, io: Io): Promise<ExitStatus> {
  const servedPaths = args.values('served');
  if (servedPaths.length === 0) throw new UsageError('audit: --served FILE is missing');
  const format = formatOf('audit', args);
  const journalPath = args.value('resume');
  if (journalPath !== null) await keepApart(filesNamed(args), [journalPath], io);
  const { auditFleet, Collected, fleetOutcome, GivenLists, planFleet } = await loadFleet();
  const known = await readKnownFacts('audit', args, io);
  const lists = new GivenLists();
  const { served, problems: servedProblems } = await readServed(servedPaths, lists, io);
  const stores = storesOf(known);
  const knownProblems = await readKnown(args.values('known'), { lists, stores }, io);
  const journal = journalPath === null ? null : await FleetJournal.open(journalPath, io);
  const collected = new Collected(lists, [...servedProblems, ...knownProblems]);
  const sources = otherThan(journalPath, sourceFiles(args.operands, collected.problems, io));
  const readings = ahead(sources, readAtOnce, (file) => readingOf(file, journal, io));
  for await (const reading of readings) await collected.add(reading);
  await journal?.flush();
  const complain = ({ file, line, message }: SourceProblem): void => {
    io.complain(`${file}${line === null ? '' : `:${line}`}: ${message}`);
  };
  if (collected.read === 0) {
    collected.problems.forEach(complain);
    return ExitStatus.unreadable;
  }
  if (journal !== null && journal.reused > 0) {
    io.complain(`${journalPath ?? ''}: ${journal.reused} of the sources were read by an earlier run.`);
  }
  const { phones, problems } = collected;
  const fleet = await auditFleet({ phones, lists, served, known, problems });
  const status = statuses[fleetOutcome(fleet)];
  await format.write({ fleet, plan: () => planFleet({ fleet, served, given: lists.all, known }) }, io, status);
  if (!format.hasProblems) fleet.problems.forEach(complain);
  return status;
}

function filesNamed(args: Arguments): string[] {
  const named = [...args.operands, ...['served', 'known', 'tvs-store'].flatMap((option) => args.values(option))];
  return [...named, ...filesRead(args)].filter((path) => path !== standardInput);
}

/** The journal may be in one of the folders. */
async function* otherThan(journalPath: string | null, files: AsyncIterable<string>): AsyncGenerator<string> {
  for await (const file of files) if (journalPath === null || resolve(file) !== resolve(journalPath)) yield file;
}

/** Sources that are read at once: most of the time goes into waiting for the disk. */
const readAtOnce = 8;

/** What a source says, read now or by an earlier run. */
async function readingOf(file: string, journal: FleetJournal | null, io: Io): Promise<DigestReading> {
  if (journal === null) return readNow(file, io);
  const earlier = await journal.get(file);
  if (earlier !== null) return earlier;
  const stamp = await io.stampOf(file);
  const reading = await readNow(file, io);
  await journal.put(file, stamp, reading);
  return reading;
}

async function readNow(file: string, io: Io): Promise<DigestReading> {
  const { joinedReadings, withoutBytes } = await loadFleet();
  const parts: DigestReading[] = [];
  for await (const contents of sourceContents(file, io)) parts.push(await withoutBytes(contents));
  return joinedReadings(parts);
}

const statuses = { refused: ExitStatus.errors, open: ExitStatus.depends, accepted: ExitStatus.sound } as const;
