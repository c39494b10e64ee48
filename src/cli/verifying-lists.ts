import { basename } from 'node:path';
import type { SelfVerifiedList } from '../core/phone/verify-signed';
import { CommandError, ExitStatus, UsageError, type Arguments, type Io, type Option } from './command';
import { loadEngine } from './engine';
import { inputsAt } from './each-input';
import type { SignedInput } from '../core/format/binary-input';
import type { Input } from './input';
import { whatOutputIs } from './what-it-is';

/** What names the lists that signed files are verified against. */
export const listOption: Readonly<Record<string, Option>> = {
  list: {
    type: 'string',
    value: 'FILE...',
    multiple: true,
    several: true,
    input: true,
    summary: 'Verify signed files against these lists: those that phones hold.',
  },
};

/** The values of --list. */
export interface VerifyingLists {
  readonly lists: readonly SelfVerifiedList[];
  /** Signed files behind --list, which no file can be verified against: they are verified like the operands. */
  readonly signed: readonly SignedInput[];
}

export async function readVerifyingLists(command: string, args: Arguments, io: Io): Promise<VerifyingLists> {
  const lists: SelfVerifiedList[] = [];
  const signed: SignedInput[] = [];
  for (const file of args.values('list')) {
    let count = 0;
    for await (const input of inputsAt(file, io, 'a list')) {
      count += 1;
      if (input.kind === 'signed') {
        if (input.file === file) signed.push(input);
      } else lists.push(await listOf(input));
    }
    if (count === 0) throw new CommandError(ExitStatus.unreadable, `${file}: There is no list in this folder.`);
  }
  if (args.operands.length + signed.length + args.unmatched.length === 0) {
    const hint = args.has('list') ? ': put it before --list' : '';
    throw new UsageError(`${command}: FILE... is missing${hint}`);
  }
  return { lists, signed };
}

async function listOf(input: Exclude<Input, SignedInput>): Promise<SelfVerifiedList> {
  const { file } = input;
  if (input.kind === 'list') {
    const { inspect } = await loadEngine();
    const { signature } = await inspect(input.list, input.bytes, { fileName: basename(file) });
    return { file, list: input.list, signature };
  }
  if (input.kind === 'other') throw new CommandError(ExitStatus.unreadable, `${file}: ${input.failure.error}`);
  throw new CommandError(ExitStatus.unreadable, `${file}: ${whatOutputIs(input.outputs[0], 'a list').sentence}`);
}
