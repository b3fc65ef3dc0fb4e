import { CommandFailure } from '../command-line/failures.ts'
import type { CommandContext } from '../command-line/run-context.ts'

export async function exportTenant(
  _context: CommandContext,
  _options: { tenant: string; output?: string },
): Promise<void> {
  throw new CommandFailure('Not yet.')
}

export async function importTenant(_context: CommandContext, _file: string): Promise<void> {
  throw new CommandFailure('Not yet.')
}
