import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { NameTable, shared } from './name-table.ts'

const word = fc.stringMatching(/^[a-f]{1,2}$/)
const name = fc.array(word, { minLength: 1, maxLength: 5 })
const names = fc.uniqueArray(name, { maxLength: 60, selector: (words) => words.join(' ') })

function tableOf(list: readonly (readonly string[])[]): NameTable {
  const table = new NameTable()
  list.forEach((words, member) => {
    table.add(
      words.map((text) => table.number(text)),
      member,
    )
  })
  table.post()
  return table
}

function membersNamed(table: NameTable, words: readonly string[]): number[] {
  return table.named(words.map((text) => table.find(text))).map((found) => table.memberOf(found))
}

describe('a table of names', () => {
  it('finds each name by just its words, and by no others', () => {
    fc.assert(
      fc.property(names, name, (list, asked) => {
        const table = tableOf(list)
        for (const [member, words] of list.entries()) expect(membersNamed(table, words)).toEqual([member])
        const written = list.findIndex((words) => words.join(' ') === asked.join(' '))
        expect(membersNamed(table, asked)).toEqual(written < 0 ? [] : [written])
      }),
    )
  })

  it('lists for each word the members with several words of which it is one, in order and once', () => {
    fc.assert(
      fc.property(names, word, (list, asked) => {
        const table = tableOf(list)
        const having = list.flatMap((words, member) => (words.length > 1 && words.includes(asked) ? [member] : []))
        expect([...table.havingWord(table.find(asked))]).toEqual(having)
      }),
    )
  })

  it('keeps a further spelling from taking a word of its own', () => {
    const table = tableOf([['zurich'], ['zuerich', 'airport']])
    table.spell('zuerich', table.find('zurich'))
    table.spell('zueri', table.find('zurich'))
    expect([membersNamed(table, ['zueri']), membersNamed(table, ['zuerich'])]).toEqual([[0], []])
  })

  it('gives claimed words to one member alone', () => {
    const table = tableOf([['acme'], ['acme', 'labs']])
    table.claim([table.find('acme')], 1)
    expect(membersNamed(table, ['acme'])).toEqual([1])
  })
})

describe('what two ascending lists share', () => {
  it('is what a plain search finds', () => {
    const ascending = fc.uniqueArray(fc.nat(50)).map((list) => Int32Array.from(list.toSorted((a, b) => a - b)))
    fc.assert(
      fc.property(ascending, ascending, (left, right) => {
        expect([...shared(left, right)]).toEqual([...left].filter((number) => right.includes(number)))
      }),
    )
  })
})
