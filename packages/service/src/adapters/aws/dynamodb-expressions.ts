import type { CheckedQuery, SortCondition } from '@salestalk/engine'
import { encodedAttributes, WRITE_TOKEN } from './dynamodb-items.ts'

/** Conditions, changes and queries in DynamoDB's expression language. Names and values are always bound, never part of the text. */

export interface Expression {
  readonly text: string
  readonly names: Readonly<Record<string, string>>
  readonly values: Readonly<Record<string, unknown>>
}

/** True for an item a reader may see: time to live deletes expired items only hours later. */
export function isLive(now: number): Expression {
  return {
    text: '(attribute_not_exists(#expiresAt) OR #expiresAt > :now)',
    names: { '#expiresAt': 'expiresAt' },
    values: { ':now': now },
  }
}

/** True where there is no item, or only one that has expired. */
export function isAbsent(now: number): Expression {
  return {
    text: '(attribute_not_exists(#pk) OR #expiresAt <= :now)',
    names: { '#pk': 'pk', '#expiresAt': 'expiresAt' },
    values: { ':now': now },
  }
}

export function isAtVersion(version: number, now: number): Expression {
  const live = isLive(now)
  return {
    text: `#version = :version AND ${live.text}`,
    names: { ...live.names, '#version': 'version' },
    values: { ...live.values, ':version': version },
  }
}

/** The parameters of a request with a condition. */
export function conditionParameters(condition: Expression) {
  return {
    ConditionExpression: condition.text,
    ExpressionAttributeNames: condition.names,
    ExpressionAttributeValues: condition.values,
  }
}

/** What an update sets and removes, and the version and token it leaves, under a condition. */
export function updateParameters(
  set: Readonly<Record<string, unknown>>,
  remove: readonly string[],
  mark: { readonly version: number; readonly token: string },
  condition: Expression,
) {
  const values = Object.entries({ ...encodedAttributes(set), version: mark.version, [WRITE_TOKEN]: mark.token })
  const removed = remove.filter((name) => !values.some(([other]) => other === name))
  const setting = values.map((_, position) => `#set${position} = :set${position}`).join(', ')
  const removing = removed.map((_, position) => `#remove${position}`).join(', ')
  return {
    UpdateExpression: `SET ${setting}${removing === '' ? '' : ` REMOVE ${removing}`}`,
    ConditionExpression: condition.text,
    ExpressionAttributeNames: {
      ...condition.names,
      ...Object.fromEntries(values.map(([name], position) => [`#set${position}`, name])),
      ...Object.fromEntries(removed.map((name, position) => [`#remove${position}`, name])),
    },
    ExpressionAttributeValues: {
      ...condition.values,
      ...Object.fromEntries(values.map(([, value], position) => [`:set${position}`, value])),
    },
  }
}

/** The parameters of a query, or null when no key can satisfy it. */
export function queryParameters(query: CheckedQuery, now: number) {
  const { index, after } = query
  const [partition, sort] = index === null ? ['pk', 'sk'] : [index.partitionAttribute, index.sortAttribute]
  const condition = sortExpression(query.sort)
  if (condition === null) return null
  const live = isLive(now)
  return {
    ...(index === null ? { ConsistentRead: true } : { IndexName: index.name }),
    KeyConditionExpression: `#partition = :partition${condition.text}`,
    FilterExpression: live.text,
    ExpressionAttributeNames: {
      ...live.names,
      '#partition': partition,
      ...(condition.text === '' ? {} : { '#sort': sort }),
    },
    ExpressionAttributeValues: { ...live.values, ':partition': query.pk, ...condition.values },
    ScanIndexForward: !query.descending,
    ...(after === null
      ? {}
      : { ExclusiveStartKey: { [partition]: query.pk, [sort]: after.sort, pk: after.pk, sk: after.sk } }),
  }
}

/** Empty text and a range that ends before it begins are no conditions DynamoDB takes: the first holds for all, the second for none. */
function sortExpression(sort: SortCondition | null): Pick<Expression, 'text' | 'values'> | null {
  const always = { text: '', values: {} }
  if (sort === null) return always
  if ('beginsWith' in sort) {
    if (sort.beginsWith === '') return always
    return { text: ' AND begins_with(#sort, :prefix)', values: { ':prefix': sort.beginsWith } }
  }
  const [from, to] = sort.between
  if (to === '' || Buffer.compare(Buffer.from(from), Buffer.from(to)) > 0) return null
  if (from === '') return { text: ' AND #sort <= :to', values: { ':to': to } }
  return { text: ' AND #sort BETWEEN :from AND :to', values: { ':from': from, ':to': to } }
}
