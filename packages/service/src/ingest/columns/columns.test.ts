import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type IngestFixture, ingestFixture } from '../tests/ingest-fixture.ts'

let fixture: IngestFixture
beforeAll(async () => {
  fixture = await ingestFixture()
})
afterAll(() => fixture.close())

/** Reads one column of these cells beside a column of text, tab-separated so that commas need no quotes. */
async function column(cells: readonly string[], header = 'x', readingOptions = {}) {
  const text = ['id', ...cells.map((_, index) => `k${index}`)].map(
    (id, index) => `${id}\t${index === 0 ? header : cells[index - 1]}`,
  )
  const { preview } = await fixture.ingest('cells.tsv', `${text.join('\n')}\n`, { dryRun: true, readingOptions })
  const profile = preview.profile.columns[1]
  if (!profile) throw new Error('the column is missing')
  const questions = preview.questions.filter(({ code }) => code !== 'no_time_column')
  return { ...profile, questions, cells: preview.sample.map((row) => row[profile.key]), preview }
}

describe('numbers', () => {
  it('that turn decimal late are not rounded', async () => {
    const late = [...Array.from({ length: 30_000 }, (_, n) => String(n)), '2.5']
    const { type, maximum } = await column([...late, '30000.25'])
    expect([type, maximum]).toEqual(['decimal', 30000.25])
  })
  it.each([
    [['1,234.56', '2,000', '5'], [1234.56, 2000, 5], '.'],
    [['1.234,56', '2.000', '5'], [1234.56, 2000, 5], ','],
    [['1 234,5', '12 000 000', '7'], [1234.5, 12_000_000, 7], ','],
    [["1'234.50", "2'000.00"], [1234.5, 2000], '.'],
    [['(1,200.50)', '300.25', '45.10-'], [-1200.5, 300.25, -45.1], '.'],
    [['-0.5', '.25', '3.'], [-0.5, 0.25, 3], '.'],
    [['1e3', '2.5E-2', '4'], [1000, 0.025, 4], '.'],
    [['12,34,567.50', '1,00,000'], [1_234_567.5, 100_000], '.'],
  ])('%j', async (cells, expected, separator) => {
    const found = await column(cells)
    expect(found.cells).toEqual(expected)
    expect(found).toMatchObject({ type: 'decimal', decimalSeparator: separator })
  })
  it.each([
    [['$1,234.50', '$5', '-$2'], '$', [1234.5, 5, -2]],
    [['12,50 €', '1.000,00 €'], '€', [12.5, 1000]],
    [['EUR 12', 'EUR 13', '14'], 'EUR', [12, 13, 14]],
    [['R$ 1.234,56', 'R$ 2,00'], 'R$', [1234.56, 2]],
    [['45%', '12.5 %', '-3%'], '%', [0.45, 0.125, -0.03]],
  ])('with signs: %j', async (cells, sign, expected) => {
    expect(await column(cells)).toMatchObject({ sign, cells: expected })
  })
  it('before which only the rest of the file tells what a point means are asked about', async () => {
    const open = await column(['1.234', '12.500', '950'])
    expect(open.questions).toMatchObject([{ code: 'ambiguous_decimal_separator', column: 'x' }])
    expect(open.cells).toEqual([1.234, 12.5, 950])
    const chosen = await column(['1.234', '12.500', '950'], 'x', { decimalSeparator: { x: ',' } })
    expect(chosen.cells).toEqual([1234, 12_500, 950])
    expect(chosen.questions).toEqual([])
    const text = 'a;b\n1.234;1,5\n12.500;2,5\n'
    const { preview } = await fixture.ingest('open.csv', text, { dryRun: true })
    expect(preview.questions.map(({ code }) => code)).toEqual(['no_time_column'])
    expect(preview.sample[0]).toEqual({ a: 1234, b: 1.5 })
  })
  it('that are codes stay text', async () => {
    expect(await column(['00123', '45678'])).toMatchObject({ type: 'text', cells: ['00123', '45678'] })
    expect(await column(['1001', '1002', '1003', 'A100'])).toMatchObject({ type: 'text' })
    expect(await column(['77095', '10001'], 'Postal Code')).toMatchObject({ type: 'text' })
    expect(await column(['123456789012345678901', '5'])).toMatchObject({
      type: 'text',
      cells: ['123456789012345678901', '5'],
    })
  })
  it('of 64 bits are exact', async () => {
    const { type, members } = await column(['123456789012345678', '-123456789012345678'])
    expect([type, members]).toEqual(['integer', ['-123456789012345678', '123456789012345678']])
  })
  it('add up exactly', async () => {
    const cells = Array.from({ length: 3000 }, (_, n) => ((n * 7919) % 10_007) / 100)
    await fixture.ingest('sums.csv', `id,amount\n${cells.map((cell, n) => `r${n},${cell}`).join('\n')}\n`)
    const cents = cells.reduce((sum, cell) => sum + Math.round(cell * 100), 0)
    expect(
      await fixture.query('sums', 'SELECT CAST(sum(amount) AS VARCHAR), any_value(typeof(amount)) FROM facts'),
    ).toEqual([[`${(cents / 100).toFixed(6)}`, 'DECIMAL(18,6)']])
  })
  it('that are none are rejected with the reason', async () => {
    const good = Array.from({ length: 60 }, (_, n) => `${n}.5`)
    const { preview } = await column([...good, 'NaN', 'Infinity', '12,5', 'abc'])
    expect(preview.rejected.map(({ line, reason }) => [line, reason])).toEqual([
      [62, 'column "x": "NaN" is not a finite number'],
      [63, 'column "x": "Infinity" is not a finite number'],
      [64, 'column "x": "12,5" is not a number with a decimal point, as the rest of the column'],
      [65, 'column "x": "abc" is not a number'],
    ])
    expect(preview.rejected[3]?.content).toBe('k63\tabc')
  })
  it('may be missing in many ways', async () => {
    const found = await column(['1', 'NA', 'n/a', 'NULL', '-', '', '#N/A', '3'])
    expect(found).toMatchObject({ type: 'integer', empty: 6 })
    const regions = await column(['NA', 'EMEA', '-', '#N/A', 'null'])
    expect(regions).toMatchObject({ type: 'text', empty: 1, members: ['-', 'EMEA', 'NA', 'null'] })
  })
})

describe('dates', () => {
  it.each([
    [['2019-01-03', '2019-12-31'], '2019-01-03', 'year_first'],
    [['2019/1/3', '2019/12/31'], '2019-01-03', 'year_first'],
    [['03/01/19', '13/01/19'], '2019-01-03', 'day_first'],
    [['1/3/19', '1/13/19'], '2019-01-03', 'month_first'],
    [['01/03/2019', '01/31/2019'], '2019-01-03', 'month_first'],
    [['3.1.2019', '4.1.2019'], '2019-01-03', 'day_first'],
    [['3 Jan 2019', '12 March 2019'], '2019-01-03', null],
    [['Jan 3, 2019', 'Feb 1st, 2019'], '2019-01-03', null],
    [['3-Jan-19', '4-Feb-19'], '2019-01-03', null],
    [['3. Januar 2019', '4. März 2019'], '2019-01-03', null],
    [['20190103', '20191231'], '2019-01-03', 'year_first'],
    [['Thursday, 3 January 2019', 'Friday, 4 January 2019'], '2019-01-03', null],
  ])('%j', async (cells, first, order) => {
    const found = await column(cells)
    expect(found).toMatchObject({ type: 'date', minimum: first, dateOrderAmbiguous: false, periodGrain: null })
    if (order !== null) expect(found.dateOrder).toBe(order)
    expect(found.questions).toEqual([])
  })
  it('of which one late cell tells the order are read by it', async () => {
    const cells = [...Array.from({ length: 5000 }, (_, n) => `0${(n % 9) + 1}/0${(n % 7) + 1}/19`), '13/01/19']
    expect(await column(cells)).toMatchObject({ type: 'date', dateOrder: 'day_first', dateOrderAmbiguous: false })
    expect(await column([...cells].reverse())).toMatchObject({ type: 'date', dateOrder: 'day_first' })
  })
  it('of which no cell tells the order are asked about', async () => {
    const open = await column(['03/04/2025', '05/06/2025'], 'day')
    expect(open).toMatchObject({ dateOrder: 'month_first', dateOrderAmbiguous: true, minimum: '2025-03-04' })
    expect(open.questions).toMatchObject([{ code: 'ambiguous_date_order', column: 'day' }])
    const chosen = await column(['03/04/2025', '05/06/2025'], 'day', { dateOrder: { day: 'day_first' } })
    expect(chosen).toMatchObject({ dateOrder: 'day_first', dateOrderAmbiguous: false, minimum: '2025-04-03' })
    expect(chosen.questions).toEqual([])
  })
  it('are read like the other dates of the file, or as the first of months, when they do not tell', async () => {
    const { preview } = await fixture.ingest('two.csv', 'a,b\n03/04/2025,25/12/2025\n05/06/2025,26/12/2025\n', {
      dryRun: true,
    })
    expect(preview.profile.columns[0]).toMatchObject({
      dateOrder: 'day_first',
      dateOrderAmbiguous: true,
      minimum: '2025-04-03',
    })
    expect(preview.questions[0]?.assumption).toContain('as in the other dates of the file')
    expect(await column(['01/02/2025', '01/03/2025', '01/11/2025'])).toMatchObject({
      dateOrder: 'day_first',
      minimum: '2025-02-01',
    })
  })
  it('with times become instants in UTC', async () => {
    const zoned = await column(['2025-01-03T10:00:00+02:00', '2025-01-03T23:30:00-05:00'])
    expect(zoned).toMatchObject({ type: 'timestamp', cells: ['2025-01-03 08:00:00', '2025-01-04 04:30:00'] })
    expect((await column(['1/3/2025 5:07 PM', '1/13/2025 12:00 AM'])).cells).toEqual([
      '2025-01-03 17:07:00',
      '2025-01-13 00:00:00',
    ])
    expect((await column(['2025-01-03 10:11:12.5', '2025-01-04 00:00:00'])).cells[0]).toBe('2025-01-03 10:11:12.5')
    expect(await column(['2025-01-03 00:00:00', '2025-01-04 00:00:00'])).toMatchObject({ type: 'date' })
  })
  it('that cannot be are rejected with the reason', async () => {
    const good = Array.from({ length: 60 }, (_, n) => `2025-01-${String((n % 28) + 1).padStart(2, '0')}`)
    const { preview } = await column([...good, '0000-00-00', '9999-12-31', '2025-02-30', 'soon'])
    expect(preview.rejected.map(({ reason }) => reason)).toEqual([
      'column "x": "0000-00-00" is outside of the years 1900 to 2200',
      'column "x": "9999-12-31" is outside of the years 1900 to 2200',
      'column "x": "2025-02-30" is no day of the calendar',
      'column "x": "soon" is not a date',
    ])
    const mixed = await column([...Array.from({ length: 60 }, () => '25/12/2025'), '12/25/2025'])
    expect(mixed.preview.rejected[0]?.reason).toBe(
      'column "x": "12/25/2025" is no date with the day first, as the rest of the column',
    )
  })
})

describe('periods', () => {
  it.each([
    [['2025-Q3', '2025-Q4'], 'quarter', '2025-07-01'],
    [['Q3 2025', 'Q4 2025'], 'quarter', '2025-07-01'],
    [['2025-11', '2025-12'], 'month', '2025-11-01'],
    [['Nov 2025', 'December 2025'], 'month', '2025-11-01'],
    [['2025-W45', '2025-W46'], 'week', '2025-11-03'],
    [['FY25', 'FY26'], 'year', '2025-01-01'],
  ])('%j are stored as their first day', async (cells, grain, first) => {
    expect(await column(cells)).toMatchObject({ type: 'date', periodGrain: grain, minimum: first })
  })
  it('may be bare years and months where the header says so', async () => {
    expect(await column(['2024', '2025'], 'Year')).toMatchObject({ type: 'date', periodGrain: 'year' })
    expect(await column(['202411', '202512'], 'Month')).toMatchObject({ type: 'date', periodGrain: 'month' })
    expect(await column(['1996', '1999'], 'year_established')).toMatchObject({ type: 'integer' })
  })
  it('of several grains keep theirs in a column beside', async () => {
    const { preview } = await fixture.ingest(
      'mixed.csv',
      'metric,period,value\na,2025-Q3,1\na,2025-11,2\na,2025-11-09,3\n',
      { dryRun: true },
    )
    expect(preview.sample).toEqual([
      { metric: 'a', period: '2025-07-01', value: 1, period_grain: 'quarter' },
      { metric: 'a', period: '2025-11-01', value: 2, period_grain: 'month' },
      { metric: 'a', period: '2025-11-09', value: 3, period_grain: 'day' },
    ])
  })
  it('span to the last day of the last one', async () => {
    const report = await fixture.ingest('quarters.csv', 'period,value\n2025-Q3,1\n2025-Q4,2\n')
    expect(report.batch).toMatchObject({ firstDay: '2025-07-01', lastDay: '2025-12-31' })
    const mixed = await fixture.ingest('grains.csv', 'metric,period,value\na,2025-Q4,1\na,2025-11-09,2\n')
    expect(mixed.batch).toMatchObject({ firstDay: '2025-10-01', lastDay: '2025-12-31' })
  })
})

describe('booleans', () => {
  it.each([
    [['true', 'FALSE', ''], 'boolean', [true, false, null]],
    [['Yes', 'no'], 'boolean', [true, false]],
    [['Y', 'N', 'N/A'], 'boolean', [true, false, null]],
    [['F', 'F'], 'text', ['F', 'F']],
    [['1', '0'], 'integer', [1, 0]],
  ])('%j', async (cells, type, expected) => {
    expect(await column(cells)).toMatchObject({ type, cells: expected })
  })
})
