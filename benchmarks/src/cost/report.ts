import type { RequestUnits } from '../aws/request-units.ts'
import { type Activity, activities } from './activity.ts'
import { type Driver, type MeasuredWork, questionCosts, sharedCosts, tenantCosts, totalOf } from './derive-costs.ts'
import type { Prices } from './prices.ts'

const tenantCounts = [10, 100, 1000]
const targets = { idleTenant: 1, question: 0.001 }

export interface CostReport {
  readonly prices: Pick<Prices, 'date' | 'region' | 'note'>
  readonly rows: number
  readonly work: MeasuredWork
  readonly questions: { readonly figures: readonly Driver[]; readonly rows: readonly Driver[] }
  readonly tenants: readonly { readonly activity: Activity; readonly drivers: readonly Driver[] }[]
  readonly shared: readonly { readonly tenants: number; readonly drivers: readonly Driver[] }[]
}

export function costReport(work: MeasuredWork, prices: Prices, rows: number): CostReport {
  const { date, region, note } = prices
  return {
    prices: { date, region, note },
    rows,
    work,
    questions: { figures: questionCosts(work, 'figures', prices), rows: questionCosts(work, 'rows', prices) },
    tenants: Object.values(activities).map((activity) => ({ activity, drivers: tenantCosts(work, activity, prices) })),
    shared: tenantCounts.map((tenants) => ({ tenants, drivers: sharedCosts(work, tenants, prices) })),
  }
}

/** The report as Markdown. */
export function renderReport(report: CostReport): string {
  const { prices, rows, work, questions, tenants, shared } = report
  return `${[
    `Prices: ${prices.region}, ${prices.date}. ${prices.note}`,
    '',
    '## What one thing asks of AWS',
    '',
    ...table(
      ['', 'Read units', 'Write units', 'Objects read', 'Objects written', 'Events', 'Messages', 'Requests'],
      workRows(work, rows),
    ),
    '',
    '## One question without a model',
    '',
    ...table(['Driver', 'From figures', 'From rows'], sideBySide([questions.figures, questions.rows])),
    '',
    `Target: below ${money(targets.question)}.`,
    '',
    '## One company in a month, without its share of what is shared',
    '',
    ...table(
      ['Driver', ...tenants.flatMap(({ activity }) => [activity.name, `${activity.name}: how much`])],
      sideBySide(
        tenants.map(({ drivers }) => drivers),
        true,
      ),
    ),
    '',
    '## Shared by all companies, in a month',
    '',
    ...table(
      ['Driver', ...shared.map((each) => `${each.tenants.toLocaleString('en')} companies`)],
      sideBySide(shared.map(({ drivers }) => drivers)),
    ),
    '',
    '## One company in a month, with its share',
    '',
    ...table(
      ['Companies', ...tenants.map(({ activity }) => activity.name), 'Share of what is shared'],
      withShares(report),
    ),
    '',
    `Target: an idle company below ${money(targets.idleTenant)}.`,
  ].join('\n')}\n`
}

function workRows(work: MeasuredWork, rows: number): string[][] {
  const lines: readonly (readonly [string, RequestUnits])[] = [
    ['Onboarding a company', work.onboarding],
    [`Taking in ${rows.toLocaleString('en')} rows`, work.firstUpload],
    ['What follows: events, figures computed ahead', work.firstUploadEvents],
    [`Taking in ${(rows / 10).toLocaleString('en')} rows more`, work.laterUpload],
    ['What follows that', work.laterUploadEvents],
    ['A question, from figures', work.questionFromFigures],
    ['A question, from rows', work.questionFromRows],
    ['What follows a question: events', work.questionEvents],
    ['A round of the timer, one company', work.timerRound],
    ['A sweep of the outboxes, one company', work.sweepRound],
  ]
  return lines.map(([name, units]) => [
    name,
    ...[units.readUnits, units.writeUnits, units.objectReads, units.objectWrites, units.events, units.messages].map(
      amount,
    ),
    amount(units.requests),
  ])
}

/** One row per driver that costs anything in any of the columns, and their totals. */
function sideBySide(columns: readonly (readonly Driver[])[], withAmounts = false): string[][] {
  const [first = []] = columns
  const cells = (index: number) =>
    columns.flatMap((drivers) => {
      const driver = drivers[index]
      const dollars = money(driver?.dollars ?? 0)
      return withAmounts ? [dollars, driver?.dollars === 0 ? '' : (driver?.amount ?? '')] : [dollars]
    })
  const rows = first.flatMap(({ name }, index) =>
    columns.some((drivers) => (drivers[index]?.dollars ?? 0) > 0) ? [[name, ...cells(index)]] : [],
  )
  const totals = columns.flatMap((drivers) => (withAmounts ? [money(totalOf(drivers)), ''] : [money(totalOf(drivers))]))
  return [...rows, ['**Together**', ...totals]]
}

function withShares({ tenants, shared }: CostReport): string[][] {
  return shared.map(({ tenants: count, drivers }) => {
    const share = totalOf(drivers) / count
    return [count.toLocaleString('en'), ...tenants.map((each) => money(totalOf(each.drivers) + share)), money(share)]
  })
}

function table(header: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const widths = header.map((label, column) =>
    Math.max(label.length, 3, ...rows.map((row) => row[column]?.length ?? 0)),
  )
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0))).join(' | ')} |`
  const rule = `|${widths.map((width, column) => (column === 0 ? '-'.repeat(width + 2) : `${'-'.repeat(width + 1)}:`)).join('|')}|`
  return [line(header), rule, ...rows.map(line)]
}

/** Three digits that mean something, down to a millionth of a cent. */
export function money(dollars: number): string {
  if (dollars === 0) return '–'
  if (dollars >= 0.1) return `$${dollars.toFixed(2)}`
  return `$${Number(dollars.toPrecision(2)).toFixed(Math.min(10, 1 - Math.floor(Math.log10(dollars))))}`
}

function amount(value: number): string {
  if (value === 0) return '–'
  return value.toLocaleString('en', { maximumFractionDigits: value < 100 ? 1 : 0 })
}
