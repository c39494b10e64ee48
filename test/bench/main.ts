// npm run bench [-- --rounds N] [--without-window] [--search-seconds S] [--reference COMMAND]
// What the product costs, as ratios to what it cannot do without, so that they say the same on any machine. Fails where one
// is above what the project promises. `--search-seconds` is how long to look for the slowest input of each reader; COMMAND is
// another program that verifies a list, whose file is put behind it.
import { parseArgs } from 'node:util';
import { testKeys } from '../../scripts/shared/paths.mjs';
import { fetching } from './fetching';
import { fleets } from './fleets';
import { inspections } from './inspections';
import { packageSizes } from './package-sizes';
import { processes } from './processes';
import { printResults, type Result } from './results';
import { slowestTexts } from './text-readers';
import { windows } from './windows';
import { worstInputs } from './worst-inputs';

// The keys of the tests, so that the search for slow inputs begins with the same ones.
process.env['TRUST_LIST_TEST_KEYS'] ??= testKeys;

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '15' },
    'without-window': { type: 'boolean', default: false },
    reference: { type: 'string' },
    'search-seconds': { type: 'string', default: '5' },
  },
});
const rounds = Number(values.rounds);

const results: Result[] = [];
results.push(...(await packageSizes()));
results.push(...(await inspections(rounds)));
results.push(...processes(rounds, values.reference));
results.push(...(await fetching(rounds)));
results.push(...(await fleets(rounds)));
results.push(...(await slowestTexts()));
results.push(...(await worstInputs(Number(values['search-seconds']))));
if (!values['without-window']) results.push(...(await windows(rounds)));
process.exitCode = printResults(results) ? 0 : 1;
