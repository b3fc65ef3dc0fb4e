import { describe, expect, it } from 'vitest'
import { createLogger } from './logger.ts'

function logged(level: 'error' | 'debug', error: unknown): string {
  const lines: string[] = []
  createLogger(level, { write: (line) => lines.push(line) }).error({ err: error }, 'failed')
  return lines.join('')
}

const cause = new Error('Could not convert string "Jane Miller" to DOUBLE')
const error = new TypeError(`Row 7 has 'secret'`, { cause })

describe('the log', () => {
  it('says what failed and where, without what the messages quote', () => {
    const line = logged('error', error)
    expect(line).not.toMatch(/Jane|secret/)
    expect(JSON.parse(line)).toMatchObject({
      msg: 'failed',
      err: {
        type: 'TypeError',
        message: 'Row 7 has "…"',
        stack: expect.stringContaining('logger.test.ts'),
        cause: { message: 'Could not convert string "…" to DOUBLE' },
      },
    })
  })

  it('takes anything that was thrown', () => {
    expect(logged('error', 'a question')).not.toContain('a question')
  })

  it('says everything to whoever debugs', () => {
    expect(logged('debug', error)).toContain('Jane Miller')
  })
})
