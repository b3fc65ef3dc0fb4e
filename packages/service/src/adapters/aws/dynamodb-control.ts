import { DescribeTableCommand, type DynamoDBClient, type TableDescription } from '@aws-sdk/client-dynamodb'
import { StoreUnavailableError } from '@salestalk/engine'
import { type Backoff, backOff, pause } from './backoff.ts'
import { errorName, isMissing, translatedTableError } from './dynamodb-errors.ts'

/** Requests about whole tables. AWS takes few of them at a time, and a table takes minutes to become what was asked. */

export interface ControlContext extends Backoff {
  readonly client: DynamoDBClient
  /** How long a call waits for a table before it gives up; what was begun goes on, and the same call takes it up again. */
  readonly mostWaitMilliseconds: number
}

const POLL_MILLISECONDS = 1_000
const ATTEMPTS = 8
const FIRST_MILLISECONDS = 500
const MOST_MILLISECONDS = 15_000

// Too many tables are being changed at once, this one is being changed, or a new table cannot be backed up yet.
const passing = new Set([
  'LimitExceededException',
  'ResourceInUseException',
  'ThrottlingException',
  'ContinuousBackupsUnavailableException',
  'InternalServerError',
])

/** Sends a request of the control plane, again and more slowly while AWS says that it is too early. */
export async function controlling<T>(context: ControlContext, table: string, work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work()
    } catch (error) {
      if (!passing.has(errorName(error)) || attempt === ATTEMPTS) throw translatedTableError(error, table)
      await backOff(context, attempt, FIRST_MILLISECONDS, MOST_MILLISECONDS)
    }
  }
}

/** The table as it is, or null when there is none. */
export async function describeTable(context: ControlContext, table: string): Promise<TableDescription | null> {
  try {
    const { Table } = await context.client.send(new DescribeTableCommand({ TableName: table }))
    return Table ?? null
  } catch (error) {
    if (isMissing(error)) return null
    throw translatedTableError(error, table)
  }
}

/** Asks every second until the table is as wanted. StoreUnavailableError (busy) when that takes too long. */
export async function waitUntil(
  context: ControlContext,
  table: string,
  isWanted: (description: TableDescription | null) => boolean,
): Promise<TableDescription | null> {
  for (let waited = 0; ; waited += POLL_MILLISECONDS) {
    const description = await describeTable(context, table)
    if (isWanted(description)) return description
    if (waited >= context.mostWaitMilliseconds) {
      const state = description?.TableStatus?.toLowerCase() ?? 'missing'
      const message = `Table ${table} is still ${state} after ${waited / 1000} seconds: try again, nothing is lost`
      throw new StoreUnavailableError('busy', message)
    }
    await pause(context.timer, POLL_MILLISECONDS)
  }
}
