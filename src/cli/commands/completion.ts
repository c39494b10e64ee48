import { ExitStatus, UsageError, type Command } from '../command';
import type { Shell } from '../completion/shells';

type Commands = Readonly<Record<string, () => Promise<Command>>>;

const shells: Readonly<Record<string, () => Promise<Shell>>> = {
  bash: async () => (await import('../completion/bash')).bash,
  zsh: async () => (await import('../completion/zsh')).zsh,
  fish: async () => (await import('../completion/fish')).fish,
  powershell: async () => (await import('../completion/powershell')).powershell,
};

/** `trustlist completion bash|zsh|fish|powershell`, for these commands, of which it is one. */
export function completionOf(commands: Commands): Command {
  const known = Object.keys(shells);
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
      const shell = Object.hasOwn(shells, name) ? shells[name] : undefined;
      if (shell === undefined) throw new UsageError(`completion: there is no shell '${name}'`, { word: name, known });
      const { syntaxOf } = await import('../completion/shells');
      const { loadAll } = await import('./help');
      io.out((await shell())((await loadAll(commands)).map(syntaxOf)));
      return ExitStatus.sound;
    },
  };
}
