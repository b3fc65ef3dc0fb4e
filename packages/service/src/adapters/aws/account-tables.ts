import { type DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb'
import type { TableAdmin } from '@salestalk/engine'
import { QuotaReachedError } from '../../tenants/errors.ts'

/** How many tables the account has in the region: a request per hundred. */
export async function countTables(client: Pick<DynamoDBClient, 'send'>): Promise<number> {
  let count = 0
  let after: string | undefined
  do {
    const page = await client.send(
      new ListTablesCommand({ ...(after === undefined ? {} : { ExclusiveStartTableName: after }) }),
    )
    count += page.TableNames?.length ?? 0
    after = page.LastEvaluatedTableName
  } while (after !== undefined)
  return count
}

// DynamoDB answers both with LimitExceededException: "… a limit of 2500 tables …" and "Only 500 tables can be created … simultaneously".
const tableLimit = /limit of [\d,]+ tables|too many tables|table limit|maximum number of tables/i
const MOST_CAUSES = 5

/** The same admin, which tells a full account, where waiting does not help, from one that is only busy. */
export function tellingFullAccount(admin: TableAdmin): TableAdmin {
  return {
    async createTable(address) {
      try {
        await admin.createTable(address)
      } catch (error) {
        if (isFull(error)) throw new QuotaReachedError('tables per account and region', null, null, error)
        throw error
      }
    },
    deleteTable: (address) => admin.deleteTable(address),
    scanTable: (address) => admin.scanTable(address),
    listTables: (tenantId) => admin.listTables(tenantId),
  }
}

function isFull(error: unknown): boolean {
  let current: unknown = error
  for (let depth = 0; depth < MOST_CAUSES && current instanceof Error; depth += 1) {
    if (current.name === 'LimitExceededException' && tableLimit.test(current.message)) return true
    current = current.cause
  }
  return false
}
