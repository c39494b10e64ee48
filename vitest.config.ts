import { defineConfig } from 'vitest/config';

export default defineConfig({
  // Keys are made at test time, which takes its time on a busy machine.
  test: { include: ['test/unit/**/*.test.ts'], testTimeout: 60_000, hookTimeout: 60_000 },
});
