import { type TenantId, tenantIdSchema } from '@salestalk/protocol'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { FixedClock } from '../fakes/fixed-clock.ts'
import {
  ConditionFailedError,
  InvalidCursorError,
  InvalidItemError,
  ItemTooLargeError,
  TableNotFoundError,
} from '../table-errors.ts'
import type { StoredItem, TableAdmin, TableDefinition, TableQuery, TableStore, TenantTable } from '../tenant-table.ts'

export interface TenantTableSubject {
  readonly store: TableStore & TableAdmin
  /** The clock the store was given; the suite moves it to let items expire. */
  readonly clock: FixedClock
  close(): Promise<void>
}

const notes: TableDefinition = {
  name: 'notes',
  scope: 'tenant',
  indexes: [{ name: 'AuthorIndex', partitionAttribute: 'author', sortAttribute: 'timestamp' }],
}
const directory: TableDefinition = { name: 'directory', scope: 'registry', indexes: [] }

const acme = tenantIdSchema.parse('acme')
const globex = tenantIdSchema.parse('globex')

/** What every store of tables must do; each adapter runs it with `makeSubject` giving an empty store. */
export function tenantTableConformance(name: string, makeSubject: () => Promise<TenantTableSubject>): void {
  describe(`${name}: TenantTable`, () => {
    let subject: TenantTableSubject
    let table: TenantTable

    beforeEach(async () => {
      subject = await makeSubject()
      table = await createdTable(subject, acme)
    })
    afterEach(() => subject.close())

    describe('reading and writing one item', () => {
      it('returns what was put, with version 1', async () => {
        const data = { text: 'naïve 😀 "q" \u0000', list: [1, null, { deep: [true] }], price: 0.1, none: null }
        const stored = await table.put({ pk: 'NOTE#1', sk: 'A', ...data })
        expect(stored).toEqual({ pk: 'NOTE#1', sk: 'A', ...data, version: 1 })
        expect(await table.get({ pk: 'NOTE#1', sk: 'A' })).toEqual(stored)
      })
      it('returns null for an item that is not there', async () => {
        expect(await table.get({ pk: 'NOTE#1', sk: 'A' })).toBeNull()
      })
      it('replaces the whole item and counts the version up', async () => {
        await table.put({ pk: 'p', sk: 's', first: 1 })
        await table.put({ pk: 'p', sk: 's', second: 2 })
        expect(await table.get({ pk: 'p', sk: 's' })).toEqual({ pk: 'p', sk: 's', second: 2, version: 2 })
      })
      it('leaves undefined attributes out and ignores a version in the item', async () => {
        await table.put({ pk: 'p', sk: 's', gone: undefined, nested: { gone: undefined }, version: 99 })
        expect(await table.get({ pk: 'p', sk: 's' })).toEqual({ pk: 'p', sk: 's', nested: {}, version: 1 })
      })
      it('hands out copies: changing them changes nothing stored', async () => {
        const tags = ['a']
        await table.put({ pk: 'p', sk: 's', tags })
        tags.push('b')
        const read = await table.get({ pk: 'p', sk: 's' })
        if (Array.isArray(read?.tags)) read.tags.push('c')
        expect((await table.get({ pk: 'p', sk: 's' }))?.tags).toEqual(['a'])
      })
      it('keeps keys apart that differ only in case, accents or quotes', async () => {
        const keys = ['a', 'A', 'á', "a'", 'a"', 'a%', 'a_', "'; DROP TABLE x; --"]
        for (const sk of keys) await table.put({ pk: 'p', sk, own: sk })
        for (const sk of keys) expect((await table.get({ pk: 'p', sk }))?.own).toBe(sk)
      })
      it('deletes an item, and nothing when there is none', async () => {
        await table.put({ pk: 'p', sk: 's' })
        await table.delete({ pk: 'p', sk: 's' })
        await table.delete({ pk: 'p', sk: 's' })
        expect(await table.get({ pk: 'p', sk: 's' })).toBeNull()
      })
    })

    describe('conditions', () => {
      it('puts a new item only once when it must not exist', async () => {
        await table.put({ pk: 'p', sk: 's', by: 'first' }, { ifNotExists: true })
        await expect(table.put({ pk: 'p', sk: 's', by: 'second' }, { ifNotExists: true })).rejects.toThrow(
          ConditionFailedError,
        )
        expect((await table.get({ pk: 'p', sk: 's' }))?.by).toBe('first')
      })
      it('lets exactly one of many concurrent writers win', async () => {
        const writers = Array.from({ length: 20 }, (_, by) =>
          table.put({ pk: 'p', sk: 's', by }, { ifNotExists: true }),
        )
        const results = await Promise.allSettled(writers)
        expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(1)
      })
      it('replaces an item only at the expected version', async () => {
        await table.put({ pk: 'p', sk: 's', text: 'one' })
        const second = await table.put({ pk: 'p', sk: 's', text: 'two' }, { ifVersion: 1 })
        expect(second.version).toBe(2)
        await expect(table.put({ pk: 'p', sk: 's', text: 'late' }, { ifVersion: 1 })).rejects.toThrow(
          ConditionFailedError,
        )
        expect(await table.get({ pk: 'p', sk: 's' })).toEqual(second)
      })
      it('does not create an item when a version is expected', async () => {
        await expect(table.put({ pk: 'p', sk: 's' }, { ifVersion: 1 })).rejects.toThrow(ConditionFailedError)
        expect(await table.get({ pk: 'p', sk: 's' })).toBeNull()
      })
      it('updates some attributes and keeps the others', async () => {
        await table.put({ pk: 'p', sk: 's', kept: 1, changed: 1, removed: 1 })
        const changes = { expectedVersion: 1, set: { changed: 2, added: [3] }, remove: ['removed', 'never-there'] }
        const updated = await table.update({ pk: 'p', sk: 's' }, changes)
        expect(updated).toEqual({ pk: 'p', sk: 's', kept: 1, changed: 2, added: [3], version: 2 })
        expect(await table.get({ pk: 'p', sk: 's' })).toEqual(updated)
      })
      it('refuses an update of a missing item, of another version, or of the key', async () => {
        await expect(table.update({ pk: 'p', sk: 's' }, { expectedVersion: 1, set: { a: 1 } })).rejects.toThrow(
          ConditionFailedError,
        )
        await table.put({ pk: 'p', sk: 's' })
        await expect(table.update({ pk: 'p', sk: 's' }, { expectedVersion: 2, set: { a: 1 } })).rejects.toThrow(
          ConditionFailedError,
        )
        await expect(table.update({ pk: 'p', sk: 's' }, { expectedVersion: 1, set: { pk: 'q' } })).rejects.toThrow(
          InvalidItemError,
        )
        expect(await table.get({ pk: 'p', sk: 's' })).toEqual({ pk: 'p', sk: 's', version: 1 })
      })
      it('deletes only at the expected version when one is given', async () => {
        await table.put({ pk: 'p', sk: 's' })
        await expect(table.delete({ pk: 'p', sk: 's' }, { ifVersion: 2 })).rejects.toThrow(ConditionFailedError)
        await table.delete({ pk: 'p', sk: 's' }, { ifVersion: 1 })
        await expect(table.delete({ pk: 'p', sk: 's' }, { ifVersion: 1 })).rejects.toThrow(ConditionFailedError)
      })
    })

    describe('querying a partition', () => {
      const sks = ['2025-01', '2025-02', '2025-02#region=EMEA', '2025-03', '2026-01']
      beforeEach(async () => {
        for (const sk of [...sks].reverse()) await table.put({ pk: 'METRIC#revenue', sk })
        await table.put({ pk: 'METRIC#revenu', sk: '2025-01' })
        await table.put({ pk: 'METRIC#revenue2', sk: '2025-01' })
      })
      const cases: [string, Omit<TableQuery, 'pk'>, string[]][] = [
        ['all of it in order', {}, sks],
        ['backwards', { descending: true }, [...sks].reverse()],
        ['a prefix', { sort: { beginsWith: '2025-02' } }, ['2025-02', '2025-02#region=EMEA']],
        ['an empty prefix, which is every item', { sort: { beginsWith: '' } }, sks],
        ['a prefix nothing has', { sort: { beginsWith: '2024' } }, []],
        ['a range with both its ends', { sort: { between: ['2025-02', '2025-03'] } }, sks.slice(1, 4)],
        ['a range the wrong way round', { sort: { between: ['2025-03', '2025-02'] } }, []],
        [
          'the last two of a prefix',
          { sort: { beginsWith: '2025' }, descending: true, limit: 2 },
          ['2025-03', '2025-02#region=EMEA'],
        ],
      ]
      for (const [title, query, expected] of cases) {
        it(`reads ${title}`, async () => {
          const page = await table.query({ pk: 'METRIC#revenue', ...query })
          expect(page.items.map((item) => item.sk)).toEqual(expected)
        })
      }
      it('treats wildcard characters of a prefix as ordinary ones', async () => {
        await table.put({ pk: 'METRIC#revenue', sk: '100%_a' })
        expect((await table.query({ pk: 'METRIC#revenue', sort: { beginsWith: '20_5%' } })).items).toEqual([])
        expect((await table.query({ pk: 'METRIC#revenue', sort: { beginsWith: '100%_' } })).items).toHaveLength(1)
      })
      it('orders by UTF-8 bytes, also where JavaScript would not', async () => {
        for (const sk of ['😀', '\uFFFD', 'é', 'z', 'Z']) await table.put({ pk: 'order', sk })
        expect((await table.query({ pk: 'order' })).items.map((item) => item.sk)).toEqual([
          'Z',
          'z',
          'é',
          '\uFFFD',
          '😀',
        ])
        expect((await table.query({ pk: 'order', sort: { beginsWith: '😀' } })).items).toHaveLength(1)
      })
    })

    describe('pages', () => {
      beforeEach(async () => {
        await table.batchWrite(
          Array.from({ length: 7 }, (_, n) => ({ put: { pk: 'p', sk: `s${n}`, author: 'ann', timestamp: 'same' } })),
        )
      })
      for (const descending of [false, true]) {
        for (const index of [undefined, 'AuthorIndex']) {
          it(`reads every item once, ${descending ? 'backwards' : 'forwards'}${index ? ' in an index whose sort values are equal' : ''}`, async () => {
            const query =
              index === undefined ? { pk: 'p', descending, limit: 3 } : { pk: 'ann', index, descending, limit: 3 }
            const read = await everyItem(table, query)
            const expected = ['s0', 's1', 's2', 's3', 's4', 's5', 's6']
            expect(read.map((item) => item.sk)).toEqual(descending ? expected.reverse() : expected)
          })
        }
      }
      it('goes on at the right place when items come and go between pages', async () => {
        const first = await table.query({ pk: 'p', limit: 3 })
        await table.delete({ pk: 'p', sk: 's2' })
        await table.put({ pk: 'p', sk: 's1b' })
        await table.put({ pk: 'p', sk: 's3b' })
        const second = await table.query({ pk: 'p', limit: 3, cursor: first.cursor })
        expect(second.items.map((item) => item.sk)).toEqual(['s3', 's3b', 's4'])
      })
      it('refuses a damaged cursor and one of another query', async () => {
        const { cursor } = await table.query({ pk: 'p', limit: 1 })
        await expect(table.query({ pk: 'other', cursor })).rejects.toThrow(InvalidCursorError)
        await expect(table.query({ pk: 'p', index: 'AuthorIndex', cursor })).rejects.toThrow(InvalidCursorError)
        for (const damaged of ['', '{', '%', '[]', '%5B1%5D']) {
          await expect(table.query({ pk: 'p', cursor: damaged })).rejects.toThrow(InvalidCursorError)
        }
      })
      it('refuses a limit that is not between 1 and 1000', async () => {
        for (const limit of [0, -1, 1.5, 1001, Number.NaN]) {
          await expect(table.query({ pk: 'p', limit })).rejects.toThrow(InvalidItemError)
        }
      })
    })

    describe('indexes', () => {
      it('lists the items that have both attributes, in order of the sort attribute', async () => {
        await table.put({ pk: '1', sk: 's', author: 'ann', timestamp: '2025-02' })
        await table.put({ pk: '2', sk: 's', author: 'ann', timestamp: '2025-01' })
        await table.put({ pk: '3', sk: 's', author: 'bob', timestamp: '2025-01' })
        await table.put({ pk: '4', sk: 's', author: 'ann' })
        const page = await table.query({ pk: 'ann', index: 'AuthorIndex' })
        expect(page.items.map((item) => item.pk)).toEqual(['2', '1'])
        const latest = await table.query({ pk: 'ann', index: 'AuthorIndex', sort: { beginsWith: '2025-02' } })
        expect(latest.items.map((item) => item.pk)).toEqual(['1'])
      })
      it('follows updates and deletions', async () => {
        const list = async (author: string) =>
          (await table.query({ pk: author, index: 'AuthorIndex' })).items.map((item) => item.pk)
        await table.put({ pk: '1', sk: 's', author: 'ann', timestamp: '1' })
        await table.update({ pk: '1', sk: 's' }, { expectedVersion: 1, set: { author: 'bob' } })
        expect([await list('ann'), await list('bob')]).toEqual([[], ['1']])
        await table.update({ pk: '1', sk: 's' }, { expectedVersion: 2, remove: ['timestamp'] })
        expect(await list('bob')).toEqual([])
        await table.put({ pk: '1', sk: 's', author: 'bob', timestamp: '1' })
        await table.delete({ pk: '1', sk: 's' })
        expect(await list('bob')).toEqual([])
      })
      it('refuses an index that was not declared, and indexed attributes that are not text', async () => {
        await expect(table.query({ pk: 'a', index: 'Nope' })).rejects.toThrow(InvalidItemError)
        for (const author of [null, 1, '', ['ann']]) {
          await expect(table.put({ pk: 'p', sk: 's', author })).rejects.toThrow(InvalidItemError)
        }
      })
    })

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
        await table.put({ pk: 'p', sk: 's', text: 'é'.repeat(204_000) })
        await expect(table.put({ pk: 'p', sk: 's', text: 'é'.repeat(205_000) })).rejects.toThrow(ItemTooLargeError)
        expect((await table.get({ pk: 'p', sk: 's' }))?.text).toHaveLength(204_000)
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
      it('fills an index that is declared later', async () => {
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

async function createdTable(subject: TenantTableSubject, tenantId: TenantId): Promise<TenantTable> {
  const address = { tenantId, definition: notes }
  await subject.store.createTable(address)
  return subject.store.open(address)
}

async function everyItem(table: TenantTable, query: TableQuery): Promise<StoredItem[]> {
  const items: StoredItem[] = []
  let cursor: string | null = null
  do {
    const page = await table.query({ ...query, cursor })
    items.push(...page.items)
    cursor = page.cursor
  } while (cursor !== null)
  return items
}
