import type { Batch, Catalog, Me, Message, Session, SignInOptions } from '@salestalk/protocol'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { get } from './client.ts'
import { useTokenState } from './session-token.ts'

/** Keys of what is cached; everything is dropped when the person or the company changes. */
export const queryKeys = {
  signIn: ['sign-in'],
  me: ['me'],
  catalog: ['catalog'],
  sessions: ['sessions'],
  messages: (sessionId: string) => ['messages', sessionId],
  batches: ['batches'],
  vocabulary: ['vocabulary'],
  vocabularyVersions: ['vocabulary', 'versions'],
  upload: (uploadId: string) => ['upload', uploadId],
} as const

export function useSignInOptions() {
  return useQuery({ queryKey: queryKeys.signIn, queryFn: ({ signal }) => get<SignInOptions>('/v1/sign-in', signal) })
}

export function useMe() {
  const { token } = useTokenState()
  return useQuery({
    queryKey: queryKeys.me,
    queryFn: ({ signal }) => get<Me>('/v1/me', signal),
    enabled: token !== null,
    staleTime: 5 * 60_000,
  })
}

export function useCatalog() {
  return useQuery({
    queryKey: queryKeys.catalog,
    queryFn: ({ signal }) => get<Catalog>('/v1/catalog', signal),
    staleTime: 60_000,
  })
}

interface SessionList {
  sessions: Session[]
  cursor: string | null
}

/** Past conversations, a page at a time. */
export function useSessions() {
  return useInfiniteQuery({
    queryKey: queryKeys.sessions,
    queryFn: ({ signal, pageParam }) => get<SessionList>(`/v1/sessions${cursorQuery(pageParam)}`, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (list) => list.cursor,
    select: ({ pages }) => pages.flatMap((list) => list.sessions),
  })
}

function cursorQuery(cursor: string | null): string {
  return cursor === null ? '' : `?cursor=${encodeURIComponent(cursor)}`
}

interface MessageList {
  messages: Message[]
  cursor: string | null
}

const messagePagesMax = 20

/** A session's messages, all pages of it, oldest first. */
export function useMessages(sessionId: string | null) {
  return useQuery({
    queryKey: queryKeys.messages(sessionId ?? ''),
    queryFn: async ({ signal }) => {
      const messages: Message[] = []
      let cursor: string | null = null
      for (let page = 0; page < messagePagesMax; page += 1) {
        const list: MessageList = await get(
          `/v1/sessions/${encodeURIComponent(sessionId ?? '')}/messages${cursorQuery(cursor)}`,
          signal,
        )
        messages.push(...list.messages)
        cursor = list.cursor
        if (cursor === null) break
      }
      return messages
    },
    enabled: sessionId !== null,
    gcTime: 0,
  })
}

export function useBatches() {
  return useQuery({
    queryKey: queryKeys.batches,
    queryFn: ({ signal }) => get<{ batches: Batch[] }>('/v1/batches', signal),
    select: (list) => list.batches,
  })
}
