import { readdirSync, readFileSync } from 'node:fs'
import { intents } from '@salestalk/protocol'
import { demoCompanies } from '@salestalk/samples'
import { describe, expect, it } from 'vitest'
import { type LabelledQuestion, type QuestionSet, questionSetSchema } from './types.ts'

const setsFolder = new URL('../sets/', import.meta.url)
const taxonomyFolder = new URL('../../taxonomy/default/', import.meta.url)
const grains = ['day', 'weekday', 'week', 'month', 'quarter', 'year']

const sets = readSets()
const questions = [...sets.values()].flatMap((set) => set.questions)

describe('the labelled question sets', () => {
  it('hold at least 200 questions, no id twice', () => {
    const ids = questions.map(({ id }) => id)
    expect(ids.length).toBeGreaterThanOrEqual(200)
    expect(repeated(ids)).toEqual([])
  })

  it('ask every question but those of conversations once', () => {
    const single = questions.filter(({ session }) => session === undefined)
    expect(repeated(single.map(({ company, question }) => `${company}: ${question.toLowerCase()}`))).toEqual([])
  })

  it('are asked on one day, so that one state of the data serves them all', () => {
    expect([...new Set([...sets.values()].map(({ asOf }) => asOf))]).toEqual(['2026-11-22'])
  })

  it('hold every intent and every kind of verdict', () => {
    expect(intents.filter((intent) => !questions.some(({ expect: label }) => label.intent === intent))).toEqual([])
    const kinds = new Set(questions.flatMap(({ expect: label }) => label.kinds))
    expect([...kinds].sort()).toEqual(['answerable', 'clarification', 'control', 'refusal'])
  })

  it('keep about a third of each file from tuning, a conversation as a whole', () => {
    for (const [file, set] of sets) {
      const share = set.questions.filter(isHeldOut).length / set.questions.length
      expect(share, file).toBeGreaterThan(0.25)
      expect(share, file).toBeLessThan(0.4)
    }
    const inConversations = questions.filter(({ session }) => session !== undefined)
    const verdicts = new Set(inConversations.map((question) => `${question.session} ${isHeldOut(question)}`))
    expect(verdicts.size).toBe(new Set(inConversations.map(({ session }) => session)).size)
  })

  it('label with metrics and dimensions of the vocabulary', () => {
    const metrics = new Set(idsIn('metrics'))
    const dimensions = new Set([...idsIn('dimensions'), ...grains])
    const unknown = questions.flatMap((question) => [
      ...metricsOf(question).filter((id) => !metrics.has(id)),
      ...dimensionsOf(question).filter((id) => !dimensions.has(id)),
    ])
    expect(unknown).toEqual([])
  })

  it('filter by members that the demo companies have', { timeout: 30_000 }, () => {
    const missing = demoCompanies.flatMap((company) => {
      const wanted = new Set(questions.filter((question) => question.company === company.id).flatMap(membersOf))
      for (const { rows } of company.datasets)
        for (const row of rows('2026-11-22')) for (const cell of row) wanted.delete(String(cell))
      return [...wanted]
    })
    expect(missing).toEqual([])
  })

  it('give ranges that end after they start', () => {
    const ranges = questions.flatMap(({ expect: label }) => [label.time ?? [], label.periods ?? []].flat())
    const empty = ranges.filter(({ start, end }) => start !== null && end !== null && start >= end)
    expect(empty).toEqual([])
  })
})

function readSets(): Map<string, QuestionSet> {
  const files = readdirSync(setsFolder).filter((file) => file.endsWith('.json'))
  return new Map(
    files.map((file) => [file, questionSetSchema.parse(JSON.parse(readFileSync(new URL(file, setsFolder), 'utf8')))]),
  )
}

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
  return filters.flatMap(({ values }) => values.map(String))
}

function isHeldOut({ tags }: LabelledQuestion): boolean {
  return tags.includes('held-out')
}

function repeated(items: readonly string[]): string[] {
  return items.filter((item, index) => items.indexOf(item) !== index)
}
