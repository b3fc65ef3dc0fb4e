import type { Answer, ChatEvent, ChatRequest } from '@salestalk/protocol'
import { RequestError, send } from './client.ts'
import { createEventReader, type ServerSentEvent } from './server-sent-events.ts'

const eventNames = new Set<string>([
  'understood',
  'queried',
  'phrase',
  'answer',
  'problem',
] satisfies ChatEvent['type'][])

/** The event's name is its type and its data all the rest; null for events this version does not know. */
export function chatEventFrom(event: ServerSentEvent): ChatEvent | null {
  if (!eventNames.has(event.name)) return null
  return { ...(JSON.parse(event.data) as object), type: event.name } as ChatEvent
}

/** Asks and hands over each event as it arrives. Throws RequestError when the question fails or the stream ends too early. */
export async function streamChat(
  request: ChatRequest,
  signal: AbortSignal,
  onEvent: (event: ChatEvent) => void,
): Promise<void> {
  const response = await send('/v1/chat', {
    method: 'POST',
    headers: { accept: 'text/event-stream', 'content-type': 'application/json' },
    body: JSON.stringify(request),
    signal,
  })
  if (!response.headers.get('content-type')?.includes('text/event-stream') || response.body === null) {
    onEvent({ type: 'answer', answer: (await response.json()) as Answer })
    return
  }
  const read = createEventReader()
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader()
  let finished = false
  for (;;) {
    const { done, value } = await reader.read()
    if (done) break
    for (const raw of read(value)) {
      const event = chatEventFrom(raw)
      if (event === null) continue
      finished ||= event.type === 'answer' || event.type === 'problem'
      onEvent(event)
    }
  }
  if (!finished) {
    throw new RequestError({
      title: 'The answer broke off',
      detail: 'The connection ended before the answer was complete. Try again.',
      code: 'interrupted',
      status: 0,
    })
  }
}
