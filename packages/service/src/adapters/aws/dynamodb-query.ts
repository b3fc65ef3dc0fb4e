import { type DynamoDBDocumentClient, QueryCommand, ScanCommand } from '@aws-sdk/lib-dynamodb'
import { type CheckedQuery, cursorAfter, type ItemPage, type StoredItem } from '@salestalk/engine'
import { isLive, queryParameters } from './dynamodb-expressions.ts'
import { toStoredItem } from './dynamodb-items.ts'

// Expired items are read before they are left out: after a first request that found too few, the next ones look further.
const ITEMS_AT_ONCE = 1000
const REQUESTS = 10

/** One page. Reads one item more than asked, which tells whether another page follows. */
export async function queryPage(
  client: DynamoDBDocumentClient,
  table: string,
  query: CheckedQuery,
  now: number,
): Promise<ItemPage> {
  const parameters = queryParameters(query, now)
  if (parameters === null) return { items: [], cursor: null }
  const items: StoredItem[] = []
  let start: Record<string, unknown> | undefined = parameters.ExclusiveStartKey
  for (let request = 1; request <= REQUESTS; request += 1) {
    const command = new QueryCommand({
      ...parameters,
      TableName: table,
      Limit: request === 1 ? query.limit + 1 : ITEMS_AT_ONCE,
      ExclusiveStartKey: start,
    })
    const { Items, LastEvaluatedKey } = await client.send(command)
    items.push(...(Items ?? []).map(toStoredItem))
    start = LastEvaluatedKey
    if (start === undefined || items.length > query.limit) break
  }
  const page = items.slice(0, query.limit)
  const last = page.at(-1)
  if (items.length > query.limit && last !== undefined) return { items: page, cursor: cursorAfter(last, query) }
  return { items: page, cursor: start === undefined ? null : cursorAfter(start as StoredItem, query) }
}

/** Every live item of the table, in no particular order. */
export async function* scanItems(
  client: DynamoDBDocumentClient,
  table: string,
  nowSeconds: () => number,
): AsyncIterable<StoredItem> {
  let start: Record<string, unknown> | undefined
  do {
    const live = isLive(nowSeconds())
    const command = new ScanCommand({
      TableName: table,
      ConsistentRead: true,
      FilterExpression: live.text,
      ExpressionAttributeNames: live.names,
      ExpressionAttributeValues: live.values,
      ExclusiveStartKey: start,
    })
    const { Items, LastEvaluatedKey } = await client.send(command)
    yield* (Items ?? []).map(toStoredItem)
    start = LastEvaluatedKey
  } while (start !== undefined)
}
