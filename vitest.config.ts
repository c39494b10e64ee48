import { defineConfig } from 'vitest/config';
import { testKeys } from './scripts/shared/paths.mjs';

/** A test that puts another module in the place of one: it must not share modules with other tests. */
const isolated = 'test/unit/**/*.isolated.test.ts';

export default defineConfig({
  test: {
    env: { TRUST_LIST_TEST_KEYS: testKeys },
    testTimeout: 60_000,
    hookTimeout: 60_000,
    setupFiles: 'test/unit/seeded.ts',
    // The files of a worker share the modules that they import, and with them parsed certificates and keys. It stands here
    // because Vitest asks the projects only for their modules: a worker of its own for each file is decided for all of them.
    isolate: false,
    projects: [
      { extends: true, test: { name: 'shared', include: ['test/unit/**/*.test.ts'], exclude: [isolated] } },
      { extends: true, test: { name: 'isolated', include: [isolated], isolate: true } },
    ],
  },
});
