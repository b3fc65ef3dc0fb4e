import { type VocabularyProblem, vocabularyLimits } from '@salestalk/protocol'
import { suggest } from '../../support/suggest.ts'
import type { Lexicon } from '../lexicon/index.ts'
import { saidByItself } from './dated-phrase.ts'
import { type NamesInUse, namesInUse } from './names-in-use.ts'
import { identityOf, type Statement, type StatementTarget } from './statements.ts'

// Names beyond these many are not searched for the one that was probably meant.
const mostSuggested = 20_000

/**
 * Why statements cannot be made, judged by what words mean now: each with its place and the nearest right name. `accepted` are those in
 * use already, which the data may have grown out of: they are not judged again, except against what is new.
 */
export function checkStatements(
  statements: readonly Statement[],
  accepted: readonly Statement[],
  lexicon: Lexicon,
): VocabularyProblem[] {
  const names = namesInUse(lexicon)
  const before = new Set(accepted.map(identityOf))
  const fresh = statements.filter((statement) => !before.has(identityOf(statement)))
  return [
    ...fresh.flatMap((statement) => {
      const message = wrongPhrase(statement, names, lexicon) ?? wrongTarget(statement, names) ?? taken(statement, names)
      return message === null ? [] : [{ path: statement.path, ...message }]
    }),
    ...fresh.flatMap((statement) => groundless(statement, lexicon, names)),
    ...contradictions(statements, new Set(fresh), names),
  ]
}

interface Objection {
  readonly message: string
  readonly suggestion: string | null
}

const objection = (message: string, suggestion: string | null = null): Objection => ({ message, suggestion })

function wrongPhrase(
  { phrase, says, weight, target }: Statement,
  names: NamesInUse,
  lexicon: Lexicon,
): Objection | null {
  const { phraseCharacters, phraseWords } = vocabularyLimits
  if (phrase.trim() === '') return objection('the phrase is empty')
  if (phrase.length > phraseCharacters) return objection(`the phrase is longer than ${phraseCharacters} characters`)
  if (/[\p{Control}\p{Format}]/u.test(phrase)) return objection('the phrase has a character that cannot be typed')
  const key = names.keyOf(phrase)
  if (key === '') return objection(`"${phrase}" has no letter or digit`)
  if (key.split(' ').length > phraseWords) return objection(`"${phrase}" has more than ${phraseWords} words`)
  if (says === 'name' && weight === 0) return objection('a weight of 0 means never: forbid the phrase instead')
  if (says !== 'forbid' && names.isGrammar(key)) {
    return objection(`"${phrase}" is a word that questions are built with: it cannot be a name`)
  }
  if (says === 'forbid' || says === 'unlike' || target.kind === 'member') return null
  const said = saidByItself(phrase, lexicon)
  if (said !== null) return objection(`"${phrase}" is a ${said} in every question: it cannot be a name`)
  return null
}

function wrongTarget({ target }: Statement, names: NamesInUse): Objection | null {
  if (target.kind !== 'member') return null
  if (!names.has('dimension', target.id)) return objection(`the data has no ${target.id}, so no members of it`)
  if (names.hasMember(target.id, target.member)) return null
  const members = names.membersOf(target.id)
  if (members.length === 0) return objection(`the members of ${target.id} are codes, which have no other names`)
  const near = members.length > mostSuggested ? null : suggest(target.member, members)
  return objection(`${names.labelOf('dimension', target.id)} has no member "${target.member}"`, near)
}

/** A phrase that is the very name of something else. */
function taken({ target, phrase, says }: Statement, names: NamesInUse): Objection | null {
  if (says === 'forbid' || says === 'unlike') return null
  const key = names.keyOf(phrase)
  const other = names.named(key).find(({ kind, id }) => kind !== target.kind || id !== target.id)
  const isOwn = names.named(key).length > 0 && other === undefined
  if (isOwn && says === 'name') return null
  if (other !== undefined) return objection(`"${phrase}" is the name of the ${other.kind} ${other.label}`)
  if (target.kind !== 'member') return null
  const sibling = names
    .membersNamed(key)
    .find(({ dimension, member, own }) => own && dimension === target.id && member !== target.member)
  return sibling === undefined ? null : objection(`"${phrase}" is itself a member: ${sibling.member}`)
}

/** Nothing can be forbidden that would not be understood. */
function groundless({ target, phrase, says, path }: Statement, lexicon: Lexicon, names: NamesInUse) {
  if (says !== 'forbid') return []
  const key = names.keyOf(phrase)
  if (key === '') return []
  const thing = describeTarget(target, names)
  const problem = (message: string): VocabularyProblem[] => [{ path, message, suggestion: null }]
  if (target.kind === 'member') {
    const known = names
      .membersNamed(key)
      .find(({ member, dimension }) => member === target.member && dimension === target.id)
    if (known === undefined) return problem(`"${phrase}" does not mean ${thing}: there is nothing to forbid`)
    return known.own ? problem(`"${phrase}" is how the data writes ${thing}: it cannot be forbidden`) : []
  }
  if (names.named(key).some(({ kind, id }) => kind === target.kind && id === target.id)) {
    return problem(`"${phrase}" is the name of ${thing}: hide or rename it in the model instead`)
  }
  const meant = (lexicon.phrases.get(key) ?? []).some((meaning) => {
    if (target.kind === 'dimension') return meaning.kind === 'dimension' && meaning.dimension === target.id
    return (
      (meaning.kind === 'metric' && meaning.metric === target.id) ||
      (meaning.kind === 'implied' && meaning.metrics.includes(target.id))
    )
  })
  return meant ? [] : problem(`"${phrase}" does not mean ${thing}: there is nothing to forbid`)
}

/** Statements that cannot both hold, or that are made twice; said at the later of two unless only the earlier is new. */
function contradictions(
  statements: readonly Statement[],
  fresh: ReadonlySet<Statement>,
  names: NamesInUse,
): VocabularyProblem[] {
  const byKey = new Map<string, Statement[]>()
  for (const statement of statements) {
    const key = names.keyOf(statement.phrase)
    const others = byKey.get(key)
    if (others === undefined) byKey.set(key, [statement])
    else others.push(statement)
  }
  return [...byKey.values()].flatMap((group) =>
    group.flatMap((statement, position) => firstContradiction(group.slice(0, position), statement, fresh, names)),
  )
}

/** One is enough to say: of a phrase that is given a thousand times each is told once. */
function firstContradiction(
  earlier: readonly Statement[],
  statement: Statement,
  fresh: ReadonlySet<Statement>,
  names: NamesInUse,
): VocabularyProblem[] {
  for (const other of earlier) {
    if (!fresh.has(statement) && !fresh.has(other)) continue
    const message = contradiction(other, statement, names)
    const { path } = fresh.has(statement) ? statement : other
    if (message !== null) return [{ path, message, suggestion: null }]
  }
  return []
}

function contradiction(earlier: Statement, later: Statement, names: NamesInUse): string | null {
  const same = sameTarget(earlier.target, later.target)
  const { phrase } = later
  if (earlier.says === 'prefer' && later.says === 'prefer') {
    return same ? `"${phrase}" is given twice` : `"${phrase}" can mean only one thing by preference`
  }
  if (same && earlier.says === later.says)
    return `"${phrase}" is given twice for ${describeTarget(later.target, names)}`
  const forbids = earlier.says === 'forbid' || later.says === 'forbid'
  if (same && forbids) return `"${phrase}" is both wanted and forbidden for ${describeTarget(later.target, names)}`
  const bothNames = earlier.says === 'name' && later.says === 'name'
  const siblings =
    earlier.target.kind === 'member' && later.target.kind === 'member' && earlier.target.id === later.target.id
  return bothNames && siblings && !same ? `"${phrase}" is a name of two members of one dimension` : null
}

function sameTarget(left: StatementTarget, right: StatementTarget): boolean {
  if (left.kind !== right.kind || left.id !== right.id) return false
  return left.kind !== 'member' || right.kind !== 'member' || left.member === right.member
}

export function describeTarget(target: StatementTarget, names: NamesInUse): string {
  return target.kind === 'member' ? target.member : names.labelOf(target.kind, target.id)
}
