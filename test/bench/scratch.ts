import { climb } from '../fuzz/climb';
import { readers } from '../fuzz/readers';
process.env['TRUST_LIST_TEST_KEYS'] ??= '/work/wt/fuzz/out/test-keys';
for (const reader of readers) { if (process.argv[3] && !process.argv.includes(reader.name)) continue; const t=Date.now(); const w = await climb(reader, Number(process.argv[2]), 1); console.log(reader.name, w.ms.toFixed(0), 'of', w.inputs, w.outcome, w.input.map(f=>f.length).join('+'), ((Date.now()-t)/1000).toFixed(0)+'s'); }
