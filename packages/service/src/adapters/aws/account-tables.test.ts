import { StoreUnavailableError } from '@salestalk/engine'
import { fixedClock, inMemoryTables } from '@salestalk/engine/fakes'
import { tenantIdSchema } from '@salestalk/protocol'
import { describe, expect, it } from 'vitest'
import { tenantTables } from '../../storage/tables.ts'
import { QuotaReachedError } from '../../tenants/errors.ts'
import { countTables, tellingFullAccount } from './account-tables.ts'

const [address] = tenantTables(tenantIdSchema.parse('acme'))

function failingWith(message: string) {
  const refusal = Object.assign(new Error(message), { name: 'LimitExceededException' })
  const createTable = () => Promise.reject(new StoreUnavailableError('busy', 'try again', refusal))
  return tellingFullAccount({ ...inMemoryTables(fixedClock()), createTable })
}

describe('the tables of an account', () => {
  it('are counted page by page', async () => {
    const pages = [{ TableNames: ['a', 'b'], LastEvaluatedTableName: 'b' }, { TableNames: ['c'] }]
    expect(await countTables({ send: (async () => pages.shift()) as never })).toBe(3)
  })

  it('that are used up are told from an account that is busy', async () => {
    if (address === undefined) throw new TypeError('A tenant has tables')
    const full = failingWith('Subscriber limit exceeded: There is a limit of 2500 tables per subscriber')
    await expect(full.createTable(address)).rejects.toThrow(QuotaReachedError)
    const busy = failingWith(
      'Subscriber limit exceeded: Only 500 tables can be created, updated, or deleted simultaneously',
    )
    await expect(busy.createTable(address)).rejects.toThrow(StoreUnavailableError)
  })
})
