// npm run bench [-- --rounds N] [--without-window]
// What the product costs, as ratios to what it cannot do without, so that they say the same on any machine. Fails where one
// is above what the project promises.
import { parseArgs } from 'node:util';
import { inspections } from './inspections';
import { packageSizes } from './package-sizes';
import { processes } from './processes';
import { printResults, type Result } from './results';
import { slowestTexts } from './text-readers';
import { windows } from './windows';

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '15' },
    'without-window': { type: 'boolean', default: false },
  },
});
const rounds = Number(values.rounds);

const results: Result[] = [];
results.push(...(await packageSizes()));
results.push(...(await inspections(rounds)));
results.push(...processes(rounds));
results.push(...(await slowestTexts()));
if (!values['without-window']) results.push(...(await windows(rounds)));
process.exitCode = printResults(results) ? 0 : 1;
