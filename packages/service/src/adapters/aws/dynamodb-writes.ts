import {
  DeleteCommand,
  type DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb'
import {
  ConditionFailedError,
  changedItem,
  checkedItem,
  checkKey,
  type IndexDefinition,
  type ItemChanges,
  type ItemKey,
  type NewItem,
  type PutCondition,
  type StoredItem,
  StoreUnavailableError,
} from '@salestalk/engine'
import { isConditionFailure } from './dynamodb-errors.ts'
import {
  conditionParameters,
  type Expression,
  isAbsent,
  isAtVersion,
  updateParameters,
} from './dynamodb-expressions.ts'
import { toAttributes, toStoredItem, WRITE_TOKEN } from './dynamodb-items.ts'
import { type Attempts, watched } from './dynamodb-requests.ts'

/**
 * Writing single items. A request whose answer is lost is sent again by the SDK, and then fails on the very condition it satisfied
 * before: the token that every write leaves in its item tells this apart from a race that was lost.
 */

export interface WriteContext {
  readonly table: string
  readonly client: DynamoDBDocumentClient
  readonly indexes: readonly IndexDefinition[]
  readonly nowSeconds: () => number
  /** A token no other write has. */
  readonly nextToken: () => string
}

// Each lost race means that somebody else's put went through.
const RACES = 20

export async function putItem(context: WriteContext, item: NewItem, condition?: PutCondition): Promise<StoredItem> {
  const checked = checkedItem(item, context.indexes)
  if (condition === undefined) return await putAnyway(context, checked)
  const now = context.nowSeconds()
  if ('ifNotExists' in condition) return await putIf(context, checked, 1, isAbsent(now), 'does not exist')
  const { ifVersion } = condition
  return await putIf(context, checked, ifVersion + 1, isAtVersion(ifVersion, now), `version is ${ifVersion}`)
}

/** One request for a new item, two for one that exists: the first one's refusal says which version it has. */
async function putAnyway(context: WriteContext, item: NewItem): Promise<StoredItem> {
  const token = context.nextToken()
  let existing: number | null = null
  for (let race = 1; race <= RACES; race += 1) {
    const now = context.nowSeconds()
    const version: number = (existing ?? 0) + 1
    const command = new PutCommand({
      TableName: context.table,
      Item: toAttributes(item, version, token),
      ...conditionParameters(existing === null ? isAbsent(now) : isAtVersion(existing, now)),
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
    })
    try {
      await context.client.send(command)
      return { ...item, version }
    } catch (error) {
      if (!isConditionFailure(error)) throw error
      const found: Mark | null = markInError(error) ?? (await readMark(context, item))
      if (found?.token === token) return { ...item, version: found.version }
      existing = found === null || found.expiresAt <= context.nowSeconds() ? null : found.version
    }
  }
  throw new StoreUnavailableError('busy', `Item ${item.pk} / ${item.sk} is written by too many at once: try again`)
}

async function putIf(
  context: WriteContext,
  item: NewItem,
  version: number,
  condition: Expression,
  description: string,
): Promise<StoredItem> {
  const token = context.nextToken()
  const Item = toAttributes(item, version, token)
  const command = new PutCommand({ TableName: context.table, Item, ...conditionParameters(condition) })
  const attempts = watched(command)
  try {
    await context.client.send(command)
    return { ...item, version }
  } catch (error) {
    await requireOwn(context, item, { error, attempts, version, token, description })
    return { ...item, version }
  }
}

export async function updateItem(context: WriteContext, key: ItemKey, changes: ItemChanges): Promise<StoredItem> {
  const { pk, sk } = key
  checkKey(key)
  const checked = checkedItem(changedItem({ pk, sk, version: 0 }, changes), context.indexes)
  const { pk: _pk, sk: _sk, [WRITE_TOKEN]: _token, ...set } = checked
  // Setting an attribute to undefined leaves it out of the item, which is removing it.
  const unset = Object.keys(changes.set ?? {}).filter((name) => changes.set?.[name] === undefined)
  const version = changes.expectedVersion + 1
  const token = context.nextToken()
  const condition = isAtVersion(changes.expectedVersion, context.nowSeconds())
  const command = new UpdateCommand({
    TableName: context.table,
    Key: { pk, sk },
    ...updateParameters(set, [...new Set([...(changes.remove ?? []), ...unset])], { version, token }, condition),
    ReturnValues: 'ALL_NEW',
  })
  const attempts = watched(command)
  try {
    const { Attributes } = await context.client.send(command)
    return toStoredItem(Attributes ?? {})
  } catch (error) {
    const description = `version is ${changes.expectedVersion}`
    return toStoredItem(await requireOwn(context, key, { error, attempts, version, token, description }))
  }
}

/** With a condition, an item that is gone after an unanswered attempt counts as deleted by it. */
export async function deleteItem(context: WriteContext, key: ItemKey, ifVersion: number | null): Promise<void> {
  checkKey(key)
  const { pk, sk } = key
  const condition = ifVersion === null ? {} : conditionParameters(isAtVersion(ifVersion, context.nowSeconds()))
  const command = new DeleteCommand({ TableName: context.table, Key: { pk, sk }, ...condition })
  const attempts = watched(command)
  try {
    await context.client.send(command)
  } catch (error) {
    if (!isConditionFailure(error)) throw error
    if (attempts.unanswered && (await readAttributes(context, key)) === null) return
    throw new ConditionFailedError(context.table, pk, sk, `version is ${ifVersion}`)
  }
}

interface FailedWrite {
  readonly error: unknown
  readonly attempts: Attempts
  /** What the write would have left. */
  readonly version: number
  readonly token: string
  readonly description: string
}

/** The item, if the write that failed its condition took effect in an attempt before; else the error that tells the caller. */
async function requireOwn(context: WriteContext, key: ItemKey, write: FailedWrite): Promise<Record<string, unknown>> {
  if (!isConditionFailure(write.error)) throw write.error
  const { pk, sk } = key
  const failed = new ConditionFailedError(context.table, pk, sk, write.description)
  if (!write.attempts.unanswered) throw failed
  const found = await readAttributes(context, key)
  if (found !== null && found[WRITE_TOKEN] === write.token) return found
  // Others have written since, on top of ours or instead of it: nobody can tell any more.
  if (found === null || Number(found.version) > write.version) {
    const message = `Whether item ${pk} / ${sk} of table ${context.table} was written is not known: read it again`
    throw new StoreUnavailableError('unanswered', message, write.error)
  }
  throw failed
}

interface Mark {
  readonly version: number
  readonly token: unknown
  readonly expiresAt: number
}

async function readMark(context: WriteContext, key: ItemKey): Promise<Mark | null> {
  const found = await readAttributes(context, key)
  if (found === null) return null
  const expiresAt = typeof found.expiresAt === 'number' ? found.expiresAt : Number.POSITIVE_INFINITY
  return { version: Number(found.version), token: found[WRITE_TOKEN], expiresAt }
}

/** The error carries the item in DynamoDB's own notation, `{ "version": { "N": "3" } }`; some emulators leave it out. */
function markInError(error: unknown): Mark | null {
  const item: unknown = error instanceof Error ? Reflect.get(error, 'Item') : undefined
  if (typeof item !== 'object' || item === null) return null
  const version = fieldOf(item, 'version', 'N')
  if (version === undefined) return null
  const expiresAt = Number(fieldOf(item, 'expiresAt', 'N') ?? Number.POSITIVE_INFINITY)
  return { version: Number(version), token: fieldOf(item, WRITE_TOKEN, 'S'), expiresAt }
}

function fieldOf(item: object, attribute: string, type: 'N' | 'S'): unknown {
  const value: unknown = Reflect.get(item, attribute)
  return typeof value === 'object' && value !== null ? Reflect.get(value, type) : undefined
}

/** The raw item, expired or not, as of every acknowledged write. */
async function readAttributes(context: WriteContext, { pk, sk }: ItemKey): Promise<Record<string, unknown> | null> {
  const command = new GetCommand({ TableName: context.table, Key: { pk, sk }, ConsistentRead: true })
  const { Item } = await context.client.send(command)
  return Item ?? null
}
