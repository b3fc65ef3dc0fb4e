import { suggest } from '@salestalk/engine'
import type { Command, CommanderError } from 'commander'

/** One sentence about a command line that does not parse, for a person: what is wrong and where to look. */
export function usageSentence(error: CommanderError, program: Command, commandArguments: readonly string[]): string {
  const { message, code } = error
  // The value of an option may be what was wrong: reading them once more would fail once more.
  if (code === 'commander.invalidArgument') return `${capitalized(message)}: see ${program.name()} --help.`
  const { command, unknownOption } = commandOf(program, commandArguments)
  const help = `see ${pathOf(command)} --help.`
  // A mistyped option is why the right one is missing.
  if (code === 'commander.missingMandatoryOptionValue' && unknownOption !== undefined) {
    return `There is no option ${unknownOption.slice(0, 60)}${optionHint(command, unknownOption)}: ${help}`
  }
  if (code === 'commander.excessArguments') {
    return `${capitalized(message)}; put a text of several words in quotes: ${help}`
  }
  return `${capitalized(message)}: ${help}`
}

/** What to say when a command was expected: which there are, or which was probably meant. */
export function missingCommandSentence(command: Command): string {
  const names = command.commands.map((sub) => sub.name())
  const [unknown] = command.args
  if (unknown === undefined) return `Name a command: ${pathOf(command)} ${names.join(', ')}.`
  const near = suggest(unknown, names)
  const hint = near === null ? '' : ` (did you mean ${near}?)`
  return `There is no command "${unknown.slice(0, 60)}"${hint}: see ${pathOf(command)} --help.`
}

/** The command that the arguments name, and the first option among them that neither it nor the program has. */
function commandOf(program: Command, commandArguments: readonly string[]) {
  let command = program
  let parsed = command.parseOptions([...commandArguments])
  for (;;) {
    const [name, ...operands] = parsed.operands
    const next = command.commands.find((sub) => sub.name() === name)
    if (next === undefined) break
    command = next
    parsed = command.parseOptions([...operands, ...parsed.unknown])
  }
  return { command, unknownOption: parsed.unknown.find((text) => text.startsWith('-')) }
}

function optionHint(command: Command, unknown: string): string {
  const options = [...command.options, ...(command.parent?.options ?? [])].flatMap(({ long }) => long ?? [])
  const near = suggest(unknown.split('=')[0] ?? unknown, options)
  return near === null ? '' : ` (did you mean ${near}?)`
}

function pathOf(command: Command): string {
  return command.parent === null ? command.name() : `${pathOf(command.parent)} ${command.name()}`
}

function capitalized(message: string): string {
  const text = message
    .replace(/^error: /, '')
    .replace(/\s*\n\s*/g, ' ')
    .replace(/\.$/, '')
  return text.charAt(0).toUpperCase() + text.slice(1)
}
