import { defineConfig } from 'vitest/config';
import { testKeys } from './scripts/shared/paths.mjs';

export default defineConfig({
  test: {
    include: ['test/unit/**/*.test.ts'],
    env: { TRUST_LIST_TEST_KEYS: testKeys },
    // The files of a worker share the modules that they import, and with them parsed certificates and keys.
    isolate: false,
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
