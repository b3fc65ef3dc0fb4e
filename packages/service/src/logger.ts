import pino from 'pino'
import type { LogLevel } from './config.ts'

/** Structured log lines: ids, codes and durations, never row values, questions, e-mail addresses or tokens. */
export interface Logger {
  info(fields: object, message: string): void
  warn(fields: object, message: string): void
  error(fields: object, message: string): void
}

/** JSON lines on standard error: standard output belongs to the answer of a command. */
export function createLogger(level: LogLevel): Logger {
  return pino(
    { level, base: null, timestamp: pino.stdTimeFunctions.isoTime },
    pino.destination({ dest: 2, sync: true }),
  )
}
