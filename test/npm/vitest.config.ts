import { defineConfig } from 'vitest/config';

/** Apart from the unit tests: these need the package, which `npm run test:npm` builds and packs. */
export default defineConfig({ test: { root: import.meta.dirname, testTimeout: 60_000, hookTimeout: 120_000 } });
