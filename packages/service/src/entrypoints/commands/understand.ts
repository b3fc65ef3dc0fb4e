import { createInterface } from 'node:readline'
import type { IsoDate } from '@salestalk/protocol'
import { lineReader } from '../../chat/understand-lines.ts'
import { CommandFailure } from '../command-line/failures.ts'
import { type CommandContext, requireTenant, withSalesTalk } from '../command-line/run-context.ts'

/** Every line gives a line; one that cannot be read gives its error, the others go on, and the command fails at the end. */
export async function understandLines(
  context: CommandContext,
  options: { tenant: string; asOf?: IsoDate },
): Promise<void> {
  await withSalesTalk(context, async (salesTalk) => {
    const tenantId = await requireTenant(salesTalk, options.tenant)
    const { lexicon, calendar } = await salesTalk.knowledge.of(tenantId)
    const read = lineReader(lexicon, options.asOf ?? salesTalk.clock.today(), calendar)
    let lines = 0
    let unreadable = 0
    for await (const line of createInterface({ input: context.stdin, crlfDelay: Number.POSITIVE_INFINITY })) {
      const text = line.replace(/^\ufeff/, '')
      if (text.trim() === '') continue
      const understood = read(text)
      lines += 1
      if ('error' in understood) unreadable += 1
      await context.output.line(JSON.stringify(understood))
    }
    if (unreadable > 0) {
      throw new CommandFailure(`${unreadable} of ${lines} lines could not be read: see the "error" on their lines.`)
    }
  })
}
