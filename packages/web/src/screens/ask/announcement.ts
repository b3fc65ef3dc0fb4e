import type { Turn } from './conversation.ts'

/** What a screen reader hears of the last question: how it was understood, then the whole answer; not every piece of it. */
export function announcement(turn: Turn | undefined): string {
  if (!turn) return ''
  switch (turn.status) {
    case 'running':
      return turn.interpretation?.restatement
        ? `Understood: ${turn.interpretation.restatement}`
        : 'Reading your question'
    case 'done':
      return turn.answer?.text ?? ''
    case 'failed':
      return turn.failure ? `${turn.failure.title}. ${turn.failure.detail}` : ''
    case 'stopped':
      return ''
  }
}
