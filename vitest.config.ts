import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/unit/**/*.test.ts'],
    env: { TRUST_LIST_TEST_KEYS: join(import.meta.dirname, 'out/test-keys') },
    // The files of a worker share the modules that they import, and with them parsed certificates and keys.
    isolate: false,
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
