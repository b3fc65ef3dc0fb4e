import { Writable } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { createOutput } from './output.ts'

function written(isJson: boolean, say: (output: ReturnType<typeof createOutput>) => void): string {
  const pieces: string[] = []
  const stream = new Writable({
    write(piece, _encoding, done) {
      pieces.push(String(piece))
      done()
    },
  })
  say(createOutput({ stdout: stream, stderr: stream }, isJson))
  return pieces.join('')
}

describe('what is said to people', () => {
  it('keeps its lines, and drives no terminal by what stands in them', () => {
    const reason = 'we say \u001b[2Jloot\u0007'
    expect(written(false, (output) => output.result({}, () => `Version 1: ${reason}\n\tin use`))).toBe(
      'Version 1: we say  [2Jloot \n\tin use\n',
    )
    expect(written(false, (output) => output.note(reason))).not.toMatch(/[^\P{Control}\n]/u)
  })

  it('says as JSON exactly what there is', () => {
    const value = { reason: '\u001b[2J' }
    expect(JSON.parse(written(true, (output) => output.result(value, () => '')))).toEqual(value)
  })
})
