import { formatValue } from '@salestalk/engine'
import { type Answer, type AnswerTable, type Reference, type Unit, unitKinds } from '@salestalk/protocol'
import { textTable } from './text-table.ts'

const locale = 'en'
const sourcesShown = 6

/** An answer for a terminal: the sentence, the table, where the figures come from, how the question was understood. */
export function answerText(answer: Answer): string {
  const parts = [answer.text]
  if (answer.clarification) {
    const options = answer.clarification.options.map(({ label }, index) => `  ${index + 1}. ${label}`)
    parts.push(options.join('\n'))
  }
  if (answer.table && answer.table.rows.length > 1) parts.push(tableText(answer.table))
  if (answer.kind === 'answer') parts.push(footer(answer))
  if (answer.followUps.length > 0) parts.push(`Try: ${answer.followUps.map((question) => `"${question}"`).join(', ')}`)
  return parts.join('\n\n')
}

function tableText({ columns, rows }: AnswerTable): string {
  return textTable(
    columns.map(({ label }) => label),
    rows.map((row) =>
      columns.map(({ key, unit }) => {
        const cell = row[key] ?? null
        if (cell === null) return ''
        return typeof cell === 'number' ? formatValue(cell, unitOf(unit), locale) : String(cell)
      }),
    ),
  )
}

/** Units travel as one word: a currency code, or what kind of number it is. */
function unitOf(unit: string | null): Unit {
  const kind = unitKinds.find((candidate) => candidate === (unit ?? 'count'))
  return kind === undefined ? { kind: 'currency', currency: unit } : { kind, currency: null }
}

function footer({ interpretation, references, checks, timings }: Answer): string {
  const lines = [`Understood as: ${interpretation.restatement}`]
  const measured = references.filter(({ derivedFrom }) => derivedFrom.length === 0)
  for (const reference of measured.slice(0, sourcesShown)) lines.push(`Source: ${sourceText(reference)}`)
  if (measured.length > sourcesShown) lines.push(`… and ${measured.length - sourcesShown} more sources (--json)`)
  const reconciled = checks.reconciled === null ? '' : checks.reconciled ? ', reconciled' : ', NOT reconciled'
  lines.push(
    `Checked: ${checks.factsVerified} of ${checks.factsTotal} figures${reconciled}, in ${Math.round(timings.total)} ms`,
  )
  return lines.join('\n')
}

function sourceText({ metric, label, dimensions, value, source }: Reference): string {
  const slice = Object.entries(dimensions).map(([name, member]) => `${name}=${member ?? '(blank)'}`)
  const place = [metric, label, ...slice].filter((part) => part !== '').join(' ')
  return `${place} = ${value ?? 'none'} [${source.pk} ${source.sk}]`
}
