import { DescribeTableCommand } from '@aws-sdk/client-dynamodb'
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import { beingChanged, errorName, isAnswered, isMissing, translatedTableError } from './dynamodb-errors.ts'

/** Whether some attempt of a request ended without an answer, so that it may have taken effect before it was sent again. */
export interface Attempts {
  unanswered: boolean
}

type Attempt = (next: (args: never) => Promise<unknown>) => (args: never) => Promise<unknown>

interface Watchable {
  readonly middlewareStack: {
    add(attempt: Attempt, place: { step: 'finalizeRequest'; priority: 'low'; name: string; override: true }): void
  }
}

/** Notes what becomes of every attempt the SDK makes with this command. To be called before it is sent. */
export function watched(command: Watchable): Attempts {
  const attempts = { unanswered: false }
  command.middlewareStack.add(
    (next) => async (args) => {
      try {
        return await next(args)
      } catch (error) {
        attempts.unanswered ||= !isAnswered(error)
        throw error
      }
    },
    // Low priority runs inside the retries: once per attempt.
    { step: 'finalizeRequest', priority: 'low', name: 'watchAttempts', override: true },
  )
  return attempts
}

/** Runs requests on one table; every failure but a failed condition arrives as an error of the port. */
export async function requesting<T>(client: DynamoDBDocumentClient, table: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (isMissing(error) && (await isBeingMade(client, table))) throw beingChanged(table, error)
    throw translatedTableError(error, table)
  }
}

/** DynamoDB calls a table missing also while it is being created. */
async function isBeingMade(client: DynamoDBDocumentClient, table: string): Promise<boolean> {
  try {
    const { Table } = await client.send(new DescribeTableCommand({ TableName: table }))
    return Table?.TableStatus === 'CREATING' || Table?.TableStatus === 'UPDATING'
  } catch (error) {
    // Whoever may not look is told what the first request said.
    if (isMissing(error) || errorName(error) === 'AccessDeniedException') return false
    throw error
  }
}
