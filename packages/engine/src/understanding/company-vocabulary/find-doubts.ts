import type { VocabularyProblem } from '@salestalk/protocol'
import type { Lexicon } from '../lexicon/index.ts'
import { describeTarget } from './check-statements.ts'
import { saidByItself } from './dated-phrase.ts'
import { type NamesInUse, namesInUse } from './names-in-use.ts'
import { identityOf, type Statement } from './statements.ts'

/**
 * What is possible and most likely not wanted about new statements, judged by what words would mean with them: phrases that belong to two,
 * and statements without any effect.
 */
export function findDoubts(
  statements: readonly Statement[],
  accepted: readonly Statement[],
  trial: Lexicon,
): VocabularyProblem[] {
  const names = namesInUse(trial)
  const before = new Set(accepted.map(identityOf))
  return statements
    .filter((statement) => !before.has(identityOf(statement)) && statement.says !== 'forbid')
    .flatMap((statement) =>
      doubtsOf(statement, trial, names).map((message) => ({ path: statement.path, message, suggestion: null })),
    )
}

function doubtsOf(statement: Statement, trial: Lexicon, names: NamesInUse): string[] {
  const { target, phrase, says } = statement
  if (target.kind !== 'member' && !names.has(target.kind, target.id)) {
    return [`the data has no ${target.id} now: this has no effect until it does`]
  }
  if (says === 'unlike') return []
  const key = names.keyOf(phrase)
  const everyday = names.isEveryday(key)
    ? [`"${phrase}" is also a word people ask with: see which questions change`]
    : []
  const isDated = trial.timeVocabulary.has(key) || saidByItself(phrase, trial) === 'time'
  const dated = isDated ? [`"${phrase}" is also a word of dates and periods`] : []
  const others = meaningsBeside(statement, trial, names)
  if (others === null)
    return [`"${phrase}" does not come to mean ${describeTarget(target, names)}: another name precedes`]
  const shared =
    others.length === 0 || says === 'prefer'
      ? []
      : [`"${phrase}" also means ${others.join(' and ')}: questions may be asked back`]
  return [...shared, ...everyday, ...dated]
}

/** What else the phrase means; null when it does not even mean what it shall. */
function meaningsBeside({ target, phrase }: Statement, trial: Lexicon, names: NamesInUse): string[] | null {
  const key = names.keyOf(phrase)
  const found = (trial.phrases.get(key) ?? []).flatMap((meaning) => {
    switch (meaning.kind) {
      case 'metric':
        return [{ kind: 'metric', id: meaning.metric, label: names.labelOf('metric', meaning.metric) }]
      case 'implied':
        return meaning.metrics.map((id) => ({ kind: 'metric', id, label: names.labelOf('metric', id) }))
      case 'dimension':
        return [{ kind: 'dimension', id: meaning.dimension, label: names.labelOf('dimension', meaning.dimension) }]
      default:
        return []
    }
  })
  const members = names
    .membersNamed(key)
    .map(({ dimension, member }) => ({ kind: 'member', id: dimension, label: member }))
  const all = [...found, ...members]
  const isTarget = ({ kind, id, label }: (typeof all)[number]) =>
    kind === target.kind && id === target.id && (target.kind !== 'member' || label === target.member)
  if (!all.some(isTarget)) return null
  return [
    ...new Set(
      all
        .filter((thing) => !isTarget(thing))
        .map(({ kind, id, label }) => (kind === 'member' ? `${label} (${id})` : label)),
    ),
  ]
}
