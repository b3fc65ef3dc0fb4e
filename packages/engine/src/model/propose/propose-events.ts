import type { Condition, FilterValue } from '@salestalk/protocol'
import type { ColumnVocabulary } from '../../taxonomy/index.ts'
import { isIn } from './expressions.ts'
import { membersMeaning } from './find-stage.ts'
import { pluralOf, readableName } from './header.ts'
import type { MetricDraft } from './metric-draft.ts'
import { endsIn } from './name-index.ts'
import type { ColumnReading } from './read-columns.ts'

type Event = ColumnVocabulary['events'][number]

const importance = { count: 0.05, rate: 0.12 }
const auxiliary = /^(?:is|was|has|had|been|were|are)\s+/

/** How many of the rows a yes/no column is true of, and which share of them: "cancellations" and "cancellation rate". */
export function proposeEvents(draft: MetricDraft, readings: readonly ColumnReading[], record: string): void {
  const { columns } = draft.context.taxonomy
  const { churned, returned, converted, won } = columns.flags
  for (const reading of readings) {
    const yes = yesMembers(reading, columns)
    if (yes.length === 0 || endsIn(reading.header, [...churned, ...returned, ...converted, ...won])) continue
    const { key, name } = reading.profile
    const words = [(reading.header.forms[0] ?? '').replace(auxiliary, '')].filter((word) => word !== '')
    const event = eventOf(words, columns)
    const said = readableName(reading.title).replace(new RegExp(auxiliary, 'i'), '')
    const label = capitalized(said)
    const direction = event?.tone === 'good' ? 'up_is_good' : event?.tone === 'bad' ? 'up_is_bad' : 'neutral'
    const nouns = event?.nouns ?? []
    const id = `${key.replace(/^(?:is|was|has)_/, '')}_count`
    if (draft.has(id) || draft.has(`${key}_rate`)) continue
    countNew(draft, words, isIn(key, yes))
    draft.addOwn(
      id,
      { kind: 'count', where: [isIn(key, yes)] },
      {
        label: `${label} count`,
        description: `Rows of which ${name} is ${yes.join(' or ')}.`,
        unit: { kind: 'count', currency: null },
        direction,
        importance: importance.count,
        words: [
          ...words.map((word) => `${word} count`),
          ...nouns.map(pluralOf).flatMap((noun) => [noun, `number of ${noun}`]),
        ],
      },
    )
    draft.add('record_count', { kind: 'count', where: [] })
    const bases = [...words, ...nouns, ...words.map((word) => `${word} ${record}`)]
    draft.addOwn(
      `${key.replace(/^(?:is|was|has)_/, '')}_rate`,
      { kind: 'ratio', numerator: id, denominator: 'record_count' },
      {
        label: `${nouns[0] ? capitalized(nouns[0]) : label} rate`,
        description: `Share of the rows of which ${name} is ${yes.join(' or ')}.`,
        unit: { kind: 'percent', currency: null },
        direction,
        importance: importance.rate,
        words: bases.flatMap((base) => [
          `${base} rate`,
          `${base} percentage`,
          `rate of ${base}`,
          `percentage of ${base}`,
        ]),
      },
    )
    draft.stated.add(key)
  }
}

/** "New Client" says at which visits somebody came for the first time: the new clients are those who did, each counted once. */
function countNew(draft: MetricDraft, words: readonly string[], isNew: Condition): void {
  const { columns, dimensions } = draft.context.taxonomy
  const customers = draft.find('customer_count')?.aggregation
  if (customers?.kind !== 'count_distinct') return
  const names = dimensions.find(({ id }) => id === 'customer')?.columns ?? []
  const nouns = columns.flags.new.flatMap((start) =>
    words.filter((word) => word.startsWith(`${start} `)).map((word) => word.slice(start.length + 1)),
  )
  const noun = nouns.find((word) => names.includes(word))
  if (noun === undefined) return
  draft.add(
    'new_customers',
    { ...customers, where: [...customers.where, isNew] },
    {
      words: columns.flags.new.flatMap((start) => [
        `${start} ${pluralOf(noun)}`,
        `number of ${start} ${pluralOf(noun)}`,
      ]),
    },
  )
}

function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

function eventOf(words: readonly string[], { events }: ColumnVocabulary): Event | undefined {
  return events.find(({ names }) => words.some((word) => names.includes(word)))
}

/** The members of a column that says yes or no; none where it says anything else. */
function yesMembers(reading: ColumnReading, { flags }: ColumnVocabulary): FilterValue[] {
  const { profile, role } = reading
  if (role !== 'dimension' || profile.distinct > 2) return []
  if (profile.type === 'boolean') return ['true']
  if (profile.type === 'integer') return profile.minimum === 0 && profile.maximum === 1 ? [1] : []
  if (profile.type !== 'text' || profile.members === null) return []
  const known = membersMeaning(profile, [...flags.bare, ...flags.no])
  return known.length < profile.distinct || profile.distinct < 2 ? [] : membersMeaning(profile, flags.bare)
}
