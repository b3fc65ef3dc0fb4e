import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: [
      'packages/*/src/**/*.test.{ts,tsx}',
      '{samples,evaluation,benchmarks}/src/**/*.test.ts',
      'scripts/**/*.test.mjs',
    ],
    pool: 'threads',
    env: { TZ: 'UTC' },
    // Only CI output that can be read later: no cursor movement, failures in full.
    reporters: ['default'],
  },
})
