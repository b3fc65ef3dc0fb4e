import { createHash } from 'node:crypto'
import type { EventConsumer, TenantArtifacts } from '@salestalk/engine'
import type { TenantId } from '@salestalk/protocol'
import { type MessageRepository, messagesOf, type Turn } from '../../storage/message-repository.ts'

export interface ArchiveOptions {
  readonly messages: (tenantId: TenantId) => Pick<MessageRepository, 'listOfSession'>
  readonly artifacts: (tenantId: TenantId) => TenantArtifacts
}

/**
 * Writes the transcript of a conversation that ended, `conversations/{sessionId}.json`, from what is stored of it at that moment: the
 * same however often and in whatever order its events come. The transcript of one that was deleted meanwhile is taken away.
 */
export function archiveConsumer({ messages, artifacts }: ArchiveOptions): EventConsumer {
  return {
    name: 'archive',
    async handle(event) {
      if (event.eventType !== 'conversation.completed.v1') return
      const { conversationId } = event.data
      const repository = messages(event.tenantId)
      const files = artifacts(event.tenantId)
      const key = transcriptKey(conversationId)
      const first = await repository.listOfSession(conversationId, { limit: 1 })
      if (first.entries.length === 0) await files.delete(key)
      else await files.put(key, transcript(conversationId, everyTurn(repository, conversationId)))
    },
  }
}

/** Where the transcript of a conversation lies. Ids that are no file names on every store are replaced by their hash. */
export function transcriptKey(sessionId: string): string {
  const isPlain = /^[a-z0-9][a-z0-9_-]{0,63}$/.test(sessionId)
  const name = isPlain ? sessionId : `h-${createHash('sha256').update(sessionId).digest('hex')}`
  return `conversations/${name}.json`
}

async function* everyTurn(messages: ReturnType<ArchiveOptions['messages']>, sessionId: string): AsyncIterable<Turn> {
  let cursor: string | null = null
  do {
    const page = await messages.listOfSession(sessionId, { cursor })
    yield* page.entries
    cursor = page.cursor
  } while (cursor !== null)
}

// In pieces: a long conversation with wide tables is never in memory as a whole.
async function* transcript(sessionId: string, turns: AsyncIterable<Turn>): AsyncIterable<Uint8Array> {
  const encoder = new TextEncoder()
  yield encoder.encode(`{"sessionId":${JSON.stringify(sessionId)},"messages":[`)
  let separator = '\n'
  for await (const turn of turns) {
    for (const message of messagesOf(turn)) {
      yield encoder.encode(`${separator}${JSON.stringify(message)}`)
      separator = ',\n'
    }
  }
  yield encoder.encode('\n]}\n')
}
