import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: [
      'packages/*/src/**/*.test.{ts,tsx}',
      '{samples,evaluation,benchmarks}/src/**/*.test.ts',
      'scripts/**/*.test.mjs',
    ],
    // Threads start faster than processes, and both native modules (DuckDB, SQLite) load in them.
    pool: 'threads',
    coverage: {
      provider: 'v8',
      include: ['packages/*/src/**', 'samples/src/**'],
      exclude: ['**/*.test.*', '**/conformance/**'],
    },
  },
})
