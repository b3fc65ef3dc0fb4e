import { runCommandLine } from './command-line/program.ts'

const interruption = new AbortController()

// The first interrupt lets the command end cleanly; a second one does not wait.
function interrupt(): void {
  if (interruption.signal.aborted) process.exit(130)
  interruption.abort()
}
process.on('SIGINT', interrupt)
process.on('SIGTERM', interrupt)
// A reader that has seen enough (`| head`) is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1))

const { stdin, stdout, stderr } = process
process.exitCode = await runCommandLine(process.argv.slice(2), { stdin, stdout, stderr, signal: interruption.signal })
