import { DescribeTableCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb'
import {
  CreateEventSourceMappingCommand,
  DeleteEventSourceMappingCommand,
  type EventSourceMappingConfiguration,
  type LambdaClient,
  ListEventSourceMappingsCommand,
} from '@aws-sdk/client-lambda'
import { StoreUnavailableError } from '@salestalk/engine'
import { QuotaReachedError } from '../../tenants/errors.ts'
import type { StreamMappings } from '../../tenants/ports/stream-mappings.ts'
import { isStreamOf, type MappingTarget, toCreateMapping } from './stream-mapping-requests.ts'

export interface StreamMappingOptions extends MappingTarget {
  readonly lambda: Pick<LambdaClient, 'send'>
  readonly tables: Pick<DynamoDBClient, 'send'>
}

/** Event source mappings from the streams of tables to the function that publishes events. */
export function lambdaStreamMappings(options: StreamMappingOptions): StreamMappings {
  const { lambda, tables, functionName } = options

  async function streamOf(table: string): Promise<string | null> {
    try {
      const { Table } = await tables.send(new DescribeTableCommand({ TableName: table }))
      return Table?.LatestStreamArn ?? null
    } catch (error) {
      if (isNamed(error, 'ResourceNotFoundException')) return null
      throw error
    }
  }

  /** Asked by stream while the table is there; by function, which has one for every table, when it is gone. */
  async function mappingsOf(table: string): Promise<EventSourceMappingConfiguration[]> {
    const streamArn = await streamOf(table)
    const found: EventSourceMappingConfiguration[] = []
    let after: string | undefined
    do {
      const page = await lambda.send(
        new ListEventSourceMappingsCommand({
          FunctionName: functionName,
          ...(streamArn === null ? {} : { EventSourceArn: streamArn }),
          ...(after === undefined ? {} : { Marker: after }),
        }),
      )
      found.push(...(page.EventSourceMappings ?? []))
      after = page.NextMarker
    } while (after !== undefined && after !== '')
    return found.filter(({ EventSourceArn, State }) => isStreamOf(EventSourceArn, table) && State !== 'Deleting')
  }

  return {
    async ensure(table) {
      const streamArn = await streamOf(table)
      if (streamArn === null) {
        throw new StoreUnavailableError('busy', `Table ${table} has no stream yet: try again in a moment`)
      }
      if ((await mappingsOf(table)).some(({ EventSourceArn }) => EventSourceArn === streamArn)) return
      try {
        await lambda.send(new CreateEventSourceMappingCommand(toCreateMapping(streamArn, options)))
      } catch (error) {
        // Made by somebody else meanwhile, or by a first attempt whose answer was lost.
        if (isNamed(error, 'ResourceConflictException')) return
        if (isNamed(error, 'ServiceQuotaExceededException')) {
          throw new QuotaReachedError('event source mappings', null, null, error)
        }
        throw error
      }
    },
    count: async (table) => (await mappingsOf(table)).length,
    async remove(table) {
      for (const { UUID } of await mappingsOf(table)) {
        try {
          await lambda.send(new DeleteEventSourceMappingCommand({ UUID }))
        } catch (error) {
          if (!isNamed(error, 'ResourceNotFoundException')) throw error
        }
      }
    },
  }
}

function isNamed(error: unknown, name: string): boolean {
  return error instanceof Error && error.name === name
}
