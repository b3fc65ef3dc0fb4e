import { type Answer, blankInterpretation, type Interpretation, type Message } from '@salestalk/protocol'
import { describe, expect, it } from 'vitest'
import { RequestError } from '../../api/client.ts'
import { announcement } from './announcement.ts'
import { type Conversation, conversationReducer, emptyConversation, turnsFromMessages } from './conversation.ts'

const interpretation: Interpretation = {
  ...blankInterpretation(),
  kind: 'answerable',
  intent: 'what',
  restatement: 'Revenue, October 2026',
}

const answer: Answer = {
  kind: 'answer',
  messageId: 'm2',
  sessionId: 's1',
  text: 'Revenue was $1.',
  phrases: [
    { text: 'Revenue was ', reference: null },
    { text: '$1.', reference: 'r1' },
  ],
  references: [],
  queries: [],
  table: null,
  chart: null,
  checks: { factsTotal: 1, factsVerified: 1, reconciled: null, notes: [] },
  clarification: null,
  followUps: [],
  interpretation,
  model: { provider: 'none', modelId: null, promptTokens: 0, completionTokens: 0, costUsd: 0 },
  timings: { understand: 0, query: 0, analyze: 0, narrate: 0, total: 0 },
}

const asked = { question: 'Revenue?', interpretation: null }
const running = conversationReducer(emptyConversation, { type: 'asked', key: 'a', asked })

function turnOf(conversation: Conversation) {
  return conversation.turns[0]
}

describe('a conversation', () => {
  it('grows with the events of the stream and takes its session from the answer', () => {
    const understood = conversationReducer(running, {
      type: 'received',
      key: 'a',
      event: { type: 'understood', interpretation },
    })
    expect(announcement(turnOf(understood))).toBe('Understood: Revenue, October 2026')
    const phrased = conversationReducer(understood, {
      type: 'received',
      key: 'a',
      event: { type: 'phrase', phrase: { text: 'Revenue was ', reference: null } },
    })
    expect(turnOf(phrased)).toMatchObject({ status: 'running', phrases: [{ text: 'Revenue was ' }] })
    const done = conversationReducer(phrased, { type: 'received', key: 'a', event: { type: 'answer', answer } })
    expect(done.sessionId).toBe('s1')
    expect(turnOf(done)).toMatchObject({ status: 'done', phrases: answer.phrases })
    expect(announcement(turnOf(done))).toBe('Revenue was $1.')
  })

  it('ignores what arrives after a stop', () => {
    const stopped = conversationReducer(running, { type: 'stopped', key: 'a' })
    const late = conversationReducer(stopped, { type: 'received', key: 'a', event: { type: 'answer', answer } })
    expect(turnOf(late)?.status).toBe('stopped')
  })

  it('ignores what arrives for a conversation that was left', () => {
    const left = conversationReducer(running, { type: 'started_over' })
    const late = conversationReducer(left, { type: 'received', key: 'a', event: { type: 'answer', answer } })
    expect(late).toEqual(emptyConversation)
  })

  it('that opens puts what was asked meanwhile after what was said before', () => {
    const done = conversationReducer(running, { type: 'received', key: 'a', event: { type: 'answer', answer } })
    const asking = conversationReducer(emptyConversation, { type: 'asked', key: 'b', asked })
    const opened = conversationReducer(asking, { type: 'opened', sessionId: 's1', turns: done.turns })
    expect(opened.sessionId).toBe('s1')
    expect(opened.turns.map((turn) => turn.key)).toEqual(['a', 'b'])
  })

  it('asks a failed question again in its place', () => {
    const error = new RequestError({ title: 'Away', detail: 'Try again', code: 'offline', status: 0 })
    const failed = conversationReducer(running, { type: 'failed', key: 'a', error })
    expect(announcement(turnOf(failed))).toBe('Away. Try again')
    const again = conversationReducer(failed, { type: 'asked', key: 'a', asked })
    expect(again.turns).toHaveLength(1)
    expect(turnOf(again)).toMatchObject({ status: 'running', failure: null })
  })
})

describe('stored messages', () => {
  const message = (sender: Message['sender'], text: string, of: Answer | null): Message => ({
    messageId: `${sender} ${text}`,
    sessionId: 's1',
    sender,
    text,
    answer: of,
    createdAt: '2026-11-22T10:00:00Z',
  })

  it('become turns, each question with its answer', () => {
    const turns = turnsFromMessages([
      message('user', 'one', null),
      message('assistant', 'Revenue was $1.', answer),
      message('user', 'two', null),
    ])
    expect(turns.map((turn) => [turn.question, turn.status])).toEqual([
      ['one', 'done'],
      ['two', 'stopped'],
    ])
  })

  it('that begin with an answer do no harm', () => {
    expect(turnsFromMessages([message('assistant', 'Hello', answer)])).toEqual([])
  })
})
