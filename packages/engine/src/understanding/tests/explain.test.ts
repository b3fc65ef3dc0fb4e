import { describe, expect, it } from 'vitest'
import { readQuestion } from '../../question/index.ts'
import { explain } from '../explain.ts'
import { renderExplanation } from '../render-explanation.ts'
import { retailer } from '../testing/companies.ts'
import { ask, debugView, today } from '../testing/describe.ts'
import { defaultCalendar } from '../time/index.ts'
import { emptyConversation } from '../types.ts'
import { understand } from '../understand.ts'

const context = {
  lexicon: retailer.lexicon,
  conversation: emptyConversation,
  today,
  calendar: defaultCalendar,
}
const explained = (text: string) => explain(readQuestion(text), context)

describe('explain', () => {
  it('understands just as without explaining', () => {
    for (const text of ['revenue by region in 2021', 'hello there', 'top 5 products by profit', 'thanks'])
      expect(explained(text).interpretation).toEqual(understand(readQuestion(text), context))
  })

  it('says of all words what they were taken for, by which rule and at what cost', () => {
    const { explanation } = explained('revenue by region in 2021')
    expect(explanation.words.map(({ text, meaning }) => `${text}: ${meaning}`)).toEqual([
      'revenue: metric revenue',
      'by: cue group',
      'region: dimension region',
      'in: ignorable function',
      '2021: time range year',
    ])
    expect(explanation.words.every(({ rule, cost }) => rule !== '' && cost > 0)).toBe(true)
  })

  it('counts typing errors', () => {
    const { explanation } = explained('revnue by region')
    expect(explanation.words[0]).toMatchObject({ text: 'revnue', meaning: 'metric revenue', typos: 1 })
  })

  it('says by how much each other reading lost, and why', () => {
    const { explanation } = explained('revenue by region in 2021')
    expect(explanation.chosen).toMatchObject({ behind: 0, issues: [] })
    expect(explanation.runnersUp.length).toBeGreaterThan(0)
    for (const { behind, penalties, issues, differs } of explanation.runnersUp) {
      expect(behind).toBeGreaterThanOrEqual(0)
      expect(penalties.length + issues.length + differs.length).toBeGreaterThan(0)
    }
  })

  it('adds up to the cost of the reading', () => {
    const { chosen } = explained('biggest customers').explanation
    const penalties = chosen?.penalties.reduce((sum, { amount }) => sum + amount, 0) ?? 0
    expect((chosen?.wordsCost ?? 0) + penalties).toBeCloseTo(chosen?.cost ?? -1, 1)
  })

  it('adds up to the confidence stated', () => {
    const { interpretation, explanation } = explained('revenue by region in 2021')
    const score = explanation.confidence.reduce((sum, { value, weight }) => sum + value * weight, 0)
    expect(interpretation.confidence.overall).toBeCloseTo(1 / (1 + Math.exp(-score)), 3)
  })

  it('says when a message was settled before its words were weighed', () => {
    const { interpretation, explanation } = explained('thanks')
    expect(explanation.chosen).toBeNull()
    expect(renderExplanation(interpretation, explanation)).toContain('Settled before')
  })

  it('gives a failing test the whole story', () => {
    const view = debugView(ask(retailer, 'revenue by region in 2021'))
    for (const part of ['revenue by region in 2021', 'metric revenue', 'Other readings', 'Confidence'])
      expect(view).toContain(part)
  })
})
