import { inMemoryArtifacts } from '@salestalk/engine/fakes'
import { type Batch, tenantIdSchema } from '@salestalk/protocol'
import { describe, expect, it } from 'vitest'
import { rejectedRowsCsv } from './batches.ts'

const tenantId = tenantIdSchema.parse('acme')
const batch: Batch = {
  batchId: 'b1',
  dataset: 'orders',
  fileName: 'orders.csv',
  contentHash: 'h',
  mode: 'append',
  status: 'live',
  rows: 1,
  rejected: 2,
  bytes: 1,
  firstDay: null,
  lastDay: null,
  createdAt: '2025-01-01T00:00:00.000Z',
}

async function csvOf(one: Batch, rows: readonly object[]): Promise<string> {
  const artifacts = inMemoryArtifacts()
  const body = rows.map((row) => `${JSON.stringify(row)}\n`).join('')
  await artifacts.open(tenantId).put('rejected/orders/b1.ndjson', new TextEncoder().encode(body))
  let text = ''
  for await (const piece of rejectedRowsCsv(artifacts, tenantId, one)) text += piece
  return text
}

describe('the rejected rows as a file', () => {
  it('are quoted, and no cell of them runs as a formula in a spreadsheet', async () => {
    const rows = [
      { line: 2, reason: 'says "no"', content: 'Łódź,1' },
      { line: 9, reason: 'not a date', content: '=HYPERLINK("http://x")' },
    ]
    expect(await csvOf(batch, rows)).toBe(
      'line,reason,content\r\n2,"says ""no""","Łódź,1"\r\n9,"not a date","\'=HYPERLINK(""http://x"")"\r\n',
    )
  })

  it('are a header alone when there are none', async () => {
    expect(await csvOf({ ...batch, rejected: 0 }, [])).toBe('line,reason,content\r\n')
  })
})
