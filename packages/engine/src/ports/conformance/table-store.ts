import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ConditionFailedError, InvalidItemError, ItemTooLargeError, TableNotFoundError } from '../table-errors.ts'
import type { TenantTable } from '../tenant-table.ts'
import {
  acme,
  createdTable,
  directory,
  everyItem,
  globex,
  notes,
  type TenantTableSubject,
} from './tenant-table-subject.ts'

/** The second half of the suite for tables: expiry, batches, what an item may be, and that tables and tenants are apart. */
export function tableStoreConformance(name: string, makeSubject: () => Promise<TenantTableSubject>): void {
  describe(`${name}: TableStore`, () => {
    let subject: TenantTableSubject
    let table: TenantTable

    beforeEach(async () => {
      subject = await makeSubject()
      table = await createdTable(subject, acme)
    })
    afterEach(() => subject.close())

    describe('time to live', () => {
      const inOneMinute = () => Math.floor(subject.clock.now().getTime() / 1000) + 60
      it('hides an item from every reader from its expiry on', async () => {
        await table.put({ pk: 'p', sk: 's', expiresAt: inOneMinute(), author: 'ann', timestamp: '1' })
        subject.clock.advance(59_000)
        expect(await table.get({ pk: 'p', sk: 's' })).not.toBeNull()
        subject.clock.advance(1_000)
        expect(await table.get({ pk: 'p', sk: 's' })).toBeNull()
        expect((await table.query({ pk: 'p' })).items).toEqual([])
        expect((await table.query({ pk: 'ann', index: 'AuthorIndex' })).items).toEqual([])
      })
      it('treats an expired item as absent in conditions', async () => {
        await table.put({ pk: 'p', sk: 's', expiresAt: inOneMinute() })
        subject.clock.advance(60_000)
        await expect(table.update({ pk: 'p', sk: 's' }, { expectedVersion: 1 })).rejects.toThrow(ConditionFailedError)
        await expect(table.put({ pk: 'p', sk: 's' }, { ifVersion: 1 })).rejects.toThrow(ConditionFailedError)
        await expect(table.delete({ pk: 'p', sk: 's' }, { ifVersion: 1 })).rejects.toThrow(ConditionFailedError)
        expect((await table.put({ pk: 'p', sk: 's', fresh: true }, { ifNotExists: true })).version).toBe(1)
        expect((await table.get({ pk: 'p', sk: 's' }))?.fresh).toBe(true)
      })
      it('starts again at version 1 when an expired item is put anew', async () => {
        await table.put({ pk: 'p', sk: 's' })
        await table.put({ pk: 'p', sk: 's', expiresAt: inOneMinute() })
        subject.clock.advance(60_000)
        expect((await table.put({ pk: 'p', sk: 's' })).version).toBe(1)
      })
      it('keeps an item whose time to live is removed', async () => {
        await table.put({ pk: 'p', sk: 's', expiresAt: inOneMinute() })
        await table.update({ pk: 'p', sk: 's' }, { expectedVersion: 1, remove: ['expiresAt'] })
        subject.clock.advance(120_000)
        expect(await table.get({ pk: 'p', sk: 's' })).not.toBeNull()
      })
    })

    describe('batches', () => {
      it('writes and deletes many items', async () => {
        await table.put({ pk: 'p', sk: 'old' })
        const puts = Array.from({ length: 120 }, (_, n) => ({
          put: { pk: 'p', sk: `new${String(n).padStart(3, '0')}`, n },
        }))
        await table.batchWrite([
          ...puts,
          { delete: { pk: 'p', sk: 'old' } },
          { delete: { pk: 'p', sk: 'never-there' } },
        ])
        const read = await everyItem(table, { pk: 'p', limit: 50 })
        expect(read.map((item) => item.n)).toEqual(puts.map((operation) => operation.put.n))
      })
      it('does nothing at all for an empty batch or one with a bad item', async () => {
        await table.batchWrite([])
        const bad = { put: { pk: 'p', sk: 'b', when: new Date(0) } }
        await expect(table.batchWrite([{ put: { pk: 'p', sk: 'a' } }, bad])).rejects.toThrow(InvalidItemError)
        const twice = [{ put: { pk: 'p', sk: 'a' } }, { delete: { pk: 'p', sk: 'a' } }]
        await expect(table.batchWrite(twice)).rejects.toThrow(InvalidItemError)
        expect((await table.query({ pk: 'p' })).items).toEqual([])
      })
    })

    describe('rules', () => {
      it('refuses what is not JSON data and says where', async () => {
        const put = (value: unknown) => table.put({ pk: 'p', sk: 's', a: [{ b: value }] })
        for (const value of [Number.NaN, Number.POSITIVE_INFINITY, 1n, new Date(0), new Map(), () => 1, Symbol('s')]) {
          await expect(put(value)).rejects.toThrow(/item\.a\.0\.b/)
        }
        const endless: Record<string, unknown> = {}
        endless.self = endless
        await expect(put(endless)).rejects.toThrow(InvalidItemError)
      })
      it('refuses keys that are empty, too long or not proper text', async () => {
        for (const pk of ['', 'a\0b', '\uD800', 'x'.repeat(2049)]) {
          await expect(table.put({ pk, sk: 's' })).rejects.toThrow(InvalidItemError)
          await expect(table.get({ pk, sk: 's' })).rejects.toThrow(InvalidItemError)
        }
        await expect(table.put({ pk: 'p', sk: 'é'.repeat(513) })).rejects.toThrow(InvalidItemError)
      })
      it('takes an item of just under 400 KB and refuses a larger one', async () => {
        await table.put({ pk: 'p', sk: 's', text: 'é'.repeat(202_000) })
        await expect(table.put({ pk: 'p', sk: 's', text: 'é'.repeat(205_000) })).rejects.toThrow(ItemTooLargeError)
        expect((await table.get({ pk: 'p', sk: 's' }))?.text).toHaveLength(202_000)
      })
      it('refuses an update that would make the item too large', async () => {
        await table.put({ pk: 'p', sk: 's', text: 'x'.repeat(300_000) })
        const changes = { expectedVersion: 1, set: { more: 'x'.repeat(200_000) } }
        await expect(table.update({ pk: 'p', sk: 's' }, changes)).rejects.toThrow(ItemTooLargeError)
      })
    })

    describe('tables and tenants', () => {
      it('keeps the items of two tenants apart, whatever the keys', async () => {
        const other = await createdTable(subject, globex)
        await table.put({ pk: 'p', sk: 's', own: 'acme', author: 'ann', timestamp: '1' })
        expect(await other.get({ pk: 'p', sk: 's' })).toBeNull()
        expect((await other.query({ pk: 'p' })).items).toEqual([])
        expect((await other.query({ pk: 'ann', index: 'AuthorIndex' })).items).toEqual([])
        await other.put({ pk: 'p', sk: 's', own: 'globex' }, { ifNotExists: true })
        await other.delete({ pk: 'p', sk: 's' })
        expect((await table.get({ pk: 'p', sk: 's' }))?.own).toBe('acme')
      })
      it('keeps two tables of one tenant apart', async () => {
        const address = { tenantId: acme, definition: { ...notes, name: 'drafts' } }
        await subject.store.createTable(address)
        await table.put({ pk: 'p', sk: 's' })
        expect(await subject.store.open(address).get({ pk: 'p', sk: 's' })).toBeNull()
      })
      it('reads every item of one table, whatever their keys, and none that has expired', async () => {
        const foreign = await createdTable(subject, globex)
        await foreign.put({ pk: 'P', sk: 'foreign' })
        const keys = Array.from({ length: 450 }, (_, index) => ({ pk: `P${index % 7}`, sk: `S${index}` }))
        await table.batchWrite(keys.map((key) => ({ put: { ...key, own: true } })))
        await table.put({ pk: 'P0', sk: 'old', expiresAt: 1 })
        const found: string[] = []
        for await (const item of subject.store.scanTable({ tenantId: acme, definition: notes }))
          found.push(`${item.pk} ${item.sk}`)
        expect(found.sort()).toEqual(keys.map(({ pk, sk }) => `${pk} ${sk}`).sort())
      })
      it('names tables after the tenant and lists them', async () => {
        await subject.store.createTable({ tenantId: null, definition: directory })
        expect(table.name).toBe('tenant-acme-notes')
        expect(await subject.store.listTables(acme)).toEqual(['tenant-acme-notes'])
        expect(await subject.store.listTables(globex)).toEqual([])
        expect(await subject.store.listTables(null)).toEqual(['directory'])
      })
      it('refuses an address whose scope does not fit', () => {
        expect(() => subject.store.open({ tenantId: null, definition: notes })).toThrow(TypeError)
        expect(() => subject.store.open({ tenantId: acme, definition: directory })).toThrow(TypeError)
      })
      it('fails on a table that was never created', async () => {
        const missing = subject.store.open({ tenantId: globex, definition: notes })
        await expect(missing.get({ pk: 'p', sk: 's' })).rejects.toThrow(TableNotFoundError)
        await expect(missing.put({ pk: 'p', sk: 's' })).rejects.toThrow(TableNotFoundError)
        await expect(missing.query({ pk: 'p' })).rejects.toThrow(TableNotFoundError)
        await expect(missing.batchWrite([{ put: { pk: 'p', sk: 's' } }])).rejects.toThrow(TableNotFoundError)
      })
      it('creates a table twice without losing items', async () => {
        await table.put({ pk: 'p', sk: 's' })
        await subject.store.createTable({ tenantId: acme, definition: notes })
        expect(await table.get({ pk: 'p', sk: 's' })).not.toBeNull()
      })
      it('deletes a table with all its items, twice if asked, and leaves other tenants alone', async () => {
        const other = await createdTable(subject, globex)
        await table.put({ pk: 'p', sk: 's' })
        await other.put({ pk: 'p', sk: 's' })
        await subject.store.deleteTable({ tenantId: acme, definition: notes })
        await subject.store.deleteTable({ tenantId: acme, definition: notes })
        await expect(table.get({ pk: 'p', sk: 's' })).rejects.toThrow(TableNotFoundError)
        expect(await other.get({ pk: 'p', sk: 's' })).not.toBeNull()
        const again = await createdTable(subject, acme)
        expect(await again.get({ pk: 'p', sk: 's' })).toBeNull()
      })
      it('fills an index that is declared later', async (context) => {
        if (subject.cannotAddIndexes !== undefined) context.skip(subject.cannotAddIndexes)
        await table.put({ pk: 'p', sk: 's', topic: 'margin', timestamp: '1' })
        const topicIndex = { name: 'TopicIndex', partitionAttribute: 'topic', sortAttribute: 'timestamp' }
        const address = { tenantId: acme, definition: { ...notes, indexes: [...notes.indexes, topicIndex] } }
        await subject.store.createTable(address)
        const page = await subject.store.open(address).query({ pk: 'margin', index: 'TopicIndex' })
        expect(page.items).toHaveLength(1)
      })
    })
  })
}
