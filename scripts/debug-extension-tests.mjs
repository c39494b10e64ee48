import { join } from 'node:path';
import { out } from './shared/paths.mjs';
import { bundleTests } from './suites/extension.mjs';
import { copySamples } from './vscode/workspace.mjs';

// Where .vscode/launch.json looks for the tests of test/extension, and for a workspace that they may change.
await bundleTests(join(out, 'debug/tests'));
copySamples(join(out, 'debug/workspace'));
