import {
  advanceConversation,
  type Calendar,
  type Conversation,
  defaultCalendar,
  type Explanation,
  emptyConversation,
  explain,
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
  | {
      readonly id: string | number
      readonly interpretation: Interpretation
      /** How it was read; only when explanations were asked for. */
      readonly explanation?: Explanation
    }
  | { readonly id: string | number | null; readonly error: string }

// Conversations kept at once: lines of one session rarely stand further apart than this.
const MOST_SESSIONS = 10_000

export interface LineOptions {
  readonly calendar?: Calendar
  /** Says with every line how it was read, which costs a little more. */
  readonly explained?: boolean
  /** False leaves out what could be asked instead of a question that is declined, which saves time. */
  readonly suggesting?: boolean
}

/** Understands questions line by line without keeping or querying anything; lines of one session form a conversation. */
export function lineReader(
  lexicon: Lexicon,
  today: IsoDate,
  { calendar = defaultCalendar, explained = false, suggesting = true }: LineOptions = {},
): (line: string) => UnderstoodLine {
  const conversations = new Map<string, Conversation>()

  function inConversation(text: string, session: string | null): Omit<ReturnType<typeof explain>, 'explanation'> {
    const conversation = (session === null ? undefined : conversations.get(session)) ?? emptyConversation
    const question = readQuestion(text)
    const context = { lexicon, conversation, today, calendar, suggesting }
    const understood = explained ? explain(question, context) : { interpretation: understand(question, context) }
    if (session !== null) remember(session, advanceConversation(conversation, text, understood.interpretation))
    return understood
  }

  function remember(session: string, conversation: Conversation): void {
    conversations.delete(session)
    conversations.set(session, conversation)
    for (const oldest of conversations.keys()) {
      if (conversations.size <= MOST_SESSIONS) break
      conversations.delete(oldest)
    }
  }

  return (line) => {
    const parsed = parseLine(line)
    if ('error' in parsed) return parsed
    const { id, question, session } = parsed
    return { id, ...inConversation(question, session ?? null) }
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
