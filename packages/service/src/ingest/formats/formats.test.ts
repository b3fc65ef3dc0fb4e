import { Readable } from 'node:stream'
import ExcelJS from 'exceljs'
import iconv from 'iconv-lite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { defaultLimits } from '../limits.ts'
import { type IngestFixture, ingestFixture } from '../tests/ingest-fixture.ts'
import { openWorkbench } from '../workbench.ts'

let fixture: IngestFixture
beforeAll(async () => {
  fixture = await ingestFixture()
})
afterAll(() => fixture.close())

async function preview(name: string, content: string | Uint8Array, request = {}) {
  return (await fixture.ingest(name, content, { dryRun: true, ...request })).preview
}

async function columns(name: string, content: string | Uint8Array, request = {}) {
  return (await preview(name, content, request)).profile.columns
}

const table = 'Kunde,Straße,Betrag\nMüller,Größe 3,12\nKöhler,"Am Tor, 5",7\n'

describe('encodings', () => {
  it.each([
    ['utf-8', Buffer.from(table)],
    ['utf-8', Buffer.from(`\ufeff${table}`)],
    ['utf-16le', iconv.encode(table, 'utf-16le', { addBOM: true })],
    ['utf-16be', iconv.encode(table, 'utf-16be', { addBOM: true })],
    ['utf-16le', iconv.encode(table, 'utf-16le', { addBOM: false })],
    ['windows-1252', iconv.encode(table, 'windows-1252')],
  ])('%s is told by the bytes', async (encoding, bytes) => {
    const { reading, profile, sample } = await preview('kunden.csv', bytes)
    expect(reading).toMatchObject({ encoding, delimiter: ',', header: true })
    expect(profile.columns.map(({ key, name }) => [key, name])).toEqual([
      ['kunde', 'Kunde'],
      ['strasse', 'Straße'],
      ['betrag', 'Betrag'],
    ])
    expect(sample[0]).toEqual({ kunde: 'Müller', strasse: 'Größe 3', betrag: 12 })
  })
  it('Windows-1252 far behind in a file that begins in plain ASCII', async () => {
    const text = `name,n\n${'plain,1\n'.repeat(20_000)}Zoë,2\n`
    const { reading, profile } = await preview('late.csv', iconv.encode(text, 'windows-1252'))
    expect(reading.encoding).toBe('windows-1252')
    expect(profile.columns[0]?.members).toEqual(['plain', 'Zoë'])
  })
})

describe('delimited text', () => {
  it.each([',', ';', '\t', '|'])('is cut at %j', async (delimiter) => {
    const rows = ['a', 'b', 'c'].map((name) => [name, `"${name}${delimiter}${name}"`, '1'].join(delimiter))
    const { reading, sample } = await preview('data.csv', `id${delimiter}text${delimiter}n\n${rows.join('\n')}\n`)
    expect(reading).toMatchObject({ delimiter, format: delimiter === '\t' ? 'tsv' : 'csv' })
    expect(sample).toHaveLength(3)
    expect(sample[0]).toEqual({ id: 'a', text: `a${delimiter}a`, n: 1 })
  })
  it('is not cut at decimal commas between semicolons', async () => {
    const { reading, sample } = await preview('data.csv', 'name;price;cost\na;1,5;2,5\nb;3,25;4,5\n')
    expect(reading.delimiter).toBe(';')
    expect(sample[1]).toEqual({ name: 'b', price: 3.25, cost: 4.5 })
  })
  it('keeps embedded newlines, doubled quotes and quotes within a cell', async () => {
    const { sample } = await preview('data.csv', 'a,b\n"one\ntwo","say ""hi"""\nsize 5" x 4,x\n')
    expect(sample).toEqual([
      { a: 'one\ntwo', b: 'say "hi"' },
      { a: 'size 5" x 4', b: 'x' },
    ])
  })
  it('may escape quotes with a backslash', async () => {
    const { sample } = await preview('data.csv', 'a,b\n"say \\"hi\\"",1\n"x, y",2\n')
    expect(sample[0]).toEqual({ a: 'say "hi"', b: 1 })
  })
  it.each(['\n', '\r\n', '\r'])('has lines that end with %j', async (newline) => {
    const { sample } = await preview('data.csv', ['a,b', 'x,1', 'y,2', ''].join(newline))
    expect(sample).toEqual([
      { a: 'x', b: 1 },
      { a: 'y', b: 2 },
    ])
  })
  it('may mix the ends of lines and hold blank ones', async () => {
    const { sample } = await preview('data.csv', 'a,b\r\nx,1\n\ny,2\r\n\r\n,\nz,3')
    expect(sample.map(({ a }) => a)).toEqual(['x', 'y', 'z'])
  })
  it('may have no header', async () => {
    const { reading, sample } = await preview('data.csv', 'north,2024-01-05,3\nsouth,2024-01-06,4\n')
    expect(reading.header).toBe(false)
    expect(sample[0]).toEqual({ column_1: 'north', column_2: '2024-01-05', column_3: 3 })
  })
  it('may have years as headers', async () => {
    const { reading, profile } = await preview('data.csv', 'region,2023,2024\nnorth,5,6\nsouth,7,8\n')
    expect(reading.header).toBe(true)
    expect(profile.columns.map(({ key }) => key)).toEqual(['region', 'c_2023', 'c_2024'])
  })
  it('may have a title above the header and an Excel line that names the delimiter', async () => {
    const titled = await preview('data.csv', 'Sales report\n\nname,n,m\na,1,2\nb,3,4\n')
    expect(titled.sample).toEqual([
      { name: 'a', n: 1, m: 2 },
      { name: 'b', n: 3, m: 4 },
    ])
    expect(titled.warnings[0]).toContain('1 line')
    const named = await preview('data.csv', 'sep=;\nname;n\na;1\n')
    expect(named.sample).toEqual([{ name: 'a', n: 1 }])
  })
  it('may have one column, even of text with commas', async () => {
    expect((await columns('data.csv', 'name\n"Smith, John"\nJones\n'))[0]).toMatchObject({ key: 'name', rows: 2 })
    expect((await preview('data.csv', 'name\nSmith, John\nJones\nDoe, Jane\n')).sample[0]).toEqual({
      name: 'Smith, John',
    })
  })
  it('may have duplicate, empty and foreign headers', async () => {
    const found = await columns('data.csv', 'Sales,sales,,Größe %,売上,sales_2\n1,2,3,4,5,6\n')
    expect(found.map(({ key, name }) => [key, name])).toEqual([
      ['sales', 'Sales'],
      ['sales_3', 'sales'],
      ['column_3', 'Column 3'],
      ['grosse_percent', 'Größe %'],
      ['column_5', '売上'],
      ['sales_2', 'sales_2'],
    ])
  })
  it('rejects rows too long and too short with line and reason, and reads the rest', async () => {
    const lines = Array.from({ length: 40 }, (_, index) => `x${index},${index}`)
    lines[4] = 'short'
    lines[9] = 'too,long,row'
    lines[14] = 'fine,15,,'
    const { rejected, rowsRead, rowsRejected, profile } = await preview('data.csv', `a,b\n${lines.join('\n')}\n`)
    expect(rejected).toEqual([
      { line: 6, reason: '1 cells instead of 2', content: 'short' },
      { line: 11, reason: '3 cells instead of 2', content: 'too,long,row' },
    ])
    expect([rowsRead, rowsRejected, profile.rows]).toEqual([40, 2, 38])
  })
  it('loses one line, not the rest of the file, to a quote that is never closed', async () => {
    const lines = Array.from({ length: 40 }, (_, index) => `x${index},"t${index}"`)
    lines[7] = 'bad,"never closed'
    lines[30] = 'bad,"closed" too early'
    const { rejected, profile } = await preview('data.csv', `a,b\n${lines.join('\n')}\n`)
    expect(rejected.map(({ line }) => line)).toEqual([9, 32])
    expect(profile.rows).toBe(38)
    const last = await preview('data.csv', `a,b\n${'x,y\n'.repeat(30)}z,"open\nmore,rows\n`)
    expect(last.rejected).toMatchObject([{ line: 32, reason: 'a quote that is never closed' }])
    expect(last.profile.rows).toBe(31)
  })
  it('counts lines across embedded newlines', async () => {
    const { rejected } = await preview('data.csv', `a,b\n${'"x\ny",1\n'.repeat(20)}q,"oops"x\nfine,nope\n`)
    expect(rejected).toMatchObject([
      { line: 42, reason: 'text after a closing quote' },
      { line: 43, reason: 'column "b": "nope" is not a number', content: 'fine,nope' },
    ])
  })
})

describe('JSON objects in the cells of a table', () => {
  it('become columns named after their parts', async () => {
    const lines = ['a\t{"region":"EMEA","n":1}\t5', 'b\t{"region":"US","product":"X"}\t6', 'c\t\t7']
    const { sample } = await preview('data.tsv', `id\tdimensions\tn\n${lines.join('\n')}\n`)
    expect(sample).toEqual([
      { id: 'a', n: 5, dimensions_n: 1, product: null, region: 'EMEA' },
      { id: 'b', n: 6, dimensions_n: null, product: 'X', region: 'US' },
      { id: 'c', n: 7, dimensions_n: null, product: null, region: null },
    ])
    const quoted = await preview('data.csv', 'id,dimensions\na,"{""region"":""EMEA""}"\nb,"{""region"":""US""}"\n')
    expect(quoted.sample[1]).toEqual({ id: 'b', region: 'US' })
  })
})

describe('JSON', () => {
  const rows = [
    { date: '2025-01-05', value: 12.5, dimensions: { region: 'EMEA', product: 'A' }, tags: ['x'] },
    { date: '2025-01-06', value: 3, dimensions: { region: 'US' }, late: true },
  ]
  const expected = [
    { date: '2025-01-05', value: 12.5, region: 'EMEA', product: 'A', tags: '["x"]', late: null },
    { date: '2025-01-06', value: 3, region: 'US', product: null, tags: null, late: true },
  ]
  it.each([
    ['json', JSON.stringify(rows)],
    ['json', JSON.stringify(rows, null, 2)],
    ['json', JSON.stringify({ meta: { page: 1 }, note: 'a [ in "text"', data: rows })],
    ['ndjson', rows.map((row) => JSON.stringify(row)).join('\n')],
  ])('%s becomes columns, nested objects too', async (format, text) => {
    const { reading, sample } = await preview(`data.${format}`, text)
    expect(reading.format).toBe(format)
    expect(sample).toEqual(expected)
  })
  it('keeps long numbers digit by digit and columns of the same name apart', async () => {
    const { sample } = await preview(
      'data.json',
      '[{"id":12345678901234567890,"a":{"n":1},"b":{"n":2},"t":"x 12345678901234567890, y"}]',
    )
    expect(sample[0]).toEqual({ id: '12345678901234567890', a_n: 1, b_n: 2, t: 'x 12345678901234567890, y' })
  })
  it('rejects lines that are no JSON', async () => {
    const good = Array.from({ length: 30 }, (_, n) => JSON.stringify({ n })).join('\n')
    const { rejected } = await preview('data.ndjson', `${good}\n{"n": NaN}\n[1]\n`)
    expect(rejected.map(({ line, reason }) => [line, reason])).toEqual([
      [31, 'is not valid JSON (NaN and Infinity are no JSON)'],
      [32, 'is not an object with named values'],
    ])
  })
  it('is refused when cut off or without rows', async () => {
    expect((await fixture.failure('data.json', '[{"a":1},{"a":')).code).toBe('damaged_file')
    expect((await fixture.failure('data.json', '{"a": 1, "b": {"c": 2}}')).message).toContain(
      'holds no array of objects',
    )
    expect((await fixture.failure('data.json', '[]')).code).toBe('no_rows')
    expect((await fixture.failure('data.json', 'a,b\n1,2\n')).code).toBe('damaged_file')
  })
})

async function workbook(fill: (book: ExcelJS.Workbook) => void): Promise<Uint8Array> {
  const book = new ExcelJS.Workbook()
  fill(book)
  return new Uint8Array(await book.xlsx.writeBuffer())
}

describe('titles above a table', () => {
  it('are passed over when a spreadsheet filled them up with delimiters too', async () => {
    const { profile, warnings, sample } = await preview(
      'report.csv',
      'Sales report 2025,,,\nAll regions,,,\n,,,\nRegion,Month,Units,Amount\nN,2025-01,1,2.5\nS,2025-02,2,3.5\n',
    )
    expect(profile.columns.map(({ name }) => name)).toEqual(['Region', 'Month', 'Units', 'Amount'])
    expect(warnings[0]).toBe('Passed over 3 line(s) above the table, which begins on line 4')
    expect(sample).toHaveLength(2)
  })
  it('are not seen in a first row with little in it', async () => {
    const { profile } = await preview('sparse.csv', '2025-01-01,,\n2025-01-02,a,1\n2025-01-03,b,2\n')
    expect(profile.rows).toBe(3)
  })
})

describe('a long file', () => {
  const regular = `a,b\n${'some text,12345\n'.repeat(80_000)}`
  it('that goes on as it began is read as it is', async () => {
    const { profile, rowsRejected } = await preview('long.csv', regular)
    expect([profile.rows, rowsRejected, profile.columns[1]?.type]).toEqual([80_000, 0, 'integer'])
  })
  it('may turn irregular or padded behind its first megabyte', async () => {
    const late = await preview('long.csv', `${regular}x,1,2\n y ,3\n\n"z",4\n`)
    expect(late.rejected).toMatchObject([{ line: 80_002, reason: '3 cells instead of 2' }])
    expect(late.profile.rows).toBe(80_002)
    expect(late.profile.columns[0]?.members).toEqual(['some text', 'y', 'z'])
    const padded = await preview('long.csv', `${regular} y ,3\n`)
    expect(padded.profile.columns[0]?.members).toEqual(['some text', 'y'])
  })
})

describe('XLSX', () => {
  it('holds dates, percents, formulas and error values, on the first sheet with rows', async () => {
    const bytes = await workbook((book) => {
      book.addWorksheet('Cover')
      const sheet = book.addWorksheet('Sales')
      sheet.addRow(['Quarterly sales'])
      sheet.addRow(['Day', 'Customer', 'Amount', 'Margin', 'Code'])
      sheet.addRow([new Date(Date.UTC(2025, 0, 31)), 'Ann', 0.1 + 0.2, 0.25, '007'])
      sheet.addRow([new Date(Date.UTC(2025, 1, 1)), null, { formula: 'A1', result: 5 }, 0.5, { error: '#N/A' }])
      sheet.getColumn(1).numFmt = 'dd/mm/yyyy'
      sheet.getColumn(4).numFmt = '0.0%'
      sheet.getColumn(3).numFmt = '[$€-2] #,##0.00'
      book.addWorksheet('Notes').addRow(['later'])
    })
    const { reading, profile, sample, warnings } = await preview('sales.xlsx', bytes)
    expect(reading).toMatchObject({ format: 'xlsx', sheet: 'Sales', header: true })
    expect(sample).toEqual([
      { day: '2025-01-31', customer: 'Ann', amount: 0.3, margin: 0.25, code: '007' },
      { day: '2025-02-01', customer: null, amount: 5, margin: 0.5, code: null },
    ])
    expect(profile.columns.map(({ type, sign }) => [type, sign])).toEqual([
      ['date', null],
      ['text', null],
      ['decimal', '€'],
      ['decimal', '%'],
      ['text', null],
    ])
    expect(warnings.join()).toContain('"Cover", "Notes"')
  })
  it('can be read from another sheet', async () => {
    const bytes = await workbook((book) => {
      book.addWorksheet('One').addRows([['a'], [1]])
      book.addWorksheet('Two').addRows([['b'], [2]])
    })
    expect((await preview('x.xlsx', bytes, { readingOptions: { sheet: 'Two' } })).sample).toEqual([{ b: 2 }])
    expect((await fixture.failure('x.xlsx', bytes, { readingOptions: { sheet: 'Three' } })).message).toContain(
      'only: One, Two',
    )
  })
  it('is refused when damaged', async () => {
    const bytes = await workbook((book) => book.addWorksheet('One').addRows([['a'], [1]]))
    expect((await fixture.failure('x.xlsx', bytes.slice(0, 900))).code).toBe('damaged_file')
    expect((await fixture.failure('x.xlsx', 'a,b\n1,2\n')).code).toBe('damaged_file')
  })
  it('is refused before it is unpacked when it unpacks to too much', async () => {
    const small = await ingestFixture({ limits: { ...defaultLimits, workbookBytes: 1000 } })
    const bytes = await workbook((book) => book.addWorksheet('One').addRows([['a'], [1]]))
    const error = await small.failure('bomb.xlsx', bytes)
    expect(error.code).toBe('file_too_large')
    expect(error.message).toContain('The contents of bomb.xlsx unpack to')
    await small.close()
  })
})

describe('Parquet', () => {
  async function parquet(select: string): Promise<Buffer> {
    const workbench = await openWorkbench(`${fixture.folder}/make`, defaultLimits)
    await workbench.run(`COPY (${select}) TO '${workbench.path('x.parquet')}' (FORMAT parquet)`)
    const { readFile } = await import('node:fs/promises')
    const bytes = await readFile(workbench.path('x.parquet'))
    await workbench.close()
    return bytes
  }
  it('keeps its types, with structs as columns and dates in texts found', async () => {
    const bytes = await parquet(
      "SELECT 1 AS n, 2.5::DECIMAL(9,2) AS amount, DATE '2025-01-02' AS day, TRUE AS flag, {'region': 'EMEA'} AS dimensions, '13/01/19' AS shipped",
    )
    const { profile, sample } = await preview('x.parquet', bytes)
    expect(profile.columns.map(({ key, type }) => [key, type])).toEqual([
      ['n', 'integer'],
      ['amount', 'decimal'],
      ['day', 'date'],
      ['flag', 'boolean'],
      ['region', 'text'],
      ['shipped', 'date'],
    ])
    expect(sample).toEqual([
      { n: 1, amount: 2.5, day: '2025-01-02', flag: true, region: 'EMEA', shipped: '2019-01-13' },
    ])
  })
  it('rejects rows with NaN and impossible years', async () => {
    const bytes = await parquet(
      "SELECT CASE WHEN i = 3 THEN 'nan'::DOUBLE ELSE i / 3 END AS x, CASE WHEN i = 5 THEN DATE '9999-12-31' ELSE DATE '2025-01-01' END AS d FROM range(40) r(i)",
    )
    const { rejected, profile } = await preview('x.parquet', bytes)
    expect(rejected.map(({ line, reason }) => [line, reason])).toEqual([
      [4, 'column "x": "nan" is not a finite number'],
      [6, 'column "d": "9999-12-31" is outside of the years 1900 to 2200'],
    ])
    expect(profile.rows).toBe(38)
  })
  it('is refused when damaged', async () => {
    const bytes = await parquet('SELECT 1 AS n')
    expect((await fixture.failure('x.parquet', bytes.subarray(0, bytes.length - 20))).code).toBe('damaged_file')
    expect((await fixture.failure('x.parquet', 'a,b\n1,2\n')).code).toBe('damaged_file')
  })
})

describe('anything else', () => {
  it.each([
    ['image.csv', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13]), 'a PNG image'],
    ['program.csv', Buffer.from(Array.from({ length: 500 }, (_, n) => (n * 37) % 256)), 'a binary file'],
    ['old.xls', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1]), 'an old Excel workbook'],
    ['page.csv', Buffer.from('<!DOCTYPE html><html></html>'), 'a web page'],
    ['archive.csv', Buffer.from([0x50, 0x4b, 0x03, 0x04, 0, 0, 0, 0]), 'a zip archive'],
  ])('is refused by what it is: %s', async (name, bytes, what) => {
    const error = await fixture.failure(name, bytes)
    expect(error.code).toBe('unsupported_format')
    expect(error.message).toContain(`${name} is ${what}`)
  })
})

describe('an upload', () => {
  it('is written to the disk, and refused when cut off or too large', async () => {
    const { spoolUpload } = await import('../spool-upload.ts')
    const options = { workFolder: `${fixture.folder}/work`, uploadId: 'u1', expectedBytes: 4 }
    const upload = await spoolUpload(Readable.from([Buffer.from('a\n'), Buffer.from('1\n')]), options)
    expect(upload.bytes).toBe(4)
    await upload.remove()
    await expect(spoolUpload(Readable.from([Buffer.from('a')]), options)).rejects.toMatchObject({
      code: 'upload_incomplete',
    })
    const limits = { ...defaultLimits, bytes: 3 }
    const endless = Readable.from(Array.from({ length: 9 }, () => Buffer.from('ab')))
    await expect(spoolUpload(endless, { ...options, expectedBytes: null, limits })).rejects.toMatchObject({
      code: 'file_too_large',
    })
    expect(await fixture.files()).toEqual([])
  })
})
