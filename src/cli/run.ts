import { version } from '../../package.json';
import { checkOperands, readArguments } from './arguments';
import { CommandError, ExitStatus, UsageError, worst, type Arguments, type Command, type Io } from './command';
import { audit } from './commands/audit';
import { blank } from './commands/blank';
import { compare } from './commands/compare';
import { consolidate } from './commands/consolidate';
import { decrypt } from './commands/decrypt';
import { edit } from './commands/edit';
import { exportCertificates } from './commands/export';
import { fetchCommand } from './commands/fetch';
import { find } from './commands/find';
import { log } from './commands/log';
import { migrate } from './commands/migrate';
import { phone } from './commands/phone';
import { show } from './commands/show';
import { sign } from './commands/sign';
import { strip } from './commands/strip';
import { tvs } from './commands/tvs';
import { verify } from './commands/verify';
import { expand, fitsNoFile, refuseSecondInput, standardInput } from './expansion';
import { isWindows } from './platform';
import { commandUsage, usage } from './usage';

const commands: readonly Command[] = [
  show,
  verify,
  compare,
  find,
  blank,
  sign,
  strip,
  decrypt,
  edit,
  exportCertificates,
  consolidate,
  phone,
  migrate,
  audit,
  log,
  fetchCommand,
  tvs,
];

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
    return await runCommand(commandOf(first), rest, io);
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

/**
 * Runs one command on what follows its name.
 *
 * @throws UsageError, CommandError
 */
export async function runCommand(command: Command, rest: readonly string[], io: Io): Promise<ExitStatus> {
  const parsed = readArguments(command, rest);
  if (parsed.has('help')) {
    io.out(commandUsage(command));
    return ExitStatus.sound;
  }
  return runOn(command, parsed, io);
}

/** Runs a command on the files that its operands stand for. */
async function runOn(command: Command, given: Arguments, io: Io): Promise<ExitStatus> {
  refuseSecondInput(command, given);
  const args = await expand(command, given, io, isWindows);
  const { unmatched } = args;
  for (const pattern of unmatched) io.complain(`${pattern}: ${fitsNoFile}`);
  if (unmatched.length > 0 && command.eachAlone !== true) return ExitStatus.unreadable;
  checkOperands(command, args.operands.length);
  const readFile = (path: string): Promise<Uint8Array> => {
    return path === standardInput ? io.readStandardInput() : io.readFile(path);
  };
  const status = await command.run(args, { ...io, readFile });
  return unmatched.length > 0 ? worst([status, ExitStatus.unreadable]) : status;
}

function commandOf(name: string | undefined): Command {
  const names = commands.map((command) => command.name).join(', ');
  if (name === undefined) throw new UsageError(`a command is missing: ${names}`);
  const command = commands.find((known) => known.name === name);
  if (command === undefined) throw new UsageError(`there is no command '${name}', only ${names}`);
  return command;
}
