import type { Answer, ChatEvent, ChatRequest, Interpretation, Message, Phrase } from '@salestalk/protocol'
import type { RequestError } from '../../api/client.ts'

/** One question with what came of it. */
export interface Turn {
  readonly key: string
  readonly question: string
  readonly asked: Pick<ChatRequest, 'question' | 'interpretation'>
  readonly status: 'running' | 'done' | 'stopped' | 'failed'
  readonly interpretation: Interpretation | null
  readonly phrases: readonly Phrase[]
  readonly queries: number
  readonly answer: Answer | null
  readonly failure: { readonly title: string; readonly detail: string; readonly code: string } | null
}

export interface Conversation {
  readonly sessionId: string | null
  readonly turns: readonly Turn[]
}

export const emptyConversation: Conversation = { sessionId: null, turns: [] }

export type ConversationAction =
  | { readonly type: 'asked'; readonly key: string; readonly asked: Turn['asked'] }
  | { readonly type: 'received'; readonly key: string; readonly event: ChatEvent }
  | { readonly type: 'failed'; readonly key: string; readonly error: RequestError }
  | { readonly type: 'stopped'; readonly key: string }
  | { readonly type: 'opened'; readonly sessionId: string; readonly turns: readonly Turn[] }
  | { readonly type: 'started_over' }

export function conversationReducer(state: Conversation, action: ConversationAction): Conversation {
  switch (action.type) {
    case 'asked':
      return { ...state, turns: [...state.turns.filter((turn) => turn.key !== action.key), newTurn(action)] }
    case 'received': {
      const sessionId = action.event.type === 'answer' ? action.event.answer.sessionId : state.sessionId
      const known = state.turns.some((turn) => turn.key === action.key)
      if (!known) return state
      return { sessionId, turns: updateTurn(state.turns, action.key, (turn) => withEvent(turn, action.event)) }
    }
    case 'failed':
      return {
        ...state,
        turns: updateTurn(state.turns, action.key, (turn) => ({ ...turn, status: 'failed', failure: action.error })),
      }
    case 'stopped':
      return { ...state, turns: updateTurn(state.turns, action.key, (turn) => ({ ...turn, status: 'stopped' })) }
    case 'opened':
      // What was asked while it loaded comes after what was said before.
      return { sessionId: action.sessionId, turns: [...action.turns, ...state.turns] }
    case 'started_over':
      return emptyConversation
  }
}

function newTurn({ key, asked }: { key: string; asked: Turn['asked'] }): Turn {
  return {
    key,
    question: asked.question,
    asked,
    status: 'running',
    interpretation: null,
    phrases: [],
    queries: 0,
    answer: null,
    failure: null,
  }
}

/** Only a running turn changes: what arrives after a stop is too late. */
function updateTurn(turns: readonly Turn[], key: string, change: (turn: Turn) => Turn): Turn[] {
  return turns.map((turn) => (turn.key === key && turn.status === 'running' ? change(turn) : turn))
}

function withEvent(turn: Turn, event: ChatEvent): Turn {
  switch (event.type) {
    case 'understood':
      return { ...turn, interpretation: event.interpretation }
    case 'queried':
      return { ...turn, queries: turn.queries + 1 }
    case 'phrase':
      return { ...turn, phrases: [...turn.phrases, event.phrase] }
    case 'answer':
      return {
        ...turn,
        status: 'done',
        answer: event.answer,
        interpretation: event.answer.interpretation,
        phrases: event.answer.phrases,
      }
    case 'problem':
      return { ...turn, status: 'failed', failure: event.problem }
  }
}

/** Stored messages as turns: each question with the answer that follows it. */
export function turnsFromMessages(messages: readonly Message[]): Turn[] {
  const turns: Turn[] = []
  for (const message of messages) {
    if (message.sender === 'user') {
      const asked = { question: message.text, interpretation: null }
      turns.push({ ...newTurn({ key: message.messageId, asked }), status: 'stopped' })
      continue
    }
    const last = turns.at(-1)
    if (!last || last.answer !== null || message.answer === null) continue
    turns[turns.length - 1] = {
      ...last,
      status: 'done',
      answer: message.answer,
      interpretation: message.answer.interpretation,
      phrases: message.answer.phrases,
    }
  }
  return turns
}
