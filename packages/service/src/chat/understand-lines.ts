import {
  advanceConversation,
  type Calendar,
  type Conversation,
  defaultCalendar,
  emptyConversation,
  type Lexicon,
  readQuestion,
  understand,
} from '@salestalk/engine'
import type { Interpretation, IsoDate } from '@salestalk/protocol'
import * as z from 'zod'

const lineSchema = z.object({
  id: z.union([z.string(), z.number()]),
  question: z.string(),
  session: z.string().nullish(),
})

export type UnderstoodLine =
  | { readonly id: string | number; readonly interpretation: Interpretation }
  | { readonly id: string | number | null; readonly error: string }

// Conversations kept at once: lines of one session rarely stand further apart than this.
const MOST_SESSIONS = 10_000

/** Understands questions line by line without keeping or querying anything; lines of one session form a conversation. */
export function lineReader(
  lexicon: Lexicon,
  today: IsoDate,
  calendar: Calendar = defaultCalendar,
): (line: string) => UnderstoodLine {
  const conversations = new Map<string, Conversation>()

  function inConversation(question: string, session: string | null): Interpretation {
    const conversation = (session === null ? undefined : conversations.get(session)) ?? emptyConversation
    const interpretation = understand(readQuestion(question), {
      lexicon,
      conversation,
      today,
      calendar,
    })
    if (session !== null) {
      conversations.delete(session)
      conversations.set(session, advanceConversation(conversation, question, interpretation))
      for (const oldest of conversations.keys()) {
        if (conversations.size <= MOST_SESSIONS) break
        conversations.delete(oldest)
      }
    }
    return interpretation
  }

  return (line) => {
    const parsed = parseLine(line)
    if ('error' in parsed) return parsed
    const { id, question, session } = parsed
    return { id, interpretation: inConversation(question, session ?? null) }
  }
}

function parseLine(line: string): z.infer<typeof lineSchema> | { id: string | number | null; error: string } {
  let value: unknown
  try {
    value = JSON.parse(line)
  } catch {
    return { id: null, error: 'The line is no JSON: write {"id": …, "question": "…"}' }
  }
  const parsed = lineSchema.safeParse(value)
  if (parsed.success) return parsed.data
  const id = z.object({ id: z.union([z.string(), z.number()]) }).safeParse(value)
  const [issue] = parsed.error.issues
  const place = issue?.path.join('.') || 'the line'
  return { id: id.success ? id.data.id : null, error: `At ${place}: ${issue?.message ?? 'not valid'}` }
}
