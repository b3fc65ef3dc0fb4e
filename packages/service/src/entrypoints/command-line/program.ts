import type { Readable } from 'node:stream'
import { ingestModes } from '@salestalk/protocol'
import { Argument, Command, CommanderError, Option } from 'commander'
import { installedVersion, readConfig } from '../../config.ts'
import { ConfigError } from '../../environment.ts'
import { readCount, readDate, readPort, readTime } from './arguments.ts'
import { describeFailure, isMisuse } from './failures.ts'
import { createOutput, type Output, type OutputStreams } from './output.ts'
import { type Add, missingCommand, type Run, type Work } from './registration.ts'
import { usageSentence } from './usage.ts'
import { addVocabulary } from './vocabulary-commands.ts'

export interface CommandLineWorld extends OutputStreams {
  readonly stdin: Readable
  /** Aborted when the person interrupts. */
  readonly signal: AbortSignal
}

/** Runs one command; resolves to its exit status: 0 done, 1 failed, 2 not used as it is meant to be. */
export async function runCommandLine(commandArguments: readonly string[], world: CommandLineWorld): Promise<number> {
  let output = createOutput(world, commandArguments.includes('--json'))
  let status = 0
  const program = buildProgram(world, async (command, work) => {
    const { json = false, data } = command.optsWithGlobals<{ json?: boolean; data?: string }>()
    output = createOutput(world, json)
    const result = await work({ output, stdin: world.stdin, signal: world.signal, dataFolder: data })
    status = typeof result === 'number' ? result : 0
  })
  try {
    await program.parseAsync(commandArguments, { from: 'user' })
    return status
  } catch (error) {
    return failed(error, output, program, commandArguments)
  }
}

function failed(error: unknown, output: Output, program: Command, commandArguments: readonly string[]): number {
  if (error instanceof CommanderError) {
    if (error.exitCode === 0) return 0
    output.error(usageSentence(error, program, commandArguments))
    return 2
  }
  output.error(describeFailure(error))
  if (!(error instanceof ConfigError) && readConfig().logLevel === 'debug' && error instanceof Error) {
    output.details(error)
  }
  return isMisuse(error) ? 2 : 1
}

function buildProgram(world: CommandLineWorld, run: (command: Command, work: Work) => Promise<void>): Command {
  const program = new Command('salestalk')
    .description('Ask your own business data a question; every figure in the answer carries its source.')
    .version(installedVersion(), '--version')
    .option('--json', 'write one JSON document to standard output')
    .option('--data <folder>', 'where the embedded stores live (default: $SALESTALK_DATA or ./data)')
    .configureHelp({ showGlobalOptions: true })
    .configureOutput({
      writeOut: (text) => world.stdout.write(text),
      writeErr: (text) => world.stderr.write(text),
      // Failures are said in one place, as one sentence.
      outputError: () => undefined,
    })
    .exitOverride()
    .allowExcessArguments()
    .action(missingCommand)
  const add: Add = (parent, usage, description) =>
    parent.command(usage).description(description).allowExcessArguments(false)
  addServe(program, add, run)
  addGateway(program, add, run)
  addTenants(program, add, run)
  addData(program, add, run)
  addQuestions(program, add, run)
  addVocabulary(program, add, run)
  addTools(program, add, run)
  addEvents(program, add, run)
  addArchive(program, add, run)
  return program
}

const tenantOption = ['--tenant <id>', 'the company'] as const
const asOfOption = ['--as-of <date>', 'what "today" is, as YYYY-MM-DD (default: the clock)', readDate] as const
const explainOption = [
  '--explain',
  'how it was read: what bound each word, what else was possible and why it lost',
] as const

function addServe(program: Command, add: Add, run: Run): void {
  add(program, 'serve', 'Serve the API and the web app')
    .option('--port <port>', 'the port; 0 takes any free one (default: $PORT or 4321)', readPort)
    .option('--demo', 'with two demo companies that anybody may enter')
    .action((options, command: Command) =>
      run(command, async (context) => (await import('../commands/serve.ts')).serve(context, options)),
    )
}

function addGateway(program: Command, add: Add, run: Run): void {
  add(program, 'gateway', 'Run the functions of the AWS deployment on the emulator at $AWS_ENDPOINT_URL')
    .option('--port <port>', 'the port; 0 takes any free one (default: $PORT or 4321)', readPort)
    .option('--environment <name>', 'the environment on the emulator; made when it is missing', 'local')
    .action((options, command: Command) =>
      run(command, async (context) => (await import('../commands/gateway.ts')).gateway(context, options)),
    )
}

function addTenants(program: Command, add: Add, run: Run): void {
  const tenant = add(program, 'tenant', 'Companies').allowExcessArguments().action(missingCommand)
  add(tenant, 'create <name>', 'Create a company')
    .requiredOption('--owner <email>', 'its first administrator')
    .option('--plan <plan>', 'free, standard or enterprise', 'free')
    .option('--demo-data', 'begin with the data of a demo company')
    .action((name, options, command: Command) =>
      run(command, async (context) => (await import('../commands/tenant.ts')).createTenant(context, name, options)),
    )
  add(tenant, 'list', 'List the companies').action((_options, command: Command) =>
    run(command, async (context) => (await import('../commands/tenant.ts')).listTenants(context)),
  )
  add(tenant, 'delete <id>', 'Delete a company with everything it has').action((id, _options, command: Command) =>
    run(command, async (context) => (await import('../commands/tenant.ts')).deleteTenant(context, id)),
  )
  add(tenant, 'suspend <id>', 'Shut a company at once; everything is kept')
    .option('--reason <text>', 'goes into the event')
    .action((id, options, command: Command) =>
      run(command, async (context) => (await import('../commands/tenant.ts')).suspendTenant(context, id, options)),
    )
  add(tenant, 'resume <id>', 'Open a suspended company again').action((id, _options, command: Command) =>
    run(command, async (context) => (await import('../commands/tenant.ts')).resumeTenant(context, id)),
  )
  add(tenant, 'certificate <id>', 'Show what was removed with a deleted company').action(
    (id, _options, command: Command) =>
      run(command, async (context) => (await import('../commands/tenant.ts')).showCertificate(context, id)),
  )
  add(tenant, 'rephrase', 'Let the language model reword the answers of a company, or no longer')
    .argument('<id>')
    .addArgument(new Argument('<choice>').choices(['on', 'off']))
    .action((id, choice, _options, command: Command) =>
      run(command, async (context) => (await import('../commands/tenant.ts')).setRephrasing(context, id, choice)),
    )
  add(tenant, 'resume-interrupted', 'Carry on what was interrupted: creations, suspensions, deletions').action(
    (_options, command: Command) =>
      run(command, async (context) => (await import('../commands/tenant.ts')).resumeInterrupted(context)),
  )
  const user = add(program, 'user', 'People of a company').allowExcessArguments().action(missingCommand)
  add(user, 'add <email>', 'Let a person in; prints a sign-in code')
    .requiredOption(...tenantOption)
    .option('--name <name>', 'what to call the person')
    .option('--role <role>', 'admin or member', 'member')
    .action((email, options, command: Command) =>
      run(command, async (context) => (await import('../commands/user.ts')).addUser(context, email, options)),
    )
  add(user, 'list', 'List the people of a company')
    .requiredOption(...tenantOption)
    .action((options, command: Command) =>
      run(command, async (context) => (await import('../commands/user.ts')).listUsers(context, options)),
    )
  add(program, 'operator-token', 'Print a token for the routes that manage companies').action(
    (_options, command: Command) =>
      run(command, async (context) => (await import('../commands/user.ts')).operatorToken(context)),
  )
}

function addData(program: Command, add: Add, run: Run): void {
  add(program, 'ingest <file>', 'Take in a CSV, TSV, JSON, NDJSON, XLSX or Parquet file')
    .requiredOption(...tenantOption)
    .option('--dataset <name>', 'the dataset (default: from the file name)')
    .option('--model <file>', 'what the columns mean, as JSON, instead of the proposal')
    .addOption(new Option('--mode <mode>', 'add to the dataset or replace it').choices(ingestModes).default('append'))
    .option('--dry-run', 'show everything, write nothing')
    .action((file, options, command: Command) =>
      run(command, async (context) => (await import('../commands/ingest.ts')).ingest(context, file, options)),
    )
  const batches = add(program, 'batches', 'What was taken in').allowExcessArguments().action(missingCommand)
  add(batches, 'list', 'List the batches')
    .requiredOption(...tenantOption)
    .action((options, command: Command) =>
      run(command, async (context) => (await import('../commands/batches.ts')).showBatches(context, options)),
    )
  add(batches, 'undo <batch>', 'Take a batch out again')
    .requiredOption(...tenantOption)
    .action((batchId, options, command: Command) =>
      run(command, async (context) => (await import('../commands/batches.ts')).undoBatch(context, batchId, options)),
    )
}

function addQuestions(program: Command, add: Add, run: Run): void {
  add(program, 'ask <question>', 'Ask a question')
    .requiredOption(...tenantOption)
    .option('--session <id>', 'the conversation it belongs to; started when there is none')
    .option(...asOfOption)
    .option(...explainOption)
    .action((question, options, command: Command) =>
      run(command, async (context) => (await import('../commands/ask.ts')).ask(context, question, options)),
    )
  add(program, 'understand', 'Understand questions from standard input, a JSON line each, without answering them')
    .requiredOption(...tenantOption)
    .option(...asOfOption)
    .option(...explainOption)
    .action((options, command: Command) =>
      run(command, async (context) => (await import('../commands/understand.ts')).understandLines(context, options)),
    )
  add(program, 'metrics', 'Show everything that can be asked about')
    .requiredOption(...tenantOption)
    .action((options, command: Command) =>
      run(command, async (context) => (await import('../commands/metrics.ts')).showMetrics(context, options)),
    )
}

function addTools(program: Command, add: Add, run: Run): void {
  const tools = [
    ['evaluate', 'evaluation', 'Score the labelled question sets of the repository'],
    ['bench', 'benchmarks', 'Run the benchmarks of the repository'],
  ] as const
  for (const [name, folder, description] of tools) {
    add(program, `${name} [arguments...]`, description)
      .allowUnknownOption()
      .action((toolArguments: string[], _options, command: Command) =>
        run(command, async (context) => {
          const { runRepositoryTool } = await import('../commands/repository-tools.ts')
          return await runRepositoryTool(context, folder, toolArguments)
        }),
      )
  }
}

function addEvents(program: Command, add: Add, run: Run): void {
  const events = add(program, 'events', 'The event log').allowExcessArguments().action(missingCommand)
  const withFilter = (command: Command) =>
    command
      .option('--tenant <id>', 'of one company only')
      .option('--type <type>', 'of one type only')
      .option('--from <time>', 'not before', readTime)
      .option('--to <time>', 'not after', readTime)
  const consumerOption = ['--consumer <name>', 'of one consumer only'] as const
  withFilter(add(events, 'tail', 'Show the latest events'))
    .option('--limit <count>', 'at most so many', readCount, 20)
    .action((options, command: Command) =>
      run(command, async (context) => (await import('../commands/events.ts')).tailEvents(context, options)),
    )
  withFilter(add(events, 'replay [id]', 'Give events to their consumers once more'))
    .option('--limit <count>', 'only the latest so many', readCount)
    .option('--force', 'also to consumers that have handled them already')
    .option('--all', 'everything in the log')
    .action((id, options, command: Command) =>
      run(command, async (context) => (await import('../commands/events.ts')).replayEvents(context, id, options)),
    )
  withFilter(add(events, 'dead-letters', 'Show events that a consumer failed on for good'))
    .option(...consumerOption)
    .action((options, command: Command) =>
      run(command, async (context) => (await import('../commands/events.ts')).listDeadLetters(context, options)),
    )
  withFilter(add(events, 'redrive [id]', 'Queue dead letters once more'))
    .option(...consumerOption)
    .option('--all', 'every dead letter')
    .action((id, options, command: Command) =>
      run(command, async (context) => (await import('../commands/events.ts')).redriveDeadLetters(context, id, options)),
    )
}

function addArchive(program: Command, add: Add, run: Run): void {
  add(program, 'export', 'Write everything of one company to one archive')
    .requiredOption(...tenantOption)
    .option('--output <file>', 'the archive (default: ID.salestalk)')
    .action((options, command: Command) =>
      run(command, async (context) => (await import('../commands/archive.ts')).exportTenant(context, options)),
    )
  add(program, 'import <file>', 'Bring a company back from its archive').action((file, _options, command: Command) =>
    run(command, async (context) => (await import('../commands/archive.ts')).importTenant(context, file)),
  )
}
