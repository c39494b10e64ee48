import { version } from '../../package.json';
import { readArguments } from './arguments';
import { CommandError, ExitStatus, UsageError, type Command, type Io } from './command';
import { blank } from './commands/blank';
import { compare } from './commands/compare';
import { edit } from './commands/edit';
import { exportCertificates } from './commands/export';
import { log } from './commands/log';
import { migrate } from './commands/migrate';
import { phone } from './commands/phone';
import { show } from './commands/show';
import { sign } from './commands/sign';
import { verify } from './commands/verify';
import { commandUsage, usage } from './usage';

const commands: readonly Command[] = [show, verify, compare, blank, sign, edit, exportCertificates, phone, migrate, log];

/**
 * Runs one command line (without the program's own name) and gives its exit status. Only what no command expects is
 * thrown.
 */
export async function run(args: readonly string[], io: Io): Promise<ExitStatus> {
  const [first, ...rest] = args;
  if (first === '--help' || first === '-h') {
    io.out(usage(commands));
    return ExitStatus.sound;
  }
  if (first === '--version') {
    io.out(`trustlist ${version}\n`);
    return ExitStatus.sound;
  }
  try {
    const command = commandOf(first);
    const parsed = readArguments(command, rest);
    if (parsed.has('help')) {
      io.out(commandUsage(command));
      return ExitStatus.sound;
    }
    return await command.run(parsed, io);
  } catch (error) {
    if (error instanceof CommandError) {
      io.complain(error.message);
      return error.status;
    }
    if (!(error instanceof UsageError)) throw error;
    io.complain(`${error.message}; see trustlist --help.`);
    return ExitStatus.unreadable;
  }
}

function commandOf(name: string | undefined): Command {
  const names = commands.map((command) => command.name).join(', ');
  if (name === undefined) throw new UsageError(`a command is missing: ${names}`);
  const command = commands.find((known) => known.name === name);
  if (command === undefined) throw new UsageError(`there is no command '${name}', only ${names}`);
  return command;
}
