import {
  compileLexicon,
  defaultCalendar,
  emptyConversation,
  type Lexicon,
  type MemberList,
  readQuestion,
  type TenantData,
  understand,
} from '@salestalk/engine'
import { asOf, firstOrder } from '../orders/generate-orders.ts'
import { customerName } from '../orders/names.ts'
import { benchmarkQuestions } from '../questions.ts'
import { median, percentile } from '../statistics.ts'
import { heapMegabytes } from './memory.ts'
import { companyNamed, openAt } from './open-company.ts'

export interface UnderstandingInput {
  readonly ordersPath: string
  readonly folder: string
  readonly members: number
}

export interface UnderstandingMeasurement {
  /** Median time of one question, over all questions and rounds. */
  readonly microseconds: number
  readonly slowestMicroseconds: number
  /** Questions of thirty words: their median time, and the time that one run in a hundred exceeds. */
  readonly longMicroseconds: number
  readonly longSlowestMicroseconds: number
  readonly compileMilliseconds: number
  readonly heapMegabytes: number
  /** A plain Map of the same names in lower case: making it, its heap, and looking up every run of 1 to 4 words of a question. */
  readonly mapMilliseconds: number
  readonly mapHeapMegabytes: number
  readonly mapMicroseconds: number
}

const warmUpRounds = 30
const rounds = 60
const longRounds = 150
const compilations = 5
const longestRun = 4
const shortListMost = 1000

/** The questions against a company with so many customers and orders, alone: no data is read. */
export async function understandQuestions(input: UnderstandingInput): Promise<UnderstandingMeasurement> {
  const { data, taxonomy, shortLists } = await companyData(input)
  const half = Math.ceil(input.members / 2)
  const customers = Array.from({ length: half }, (_, index) => customerName(index))
  const orders = Array.from({ length: half }, (_, index) => String(firstOrder + index))
  const names = [...customers, ...orders]
  const members = [
    ...shortLists,
    { dataset: 'orders', dimension: dimensionOf(data, 'order_id'), values: orders },
    { dataset: 'orders', dimension: dimensionOf(data, 'customer'), values: customers },
  ]
  const compile = () => compileLexicon({ taxonomy, data, members })
  const makeMap = () => new Map(names.map((name, index) => [name.toLowerCase(), index]))
  const lexicon = measureMade(compile)
  const map = measureMade(makeMap)
  const texts = questionsWith(customers)
  const understood = timeEach(texts, (text) => understandText(text, lexicon.made))
  const long = timeAll(longQuestions(customers), (text) => understandText(text, lexicon.made))
  const lookedUp = timeEach(texts, (text) => lookUpRuns(text, map.made))
  return {
    microseconds: median(understood),
    slowestMicroseconds: Math.max(...understood),
    longMicroseconds: median(long),
    longSlowestMicroseconds: percentile(long, 0.99),
    compileMilliseconds: lexicon.milliseconds,
    heapMegabytes: lexicon.megabytes,
    mapMilliseconds: map.milliseconds,
    mapHeapMegabytes: map.megabytes,
    mapMicroseconds: median(lookedUp),
  }
}

/** The model that the service proposes for the orders, its vocabulary, and the members of all but the long dimensions. */
async function companyData({ ordersPath, folder }: UnderstandingInput) {
  const salesTalk = await openAt(folder)
  try {
    const tenantId = await companyNamed(salesTalk, 'Understanding Company')
    await salesTalk.ingest({ tenantId, path: ordersPath, dataset: 'orders' })
    const { data, lexicon } = await salesTalk.knowledge.of(tenantId)
    const shortLists: MemberList[] = []
    for (const { id } of data.datasets.flatMap(({ model }) => model.dimensions)) {
      const members = await salesTalk.metricStore.members(data, 'orders', id, shortListMost + 1)
      if (members.length > shortListMost) continue
      shortLists.push({ dataset: 'orders', dimension: id, values: members.map(({ value }) => value) })
    }
    return { data, taxonomy: lexicon.taxonomy, shortLists }
  } finally {
    await salesTalk.close()
  }
}

function dimensionOf(data: TenantData, name: string): string {
  const found = data.datasets.flatMap(({ model }) => model.dimensions).find(({ column }) => column === name)
  if (found === undefined) throw new Error(`The proposed model of the orders has no dimension for the column "${name}"`)
  return found.id
}

/** The benchmark's questions, and some with names of customers said in different ways. */
function questionsWith(names: readonly string[]): string[] {
  const named = [0, 0.33, 0.66, 0.99].map((share) => names[Math.floor(share * names.length)] ?? '')
  return [
    ...benchmarkQuestions.map(({ text }) => text),
    ...named.map((name) => `Revenue of ${name} last quarter`),
    ...named.map((name) => `revenue ${name.replace(/[",]/g, '').toLowerCase()} by month in 2025`),
    'revenue of Kestrell Foundry Ltd in 2025',
  ]
}

/** Thirty words each: a list, a condition, an exclusion and a comparison, with two customers' names. */
function longQuestions(names: readonly string[]): string[] {
  const [one = '', two = ''] = [0.2, 0.8].map((share) =>
    (names[Math.floor(share * names.length)] ?? '').replace(/[",]/g, ''),
  )
  return [
    `Could you please show me the total revenue and the number of orders of ${one} and ${two} by month in 2025 compared with the year before, for the board, thank you`,
    `What was our average order value by country and channel between January 2025 and June 2025 without ${one}, sorted from the highest to the lowest, only where revenue was over 5000`,
    `I would like to know how revenue from customers like ${two} developed per week from the first quarter of 2024 until the third quarter of 2025 in all of our countries`,
    `Please show me the total revenue in North and South by month from January 2025 to June 2025 for the customer ${one} and tell me how it compares with the year before`,
    `Please show me the ten customers in the region West that had the highest revenue between 1 March 2025 and 30 September 2025, without ${two} and without the channel Online`,
    `I would like to see how the number of orders in North, East and West developed week by week over the last two quarters of the year 2025, please, as a line chart`,
  ]
}

/** A question as the first of its conversation. */
export function understandText(text: string, lexicon: Lexicon): void {
  understand(readQuestion(text), { lexicon, conversation: emptyConversation, today: asOf, calendar: defaultCalendar })
}

function lookUpRuns(text: string, map: ReadonlyMap<string, number>): number {
  const words = text.toLowerCase().split(/\s+/)
  let found = 0
  for (let start = 0; start < words.length; start += 1) {
    for (let end = start + 1; end <= Math.min(words.length, start + longestRun); end += 1) {
      if (map.has(words.slice(start, end).join(' '))) found += 1
    }
  }
  return found
}

/** The last one made, with the median time to make it and what one of them holds. */
function measureMade<Made>(make: () => Made): { made: Made; milliseconds: number; megabytes: number } {
  const times: number[] = []
  const sizes: number[] = []
  const measureOne = () => {
    const before = heapMegabytes()
    const started = performance.now()
    const made = make()
    times.push(performance.now() - started)
    sizes.push(heapMegabytes() - before)
    return made
  }
  for (let run = 1; run < compilations; run += 1) measureOne()
  const made = measureOne()
  return { made, milliseconds: median(times), megabytes: median(sizes) }
}

/** The median microseconds of each question over the rounds. */
function timeEach(texts: readonly string[], work: (text: string) => unknown): number[] {
  const times = texts.map((): number[] => [])
  for (let round = -warmUpRounds; round < rounds; round += 1) {
    for (const [index, text] of texts.entries()) {
      const milliseconds = timed(() => work(text))
      if (round >= 0) times[index]?.push(milliseconds * 1000)
    }
  }
  return times.map(median)
}

/** The microseconds of every run of every question. */
function timeAll(texts: readonly string[], work: (text: string) => unknown): number[] {
  for (let round = 0; round < warmUpRounds; round += 1) for (const text of texts) work(text)
  return Array.from({ length: longRounds }, () => texts.map((text) => timed(() => work(text)) * 1000)).flat()
}

function timed(work: () => unknown): number {
  const started = performance.now()
  work()
  return performance.now() - started
}
