import type { VocabularyContent } from '@salestalk/protocol'

type Words = Omit<VocabularyContent, 'add' | 'hide'>

/** What a statement is about: a metric, a dimension, or a member of a dimension. */
export type StatementTarget =
  | { readonly kind: 'metric'; readonly id: string }
  | { readonly kind: 'dimension'; readonly id: string }
  | { readonly kind: 'member'; readonly id: string; readonly member: string }

/** One thing a company says about one phrase. */
export interface Statement {
  readonly says: 'name' | 'forbid' | 'prefer' | 'unlike'
  readonly target: StatementTarget
  readonly phrase: string
  /** Of names of metrics and dimensions; 1 for the rest. */
  readonly weight: number
  /** Where it stands in the content, such as `synonyms.metrics.revenue.0`. */
  readonly path: string
}

/** Everything a company says about phrases, in the order it is written. */
export function statementsOf(words: Words): Statement[] {
  return [
    ...namesOf('metric', words),
    ...namesOf('dimension', words),
    ...memberStatements('name', 'aliases', words.aliases),
    ...plain('unlike', 'metric', 'negativeSynonyms', words.negativeSynonyms),
    ...plain('forbid', 'metric', 'forbid.metrics', words.forbid.metrics),
    ...plain('forbid', 'dimension', 'forbid.dimensions', words.forbid.dimensions),
    ...memberStatements('forbid', 'forbid.aliases', words.forbid.aliases),
    ...words.preferences.map((preference, index): Statement => {
      const target: StatementTarget =
        'metric' in preference
          ? { kind: 'metric', id: preference.metric }
          : { kind: 'member', id: preference.dimension, member: preference.member }
      return { says: 'prefer', target, phrase: preference.term, weight: 1, path: `preferences.${index}` }
    }),
  ]
}

/** The same for the same statement wherever it stands, so that what was said before can be told from what is new. */
export function identityOf({ says, target, phrase, weight }: Statement): string {
  const member = target.kind === 'member' ? target.member : null
  return JSON.stringify([says, target.kind, target.id, member, phrase, weight])
}

function namesOf(kind: 'metric' | 'dimension', { synonyms }: Words): Statement[] {
  const part = kind === 'metric' ? 'metrics' : 'dimensions'
  return Object.entries(synonyms[part]).flatMap(([id, phrases]) =>
    phrases.map(
      ({ text, weight }, index): Statement => ({
        says: 'name',
        target: { kind, id },
        phrase: text,
        weight,
        path: `synonyms.${part}.${id}.${index}`,
      }),
    ),
  )
}

function plain(
  says: Statement['says'],
  kind: 'metric' | 'dimension',
  path: string,
  phrasesById: Readonly<Record<string, readonly string[]>>,
): Statement[] {
  return Object.entries(phrasesById).flatMap(([id, phrases]) =>
    phrases.map(
      (phrase, index): Statement => ({
        says,
        target: { kind, id },
        phrase,
        weight: 1,
        path: `${path}.${id}.${index}`,
      }),
    ),
  )
}

function memberStatements(
  says: Statement['says'],
  path: string,
  dimensions: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>,
): Statement[] {
  return Object.entries(dimensions).flatMap(([id, members]) =>
    Object.entries(members).flatMap(([member, phrases]) =>
      phrases.map(
        (phrase, index): Statement => ({
          says,
          target: { kind: 'member', id, member },
          phrase,
          weight: 1,
          path: `${path}.${id}.${member}.${index}`,
        }),
      ),
    ),
  )
}
