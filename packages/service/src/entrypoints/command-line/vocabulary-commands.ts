import { Argument, type Command } from 'commander'
import { settingNames } from '../../vocabulary/edit-content.ts'
import { readCount, readVersion, readWeight } from './arguments.ts'
import { type Add, missingCommand, type Run } from './registration.ts'

const tenantOption = ['--tenant <id>', 'the company'] as const

const commands = () => import('../commands/vocabulary.ts')

/** `salestalk vocabulary …`: a company's own words and settings. */
export function addVocabulary(program: Command, add: Add, run: Run): void {
  const vocabulary = add(program, 'vocabulary', "A company's own words and settings")
    .allowExcessArguments()
    .action(missingCommand)
  add(vocabulary, 'show', 'Show the words and settings in use')
    .requiredOption(...tenantOption)
    .option('--version-number <number>', 'as an earlier version had them', readVersion)
    .action((options, command: Command) =>
      run(command, async (context) => (await commands()).showVocabulary(context, options)),
    )
  add(vocabulary, 'versions', 'Show who changed them, when and why')
    .requiredOption(...tenantOption)
    .action((options, command: Command) =>
      run(command, async (context) => (await commands()).showVersions(context, options)),
    )
  addChanges(vocabulary, add, run)
  withChange(add(vocabulary, 'preview <file>', 'Show what the content of a file would change; changes nothing')).action(
    (file, options, command: Command) =>
      run(command, async (context) => (await commands()).previewFile(context, file, options)),
  )
  withChange(add(vocabulary, 'apply <file>', 'Accept the content of a file, as "show --json" writes it'))
    .option('--reason <text>', 'kept with the version')
    .action((file, options, command: Command) =>
      run(command, async (context) => (await commands()).applyFile(context, file, options)),
    )
  add(vocabulary, 'rollback', 'Bring an earlier version back, as a new one')
    .addArgument(new Argument('<version>').argParser(readVersion))
    .requiredOption(...tenantOption)
    .option('--reason <text>', 'kept with the version')
    .action((version, options, command: Command) =>
      run(command, async (context) => (await commands()).rollBack(context, version, options)),
    )
}

/** Changes of one thing: each shows what it would do, and does it with --yes. */
function addChanges(vocabulary: Command, add: Add, run: Run): void {
  const one = (usage: string, description: string) =>
    withChange(add(vocabulary, usage, description))
      .option('--yes', 'accept it; without, it is only shown what would change')
      .option('--reason <text>', 'kept with the version')
  one('add <phrases...>', 'Give a metric or a dimension further names')
    .option('--metric <id>', 'the metric they mean')
    .option('--dimension <id>', 'the dimension they mean')
    .option('--weight <weight>', '1 means it and nothing else, less competes with other meanings', readWeight, 1)
    .action((phrases, options, command: Command) =>
      run(command, async (context) => (await commands()).addNames(context, phrases, options)),
    )
  one('alias <dimension> <member> <names...>', 'Give a member further names').action(
    (dimension, member, names, options, command: Command) =>
      run(command, async (context) => (await commands()).addAliases(context, { dimension, member }, names, options)),
  )
  one('forbid <phrases...>', 'Let phrases no longer mean something')
    .option('--metric <id>', 'the metric they do not mean')
    .option('--dimension <id>', 'the dimension they do not mean, or that of the member')
    .option('--member <name>', 'the member of the dimension they do not mean')
    .action((phrases, options, command: Command) =>
      run(command, async (context) => (await commands()).forbidPhrases(context, phrases, options)),
    )
  one('prefer <term>', 'Say which metric or member a word means here')
    .option('--metric <id>', 'the metric')
    .option('--dimension <id>', 'the dimension of the member')
    .option('--member <name>', 'the member')
    .action((term, options, command: Command) =>
      run(command, async (context) => (await commands()).preferMeaning(context, term, options)),
    )
  one('remove <phrase>', 'Take back everything the company says of a phrase').action(
    (phrase, options, command: Command) =>
      run(command, async (context) => (await commands()).removePhrase(context, phrase, options)),
  )
  one('set', 'Change a setting')
    .addArgument(new Argument('<setting>').choices(settingNames))
    .argument('<value>', 'such as last_quarter, sunday, 4, 4-4-5, day_first; "none" takes a pattern or an order back')
    .action((setting, value, options, command: Command) =>
      run(command, async (context) => (await commands()).changeSetting(context, setting, value, options)),
    )
}

function withChange(command: Command): Command {
  return command
    .requiredOption(...tenantOption)
    .option('--questions <file>', 'read these questions too: a JSON line each, {"question": "…"}')
    .option('--history <count>', 'read at most so many of the questions that were asked', readCount, 300)
}
