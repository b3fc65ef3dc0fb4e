import { describe, expect, it } from 'vitest'
import { playwrightClosingLines, vitestClosingLines } from './closing-lines.mjs'

describe('closing lines', () => {
  it('keep the summary of vitest, without colors', () => {
    const start = String.fromCharCode(27)
    const output = ` ✓ a.test.ts\n\n ${start}[2mTest Files${start}[22m  1 passed (1)\n      Tests  3 passed (3)\n   Start at  10:00:00\n   Duration  1.2s\n`
    expect(vitestClosingLines(output)).toEqual([
      ' Test Files  1 passed (1)',
      '      Tests  3 passed (3)',
      '   Duration  1.2s',
    ])
  })

  it('keep the counts of Playwright', () => {
    expect(playwrightClosingLines('  ✓ ask\n\n  1 failed\n    ask.spec.ts:3\n  4 passed (9.1s)\n')).toEqual([
      '  1 failed',
      '  4 passed (9.1s)',
    ])
  })

  it('fall back to the last lines of a runner that crashed', () => {
    expect(vitestClosingLines('one\ntwo\n\n')).toEqual(['one', 'two'])
  })
})
