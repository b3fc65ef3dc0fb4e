import type { Writable } from 'node:stream'
import { inspect } from 'node:util'

/** Where a command says things: answers on standard output, everything else on standard error. The only place that prints. */
export interface Output {
  readonly isJson: boolean
  /** A person watches standard error. */
  readonly isTerminal: boolean
  /** The one document of the command: JSON when asked for, else the text for people. */
  result(value: unknown, text: () => string): void
  /** One line of a stream of lines; waits when the reader is slower. */
  line(text: string): Promise<void>
  /** Something by the way, for people only; silent with --json. */
  note(text: string): void
  /** Replaces the line written last by `progress`; nothing unless a person watches. */
  progress(text: string): void
  error(text: string): void
  /** Where an error came from, for whoever looks for its reason. */
  details(error: Error): void
}

export interface OutputStreams {
  readonly stdout: Writable
  readonly stderr: Writable & { readonly isTTY?: boolean }
}

const clearLine = '\r\u001b[2K'

export function createOutput({ stdout, stderr }: OutputStreams, isJson: boolean): Output {
  const isTerminal = stderr.isTTY === true
  let hasProgress = false

  function endProgress(): void {
    if (hasProgress) stderr.write(clearLine)
    hasProgress = false
  }

  return {
    isJson,
    isTerminal,
    result(value, text) {
      endProgress()
      const written = isJson ? JSON.stringify(value, null, 2) : harmless(text())
      if (written !== '') stdout.write(`${written}\n`)
    },
    async line(text) {
      if (stdout.write(`${text}\n`)) return
      await new Promise<void>((resolve) => stdout.once('drain', () => resolve()))
    },
    note(text) {
      endProgress()
      if (!isJson) stderr.write(`${harmless(text)}\n`)
    },
    progress(text) {
      if (!isTerminal || isJson) return
      stderr.write(`${clearLine}${text.slice(0, 120)}`)
      hasProgress = true
    },
    error(text) {
      endProgress()
      stderr.write(`${withoutControls(text)}\n`)
    },
    details(error) {
      stderr.write(`${inspect(error)}\n`)
    },
  }
}

/** Lines as they are; a name, a reason or a cell in them must not drive the terminal. */
function harmless(text: string): string {
  return text.replace(/[^\P{Control}\n\t]+/gu, ' ')
}

/** One sentence on one line: a file name or a question in it must not drive the terminal. */
function withoutControls(text: string): string {
  return text.replace(/\p{Control}+/gu, ' ').trim()
}
