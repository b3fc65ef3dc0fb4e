import { interpretationSchema, questionCharactersMax } from '@salestalk/protocol'
import { describe, expect, it } from 'vitest'
import { advanceConversation } from '../conversation/advance.ts'
import { handel } from '../locales/tests/handel.ts'
import { buildCompany, sum } from '../testing/build-company.ts'
import { retailer } from '../testing/companies.ts'
import { ask } from '../testing/describe.ts'
import { type Conversation, emptyConversation } from '../types.ts'

/** A company whose data is called what objects and questions are made of. */
const awkward = buildCompany('awkward', [
  {
    dataset: 'constructor',
    record: { singular: 'constructor', plural: 'constructors' },
    timeColumn: 'date',
    identifier: 'id',
    span: { start: '2023-01-01', end: '2025-10-31' },
    dimensions: [
      {
        id: 'constructor',
        values: ['constructor', 'toString', '__proto__', 'A+ (x|y)*', '.*', '$&', 'by', 'last', '1'],
      },
      { id: 'to_string', label: 'toString', values: ['North', 'null', 'undefined', 'NaN', '2024', 'and', 'revenue'] },
    ],
    metrics: [
      { id: 'valueof', label: 'valueOf', aggregation: sum('valueof') },
      { id: 'revenue', label: 'Revenue', aggregation: sum('revenue'), importance: 1 },
    ],
  },
])
const companies = { retailer, handel, awkward }

const pieces = [
  ...['1 ', '1', '03/04/2025 ', '2024-', '1/2/3/', '1.', '9999999999 ', '$5k ', '10% ', '5 constructor ', '1,5,5 '],
  ...['between 1 and ', 'over 100 ', 'less than 5 and more than ', 'without X and ', 'not ', 'except West and '],
  ...['constructor ', 'toString ', '__proto__ ', 'hasOwnProperty ', 'valueOf ', 'null ', '.* ', '$& '],
  ...['sales', 'sales ', 'salesbyregion', 'revenuebyproductlastquarter ', 'by region ', 'by Day ', 'revnue ', 'top 5 '],
  ...['last ', 'last quarter ', 'Q1 vs Q2 ', 'Q', 'Jan ', 'from Jan to ', 'end of ', 'FY2024-25 ', 'rolling 3 month '],
  ...[
    'and ',
    'or ',
    ',',
    '. ',
    '? ',
    '-',
    '(',
    '"',
    '& ',
    '&',
    '\n',
    '\u0301',
    'e\u0301',
    '\u200b',
    '\u202e',
    '👩‍👩‍👧 ',
  ],
  ...[
    'İ ',
    'ß',
    '売上 ',
    'продажи ',
    'Umsatz nach Region ',
    'Umsatzwachstumsrate',
    'ohne Nord und ',
    'zwischen 1 und ',
  ],
  ...['tržby podle regionu ', 'za poslední čtvrtletí ', 'why ', 'what about ', 'no, I meant ', 'undo ', 'second best '],
  ...['West ', 'East and West ', 'New York ', 'Anne ', 'Xerox ', 'average of ', 'share of ', 'growth in revenue by '],
]
const before = ['top 5 products by revenue', 'sales for Anne', 'what is my churn']

function repeated(piece: string): string {
  return piece.repeat(questionCharactersMax).slice(0, questionCharactersMax)
}

function functionsIn(value: unknown): boolean {
  if (typeof value === 'function') return true
  if (typeof value === 'string') return value.includes('[native code]')
  return typeof value === 'object' && value !== null && Object.values(value).some(functionsIn)
}

describe.each(Object.entries(companies))('a message without end, to the %s', (_name, company) => {
  const conversations: readonly Conversation[] = before.map((text) =>
    advanceConversation(emptyConversation, text, ask(company, text)),
  )

  it.each(pieces.map((piece, index) => [piece, index] as const))('%j over and over', (piece, index) => {
    const later = conversations[index % conversations.length] ?? emptyConversation
    const readings = [
      ask(company, repeated(piece)),
      ask(company, `${piece}constructor`),
      ask(company, repeated(`${piece}sales constructor `), later),
    ]
    for (const reading of readings) {
      expect(interpretationSchema.safeParse(reading).error?.issues ?? []).toEqual([])
      expect(functionsIn(reading)).toBe(false)
    }
  })
})
