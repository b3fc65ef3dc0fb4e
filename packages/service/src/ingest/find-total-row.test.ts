import { loadTaxonomy } from '@salestalk/engine'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { readTaxonomyFiles } from '../taxonomy-files.ts'
import { type IngestFixture, ingestFixture } from './tests/ingest-fixture.ts'

let fixture: IngestFixture
beforeAll(async () => {
  const files = await readTaxonomyFiles(new URL('../../../../taxonomy/default', import.meta.url).pathname)
  fixture = await ingestFixture({ taxonomy: loadTaxonomy(files) })
})
afterAll(() => fixture.close())

async function read(text: string) {
  const { preview } = await fixture.ingest('footer.csv', text, { dryRun: true })
  return { rows: preview.profile.rows, rejected: preview.rejected.map(({ line, reason }) => [line, reason]) }
}

it('rejects a last row that adds up the others, however short the table is', async () => {
  expect(await read('Region;Umsatz;Menge\nNord;10,5;1\nWest;20;2\nGesamt:;30,5;3\n')).toEqual({
    rows: 2,
    rejected: [[4, 'column "Region": "Gesamt:" marks a row that adds up the others']],
  })
})

it('knows it by a word in the column of dates too, and beside an average', async () => {
  const { rows, rejected } = await read('day,amount,units,price\n2025-01-01,2,1,2\n2025-01-02,6,2,3\nTotal,8,3,2.5\n')
  expect(rows).toBe(2)
  expect(rejected).toHaveLength(1)
})

it('keeps a customer of that name', async () => {
  expect(await read('company,amount\nShell,10\nEni,20\nTotal,40\n')).toEqual({ rows: 3, rejected: [] })
  expect(await read('company,amount\nTotal,30\nShell,10\nEni,20\n')).toEqual({ rows: 3, rejected: [] })
})
