import type { PhraseFiles } from '../phrases/schema.ts'
import { nameKeys } from '../text/words.ts'
import { addPhrase, type PhraseTable } from './phrase-table.ts'
import type { LexiconDimension } from './types.ts'

interface People {
  readonly dimensions: readonly LexiconDimension[]
  readonly grammar: PhraseFiles
}

/** The dimensions of people as they are listed, by their ids or by the last words of their headings: "Consultant Name". */
export function personsOf({ dimensions, grammar }: People, listed: readonly string[]): string[] {
  const named = listed.filter((id) => dimensions.some((dimension) => dimension.id === id))
  const headed = dimensions.flatMap(({ id, label }) => {
    const heading = nameKeys(label, grammar.equivalents).filter((word) => !grammar['short-names'].named.includes(word))
    const place = listed.indexOf(heading.at(-1) ?? '')
    return place < 0 || named.includes(id) ? [] : [{ id, place }]
  })
  return [...named, ...headed.sort((left, right) => left.place - right.place).map(({ id }) => id)]
}

/** So weak a name groups only where the words say so: "employee costs" are something else. */
export const employeeWeight = 0.75

/** "assistant" for a column "Sales Assistant". */
const headWeight = 0.9

/**
 * "which employees worked the most hours" where the only people are consultants, and "sales by barista" where they are mere employees; two
 * kinds of people would not tell who is meant.
 */
export function addPersons(table: PhraseTable, people: People): void {
  const { sellers, employees, anyone, trades } = people.grammar['implied-metrics'].who
  const persons = personsOf(people, sellers)
  for (const { id, label } of people.dimensions.filter((dimension) => persons.includes(dimension.id))) {
    const head = nameKeys(label, table.equivalents).at(-1) ?? ''
    if (sellers.includes(head) && isFree(table, head)) {
      addPhrase(table, head, { kind: 'dimension', dimension: id, weight: headWeight })
    }
  }
  const [only, ...others] = persons
  if (only === undefined || others.length > 0) return
  const heading = people.dimensions.find(({ id }) => id === only)?.label ?? ''
  const isAnyone = anyone.includes(nameKeys(heading, table.equivalents).join(' '))
  for (const word of [...employees, ...(isAnyone ? trades : [])].filter((each) => isFree(table, each))) {
    addPhrase(table, word, { kind: 'dimension', dimension: only, weight: employeeWeight })
  }
}

function isFree(table: PhraseTable, word: string): boolean {
  const known = table.meanings.get(nameKeys(word, table.equivalents).join(' ')) ?? []
  return known.every(
    (meaning) =>
      meaning.kind === 'absent' ||
      meaning.kind === 'absent_dimension' ||
      (meaning.kind === 'ignorable' && meaning.group === 'courtesy'),
  )
}
