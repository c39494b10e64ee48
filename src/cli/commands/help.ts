import { ExitStatus, UsageError, type Command } from '../command';

type Commands = Readonly<Record<string, () => Promise<Command>>>;

/** `trustlist help [COMMAND] [--man]`, of these commands, of which it is one. */
export function helpOn(commands: Commands): Command {
  const names = Object.keys(commands);
  return {
    name: 'help',
    summary: 'Explain trustlist, or one of its commands.',
    operands: '[COMMAND]',
    leastOperands: 0,
    mostOperands: 1,
    operandsAreServers: true,
    choices: names,
    options: { man: { type: 'boolean', summary: 'Print the manual page, for man -l -.' } },
    description: 'Prints what COMMAND does, with all its options; without COMMAND, what trustlist does.',
    exitStatus: 'Exit status: 0 it was printed; 2 there is no such command, or the output could not be written.',
    run: async (args, io) => {
      const [name] = args.operands;
      if (args.has('man')) {
        if (name !== undefined) throw new UsageError('help: --man prints one page for all commands, without COMMAND');
        io.out((await import('../manual-page')).manualPage(await loadAll(commands)));
      } else if (name === undefined) io.out((await import('../usage')).usage(await loadAll(commands)));
      else io.out((await import('../usage')).commandUsage(await load(name, commands)));
      return ExitStatus.sound;
    },
  };
}

function load(name: string, commands: Commands): Promise<Command> {
  const load = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (load !== undefined) return load();
  throw new UsageError(`help: there is no command '${name}'`, { word: name, known: Object.keys(commands) });
}

export function loadAll(commands: Commands): Promise<Command[]> {
  return Promise.all(Object.values(commands).map((load) => load()));
}
