import { createHash } from 'node:crypto'
import {
  type AnswerContext,
  type AnswerIdentity,
  answerInterpretation,
  answerQuestion,
  type Clock,
  type Ids,
  type MetricStore,
  type Narrative,
  type NarrativePhrases,
  preferenceOffered,
  type Rephrasing,
} from '@salestalk/engine'
import {
  type Answer,
  type Interpretation,
  type IsoDate,
  questionCharactersMax,
  type TenantId,
} from '@salestalk/protocol'
import { isPossibleToday } from '../calendar-day.ts'
import type { SessionRecord, TenantStorage, Turn } from '../storage/index.ts'
import { checkedReading, readingFailure } from './check-reading.ts'
import { conversationOf } from './conversation.ts'
import { InvalidSessionIdError, InvalidTodayError, RepeatedRequestError, SessionNotFoundError } from './errors.ts'
import { eventsOfAnswer } from './events.ts'
import type { KnowledgeBase } from './knowledge.ts'
import { storedAnswer } from './stored-answer.ts'

export interface AskRequest {
  readonly tenantId: TenantId
  readonly userId: string
  readonly question: string
  /** Null starts a new conversation. */
  readonly sessionId: string | null
  /** What "today" is; null takes the clock's. */
  readonly asOf: IsoDate | null
  /** An offered or edited reading to answer instead of understanding the words. */
  readonly interpretation: Interpretation | null
  /** Asking again with the same key gives the first answer. */
  readonly idempotencyKey?: string | null
  /** Start the conversation of this id when there is none, as the command line does; otherwise that is an error. */
  readonly startSession?: boolean
  readonly correlationId?: string
  readonly onProgress?: AnswerContext['onProgress']
}

export interface ChatService {
  /**
   * Answers a question and keeps it with its events in one write. Rejects with SessionNotFoundError, InvalidTodayError,
   * UnusableReadingError, RepeatedRequestError, MetricStoreError and the errors of the tables; never for what the words were.
   */
  ask(request: AskRequest): Promise<Answer>
}

export interface Wording {
  readonly phrases: NarrativePhrases
  readonly taxonomyVersion: string
}

interface Answered {
  readonly answer: Answer
  /** A language model said something else than it was given. */
  readonly wordingRejected: boolean
}

export interface ChatServiceOptions {
  readonly storage: (tenantId: TenantId) => TenantStorage
  readonly knowledge: KnowledgeBase
  readonly metricStore: MetricStore
  /** What answers are worded with. */
  readonly wording: () => Promise<Wording>
  /** Has the narrative of an answer reworded, checked; left out where there is no language model. */
  readonly rephrase?: (tenantId: TenantId, narrative: Narrative) => Promise<Rephrasing | null>
  readonly clock: Clock
  readonly ids: Ids
  /** Milliseconds of a clock that never goes back. */
  readonly stopwatch: () => number
  /** Told when a tenant has new events. */
  readonly onEvents: (tenantId: TenantId) => void
}

const LOCALE = 'en'
const TITLE_CHARACTERS = 80

export function chatService(options: ChatServiceOptions): ChatService {
  const { storage, knowledge, metricStore, wording, clock, ids, stopwatch, rephrase } = options

  async function requireSession(request: AskRequest, tenant: TenantStorage): Promise<SessionRecord | null> {
    const { sessionId, userId } = request
    if (sessionId === null) return null
    if (!/^[A-Za-z0-9_-]{1,64}$/.test(sessionId)) throw new InvalidSessionIdError()
    const session = await tenant.sessions.get(sessionId)
    if (session === null && request.startSession) return null
    if (session?.userId !== userId) throw new SessionNotFoundError()
    return session
  }

  async function answerOf(request: AskRequest, identity: AnswerIdentity, tenant: TenantStorage): Promise<Answered> {
    const { data, lexicon, calendar, vocabularyProblem } = await knowledge.of(request.tenantId)
    let wordingRejected = false
    const conversation = await conversationOf(tenant.messages, identity.sessionId)
    const answered = (answer: Answer) => {
      const noted = withNote(answer, vocabularyProblem)
      const preference =
        answer.kind === 'answer' ? preferenceOffered(conversation, answer.interpretation, lexicon) : null
      return { answer: preference === null ? noted : { ...noted, preference }, wordingRejected }
    }
    const context: AnswerContext = {
      understanding: {
        lexicon,
        conversation,
        today: request.asOf ?? clock.today(),
        calendar,
      },
      data,
      metricStore,
      phrases: (await wording()).phrases,
      locale: LOCALE,
      stopwatch,
      rephrase:
        rephrase === undefined
          ? null
          : async (narrative) => {
              const rephrasing = await rephrase(request.tenantId, narrative)
              wordingRejected = rephrasing?.rejected ?? false
              return rephrasing
            },
      onProgress: (event) => request.onProgress?.(event),
    }
    if (request.interpretation === null) return answered(await answerQuestion(request.question, identity, context))
    const reading = checkedReading(request.interpretation, data, lexicon)
    context.onProgress({ type: 'understood', interpretation: reading })
    return answered(
      await answerInterpretation(reading, identity, context).catch((error: unknown) => {
        throw readingFailure(error)
      }),
    )
  }

  async function keep(request: AskRequest, given: Answered, tenant: TenantStorage): Promise<void> {
    const at = clock.now()
    const { tenantId, userId } = request
    const { answer } = given
    const { sessionId, messageId } = answer
    // A text beyond the limit is refused without being read; keeping its beginning is enough to recognize it.
    const question = request.question.slice(0, questionCharactersMax)
    const userMessageId = ids.next()
    const { taxonomyVersion } = await wording()
    const correlationId = request.correlationId ?? ids.next()
    const answered = { tenantId, userId, userMessageId, question, ...given, correlationId, at }
    const events = eventsOfAnswer({ ...answered, taxonomyVersion }, ids)
    const createdAt = at.toISOString()
    const turn: Turn = {
      messageId,
      userMessageId,
      sessionId,
      userId,
      question,
      answer: storedAnswer(answer),
      createdAt,
    }
    await tenant.sessions.start({ sessionId, userId, title: titleOf(question), at: createdAt })
    await tenant.messages.save(turn, events)
    await tenant.sessions.recordActivity(sessionId, 2, createdAt)
    options.onEvents(tenantId)
  }

  async function askOnce(request: AskRequest, messageId: string): Promise<Answer> {
    const tenant = storage(request.tenantId)
    const session = await requireSession(request, tenant)
    const sessionId = session?.sessionId ?? request.sessionId ?? ids.next()
    const answered = await answerOf(request, { messageId, sessionId }, tenant)
    await keep(request, answered, tenant)
    return answered.answer
  }

  return {
    async ask(request) {
      const { asOf, idempotencyKey } = request
      if (asOf !== null && !isPossibleToday(asOf)) throw new InvalidTodayError(asOf)
      if (!idempotencyKey) return await askOnce(request, ids.next())
      const { idempotency, messages } = storage(request.tenantId)
      const key = `chat#${request.userId}#${idempotencyKey}`
      const fingerprint = fingerprintOf(request)
      const state = await idempotency.begin(key, fingerprint)
      if (state.kind === 'in_progress' || state.kind === 'mismatch') throw new RepeatedRequestError(state.kind)
      if (state.kind === 'completed') {
        const turn = await messages.get(String(state.response))
        if (turn === null) throw new SessionNotFoundError()
        return turn.answer
      }
      try {
        // Whoever tried before may have died between keeping the answer and saying so: the id tells that it is the same one.
        const messageId = messageIdOf(key, fingerprint)
        const answer = (await messages.get(messageId))?.answer ?? (await askOnce(request, messageId))
        await idempotency.complete(key, state.version, answer.messageId)
        return answer
      } catch (error) {
        await idempotency.abandon(key, state.version)
        throw error
      }
    },
  }
}

function withNote(answer: Answer, note: string | null): Answer {
  return note === null ? answer : { ...answer, checks: { ...answer.checks, notes: [...answer.checks.notes, note] } }
}

function titleOf(question: string): string {
  const line = question.replace(/\s+/g, ' ').trim()
  if (line === '') return 'New conversation'
  const characters = Array.from(line)
  return characters.length <= TITLE_CHARACTERS ? line : `${characters.slice(0, TITLE_CHARACTERS - 1).join('')}…`
}

/** The same for the same request under the same key: 128 bits of a hash, written as a UUID (version 8). */
function messageIdOf(key: string, fingerprint: string): string {
  const hex = createHash('sha256')
    .update(JSON.stringify([key, fingerprint]))
    .digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

function fingerprintOf({ question, sessionId, asOf, interpretation }: AskRequest): string {
  return createHash('sha256')
    .update(JSON.stringify([question, sessionId, asOf, interpretation]))
    .digest('hex')
}
