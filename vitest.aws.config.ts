import { defineConfig } from 'vitest/config'

/** Suites against an AWS endpoint, run by `npm run test:aws`. */
export default defineConfig({
  test: {
    pool: 'threads',
    include: ['packages/**/*.aws.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
})
