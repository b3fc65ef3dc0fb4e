import { Parser } from '@asyncapi/parser'
import { eventTypes } from '@salestalk/protocol'
import { describe, expect, it } from 'vitest'
import { eventRoutes } from '../routing.ts'
import { asyncApiDocument } from './async-api.ts'

describe('the AsyncAPI document', () => {
  it('is valid, with a channel for each type and an operation for each consumer of it', async () => {
    const { document, diagnostics } = await new Parser().parse(JSON.stringify(asyncApiDocument('1.2.3')))
    const errors = diagnostics.filter(({ severity }) => severity === 0)
    expect(errors.map(({ message, path }) => `${path.join('.')}: ${message}`)).toEqual([])
    expect(document?.version()).toBe('3.0.0')
    expect(
      document
        ?.channels()
        .all()
        .map((channel) => channel.id()),
    ).toEqual([...eventTypes])
    const receiving = Object.entries(eventRoutes).flatMap(([type, consumers]) =>
      consumers.map((name) => `${name}.${type}`),
    )
    const operations = document?.operations().all() ?? []
    expect(
      operations
        .filter((operation) => operation.isReceive())
        .map((operation) => operation.id())
        .sort(),
    ).toEqual(receiving.sort())
    expect(operations.filter((operation) => operation.isSend())).toHaveLength(eventTypes.length)
  })
})
