import { readdirSync } from 'node:fs'
import { intents } from '@salestalk/protocol'
import { demoCompanies } from '@salestalk/samples'
import { describe, expect, it } from 'vitest'
import { demoAsOf, readCompanies } from './companies.ts'
import { readSets } from './sets.ts'
import { isHeldOut, type LabelledQuestion } from './types.ts'

const taxonomyFolder = new URL('../../taxonomy/default/', import.meta.url)
const grains = ['day', 'weekday', 'week', 'month', 'quarter', 'year']
// Yes and no are written in many ways in a file.
const yesNo = ['true', 'false']

const { questions: sets, timeExpressions } = await readSets()
const companies = await readCompanies()
const questions = sets.flatMap((set) => set.questions)
const demoIds: readonly string[] = demoCompanies.map(({ id }) => id)

describe('the labelled question sets', () => {
  it('hold at least 400 questions, no id twice', () => {
    const ids = [...questions, ...timeExpressions].map(({ id }) => id)
    expect(ids.length).toBeGreaterThanOrEqual(400)
    expect(repeated(ids)).toEqual([])
  })

  it('ask every question but those of conversations once', () => {
    const single = questions.filter(({ session }) => session === undefined)
    expect(repeated(single.map(({ company, question }) => `${company}: ${question}`))).toEqual([])
  })

  it('hold every intent and every kind of verdict', () => {
    expect(intents.filter((intent) => !questions.some(({ expect: label }) => label.intent === intent))).toEqual([])
    const kinds = new Set(questions.flatMap(({ expect: label }) => label.kinds))
    expect([...kinds].sort()).toEqual(['answerable', 'clarification', 'control', 'refusal'])
  })

  it('keep about a third of each file from tuning, or all of it, and a conversation as a whole', () => {
    for (const { name, questions: inSet } of sets) {
      const share = inSet.filter(isHeldOut).length / inSet.length
      if (share === 1) continue
      expect(share, name).toBeGreaterThan(0.25)
      expect(share, name).toBeLessThan(0.45)
    }
    const inConversations = questions.filter(({ session }) => session !== undefined)
    const keyOf = ({ company, session }: LabelledQuestion): string => `${company} ${session}`
    const verdicts = new Set(inConversations.map((question) => `${keyOf(question)} ${isHeldOut(question)}`))
    expect(verdicts.size).toBe(new Set(inConversations.map(keyOf)).size)
  })

  it('ask companies that exist', () => {
    const known = [...demoIds, ...companies.map(({ id }) => id)]
    expect([...new Set(questions.map(({ company }) => company))].filter((id) => !known.includes(id))).toEqual([])
  })

  it('label with metrics and dimensions of the vocabulary, or columns of the company', () => {
    const metrics = new Set(idsIn('metrics'))
    const dimensions = new Set([...idsIn('dimensions'), ...grains])
    const unknown = questions
      .filter(({ company }) => demoIds.includes(company))
      .flatMap((question) => [
        ...metricsOf(question).filter((id) => !metrics.has(id)),
        ...dimensionsOf(question).filter((id) => !dimensions.has(id)),
      ])
    expect(unknown).toEqual([])
  })

  it('filter by members that the companies have', () => {
    const wantedOf = (id: string): Set<string> =>
      new Set(questions.filter(({ company }) => company === id).flatMap(membersOf))
    const missingInDemo = demoCompanies.flatMap((company) => {
      const wanted = wantedOf(company.id)
      for (const { rows } of company.datasets)
        for (const row of rows(demoAsOf)) for (const cell of row) wanted.delete(String(cell))
      return [...wanted]
    })
    const missing = companies.flatMap(({ id, datasets }) => {
      const text = datasets.map(({ csv }) => csv()).join('\n')
      return [...wantedOf(id)].filter((member) => !text.includes(member)).map((member) => `${id}: ${member}`)
    })
    expect([...missingInDemo, ...missing]).toEqual([])
  })

  it('give ranges that end after they start', () => {
    const ranges = questions.flatMap(({ expect: label }) => [label.time ?? [], label.periods ?? []].flat())
    const empty = ranges.filter(({ start, end }) => start !== null && end !== null && start >= end)
    expect(empty).toEqual([])
  })
})

describe('the companies made for evaluation', () => {
  it('write the same files each time', () => {
    const texts = companies.flatMap(({ datasets }) => datasets.map(({ csv }) => [csv(), csv()]))
    expect(texts.filter(([first, second]) => first !== second)).toEqual([])
  })
})

function idsIn(folder: string): string[] {
  return readdirSync(new URL(`${folder}/`, taxonomyFolder)).map((file) => file.replace('.json', ''))
}

function metricsOf({ expect: { metrics = [], having = [] } }: LabelledQuestion): string[] {
  return [...metrics, ...having.map(({ metric }) => metric)]
}

function dimensionsOf({ expect: { breakdown = [], filters = [] } }: LabelledQuestion): string[] {
  return [...breakdown, ...filters.map(({ dimension }) => dimension)]
}

function membersOf({ expect: { filters = [] } }: LabelledQuestion): string[] {
  return filters.flatMap(({ values }) =>
    values.filter((value): value is string => typeof value === 'string' && !yesNo.includes(value)),
  )
}

function repeated(items: readonly string[]): string[] {
  return items.filter((item, index) => items.indexOf(item) !== index)
}
