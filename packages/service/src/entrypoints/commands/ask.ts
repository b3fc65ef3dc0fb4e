import type { IsoDate } from '@salestalk/protocol'
import { answerText } from '../command-line/answer-text.ts'
import { type CommandContext, requireTenant, withSalesTalk } from '../command-line/run-context.ts'

// Conversations of the command line belong to whoever can read the data folder.
const commandLineUser = 'command-line'

export async function ask(
  context: CommandContext,
  question: string,
  options: { tenant: string; session?: string; asOf?: IsoDate },
): Promise<void> {
  await withSalesTalk(context, async (salesTalk) => {
    const tenantId = await requireTenant(salesTalk, options.tenant)
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
    context.output.result(answer, () => answerText(answer))
  })
}
