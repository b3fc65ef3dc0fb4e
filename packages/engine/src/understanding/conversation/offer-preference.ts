import type { Answer, Interpretation } from '@salestalk/protocol'
import type { Lexicon } from '../lexicon/index.ts'
import type { Conversation } from '../types.ts'
import { choiceMade } from './choices.ts'

/** What the word just chosen between could mean for good, as an entry for the company's vocabulary; null when nothing was chosen. */
export function preferenceOffered(
  conversation: Conversation,
  answered: Interpretation,
  lexicon: Lexicon,
): NonNullable<Answer['preference']> | null {
  const choice = choiceMade(conversation, answered)
  if (choice === null) return null
  const { term } = choice
  const label = (name: string): string => `Always mean ${name} by "${term}"`
  if ('metric' in choice) {
    return {
      label: label(lexicon.metrics.get(choice.metric)?.label ?? choice.metric),
      entry: { term, metric: choice.metric },
    }
  }
  const [member, ...more] = choice.values
  if (typeof member !== 'string' || more.length > 0) return null
  const kind = lexicon.dimensionsById.get(choice.dimension)?.label ?? choice.dimension
  return { label: label(`${member} (${kind})`), entry: { term, dimension: choice.dimension, member } }
}
