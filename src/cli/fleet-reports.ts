import type { Fleet, FleetGroup } from '../core/cluster/fleet/fleet';
import type { FleetDevice } from '../core/cluster/fleet/phones';
import type { ExitStatus, Io } from './command';
import { loadFleet } from './engine';
import { JunitLog } from './junit';
import { endLog, startLog } from './sarif/command';
import type { Form } from './sarif/form';
import type { Rule } from './sarif/result';

type FleetRule = 'phone-refuses' | 'phone-depends' | 'list-unknown' | 'list-unreadable' | 'list-not-reported';

const ask = 'Run trustlist audit without --sarif: its plan says which phones to visit.';
const find = 'Find out which list the phone holds: from its web page, its DeviceTLInfo alarm or its screen.';

const words: Readonly<Record<FleetRule, Omit<Rule, 'id'>>> = {
  'phone-refuses': {
    level: 'error',
    title: 'Phone refuses what is served',
    raised: 'A phone with the lists that it holds refuses a list or a configuration that is served now.',
    help: [
      { label: 'On a phone', text: 'It keeps its lists and its former configuration.' },
      { label: 'What to do', text: ask },
    ],
  },
  'phone-depends': {
    level: 'open',
    title: 'Not decided by the files',
    raised: 'Whether a phone accepts what is served depends on something that no file says, such as a TVS.',
    help: [{ label: 'What to do', text: 'Make sure of what the sentence names, or give --tvs-store.' }],
  },
  'list-unknown': {
    level: 'open',
    title: 'Unknown list',
    raised: 'A phone holds a list that was not given.',
    help: [
      { label: 'What to do', text: 'Find the list (older backups, other TFTP servers), and give it with --known.' },
    ],
  },
  'list-unreadable': {
    level: 'open',
    title: 'Value not readable',
    raised: 'What a source says of a list that a phone holds is not a digest.',
    help: [{ label: 'What to do', text: find }],
  },
  'list-not-reported': {
    level: 'open',
    title: 'List not reported',
    raised: 'No source says which list a phone holds.',
    help: [{ label: 'What to do', text: find }],
  },
};

const rules: readonly Rule[] = Object.entries(words).map(([id, rule]) => ({ id, ...rule }));

/** What is wrong with the phones of a group; null if they accept what is served. */
function ruleOf({ state, verdict }: FleetGroup): FleetRule | null {
  switch (verdict) {
    case 'accepted':
      return null;
    case 'refused':
      return 'phone-refuses';
    case 'depends':
      return 'phone-depends';
    case null:
      return state === 'unknown' ? 'list-unknown' : state === 'unreadable' ? 'list-unreadable' : 'list-not-reported';
  }
}

/** A result for each phone that does not accept what is served, at the line that says what it holds. */
export async function fleetSarif(
  fleet: Fleet,
  { form, status }: { readonly form: Form; readonly status: ExitStatus },
  io: Io,
): Promise<void> {
  const { sentenceOf } = await loadFleet();
  const log = startLog(form, rules, io);
  for (const group of fleet.groups) {
    const rule = ruleOf(group);
    if (rule === null) continue;
    const sentence = sentenceOf(group);
    for (const { name, source, line } of group.devices) {
      const region = line === null ? null : ({ kind: 'lines', ...atLine(line) } as const);
      log.add({ path: source, length: null, sha256: null, isText: line !== null }, [
        { rule, level: words[rule].level, message: `${name}: ${sentence}`, region, place: null, identity: name },
      ]);
    }
  }
  for (const { file, line, message } of fleet.problems) {
    log.notify({ kind: 'incomplete', message: line === null ? message : `Line ${line}: ${message}`, path: file });
  }
  endLog(log, status, io);
}

function atLine(line: number) {
  return { startLine: line, startColumn: 1, endLine: line, endColumn: 1 };
}

/** A test case for each phone: passed if it accepts what is served, failed if it refuses it, else in error. */
export async function fleetJunit({ groups }: Fleet, out: Io['out']): Promise<void> {
  const { sentenceOf } = await loadFleet();
  const log = new JunitLog('trustlist audit', out);
  for (const group of groups) {
    const rule = ruleOf(group);
    const message = sentenceOf(group);
    const kind = rule === 'phone-refuses' ? 'failure' : 'error';
    const trouble = rule === null ? null : ({ kind, type: rule, message, lines: [] } as const);
    for (const device of group.devices) log.add({ name: device.name, file: placeOf(device), trouble });
  }
  log.end();
}

function placeOf({ source, line }: FleetDevice): string {
  return line === null ? source : `${source}:${line}`;
}
