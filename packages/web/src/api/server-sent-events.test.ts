import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createEventReader } from './server-sent-events.ts'

describe('createEventReader', () => {
  it('reads name and data', () => {
    expect(createEventReader()('event: phrase\ndata: {"text":"Hi"}\n\n')).toEqual([
      { name: 'phrase', data: '{"text":"Hi"}' },
    ])
  })

  it('joins data lines and skips comments, ids and empty events', () => {
    const read = createEventReader()
    expect(read(': keep-alive\n\nid: 7\ndata: a\ndata:b\n\nevent: nothing\n\n')).toEqual([
      { name: 'message', data: 'a\nb' },
    ])
  })

  it('does not carry a name over to the next event', () => {
    expect(createEventReader()('event: one\ndata: 1\n\ndata: 2\n\n').map((event) => event.name)).toEqual([
      'one',
      'message',
    ])
  })

  it('keeps an unfinished event until the rest arrives', () => {
    const read = createEventReader()
    expect(read('event: answer\r')).toEqual([])
    expect(read('\ndata: 1\r\n')).toEqual([])
    expect(read('\r\n')).toEqual([{ name: 'answer', data: '1' }])
    expect(read('data: 2\n\n')).toEqual([{ name: 'message', data: '2' }])
  })

  it('reads the same events wherever the stream is cut', () => {
    const stream = 'event: understood\r\ndata: {"a":1}\r\n\r\n: x\nevent: phrase\ndata: é \ndata: b\n\n'
    const whole = createEventReader()(stream)
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: stream.length }), { maxLength: 8 }), (cuts) => {
        const places = [0, ...cuts.toSorted((a, b) => a - b), stream.length]
        const read = createEventReader()
        const pieces = places.slice(1).map((end, index) => stream.slice(places[index], end))
        expect(pieces.flatMap((piece) => read(piece))).toEqual(whole)
      }),
    )
  })
})
