import { version } from '../../../package.json';
import { ExitStatus, type Io } from '../command';
import { isWindows } from '../platform';
import { github, type Form } from './form';
import { SarifLog } from './log';
import type { Rule } from './result';

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
