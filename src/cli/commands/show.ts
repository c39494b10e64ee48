import { ExitStatus, worst, type Command } from '../command';
import { readListFile, statusOf } from '../list-file';

/** `trustlist show FILE...` */
export const show: Command = {
  name: 'show',
  summary: "Print a list as the cluster's show itl and show ctl do.",
  operands: 'FILE...',
  leastOperands: 1,
  mostOperands: Number.POSITIVE_INFINITY,
  options: {},
  description: `Prints what the cluster's own commands print: show itl for an ITL, show ctl for a CTL.
Times come from the list's TIMESTAMP and are in UTC.`,
  run: async ({ operands }, io) => {
    const statuses: ExitStatus[] = [];
    for (const [position, file] of operands.entries()) {
      const read = await readListFile(file, io);
      if (!read.ok) {
        io.complain(`${file}: ${read.failure.error}`);
        statuses.push(ExitStatus.unreadable);
        continue;
      }
      const { print } = await import('../../core/engine');
      io.out(`${position > 0 ? '\n' : ''}${print(read.report, read.list)}`);
      statuses.push(statusOf(read.report));
    }
    return worst(statuses);
  },
};
