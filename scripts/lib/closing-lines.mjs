import { stripVTControlCharacters } from 'node:util'

/** The summary that vitest prints last: files, tests, errors, duration; all its final lines when it printed none. */
export function vitestClosingLines(output) {
  return closingLines(output, /^\s*(Test Files|Tests|Errors|Duration)\s/)
}

/** The counts that Playwright prints last: passed, failed, flaky, skipped, did not run. */
export function playwrightClosingLines(output) {
  return closingLines(output, /^\s*(\d+ (passed|failed|flaky|skipped|interrupted|did not run|errors? )|Error: )/)
}

function closingLines(output, pattern) {
  const lines = stripVTControlCharacters(output)
    .split('\n')
    .filter((line) => line.trim() !== '')
  const summary = lines.slice(-40).filter((line) => pattern.test(line))
  return summary.length > 0 ? summary : lines.slice(-5)
}
