import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { CommandFailure } from '../command-line/failures.ts'
import { type CommandContext, configOf } from '../command-line/run-context.ts'

/** `evaluate` and `bench` are tools of the repository: they run from its sources, in a process of their own. */
export async function runRepositoryTool(
  context: CommandContext,
  tool: 'evaluation' | 'benchmarks',
  toolArguments: readonly string[],
): Promise<number> {
  const { repositoryFolder } = configOf(context)
  const source = join(repositoryFolder, tool, 'src/cli.ts')
  const tsx = join(repositoryFolder, 'node_modules/tsx/dist/cli.mjs')
  if (!existsSync(source) || !existsSync(tsx)) {
    throw new CommandFailure(`This needs the repository with its development packages: clone it and run npm ci.`)
  }
  const options = context.output.isJson ? ['--json'] : []
  const child = spawn(process.execPath, [tsx, source, ...toolArguments, ...options], { stdio: 'inherit' })
  context.signal.addEventListener('abort', () => child.kill('SIGINT'))
  return await new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('exit', (code, signal) => resolve(code ?? (signal === null ? 0 : 1)))
  })
}
