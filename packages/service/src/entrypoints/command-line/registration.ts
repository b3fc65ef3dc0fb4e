import type { Command } from 'commander'
import { UsageError } from './failures.ts'
import type { CommandContext } from './run-context.ts'
import { missingCommandSentence } from './usage.ts'

/** Resolves to an exit status where it is another one's, as of a tool that was started. */
export type Work = (context: CommandContext) => Promise<unknown>

/** Adds a command to a group of commands. */
export type Add = (parent: Command, usage: string, description: string) => Command

/** Runs what a command does. */
export type Run = (command: Command, work: Work) => Promise<void>

/** What a group of commands does without one of them. */
export function missingCommand(_options: unknown, command: Command): void {
  throw new UsageError(missingCommandSentence(command))
}
