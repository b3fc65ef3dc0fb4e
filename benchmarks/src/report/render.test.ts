import { describe, expect, it } from 'vitest'
import { formatCell, renderResults } from './render.ts'

describe('cells', () => {
  it('shows as many digits as mean something', () => {
    expect(formatCell(1234.5, 'milliseconds')).toBe('1,235')
    expect(formatCell(12.34, 'milliseconds')).toBe('12.3')
    expect(formatCell(0.456, 'milliseconds')).toBe('0.46')
    expect(formatCell(1_000_000, 'count')).toBe('1,000,000')
    expect(formatCell(1.5, 'ratio')).toBe('1.50 ×')
    expect(formatCell(0.257, 'percent')).toBe('26 %')
  })

  it('shows a dash for what was not measured', () => {
    expect(formatCell(null, 'count')).toBe('–')
    expect(formatCell(Number.NaN, 'ratio')).toBe('–')
  })
})

describe('results', () => {
  it('are a Markdown document with a table for each measurement', () => {
    const text = renderResults({
      date: '2026-01-02',
      machine: { cores: 2, memoryGigabytes: 8, node: '20.19.0', platform: 'linux x64' },
      command: 'npx salestalk bench',
      seconds: 12.3,
      tables: [
        {
          id: 'ingest',
          title: 'Ingest',
          notes: ['Compared with nothing.'],
          columns: [
            { key: 'rows', label: 'Rows', unit: 'count' },
            { key: 'name', label: 'Name', unit: 'text' },
          ],
          rows: [{ rows: 1000, name: 'a|b' }],
        },
      ],
    })
    expect(text).toContain('on 2026-01-02 in 12 s on 2 cores')
    expect(text).toContain(
      [
        '## Ingest',
        '',
        '|  Rows | Name |',
        '|------:|------|',
        '| 1,000 | a\\|b |',
        '',
        '- Compared with nothing.',
      ].join('\n'),
    )
  })
})
