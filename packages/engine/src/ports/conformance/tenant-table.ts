import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ConditionFailedError, InvalidCursorError, InvalidItemError } from '../table-errors.ts'
import type { TableQuery, TenantTable } from '../tenant-table.ts'
import { tableStoreConformance } from './table-store.ts'
import { acme, createdTable, everyItem, type TenantTableSubject } from './tenant-table-subject.ts'

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
            const found = read.map((item) => item.sk)
            if (index === undefined) expect(found).toEqual(descending ? expected.reverse() : expected)
            // Equal sort values have no order among themselves.
            else expect(found.sort()).toEqual(expected)
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
  })
  tableStoreConformance(name, makeSubject)
}
