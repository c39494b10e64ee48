import { version } from '../../package.json';
import { setTranslator } from '../core/words/translate';
import { checkOperands, readArguments } from './arguments';
import { CommandError, ExitStatus, UsageError, worst, type Arguments, type Command, type Io } from './command';
import { expand, fitsNoFile, refuseSecondInput, standardInput } from './expansion';
import { isWindows } from './platform';

/** Every command, in the order of the help; a command is loaded when it is called. */
const commands: Readonly<Record<string, () => Promise<Command>>> = {
  show: async () => (await import('./commands/show')).show,
  verify: async () => (await import('./commands/verify')).verify,
  compare: async () => (await import('./commands/compare')).compare,
  find: async () => (await import('./commands/find')).find,
  blank: async () => (await import('./commands/blank')).blank,
  sign: async () => (await import('./commands/sign')).sign,
  strip: async () => (await import('./commands/strip')).strip,
  decrypt: async () => (await import('./commands/decrypt')).decrypt,
  edit: async () => (await import('./commands/edit')).edit,
  export: async () => (await import('./commands/export')).exportCertificates,
  consolidate: async () => (await import('./commands/consolidate')).consolidate,
  phone: async () => (await import('./commands/phone')).phone,
  migrate: async () => (await import('./commands/migrate')).migrate,
  audit: async () => (await import('./commands/audit')).audit,
  log: async () => (await import('./commands/log')).log,
  fetch: async () => (await import('./commands/fetch')).fetchCommand,
  tvs: async () => (await import('./commands/tvs')).tvs,
  capture: async () => (await import('./commands/capture')).capture,
  completion: async () => (await import('./commands/completion')).completionOf(commands),
  help: async () => (await import('./commands/help')).helpOn(commands),
};

/**
 * Runs one command line (without the program's own name) and gives its exit status. Only what no command expects is
 * thrown.
 */
export async function run(args: readonly string[], io: Io): Promise<ExitStatus> {
  const [first, ...rest] = args;
  if (first === '--help' || first === '-h') return run(['help'], io);
  if (first === '--version') {
    io.out(`trustlist ${version}\n`);
    return ExitStatus.sound;
  }
  try {
    return await runCommand(await commandOf(first), rest, io);
  } catch (error) {
    if (error instanceof CommandError) {
      io.complain(error.message);
      return error.status;
    }
    if (!(error instanceof UsageError)) throw error;
    const { message, misspelling } = error;
    const more = misspelling === null ? '' : (await import('./did-you-mean')).suggestion(misspelling);
    io.complain(`${message}${more}; see trustlist --help.`);
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
    io.out((await import('./usage')).commandUsage(command));
    return ExitStatus.sound;
  }
  setTranslator(forPrograms.some(parsed.has) ? null : io.translator);
  return runOn(command, parsed, io);
}

/** The options whose output programs read. */
const forPrograms = ['json', 'jsonl', 'csv', 'sarif', 'sarif-for', 'junit'] as const;

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

async function commandOf(name: string | undefined): Promise<Command> {
  const known = Object.keys(commands);
  if (name === undefined) throw new UsageError(`a command is missing: ${known.join(', ')}`);
  const load = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (load === undefined) throw new UsageError(`there is no command '${name}'`, { word: name, known });
  return load();
}
