import { UsageError, type Arguments, type Option } from '../command';
import { github, standard, type Form } from './form';

/** What asks a command for a log. Apart from what writes one, which is loaded when it was asked for. */
export const sarifOptions: Readonly<Record<string, Option>> = {
  sarif: { type: 'boolean', summary: 'Print a SARIF 2.1.0 log.' },
  'sarif-for': {
    type: 'string',
    value: 'READER',
    choices: ['github'],
    summary: 'Print it as this reader shows it: github.',
  },
};

/** The form of the log that was asked for; null if none was. Throws a `UsageError` for a reader that is not known. */
export function formOf(command: string, args: Arguments): Form | null {
  const reader = args.value('sarif-for');
  if (reader === null) return args.has('sarif') ? standard : null;
  if (reader === 'github') return github;
  throw new UsageError(`${command}: --sarif-for takes github, not '${reader}'`);
}
