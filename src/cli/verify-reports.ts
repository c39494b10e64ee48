import { ExitStatus, worst, type Arguments, type Io } from './command';
import { eachInput, emptyFolder } from './each-input';
import { fitsNoFile } from './expansion';
import type { Input } from './input';
import { resultsOf, statusOfResult, type FailedResult } from './verdicts';
import { needed } from './verify-file';
import type { Form } from './sarif/form';
import { printerOf } from './verify-printers';
import { readVerifyingLists } from './verifying-lists';

/**
 * What `trustlist verify` does for collectors of results: a SARIF log, or a test report.
 *
 * @param form of the log; null for the test report.
 */
export async function reportFiles(form: Form | null, args: Arguments, io: Io): Promise<ExitStatus> {
  const { lists, signed } = await readVerifyingLists('verify', args, io);
  const printer = await printerOf(form, lists, io);
  const take = async (input: Input): Promise<ExitStatus> => {
    const results = await resultsOf(input, lists);
    await printer.print(results);
    return worst(results.map(statusOfResult));
  };
  const { status, empty } = await eachInput(args, io, needed, take);
  const statuses = [status];
  for (const input of signed) statuses.push(await take(input));
  if (args.unmatched.length > 0) statuses.push(ExitStatus.unreadable);
  printer.end({
    status: worst(statuses),
    missing: [...missing(args.unmatched, fitsNoFile), ...missing(empty, emptyFolder)],
  });
  return worst(statuses);
}

function missing(files: readonly string[], error: string): FailedResult[] {
  return files.map((file) => ({ kind: 'failed', file, failure: { error, offset: null } }));
}
