import { basename } from 'node:path';
import type { TrustList } from '../core/format/model';
import type { Report } from '../core/trust/report';
import type { Io } from './command';
import { loadComparing, loadEngine } from './engine';
import { notAList, readInput, type Failure } from './input';

/** A side of a comparison: a list, or what `show itl` or `show ctl` printed of one; or why it is neither. */
export type ComparedFile =
  | {
      readonly ok: true;
      readonly file: string;
      readonly report: Report;
      /** Null for a text. */
      readonly list: TrustList | null;
      /** Null for a text. */
      readonly bytes: Uint8Array | null;
      /** False for a text in which records are left out. */
      readonly complete: boolean;
    }
  | { readonly ok: false; readonly file: string; readonly failure: Failure };

export async function readComparedFile(file: string, io: Io): Promise<ComparedFile> {
  const input = await readInput(file, io, 'a list');
  switch (input.kind) {
    case 'list': {
      const { inspect } = await loadEngine();
      const { bytes, list } = input;
      return {
        ok: true,
        file,
        report: await inspect(list, bytes, { fileName: basename(file) }),
        list,
        bytes,
        complete: true,
      };
    }
    case 'text': {
      const problem = (await loadComparing()).textProblem(input.outputs);
      if (problem !== null) return { ok: false, file, failure: { error: problem.sentence, offset: null } };
      const { report, complete } = input.outputs[0];
      return { ok: true, file, report, list: null, bytes: null, complete };
    }
    case 'signed':
      return { ok: false, file, failure: await notAList(input) };
    case 'other':
      return { ok: false, file, failure: input.failure };
  }
}
