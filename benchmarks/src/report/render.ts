import type { CellValue, ColumnUnit, ResultColumn, Results, ResultTable } from './types.ts'

/** Results as text that reads well in a terminal and is Markdown too. */
export function renderResults(results: Results): string {
  const { date, machine, command, seconds } = results
  const head = [
    '# Benchmark results',
    '',
    `Measured on ${date} in ${Math.round(seconds)} s on ${machine.cores} cores, ${machine.memoryGigabytes} GB of memory,`,
    `Node ${machine.node}, ${machine.platform}. Medians of several runs. Ratios are SalesTalk over the alternative: smaller is better.`,
    '',
    `    ${command}`,
  ]
  return `${[...head, ...results.tables.flatMap((table) => ['', ...renderTable(table)])].join('\n')}\n`
}

function renderTable({ title, notes, columns, rows }: ResultTable): string[] {
  const cells = rows.map((row) => columns.map(({ key, unit }) => formatCell(row[key] ?? null, unit)))
  const header = columns.map(headerOf)
  const widths = header.map((label, index) => Math.max(label.length, ...cells.map((row) => row[index]?.length ?? 0), 3))
  const line = (row: readonly string[]) =>
    `| ${row.map((cell, index) => pad(cell, widths[index] ?? 0, columns[index])).join(' | ')} |`
  const rule = `|${columns.map(({ unit }, index) => ruleOf(unit, widths[index] ?? 0)).join('|')}|`
  const table = rows.length === 0 ? [] : ['', line(header), rule, ...cells.map(line)]
  return [`## ${title}`, ...table, '', ...notes.map((note) => `- ${note}`)]
}

const unitLabels: Record<ColumnUnit, string> = {
  text: '',
  count: '',
  milliseconds: 'ms',
  microseconds: 'µs',
  megabytes: 'MB',
  ratio: '',
  percent: '',
}

function headerOf({ label, unit }: ResultColumn): string {
  return unitLabels[unit] === '' ? label : `${label} (${unitLabels[unit]})`
}

function pad(cell: string, width: number, column: ResultColumn | undefined): string {
  return column?.unit === 'text' ? cell.padEnd(width) : cell.padStart(width)
}

function ruleOf(unit: ColumnUnit, width: number): string {
  return unit === 'text' ? '-'.repeat(width + 2) : `${'-'.repeat(width + 1)}:`
}

export function formatCell(value: CellValue, unit: ColumnUnit): string {
  if (value === null) return '–'
  if (typeof value === 'string') return value.replaceAll('|', '\\|')
  if (!Number.isFinite(value)) return '–'
  if (unit === 'ratio') return `${withDigits(value, value < 10 ? 2 : value < 100 ? 1 : 0)} ×`
  if (unit === 'percent') return `${Math.round(value * 100)} %`
  return withDigits(value, unit === 'count' || Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2)
}

function withDigits(value: number, digits: number): string {
  return value.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits })
}
