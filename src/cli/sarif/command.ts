import { version } from '../../../package.json';
import { ExitStatus, UsageError, type Arguments, type Io, type Option } from '../command';
import { isWindows } from '../platform';
import { github, standard, type Form } from './form';
import { SarifLog } from './log';
import type { Rule } from './result';

/** What asks a command for a log. */
export const sarifOptions: Readonly<Record<string, Option>> = {
  sarif: { type: 'boolean', summary: 'Print a SARIF 2.1.0 log.' },
  'sarif-for': { type: 'string', value: 'READER', summary: 'Print it as this reader shows it: github.' },
};

/** The form of the log that was asked for; null if none was. Throws a `UsageError` for a reader that is not known. */
export function formOf(command: string, args: Arguments): Form | null {
  const reader = args.value('sarif-for');
  if (reader === null) return args.has('sarif') ? standard : null;
  if (reader === 'github') return github;
  throw new UsageError(`${command}: --sarif-for takes github, not '${reader}'`);
}

/** Begins the log of a command on standard output. */
export function startLog(form: Form, rules: readonly Rule[], io: Io): SarifLog {
  return new SarifLog(
    { name: 'trustlist', version, rules },
    form,
    { workingFolder: io.workingFolder(), isWindows },
    io.out,
  );
}

const meanings: Readonly<Record<ExitStatus, string>> = {
  [ExitStatus.sound]: 'No error.',
  [ExitStatus.errors]: 'At least one error.',
  [ExitStatus.unreadable]: 'A file could not be read.',
  [ExitStatus.depends]: 'The answer depends on something that was not given.',
};

/** Ends it, and tells the person if something is not in it. */
export function endLog(log: SarifLog, status: ExitStatus, io: Io): void {
  const isSuccessful = status !== ExitStatus.unreadable;
  const leftOut = log.end({ exitCode: status, meaning: meanings[status], isSuccessful });
  if (leftOut > 0)
    io.complain(`${leftOut} results are left out: GitHub keeps ${github.mostResults} of a log. The worst are in it.`);
}
