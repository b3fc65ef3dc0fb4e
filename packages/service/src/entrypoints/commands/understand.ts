import { createInterface } from 'node:readline'
import { renderExplanation } from '@salestalk/engine'
import type { IsoDate } from '@salestalk/protocol'
import { lineReader, type UnderstoodLine } from '../../chat/understand-lines.ts'
import { CommandFailure } from '../command-line/failures.ts'
import { type CommandContext, requireTenant, withSalesTalk } from '../command-line/run-context.ts'

/** Every line gives a line, or with --explain a paragraph for people; one that cannot be read gives its error, the others go on, and the command fails at the end. */
export async function understandLines(
  context: CommandContext,
  options: { tenant: string; asOf?: IsoDate; explain?: boolean },
): Promise<void> {
  await withSalesTalk(context, async (salesTalk) => {
    const tenantId = await requireTenant(salesTalk, options.tenant)
    const { lexicon, calendar } = await salesTalk.knowledge.of(tenantId)
    const read = lineReader(lexicon, options.asOf ?? salesTalk.clock.today(), {
      calendar,
      explained: options.explain ?? false,
    })
    let lines = 0
    let unreadable = 0
    for await (const line of createInterface({ input: context.stdin, crlfDelay: Number.POSITIVE_INFINITY })) {
      const text = line.replace(/^\ufeff/, '')
      if (text.trim() === '') continue
      const understood = read(text)
      lines += 1
      if ('error' in understood) unreadable += 1
      await context.output.line(lineOf(understood, context.output.isJson))
    }
    if (unreadable > 0) {
      throw new CommandFailure(`${unreadable} of ${lines} lines could not be read: see the "error" on their lines.`)
    }
  })
}

/** A line of JSON, or an explanation for people where one was asked for. */
function lineOf(understood: UnderstoodLine, isJson: boolean): string {
  if (isJson || 'error' in understood || !understood.explanation) return JSON.stringify(understood)
  return `${understood.id}: ${renderExplanation(understood.interpretation, understood.explanation)}`
}
