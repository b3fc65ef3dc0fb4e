import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type IngestFixture, ingestFixture } from './tests/ingest-fixture.ts'

let fixture: IngestFixture
beforeAll(async () => {
  fixture = await ingestFixture()
})
afterAll(() => fixture.close())

interface Row {
  readonly name: string
  readonly amount: number
  readonly day: Date
}

const names = fc.oneof(
  fc.constantFrom(
    'North',
    'O\'Neil "Jr"',
    'a;b',
    'a,b',
    'tab\there',
    'two\nlines',
    'pipe|d',
    'Größe',
    '日本',
    "it's",
    '"',
    'x"y',
  ),
  fc.string({ minLength: 1, maxLength: 12 }),
)
const rows = fc.array(
  fc.record({
    // A letter in front keeps texts texts, and apart from the words for "nothing".
    name: names.map((name) => `n${name.replace(/[\0\r\ud800-\udfff]/g, '')}`.trimEnd()),
    amount: fc.integer({ min: -10_000_000, max: 10_000_000 }).map((cents) => cents / 100),
    day: fc.date({ min: new Date('1950-01-01'), max: new Date('2060-12-31'), noInvalidDate: true }),
  }),
  { minLength: 1, maxLength: 30 },
)

const styles = fc.record({
  delimiter: fc.constantFrom(',', ';', '\t', '|'),
  newline: fc.constantFrom('\n', '\r\n'),
  quoteAll: fc.boolean(),
  locale: fc.constantFrom('en-US', 'de-DE', 'fr-FR', 'de-CH', 'plain' as const),
  order: fc.constantFrom('iso', 'day', 'month', 'named'),
  mark: fc.boolean(),
})
type Style = typeof styles extends fc.Arbitrary<infer T> ? T : never

function cell(text: string, { delimiter, quoteAll }: Style): string {
  return quoteAll || text.includes(delimiter) || /["\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

function numberText(amount: number, { locale }: Style): string {
  return locale === 'plain' ? amount.toFixed(2) : amount.toLocaleString(locale, { minimumFractionDigits: 2 })
}

function dayText(day: Date, { order }: Style): string {
  const [year = '', month = '', date = ''] = day.toISOString().slice(0, 10).split('-')
  if (order === 'iso') return `${year}-${month}-${date}`
  if (order === 'named')
    return day.toLocaleDateString('en-US', { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' })
  return order === 'day' ? `${date}/${month}/${year}` : `${month}/${date}/${year}`
}

/** Without a day beyond the twelfth nothing tells the order: these rows always hold one. */
const anchor: Row = { name: 'nanchor', amount: 1234.56, day: new Date('2020-01-31') }

function written(table: readonly Row[], style: Style): string {
  const lines = table.map(({ name, amount, day }) => [name, numberText(amount, style), dayText(day, style)])
  const text = [['name', 'amount', 'day'], ...lines]
    .map((line) => line.map((value) => cell(value, style)).join(style.delimiter))
    .join(style.newline)
  return `${style.mark ? '\ufeff' : ''}${text}${style.newline}`
}

describe('any table', () => {
  it('comes back as it was, whatever the delimiter, quoting and locale it was written in', async () => {
    let run = 0
    await fc.assert(
      fc.asyncProperty(rows, styles, async (table, style) => {
        run += 1
        const all = [...table, anchor]
        const { preview } = await fixture.ingest(`t${run}.csv`, written(all, style), { dryRun: true, mode: 'append' })
        expect(preview.rowsRejected).toBe(0)
        expect(preview.profile.columns.map(({ type }) => type)).toEqual(['text', 'decimal', 'date'])
        const expected = all
          .slice(0, 20)
          .map(({ name, amount, day }) => ({ name, amount, day: day.toISOString().slice(0, 10) }))
        expect(preview.sample).toEqual(expected)
      }),
      { numRuns: 40, seed: 7 },
    )
  })

  it('is read the same way whatever the order of its rows', async () => {
    const cells = fc.constantFrom(
      '1',
      '2.5',
      '1,234',
      '1.234,5',
      'NA',
      '',
      '13/01/19',
      '01/02/19',
      '2019-01-03',
      'Q3 2025',
      'x',
      'true',
      '007',
      '$5',
      '9%',
    )
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(cells, cells), { minLength: 2, maxLength: 12 }), async (pairs) => {
        const text = (list: readonly (readonly [string, string])[]) =>
          ['id\ta\tb', ...list.map(([a, b], index) => `k${index}\t${a}\t${b}`)].join('\n')
        const read = async (list: readonly (readonly [string, string])[]) => {
          const request = { dryRun: true, readingOptions: { maxRejectedShare: 1, header: true } }
          const outcome = await fixture
            .ingest('order.tsv', text(list), request)
            .catch((error: { code: string }) => error.code)
          if (typeof outcome === 'string') return outcome
          return outcome.preview.profile.columns.slice(1).map(({ samples: _, ...column }) => column)
        }
        expect(await read([...pairs].reverse())).toEqual(await read(pairs))
      }),
      { numRuns: 40, seed: 11 },
    )
  })
})
