import type { Interpretation } from '@salestalk/protocol'
import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useReducer, useRef } from 'react'
import { streamChat } from '../../api/chat.ts'
import { asRequestError } from '../../api/client.ts'
import { queryKeys, useMessages } from '../../api/queries.ts'
import { conversationReducer, emptyConversation, type Turn, turnsFromMessages } from './conversation.ts'

/**
 * The conversation on screen. `openSession` is the session the address names; `onSession` is told when a first answer gave the
 * conversation its session.
 */
export function useConversation(openSession: string | null, onSession: (sessionId: string) => void) {
  const [conversation, dispatch] = useReducer(conversationReducer, emptyConversation)
  const queryClient = useQueryClient()
  const running = useRef<AbortController | null>(null)
  const sessionId = useRef<string | null>(null)
  const nextKey = useRef(0)

  const mustLoad = openSession !== null && openSession !== conversation.sessionId
  const stored = useMessages(mustLoad ? openSession : null)

  const startOver = useCallback(() => {
    running.current?.abort()
    sessionId.current = null
    dispatch({ type: 'started_over' })
  }, [])

  useEffect(() => {
    if (openSession === sessionId.current) return
    // Another conversation was opened: an answer still on its way must not bring this one back.
    if (openSession === null) startOver()
    else running.current?.abort()
  }, [openSession, startOver])

  useEffect(() => {
    if (!mustLoad || !stored.data) return
    running.current?.abort()
    sessionId.current = openSession
    dispatch({ type: 'opened', sessionId: openSession, turns: turnsFromMessages(stored.data) })
  }, [mustLoad, openSession, stored.data])

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

  const ask = useCallback(
    (question: string, interpretation: Interpretation | null = null) => {
      nextKey.current += 1
      void run(`asked-${nextKey.current}`, { question, interpretation })
    },
    [run],
  )
  const retry = useCallback((turn: Turn) => void run(turn.key, turn.asked), [run])
  const stop = useCallback(() => running.current?.abort(), [])

  return {
    conversation,
    ask,
    retry,
    stop,
    startOver,
    loading: mustLoad,
    loadError: mustLoad ? stored.error : null,
    reload: stored.refetch,
  }
}
