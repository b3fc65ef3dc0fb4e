import { describe, expect, it } from 'vitest'
import { QuotaReachedError } from '../../tenants/errors.ts'
import { toCreateMapping } from './stream-mapping-requests.ts'
import { lambdaStreamMappings } from './stream-mappings.ts'

const target = {
  functionName: 'salestalk-test-event-publisher',
  failureQueueArn: 'arn:aws:sqs:eu-west-1:123456789012:failed',
}

function streamArn(table: string): string {
  return `arn:aws:dynamodb:eu-west-1:123456789012:table/${table}/stream/2025-11-09T10:00:00.000`
}

function named(name: string): Error {
  return Object.assign(new Error(name), { name })
}

interface Command {
  readonly constructor: { readonly name: string }
  readonly input: object
}

/** Lambda and DynamoDB as far as mappings go: tables with streams, and the mappings made, one to a page. */
function fakeAws(tables: Set<string>, mappings: { UUID: string; EventSourceArn: string }[], limit = 10) {
  const created: object[] = []
  const get = (input: object, key: string): string | undefined => {
    const value: unknown = Reflect.get(input, key)
    return typeof value === 'string' ? value : undefined
  }
  async function send(command: Command): Promise<object> {
    const { input } = command
    switch (command.constructor.name) {
      case 'DescribeTableCommand': {
        const table = get(input, 'TableName') ?? ''
        if (!tables.has(table)) throw named('ResourceNotFoundException')
        return { Table: { LatestStreamArn: streamArn(table) } }
      }
      case 'ListEventSourceMappingsCommand': {
        const source = get(input, 'EventSourceArn')
        const all = mappings.filter(({ EventSourceArn }) => source === undefined || source === EventSourceArn)
        const from = Number(get(input, 'Marker') ?? 0)
        const next = from + 1 < all.length ? { NextMarker: String(from + 1) } : {}
        return { EventSourceMappings: all.slice(from, from + 1), ...next }
      }
      case 'CreateEventSourceMappingCommand': {
        const EventSourceArn = get(input, 'EventSourceArn') ?? ''
        if (mappings.length >= limit) throw named('ServiceQuotaExceededException')
        if (mappings.some((mapping) => mapping.EventSourceArn === EventSourceArn)) {
          throw named('ResourceConflictException')
        }
        created.push(input)
        mappings.push({ UUID: `m${mappings.length}`, EventSourceArn })
        return {}
      }
      case 'DeleteEventSourceMappingCommand': {
        const index = mappings.findIndex(({ UUID }) => UUID === get(input, 'UUID'))
        if (index < 0) throw named('ResourceNotFoundException')
        mappings.splice(index, 1)
        return {}
      }
      default:
        throw new Error(`not implemented: ${command.constructor.name}`)
    }
  }
  const client = { send: send as never }
  return { created, port: lambdaStreamMappings({ ...target, lambda: client, tables: client }) }
}

describe('a mapping of a stream', () => {
  it('halves failing batches, tries ten times, reports items and leaves failures in a queue', () => {
    expect(toCreateMapping(streamArn('tenant-acme-messages'), target)).toMatchObject({
      BisectBatchOnFunctionError: true,
      MaximumRetryAttempts: 10,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      DestinationConfig: { OnFailure: { Destination: target.failureQueueArn } },
      StartingPosition: 'TRIM_HORIZON',
    })
    expect(toCreateMapping(streamArn('t'), { ...target, failureQueueArn: null })).not.toHaveProperty(
      'DestinationConfig',
    )
  })

  it('passes on images with an outbox only', () => {
    const { FilterCriteria } = toCreateMapping(streamArn('t'), target)
    const pattern: unknown = JSON.parse(FilterCriteria?.Filters?.[0]?.Pattern ?? '')
    expect(pattern).toEqual({ dynamodb: { NewImage: { outboxState: { S: ['pending'] } } } })
  })

  it('is made once, however often it is asked for', async () => {
    const { port, created } = fakeAws(new Set(['tenant-acme-messages']), [])
    await port.ensure('tenant-acme-messages')
    await port.ensure('tenant-acme-messages')
    expect(created).toHaveLength(1)
    expect(await port.count('tenant-acme-messages')).toBe(1)
  })

  it('waits for the table, and says when the account takes no more', async () => {
    const { port } = fakeAws(new Set(['tenant-acme-messages']), [], 0)
    await expect(port.ensure('tenant-acme-metrics')).rejects.toMatchObject({ reason: 'busy' })
    await expect(port.ensure('tenant-acme-messages')).rejects.toThrow(QuotaReachedError)
  })

  it('is removed with its table there or gone, and no other company loses its own', async () => {
    for (const tables of [new Set(['tenant-acme-messages', 'tenant-acme-eu-messages']), new Set<string>()]) {
      const mappings = ['tenant-acme-eu-messages', 'tenant-acme-messages'].map((table, index) => ({
        UUID: `u${index}`,
        EventSourceArn: streamArn(table),
      }))
      const { port } = fakeAws(tables, mappings)
      await port.remove('tenant-acme-messages')
      await port.remove('tenant-acme-messages')
      expect(mappings.map(({ UUID }) => UUID)).toEqual(['u0'])
      expect(await port.count('tenant-acme-messages')).toBe(0)
    }
  })
})
