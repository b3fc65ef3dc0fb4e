import type { Candidate, CandidateMeaning } from './candidate.ts'
import { isFunctionWord } from './function-words.ts'
import type { Message } from './message.ts'
import type { CueName } from './phrases/schema.ts'

const thresholds: readonly CueName[] = ['gt', 'gte', 'lt', 'lte', 'equals', 'between']
const ranks: readonly CueName[] = ['top', 'bottom', 'best', 'worst']

/** What it costs, or saves, that one reading follows another: operators want their operands beside them. */
export function transitionCost(message: Message, previous: Candidate | null, next: Candidate): number {
  const { meaning } = next
  if (meaning.kind === 'cue' && isSuffix(meaning.cue)) return beforeSuffix(message, previous, next)
  if (!previous) return 0
  const before = previous.meaning
  if (before.kind === 'cue') {
    if (before.cue === 'growth' && meaning.kind === 'dimension') return describes(message, previous) ? -0.5 : 0
    return afterCue(before.cue, meaning, ranks.includes(before.cue) && quantifies(message, previous))
  }
  if (before.kind === 'number' && meaning.kind === 'dimension') return -0.5
  const apart = message.words[next.from]?.gap
  if (apart === 'stop') return 0
  if (before.kind === 'dimension' && meaning.kind === 'value') return before.dimension === meaning.dimension ? -0.5 : 0
  if (before.kind === 'value' && meaning.kind === 'dimension') return before.dimension === meaning.dimension ? -0.5 : 0
  return 0
}

function afterRank(kind: CandidateMeaning['kind'], quantified: boolean): number {
  if (kind === 'number') return -0.2
  if (quantified) return kind === 'metric' || kind === 'implied' ? -0.5 : 0
  return kind === 'dimension' ? -0.6 : kind === 'metric' ? -0.2 : 0
}

/** "3 or fewer" and "3 orders or fewer". */
function beforeSuffix(message: Message, previous: Candidate | null, next: Candidate): number {
  if (previous?.meaning.kind === 'number') return -0.6
  const measured = previous?.meaning.kind === 'metric' || previous?.meaning.kind === 'implied'
  return measured && isFunctionWord(message, next.from, 'or') ? 0 : 2
}

function isSuffix(cue: CueName): boolean {
  return cue === 'suffix_gte' || cue === 'suffix_lte'
}

/** "most customers" counts customers, where "best customers" ranks them. */
function quantifies(message: Message, cue: Candidate): boolean {
  return isFunctionWord(message, cue.to - 1, 'extreme')
}

/** "growing customers" are customers that grow, where "growth in customers" counts them. */
function describes(message: Message, cue: Candidate): boolean {
  return (message.words[cue.to - 1]?.normal ?? '').endsWith('ing')
}

function afterCue(cue: CueName, next: CandidateMeaning, quantified: boolean): number {
  const { kind } = next
  if (thresholds.includes(cue)) return kind === 'number' ? -0.9 : kind === 'metric' || kind === 'implied' ? 0.8 : 2
  if (ranks.includes(cue)) return afterRank(kind, quantified)
  switch (cue) {
    case 'group':
      return kind === 'dimension' || kind === 'absent_dimension' ? -0.8 : kind === 'metric' ? -0.1 : 0.5
    case 'blank':
      return kind === 'dimension' || kind === 'record' ? -0.7 : kind === 'value' ? 0.3 : 1.5
    case 'exclude':
      return kind === 'value' || kind === 'value_options' ? -0.7 : kind === 'dimension' ? -0.1 : 1
    case 'present':
      return kind === 'dimension' ? -0.7 : 1
    case 'how_many':
      return kind === 'record' || kind === 'dimension' || kind === 'metric' || kind === 'implied' ? -0.2 : 0
    case 'which':
    case 'list':
    case 'who':
      return kind === 'dimension' || kind === 'record' ? -0.6 : 0
    case 'what':
      return kind === 'dimension' ? -0.2 : 0
    default:
      return 0
  }
}
