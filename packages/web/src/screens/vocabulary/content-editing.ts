import type { Catalog, VocabularyContent } from '@salestalk/protocol'

export const sayings = ['name', 'forbid', 'prefer', 'unlike'] as const
/** `name`: also called so; `forbid`: never called so; `prefer`: what the word means here; `unlike`: a longer phrase that is not it. */
export type Saying = (typeof sayings)[number]

/** What a phrase is about; `member` is null for a metric or a dimension itself. */
export interface Target {
  readonly kind: 'metrics' | 'dimensions'
  readonly id: string
  readonly member: string | null
}

/** One line of a company's vocabulary. */
export interface Entry {
  readonly says: Saying
  readonly target: Target
  readonly phrase: string
  /** How surely it means the metric or dimension; 1 for the rest. */
  readonly weight: number
}

/** Everything the company says of words, a line each. */
export function entriesOf(content: VocabularyContent): Entry[] {
  const { synonyms, aliases, forbid, negativeSynonyms, preferences } = content
  return [
    ...kinds.flatMap((kind) =>
      Object.entries(synonyms[kind]).flatMap(([id, phrases]) =>
        phrases.map(
          ({ text, weight }): Entry => ({ says: 'name', target: { kind, id, member: null }, phrase: text, weight }),
        ),
      ),
    ),
    ...memberEntries('name', aliases),
    ...preferences.map(
      (one): Entry => ({
        says: 'prefer',
        target:
          'metric' in one
            ? { kind: 'metrics', id: one.metric, member: null }
            : { kind: 'dimensions', id: one.dimension, member: one.member },
        phrase: one.term,
        weight: 1,
      }),
    ),
    ...kinds.flatMap((kind) => plainEntries('forbid', kind, forbid[kind])),
    ...memberEntries('forbid', forbid.aliases),
    ...plainEntries('unlike', 'metrics', negativeSynonyms),
  ]
}

/** The content with one line more; the same line again only changes its weight. Impossible lines change nothing. */
export function withEntry(content: VocabularyContent, entry: Entry): VocabularyContent {
  const rest = withoutEntry(content, entry)
  const { says, target, phrase, weight } = entry
  const { kind, id, member } = target
  if (says === 'prefer') {
    if (kind === 'dimensions' && member === null) return content
    const preference = member === null ? { term: phrase, metric: id } : { term: phrase, dimension: id, member }
    return { ...rest, preferences: [...rest.preferences, preference] }
  }
  if (member !== null) {
    if (says === 'unlike') return content
    const add = (record: MemberPhrases) => ({ ...record, [id]: withPhrase(ownOf(record, id) ?? {}, member, phrase) })
    return says === 'name'
      ? { ...rest, aliases: add(rest.aliases) }
      : { ...rest, forbid: { ...rest.forbid, aliases: add(rest.forbid.aliases) } }
  }
  if (says === 'name') {
    const named = [...(ownOf(rest.synonyms[kind], id) ?? []), { text: phrase, weight }]
    return { ...rest, synonyms: { ...rest.synonyms, [kind]: { ...rest.synonyms[kind], [id]: named } } }
  }
  if (says === 'forbid') {
    return { ...rest, forbid: { ...rest.forbid, [kind]: withPhrase(rest.forbid[kind], id, phrase) } }
  }
  if (kind === 'dimensions') return content
  return { ...rest, negativeSynonyms: withPhrase(rest.negativeSynonyms, id, phrase) }
}

/** The content without one line. */
export function withoutEntry(content: VocabularyContent, { says, target, phrase }: Entry): VocabularyContent {
  const { kind, id, member } = target
  const { synonyms, forbid, preferences } = content
  if (says === 'prefer') return { ...content, preferences: preferences.filter(({ term }) => !isSame(term, phrase)) }
  if (member !== null) {
    const drop = (record: MemberPhrases) =>
      withList(
        record,
        id,
        withoutPhrase(ownOf(record, id) ?? {}, member, phrase),
        (members) => Object.keys(members).length,
      )
    return says === 'name'
      ? { ...content, aliases: drop(content.aliases) }
      : { ...content, forbid: { ...forbid, aliases: drop(forbid.aliases) } }
  }
  if (says === 'name') {
    const named = (ownOf(synonyms[kind], id) ?? []).filter(({ text }) => !isSame(text, phrase))
    return {
      ...content,
      synonyms: { ...synonyms, [kind]: withList(synonyms[kind], id, named, (list) => list.length) },
    }
  }
  if (says === 'forbid') return { ...content, forbid: { ...forbid, [kind]: withoutPhrase(forbid[kind], id, phrase) } }
  return { ...content, negativeSynonyms: withoutPhrase(content.negativeSynonyms, id, phrase) }
}

/** How many lines and settings differ. */
export function countChanges(before: VocabularyContent, after: VocabularyContent): number {
  const [old, now] = [before, after].map((content) => new Set(entriesOf(content).map((entry) => JSON.stringify(entry))))
  const lines = [...(old ?? [])].filter((line) => !now?.has(line)).length
  const added = [...(now ?? [])].filter((line) => !old?.has(line)).length
  const flat = ({ settings }: VocabularyContent) => ({ ...settings.calendar, defaultPeriod: settings.defaultPeriod })
  const [left, right] = [Object.entries(flat(before)), new Map<string, unknown>(Object.entries(flat(after)))]
  return lines + added + left.filter(([name, value]) => right.get(name) !== value).length
}

/** A target in words: the labels of the catalog, or ids of what it does not have. */
export function targetLabel({ kind, id, member }: Target, catalog: Catalog | undefined): string {
  const things: readonly { id: string; label: string }[] = catalog?.[kind] ?? []
  const label = things.find((one) => one.id === id)?.label ?? id
  return member === null ? label : `${member} (${label})`
}

const kinds = ['metrics', 'dimensions'] as const
type Phrases = Record<string, string[]>
type MemberPhrases = Record<string, Phrases>

function plainEntries(says: Saying, kind: Target['kind'], record: Phrases): Entry[] {
  return Object.entries(record).flatMap(([id, phrases]) =>
    phrases.map((phrase): Entry => ({ says, target: { kind, id, member: null }, phrase, weight: 1 })),
  )
}

function memberEntries(says: Saying, record: MemberPhrases): Entry[] {
  return Object.entries(record).flatMap(([id, members]) =>
    Object.entries(members).flatMap(([member, phrases]) =>
      phrases.map((phrase): Entry => ({ says, target: { kind: 'dimensions', id, member }, phrase, weight: 1 })),
    ),
  )
}

function withPhrase(record: Phrases, key: string, phrase: string): Phrases {
  return { ...record, [key]: [...(ownOf(record, key) ?? []), phrase] }
}

function withoutPhrase(record: Phrases, key: string, phrase: string): Phrases {
  const kept = (ownOf(record, key) ?? []).filter((other) => !isSame(other, phrase))
  return withList(record, key, kept, (list) => list.length)
}

/** What the record itself has: a metric may be called "constructor". */
function ownOf<Value>(record: Record<string, Value>, key: string): Value | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined
}

/** The record with another list under the key, and without the key when the list is empty. */
function withList<List>(
  record: Record<string, List>,
  key: string,
  list: List,
  sizeOf: (list: List) => number,
): Record<string, List> {
  const { [key]: _former, ...rest } = record
  return sizeOf(list) === 0 ? rest : { ...rest, [key]: list }
}

function isSame(left: string, right: string): boolean {
  return left.trim().toLowerCase() === right.trim().toLowerCase()
}
