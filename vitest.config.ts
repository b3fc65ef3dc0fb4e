import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    // Threads start faster than processes, and both native modules (DuckDB, SQLite) load in them.
    pool: 'threads',
    maxWorkers: '100%',
    // No test is about time: these only end one that hangs, also where the machine is busy with others.
    testTimeout: 60_000,
    hookTimeout: 300_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'pure',
          include: ['packages/{protocol,engine}/src/**/*.test.ts', 'samples/src/**/*.test.ts', 'scripts/**/*.test.mjs'],
          // Nothing here keeps state between tests, so files share their modules: three times as fast.
          isolate: false,
        },
      },
      {
        extends: true,
        test: {
          name: 'world',
          include: [
            'packages/{service,web}/src/**/*.test.{ts,tsx}',
            '{evaluation,benchmarks}/src/**/*.test.ts',
            'scripts/**/*.test.ts',
          ],
          exclude: ['**/*.aws.test.ts', '**/node_modules/**'],
        },
      },
    ],
    coverage: {
      provider: 'v8',
      include: ['packages/*/src/**', 'samples/src/**'],
      exclude: ['**/*.test.*', '**/conformance/**'],
    },
  },
})
