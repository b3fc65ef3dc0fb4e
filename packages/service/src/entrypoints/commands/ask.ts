import { emptyConversation, explain, readQuestion, renderExplanation } from '@salestalk/engine'
import type { IsoDate, TenantId } from '@salestalk/protocol'
import { conversationOf } from '../../chat/conversation.ts'
import type { SalesTalk } from '../../wiring.ts'
import { answerText } from '../command-line/answer-text.ts'
import { type CommandContext, requireTenant, withSalesTalk } from '../command-line/run-context.ts'

// Conversations of the command line belong to whoever can read the data folder.
const commandLineUser = 'command-line'

export async function ask(
  context: CommandContext,
  question: string,
  options: { tenant: string; session?: string; asOf?: IsoDate; explain?: boolean },
): Promise<void> {
  await withSalesTalk(context, async (salesTalk) => {
    const tenantId = await requireTenant(salesTalk, options.tenant)
    // Before the answer joins the conversation.
    const explained = options.explain ? await explainQuestion(salesTalk, tenantId, question, options) : null
    const answer = await salesTalk.chat.ask({
      tenantId,
      userId: commandLineUser,
      question,
      sessionId: options.session ?? null,
      startSession: true,
      asOf: options.asOf ?? null,
      interpretation: null,
    })
    await salesTalk.flushEvents(tenantId)
    if (explained === null) return context.output.result(answer, () => answerText(answer))
    const { interpretation, explanation } = explained
    const text = () => `${renderExplanation(interpretation, explanation)}\n${answerText(answer)}`
    context.output.result({ ...answer, explanation }, text)
  })
}

async function explainQuestion(
  salesTalk: SalesTalk,
  tenantId: TenantId,
  question: string,
  { session, asOf }: { session?: string; asOf?: IsoDate },
): Promise<ReturnType<typeof explain>> {
  const { lexicon, calendar } = await salesTalk.knowledge.of(tenantId)
  const { messages } = salesTalk.storage(tenantId)
  const conversation = session === undefined ? emptyConversation : await conversationOf(messages, session)
  return explain(readQuestion(question), { lexicon, conversation, calendar, today: asOf ?? salesTalk.clock.today() })
}
