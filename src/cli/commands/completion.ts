import { ExitStatus, UsageError, type Command } from '../command';
import type { ShellName } from '../completion/scripts';

type Commands = Readonly<Record<string, () => Promise<Command>>>;

const known: readonly ShellName[] = ['bash', 'zsh', 'fish', 'powershell'];

/** `trustlist completion bash|zsh|fish|powershell`, for these commands, of which it is one. */
export function completionOf(commands: Commands): Command {
  return {
    name: 'completion',
    summary: 'Print a script by which a shell completes commands, options and files.',
    operands: known.join('|'),
    leastOperands: 1,
    mostOperands: 1,
    operandsAreServers: true,
    choices: known,
    options: {},
    description: `Prints the script; load it where your shell starts:
  bash        eval "$(trustlist completion bash)" in ~/.bashrc
  zsh         eval "$(trustlist completion zsh)" in ~/.zshrc, after compinit
  fish        trustlist completion fish | source, in ~/.config/fish/config.fish
  powershell  trustlist completion powershell | Out-String | Invoke-Expression, in $PROFILE`,
    exitStatus: 'Exit status: 0 it was printed; 2 there is no such shell, or the output could not be written.',
    run: async (args, io) => {
      const [name = ''] = args.operands;
      const shell = known.find((one) => one === name);
      if (shell === undefined) throw new UsageError(`completion: there is no shell '${name}'`, { word: name, known });
      const { completionScript } = await import('../completion/scripts');
      const { loadAll } = await import('./help');
      io.out(completionScript(shell, await loadAll(commands)));
      return ExitStatus.sound;
    },
  };
}
