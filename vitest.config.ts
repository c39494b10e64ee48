import { defineConfig } from 'vitest/config';
import { testKeys } from './scripts/shared/paths.mjs';

/** A test that puts another module in the place of one: it must not share modules with other tests. */
const isolated = 'test/unit/**/*.isolated.test.ts';

export default defineConfig({
  test: {
    env: { TRUST_LIST_TEST_KEYS: testKeys },
    testTimeout: 60_000,
    hookTimeout: 60_000,
    projects: [
      {
        extends: true,
        // The files of a worker share the modules that they import, and with them parsed certificates and keys.
        test: { name: 'shared', include: ['test/unit/**/*.test.ts'], exclude: [isolated], isolate: false },
      },
      { extends: true, test: { name: 'isolated', include: [isolated] } },
    ],
  },
});
