import type { Interpretation } from '@salestalk/protocol'
import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useReducer, useRef } from 'react'
import { streamChat } from '../../api/chat.ts'
import { asRequestError, RequestError } from '../../api/client.ts'
import { queryKeys, useMessages } from '../../api/queries.ts'
import { conversationReducer, emptyConversation, type Turn, turnsFromMessages } from './conversation.ts'

interface Waiting {
  readonly key: string
  readonly asked: Turn['asked']
}

/**
 * The conversation on screen. `openSession` is the session the address names; `onSession` is told when a first answer gave the
 * conversation its session. What is asked while a conversation loads waits for it, since it may refer to what was said there.
 */
export function useConversation(openSession: string | null, onSession: (sessionId: string) => void) {
  const [conversation, dispatch] = useReducer(conversationReducer, emptyConversation)
  const queryClient = useQueryClient()
  const running = useRef<AbortController | null>(null)
  const waiting = useRef<Waiting | null>(null)
  const sessionId = useRef<string | null>(null)
  const nextKey = useRef(0)

  const mustLoad = openSession !== null && openSession !== conversation.sessionId
  const { data: messages, error: loadError, refetch: reload } = useMessages(mustLoad ? openSession : null)
  // A conversation that is gone never comes: what is asked then begins a new one.
  const mustWait = mustLoad && !(loadError instanceof RequestError && loadError.status === 404)

  const startOver = useCallback(() => {
    running.current?.abort()
    waiting.current = null
    sessionId.current = null
    dispatch({ type: 'started_over' })
  }, [])

  useEffect(() => {
    // Another conversation was opened: an answer still on its way must not bring this one back.
    if (openSession !== sessionId.current) startOver()
  }, [openSession, startOver])

  useEffect(() => () => running.current?.abort(), [])

  const run = useCallback(
    async (key: string, asked: Turn['asked']) => {
      running.current?.abort()
      const controller = new AbortController()
      running.current = controller
      dispatch({ type: 'asked', key, asked })
      try {
        const request = { ...asked, sessionId: sessionId.current, asOf: null }
        await streamChat(request, controller.signal, (event) => {
          if (controller.signal.aborted) return
          dispatch({ type: 'received', key, event })
          if (event.type === 'answer' && sessionId.current !== event.answer.sessionId) {
            sessionId.current = event.answer.sessionId
            onSession(event.answer.sessionId)
          }
        })
      } catch (error) {
        if (controller.signal.aborted) dispatch({ type: 'stopped', key })
        else dispatch({ type: 'failed', key, error: asRequestError(error) })
      } finally {
        if (running.current === controller) running.current = null
        void queryClient.invalidateQueries({ queryKey: queryKeys.sessions })
      }
    },
    [onSession, queryClient],
  )

  useEffect(() => {
    if (!mustLoad || !messages) return
    sessionId.current = openSession
    dispatch({ type: 'opened', sessionId: openSession, turns: turnsFromMessages(messages) })
    const next = waiting.current
    waiting.current = null
    if (next) void run(next.key, next.asked)
  }, [mustLoad, openSession, messages, run])

  useEffect(() => {
    if (!loadError || !waiting.current) return
    dispatch({ type: 'failed', key: waiting.current.key, error: asRequestError(loadError) })
    waiting.current = null
  }, [loadError])

  const stop = useCallback(() => {
    running.current?.abort()
    if (waiting.current) dispatch({ type: 'stopped', key: waiting.current.key })
    waiting.current = null
  }, [])

  const runOrWait = useCallback(
    (key: string, asked: Turn['asked']) => {
      if (!mustWait) return void run(key, asked)
      stop()
      waiting.current = { key, asked }
      dispatch({ type: 'asked', key, asked })
      if (loadError) void reload()
    },
    [mustWait, loadError, reload, run, stop],
  )

  const ask = useCallback(
    (question: string, interpretation: Interpretation | null = null) => {
      nextKey.current += 1
      runOrWait(`asked-${nextKey.current}`, { question, interpretation })
    },
    [runOrWait],
  )
  const retry = useCallback((turn: Turn) => runOrWait(turn.key, turn.asked), [runOrWait])

  return {
    conversation,
    ask,
    retry,
    stop,
    startOver,
    loading: mustLoad,
    loadError: mustLoad ? loadError : null,
    reload,
  }
}
