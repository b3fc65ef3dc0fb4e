import pino from 'pino'
import type { LogLevel } from './config.ts'

/** Structured log lines: ids, codes and durations, never row values, questions, e-mail addresses or tokens. */
export interface Logger {
  info(fields: object, message: string): void
  warn(fields: object, message: string): void
  error(fields: object, message: string): void
}

/** JSON lines on standard error: standard output belongs to the answer of a command. */
export function createLogger(level: LogLevel, destination?: { write(line: string): void }): Logger {
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      serializers: { err: level === 'debug' ? pino.stdSerializers.err : discreet },
    },
    destination ?? pino.destination({ dest: 2, sync: true }),
  )
}

/** An error without what its message quotes: a parser or a database likes to quote the value it stumbled over. */
function discreet(error: unknown): object {
  if (!(error instanceof Error)) return { type: typeof error }
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line))
  const message = error.message.replace(/"[^"]*"|'[^']*'|`[^`]*`/g, '"…"').slice(0, 500)
  const cause = error.cause instanceof Error ? { cause: discreet(error.cause) } : {}
  return { type: error.name, message, stack: frames.join('\n'), ...cause }
}
