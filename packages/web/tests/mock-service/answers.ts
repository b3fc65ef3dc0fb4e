import { randomUUID } from 'node:crypto'
import type { Answer, AnswerTable, Cell, ChartSpec, Interpretation, Phrase, Reference } from '@salestalk/protocol'
import { filter, lastQuarter, metricSlot, reading } from './interpretations.ts'

const noChecks = { factsTotal: 0, factsVerified: 0, reconciled: null, notes: [] }

function answer(interpretation: Interpretation, change: Partial<Answer>): Answer {
  const phrases = change.phrases ?? []
  return {
    kind: 'answer',
    messageId: randomUUID(),
    sessionId: '',
    text: phrases.map((phrase) => phrase.text).join(''),
    phrases,
    references: [],
    queries: [],
    table: null,
    chart: null,
    checks: noChecks,
    clarification: null,
    followUps: [],
    interpretation,
    model: { provider: 'none', modelId: null, promptTokens: 0, completionTokens: 0, costUsd: 0 },
    timings: { understand: 1.2, query: 6.4, analyze: 0.5, narrate: 0.3, total: 8.4 },
    ...change,
  }
}

function reference(id: string, value: number, unit: string, change: Partial<Reference> = {}): Reference {
  return {
    id,
    metric: 'revenue',
    label: '2026-Q3',
    start: '2026-07-01',
    end: '2026-10-01',
    dimensions: {},
    value,
    unit,
    derivedFrom: [],
    source: { table: 'tenant-harborpine-metrics', pk: 'METRIC#revenue', sk: '2026-Q3', query: 'q1' },
    ...change,
  }
}

const sql = [
  'SELECT "region", sum("net_amount") AS "revenue"',
  'FROM "orders"',
  'WHERE "ordered_on" >= $1 AND "ordered_on" < $2',
  'GROUP BY "region"',
  'ORDER BY "revenue" DESC',
].join('\n')

const queries: Answer['queries'] = [
  {
    id: 'q1',
    metricQuery: {
      metrics: ['revenue'],
      filters: [],
      having: [],
      groupBy: ['region'],
      grain: null,
      start: '2026-07-01',
      end: '2026-10-01',
      orderBy: { metric: 'revenue', direction: 'desc' },
      limit: null,
    },
    sql,
    rows: 4,
    milliseconds: 6.4,
  },
]

function words(template: string): Phrase[] {
  return template.split(/(\{[^}]+\})/).flatMap((part) => {
    if (part === '') return []
    const figure = /^\{(\w+)\|(.+)\}$/.exec(part)
    return [figure ? { text: figure[2] ?? '', reference: figure[1] ?? null } : { text: part, reference: null }]
  })
}

const money = { key: 'revenue', label: 'Revenue', type: 'number', unit: 'USD' } as const

function column(key: string, label: string, type: 'string' | 'number' | 'date', unit: string | null = null) {
  return { key, label, type, unit }
}

function table(columns: AnswerTable['columns'], rows: Record<string, Cell>[]): AnswerTable {
  return { columns, rows }
}

function category(key: string, label: string) {
  return { key, label, type: 'category', unit: null } as const
}

const members: Record<string, [string, number][]> = {
  region: [
    ['West', 1_418_220.5],
    ['North', 1_102_310.25],
    ['Central', 864_400],
    ['South', 512_069.25],
  ],
  channel: [
    ['Online', 2_203_880],
    ['Store', 1_240_120],
    ['Marketplace', 453_000],
  ],
}

/** One bar per member, as a breakdown or a ranking gives. */
export function breakdownAnswer(interpretation: Interpretation): Answer {
  const dimension = interpretation.breakdown[0] ?? 'region'
  const rows = members[dimension] ?? members.region ?? []
  const total = rows.reduce((sum, [, value]) => sum + value, 0)
  const [first, second] = rows
  if (!first || !second) throw new Error('a breakdown needs two members')
  const share = first[1] / total
  const label = dimension.charAt(0).toUpperCase() + dimension.slice(1)
  const filters = Object.fromEntries(interpretation.filters.map((one) => [one.dimension, String(one.values[0])]))
  const usd = (value: number) => `$${(value / 1e6).toFixed(2)}M`
  return answer(
    {
      ...interpretation,
      restatement: interpretation.restatement || `Revenue by ${dimension}, Q3 2026 (1 Jul to 30 Sep 2026)`,
    },
    {
      phrases: words(
        `Revenue was {total|${usd(total)}} in Q3 2026. ${first[0]} led with {first|${usd(first[1])}}, ` +
          `{share|${(share * 100).toFixed(1)}%} of the total, ahead of ${second[0]} with {second|${usd(second[1])}}.`,
      ),
      references: [
        reference('total', total, 'USD', { dimensions: filters }),
        reference('first', first[1], 'USD', { dimensions: { ...filters, [dimension]: first[0] } }),
        reference('second', second[1], 'USD', { dimensions: { ...filters, [dimension]: second[0] } }),
        reference('share', share, 'percent', {
          derivedFrom: ['first', 'total'],
          dimensions: { [dimension]: first[0] },
        }),
      ],
      queries,
      table: table(
        [
          column(dimension, label, 'string'),
          column('revenue', 'Revenue', 'number', 'USD'),
          column('share', 'Share', 'number', 'percent'),
        ],
        rows.map(([name, value]) => ({ [dimension]: name, revenue: value, share: value / total })),
      ),
      chart: {
        kind: 'horizontal_bar',
        title: `Revenue by ${dimension}, Q3 2026`,
        x: category(dimension, label),
        y: money,
        series: [{ key: 'revenue', label: 'Revenue' }],
        data: rows.map(([name, value]) => ({ [dimension]: name, revenue: value })),
        annotations: [],
      },
      checks: { factsTotal: 4, factsVerified: 4, reconciled: true, notes: ['The four groups add up to the total'] },
      followUps: ['Compare with the quarter before', 'Only the West', 'Break this down by channel'],
    },
  )
}

const months = [
  '2025-12',
  '2026-01',
  '2026-02',
  '2026-03',
  '2026-04',
  '2026-05',
  '2026-06',
  '2026-07',
  '2026-08',
  '2026-09',
  '2026-10',
  '2026-11',
]
const margins = [0.412, 0.405, 0.398, 0.401, null, 0.409, 0.418, 0.421, 0.437, 0.431, 0.44, 0.428]

export function trendAnswer(): Answer {
  const title = 'Gross margin by month, Dec 2025 to Nov 2026'
  const percent = { unit: 'percent', metric: 'gross_margin' }
  return answer(
    reading({
      intent: 'trend',
      metrics: [metricSlot('gross_margin')],
      breakdown: [],
      time: {
        ...lastQuarter,
        expression: '',
        start: '2025-12-01',
        end: '2026-12-01',
        grain: 'month',
        partial: true,
        label: 'Last 12 months',
        status: 'assumed',
      },
      restatement: title,
      confidence: { overall: 0.82, components: { intent: 0.95, subject: 0.9, measure: 0.96, dimension: 1, time: 0.6 } },
    }),
    {
      phrases: words(
        'Gross margin rose from {a|41.2%} in Dec 2025 to {b|44.0%} in Oct 2026, by {c|2.8 points}. Nov 2026 is not over yet: {d|42.8%} so far.',
      ),
      references: [
        reference('a', 0.412, 'percent', { ...percent, label: '2025-12', start: '2025-12-01', end: '2026-01-01' }),
        reference('b', 0.44, 'percent', { ...percent, label: '2026-10', start: '2026-10-01', end: '2026-11-01' }),
        reference('c', 0.028, 'percent', { ...percent, derivedFrom: ['a', 'b'] }),
        reference('d', 0.428, 'percent', { ...percent, label: '2026-11', start: '2026-11-01', end: '2026-12-01' }),
      ],
      queries,
      table: table(
        [column('period', 'Month', 'date'), column('gross_margin', 'Gross margin', 'number', 'percent')],
        months.map((period, index) => ({ period, gross_margin: margins[index] ?? null })),
      ),
      chart: {
        kind: 'line',
        title,
        x: { key: 'period', label: 'Month', type: 'time', unit: null },
        y: { key: 'gross_margin', label: 'Gross margin', type: 'number', unit: 'percent' },
        series: [{ key: 'gross_margin', label: 'Gross margin' }],
        data: months.map((period, index) => ({ period, gross_margin: margins[index] ?? null })),
        annotations: [{ x: '2026-11', text: 'not over yet' }],
      },
      checks: { factsTotal: 4, factsVerified: 4, reconciled: null, notes: [] },
      followUps: ['By category', 'Compare with the year before'],
    },
  )
}

export function comparisonAnswer(): Answer {
  const chart: ChartSpec = {
    kind: 'bar',
    title: 'Revenue, Oct 2026 against Oct 2025',
    x: category('period', 'Period'),
    y: money,
    series: [{ key: 'revenue', label: 'Revenue' }],
    data: [
      { period: 'Oct 2025', revenue: 1_081_400 },
      { period: 'Oct 2026', revenue: 1_246_850 },
    ],
    annotations: [],
  }
  return answer(
    reading({
      intent: 'compare',
      time: {
        ...lastQuarter,
        expression: 'last month',
        start: '2026-10-01',
        end: '2026-11-01',
        grain: 'month',
        label: 'Oct 2026',
      },
      comparison: {
        kind: 'same_period_last_year',
        start: '2025-10-01',
        end: '2025-11-01',
        label: 'Oct 2025',
        status: 'stated',
      },
      restatement: 'Revenue, Oct 2026 (1 to 31 Oct 2026), compared with Oct 2025',
    }),
    {
      phrases: words('Revenue was {a|$1.25M} in Oct 2026, up {c|15.3%} from {b|$1.08M} in Oct 2025.'),
      references: [
        reference('a', 1_246_850, 'USD', { label: '2026-10', start: '2026-10-01', end: '2026-11-01' }),
        reference('b', 1_081_400, 'USD', { label: '2025-10', start: '2025-10-01', end: '2025-11-01' }),
        reference('c', 0.153, 'percent', { derivedFrom: ['a', 'b'] }),
      ],
      queries,
      table: table([column('period', 'Period', 'string'), column('revenue', 'Revenue', 'number', 'USD')], chart.data),
      chart,
      checks: {
        factsTotal: 3,
        factsVerified: 3,
        reconciled: true,
        notes: ['Stored monthly figures agree with the query'],
      },
      followUps: ['Why?', 'By region'],
    },
  )
}

export function stackedAnswer(): Answer {
  const rows = [
    { category: 'Furniture', Online: 214_000, Store: 180_500, Marketplace: 32_000 },
    { category: 'Kitchen', Online: 168_000, Store: 90_250, Marketplace: 41_000 },
    { category: 'Textiles', Online: 120_300, Store: 74_100, Marketplace: 55_400 },
    { category: 'Lighting', Online: 98_400, Store: 66_900, Marketplace: 12_700 },
    { category: 'Bath', Online: 54_000, Store: 41_300, Marketplace: 9_100 },
  ]
  const channels = ['Online', 'Store', 'Marketplace']
  return answer(
    reading({
      intent: 'breakdown',
      breakdown: ['category', 'channel'],
      restatement: 'Revenue by category and channel, Oct 2026',
      filters: [filter('region', ['West', 'North'], 'inherited')],
    }),
    {
      phrases: words('Furniture sold best in Oct 2026 with {a|$426,500}, half of it online.'),
      references: [reference('a', 426_500, 'USD', { dimensions: { category: 'Furniture' } })],
      queries,
      table: table(
        [column('category', 'Category', 'string'), ...channels.map((name) => column(name, name, 'number', 'USD'))],
        rows,
      ),
      chart: {
        kind: 'stacked_bar',
        title: 'Revenue by category and channel, Oct 2026',
        x: category('category', 'Category'),
        y: money,
        series: channels.map((name) => ({ key: name, label: name })),
        data: rows,
        annotations: [],
      },
      checks: { factsTotal: 1, factsVerified: 1, reconciled: true, notes: [] },
    },
  )
}

export function clarificationAnswer(): Answer {
  const net = reading({
    breakdown: ['region'],
    intent: 'breakdown',
    metrics: [{ ...metricSlot('revenue'), text: 'takings' }],
  })
  const profit = reading({ metrics: [metricSlot('gross_profit')] })
  const question = '“Takings” can mean two things here. Which one do you mean?'
  return answer(reading({ kind: 'clarification', reason: 'ambiguous_metric', message: question, metrics: [] }), {
    kind: 'clarification',
    phrases: [{ text: question, reference: null }],
    clarification: {
      question,
      options: [
        { label: 'Revenue, Q3 2026: $3.90M', interpretation: net },
        { label: 'Gross profit, Q3 2026: $1.67M', interpretation: profit },
      ],
    },
  })
}

export function refusalAnswer(): Answer {
  const message = 'I do not know “weather”: it is neither a metric nor a dimension of your data.'
  return answer(reading({ kind: 'refusal', reason: 'unknown_metric', message, metrics: [], time: null }), {
    kind: 'refusal',
    phrases: [{ text: message, reference: null }],
    followUps: ['Revenue by region last quarter', 'How is gross margin trending?'],
  })
}

/** What the word that was asked about could mean for good. */
function preferenceAfter({ metrics }: Interpretation): Pick<Answer, 'preference'> {
  if (metrics[0]?.text !== 'takings') return {}
  return { preference: { label: 'Always mean Revenue by "takings"', entry: { term: 'takings', metric: 'revenue' } } }
}

/** The answer to a question: by what it mentions, or by the reading it comes with. */
export function answerTo(question: string, interpretation: Interpretation | null): Answer {
  if (interpretation) return { ...breakdownAnswer(interpretation), ...preferenceAfter(interpretation) }
  const text = question.toLowerCase()
  if (text.includes('weather')) return refusalAnswer()
  if (text.includes('takings')) return clarificationAnswer()
  if (text.includes('trend')) return trendAnswer()
  if (text.includes('compared')) return comparisonAnswer()
  if (text.includes('category and channel')) return stackedAnswer()
  const filters = text.includes('online') ? [filter('channel', ['Online'])] : []
  return breakdownAnswer(
    reading({
      intent: 'breakdown',
      breakdown: ['region'],
      filters,
      restatement: 'Revenue by region, Q3 2026 (1 Jul to 30 Sep 2026)',
    }),
  )
}
