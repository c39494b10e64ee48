import { basename } from 'node:path';
import { loadComparing, loadEngine, loadPhoning } from './engine';
import type { ParsedShow } from '../core/show/parse';
import type { SelfVerifiedList, SignedStatus, SignedVerdict } from '../core/phone/verify-signed';
import type { Report } from '../core/trust/report';
import type { SignedReport } from '../core/trust/signed-report';
import type { Verdict } from '../core/trust/verdict';
import type { VerdictOutcome } from '../core/trust/verdict-sentences';
import { statements, type Statement } from '../core/words/statement';
import { ExitStatus } from './command';
import type { ListInput, SignedInput } from '../core/format/binary-input';
import type { Failure, Input, TextInput } from './input';

/** A list, with what its bytes mean. */
export interface ListResult {
  readonly kind: 'list';
  readonly input: ListInput;
  readonly report: Report;
  readonly verdict: Verdict;
}

/** A signed file, with what the lists say of it. */
export interface SignedResult {
  readonly kind: 'signed';
  readonly input: SignedInput;
  readonly report: SignedReport;
  readonly verdict: SignedVerdict;
  /** Why the lists may be wrong about it. */
  readonly doubts: readonly Statement[];
  /** The lists that it was verified against. */
  readonly lists: readonly string[];
}

/** One output of `show itl` or `show ctl`. */
export interface TextResult {
  readonly kind: 'text';
  readonly input: TextInput;
  readonly output: ParsedShow;
  readonly verdict: Statement;
  /** What no text can decide. */
  readonly undecided: readonly Statement[];
}

export interface FailedResult {
  readonly kind: 'failed';
  readonly file: string;
  readonly failure: Failure;
}

/** What `verify` and `show` say of a file; a text may be several. */
export type Result = ListResult | SignedResult | TextResult | FailedResult;

/** What a file means. */
export async function resultsOf(input: Input, lists: readonly SelfVerifiedList[]): Promise<Result[]> {
  switch (input.kind) {
    case 'list': {
      const { inspect, verdictOf } = await loadEngine();
      const report = await inspect(input.list, input.bytes, { fileName: basename(input.file) });
      return [{ kind: 'list', input, report, verdict: verdictOf(report) }];
    }
    case 'signed':
      return [await signedResult(input, lists)];
    case 'text':
      return Promise.all(input.outputs.map((output) => textResult(input, output)));
    case 'other':
      return [{ kind: 'failed', file: input.file, failure: input.failure }];
  }
}

async function signedResult(input: SignedInput, lists: readonly SelfVerifiedList[]): Promise<SignedResult> {
  const { doubtsOf, reportSigned, soundFirst, verifySigned } = await loadPhoning();
  const { file, signed } = input;
  const verdict = await verifySigned(signed, file, soundFirst(lists));
  const report = reportSigned(signed, file);
  const doubts = doubtsOf(verdict, lists);
  return { kind: 'signed', input, report, verdict, doubts, lists: lists.map((list) => list.file) };
}

const stateText = statements({
  'text-verified': {
    text: 'The text says that the cluster verified the signature. It does not contain the signature and the keys, so that it cannot be verified here.',
    source: null,
  },
  'text-not-verified': {
    text: 'The text says that the cluster could not verify the signature. It does not contain the signature and the keys, so that it cannot be verified here.',
    source: null,
  },
  'text-silent': {
    text: 'The text does not say whether the cluster verified the signature. It does not contain the signature and the keys, so that it cannot be verified here.',
    source: null,
  },
  'undecided-signature': {
    text: 'Whether the signature verifies, and which key made it: fetch {filename} from the TFTP server to know.',
    source: null,
  },
  'undecided-certificates': {
    text: 'Whether each record agrees with its certificate, and until when that is valid: the text prints the hash of a certificate at most.',
    source: null,
  },
  'undecided-records': { text: 'What the records say that the text leaves out.', source: null },
});

async function textResult(input: TextInput, output: ParsedShow): Promise<TextResult | FailedResult> {
  const { report, complete } = output;
  if (output.failure !== null) {
    const error = (await loadComparing()).textProblem([output])?.sentence ?? '';
    return { kind: 'failed', file: input.file, failure: { error, offset: null } };
  }
  const reason =
    report.signature.status === 'valid'
      ? 'text-verified'
      : report.signature.status === 'unsupported'
        ? 'text-silent'
        : 'text-not-verified';
  const filename = report.kind === 'CTL' ? 'CTLFile.tlv' : 'ITLFile.tlv';
  const undecided = [
    stateText('undecided-signature', { filename }),
    stateText('undecided-certificates', {}),
    ...(complete ? [] : [stateText('undecided-records', {})]),
  ];
  return { kind: 'text', input, output, verdict: stateText(reason, {}), undecided };
}

const signedStatuses: Readonly<Record<SignedStatus, ExitStatus>> = {
  verified: ExitStatus.sound,
  'other-function': ExitStatus.errors,
  invalid: ExitStatus.errors,
  'signer-not-in-list': ExitStatus.errors,
  unsigned: ExitStatus.errors,
  unsupported: ExitStatus.depends,
  'no-list': ExitStatus.depends,
  firmware: ExitStatus.depends,
};

const statusOfOutcome: Readonly<Record<VerdictOutcome, ExitStatus>> = {
  ok: ExitStatus.sound,
  invalid: ExitStatus.errors,
  unknown: ExitStatus.depends,
};

/** The verdict on a file in a word: what the exit status says too. */
export function outcomeOf(result: Exclude<Result, FailedResult>): VerdictOutcome {
  if (result.kind === 'list') return result.verdict.outcome;
  const status = statusOfResult(result);
  if (status === ExitStatus.sound) return 'ok';
  return status === ExitStatus.depends ? 'unknown' : 'invalid';
}

/** How `verify` ends for a file. */
export function statusOfResult(result: Result): ExitStatus {
  switch (result.kind) {
    case 'failed':
      return ExitStatus.unreadable;
    case 'list':
      return statusOfOutcome[result.verdict.outcome];
    case 'text':
      return statusOfFindings(result.output.report, ExitStatus.depends);
    case 'signed': {
      const { report, verdict, doubts } = result;
      const isDoubtful = verdict.status === 'verified' && doubts.length > 0;
      return statusOfFindings(report, isDoubtful ? ExitStatus.depends : signedStatuses[verdict.status]);
    }
  }
}

/** How a command ends for a file that it read: with errors if there is a finding of that severity. */
export function statusOfFindings({ findings }: Pick<Report, 'findings'>, otherwise: ExitStatus): ExitStatus {
  return findings.some(({ severity }) => severity === 'error') ? ExitStatus.errors : otherwise;
}
