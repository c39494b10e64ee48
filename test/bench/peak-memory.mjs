// node --import: writes the most memory that the process had, in kilobytes, as the last line of standard error.
import { writeSync } from 'node:fs';

process.on('exit', () => {
  writeSync(2, `\n${process.resourceUsage().maxRSS}\n`);
});
