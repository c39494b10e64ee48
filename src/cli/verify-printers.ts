import type { SelfVerifiedList } from '../core/phone/verify-signed';
import { checkedFile, checkResults } from './check-results';
import { ExitStatus, worst, type Io } from './command';
import { JunitLog, type TestCase, type Trouble } from './junit';
import { endLog, startLog } from './sarif/command';
import type { Form } from './sarif/form';
import { rulesOfVerify } from './verdict-rules';
import { statusOfResult, type FailedResult, type Result } from './verdicts';
import { linesOf, toldOf } from './verify-text';

/** How `verify` ended. */
export interface VerifyEnd {
  readonly status: ExitStatus;
  /** What was named and is not there. The person has been told. */
  readonly missing: readonly FailedResult[];
}

/** Collects what `verify` finds for another program. */
export interface Printer {
  /** Takes everything about one file. */
  readonly print: (results: readonly Result[]) => void | Promise<void>;
  readonly end: (end: VerifyEnd) => void;
}

/** @param form of a SARIF log; null for a test report. */
export async function printerOf(form: Form | null, lists: readonly SelfVerifiedList[], io: Io): Promise<Printer> {
  if (form !== null) return sarifPrinter(form, io);
  return junitPrinter(
    lists.map(({ file }) => file),
    io,
  );
}

function complain({ file, failure }: FailedResult, io: Io): void {
  io.complain(`${file}: ${failure.error}`);
}

async function sarifPrinter(form: Form, io: Io): Promise<Printer> {
  const log = startLog(form, await rulesOfVerify(), io);
  const notifyFailed = ({ file, failure }: FailedResult): void => {
    log.notify({ kind: 'unreadable', message: failure.error, path: file });
  };
  return {
    print: async (results) => {
      const file = await checkedFile(results);
      const read = results.flatMap((result) => (result.kind === 'failed' ? [] : [result]));
      if (file !== null) log.add(file, read.flatMap(checkResults));
      for (const result of results) {
        if (result.kind === 'failed') {
          complain(result, io);
          notifyFailed(result);
        } else if (result.kind !== 'text' && result.input.cut !== undefined) {
          log.notify({ kind: 'incomplete', message: result.input.cut, path: result.input.file });
        }
      }
    },
    end: ({ status, missing }) => {
      missing.forEach(notifyFailed);
      endLog(log, status, io);
    },
  };
}

function junitPrinter(files: readonly string[], io: Io): Printer {
  const log = new JunitLog('trustlist verify', io.out);
  return {
    print: (results) => {
      for (const result of results) if (result.kind === 'failed') complain(result, io);
      const testCase = testCaseOf(results, files);
      if (testCase !== null) log.add(testCase);
    },
    end: ({ missing }) => {
      for (const { file, failure } of missing) log.add({ name: file, trouble: unreadable(failure.error) });
      log.end();
    },
  };
}

/** One for a file, by the worst that is in it. */
function testCaseOf(results: readonly Result[], files: readonly string[]): TestCase | null {
  const status = worst(results.map(statusOfResult));
  const result = results.find((one) => statusOfResult(one) === status);
  if (result === undefined) return null;
  if (result.kind === 'failed') return { name: result.file, trouble: unreadable(result.failure.error) };
  const name = result.input.file;
  if (status === ExitStatus.sound) return { name, trouble: null };
  const told = toldOf(result, files);
  const isInvalid = status === ExitStatus.errors;
  const kind = isInvalid ? 'failure' : 'error';
  return {
    name,
    trouble: {
      kind,
      type: isInvalid ? 'invalid' : 'unknown',
      message: told.verdict + told.detail,
      lines: linesOf(told),
    },
  };
}

function unreadable(error: string): Trouble {
  return { kind: 'error', type: 'unreadable', message: error, lines: [] };
}
