import { describe, expect, it } from 'vitest'
import { textTable } from './text-table.ts'

describe('a table for a terminal', () => {
  it('aligns words to the left and figures to the right', () => {
    const rows = [
      ['North', '$1,500.00', '83.3%'],
      ['South', '-$30', '16.7%'],
    ]
    expect(textTable(['Region', 'Revenue', 'Share'], rows).split('\n')).toEqual([
      'Region    Revenue  Share',
      '------  ---------  -----',
      'North   $1,500.00  83.3%',
      'South        -$30  16.7%',
    ])
  })

  it('says how many rows it leaves out, and lets no cell drive the terminal', () => {
    const text = textTable(['Name'], [['a\u001b[2J\nb'], ['x'.repeat(100)], ['c']], 2)
    expect(text.split('\n').slice(2)).toEqual(['a [2J b', `${'x'.repeat(47)}…`, '… and 1 more'])
  })
})
