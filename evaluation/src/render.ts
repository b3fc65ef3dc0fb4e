import { renderFailure } from './failures.ts'
import type { Report } from './report.ts'
import type { Side } from './side.ts'
import { type Summary, share } from './summary.ts'

/** The report as tables for people: development and held-out side by side, never a held-out question. */
export function renderReport(report: Report): string {
  const { all, development, heldOut, shortfalls, failures } = report
  const sides = [
    ['development', development],
    ['held out', heldOut],
  ] as const
  const shown = sides.filter(([, side]) => side.overall.questions + side.time.expressions > 0)
  const lines = [
    ...shown.flatMap(([name, side]) => [...renderSide(name, side), '']),
    ...(shown.length > 1 ? [...renderFigures('all', all), ''] : []),
    ...(failures.length > 0
      ? [`${failures.length} development questions not as labelled: see them with --failures`]
      : []),
    ...renderShortfalls(shortfalls),
  ]
  return `${lines.join('\n')}\n`
}

function renderShortfalls(shortfalls: Report['shortfalls']): string[] {
  if (shortfalls === null) return []
  return [shortfalls.length === 0 ? 'All thresholds reached.' : `Below the thresholds: ${shortfalls.join('; ')}.`]
}

/** Development questions that were not handled as labelled, the worst first. */
export function renderFailures({ failures }: Report): string {
  const order = ['wrong', 'overconfident', 'refused', 'declined', 'asked']
  const sorted = failures.toSorted((left, right) => order.indexOf(left.verdict) - order.indexOf(right.verdict))
  const counts = order.flatMap((verdict) => {
    const count = failures.filter((failure) => failure.verdict === verdict).length
    return count === 0 ? [] : `${count} ${verdict}`
  })
  return [...sorted.map(renderFailure), `${failures.length} failures: ${counts.join(', ') || 'none'}`, ''].join('\n')
}

const percent = (value: number): string => `${(value * 100).toFixed(1)} %`.padStart(8)
const count = (value: number): string => String(value).padStart(7)

const header = `${''.padEnd(26)}${['asked', 'scope', 'exact'].map((name) => name.padStart(8)).join('')}${['asked', 'refused', 'wrong', 'over'].map((name) => name.padStart(8)).join('')}`

function row(name: string, { questions, inScope, exactShare, verdicts }: Summary): string {
  const { asked, refused, wrong, overconfident } = verdicts
  const counted = [questions, inScope].map(count).join(' ')
  return `${name.padEnd(26)} ${counted}${percent(exactShare)}${[asked, refused, wrong, overconfident].map(count).join(' ')}`
}

function renderSide(name: string, side: Side): string[] {
  const table = (title: string, rows: Readonly<Record<string, Summary>>): string[] =>
    Object.keys(rows).length < 2
      ? []
      : [
          header.replace(/^ {26}/, title.padEnd(26)),
          ...Object.entries(rows).map(([key, summary]) => row(key, summary)),
          '',
        ]
  return [
    `== ${name}`,
    '',
    ...table('set', side.sets),
    ...table('company', side.companies),
    ...table('tag', side.tags),
    ...renderFigures(name, side),
  ]
}

function renderFigures(name: string, side: Side): string[] {
  const { overall, turns, time, typos, conversations } = side
  return [
    ...(overall.questions > 0 ? renderQuestions(name, side) : []),
    ...(turns.length > 0
      ? [
          `conversations ${conversations.all}, wholly right ${percent(share(conversations.exact, conversations.all))}, turns right ${percent(side.turnShare)}   by turn ${turns.map(({ turn, turns: all, exact }) => `${turn}:${percent(share(exact, all))} of ${all}`).join('  ')}`,
        ]
      : []),
    ...(time.expressions > 0
      ? [
          `time expressions ${time.expressions}, right ${percent(share(time.exact, time.expressions))}, declined ${time.declined}, wrong ${time.wrong}`,
        ]
      : []),
    ...typos.map(
      ({ typos: number, questions, exactShare, wrongShare }) =>
        `${number} misspelled words in ${questions} questions: exact ${percent(exactShare)}, wrong ${percent(wrongShare)}`,
    ),
  ]
}

function renderQuestions(name: string, { overall, calibration }: Side): string[] {
  return [
    header,
    row(name, overall),
    `exact in scope ${percent(overall.exactShare)}   wrong and confident ${percent(overall.wrongShare)}   refusal precision ${percent(overall.refusalPrecision)}   refusal recall ${percent(overall.refusalRecall)}`,
    `components ${Object.entries(overall.componentShares)
      .map(([component, value]) => `${component}${percent(value)}`)
      .join('  ')}`,
    `calibration error ${calibration.error.toFixed(3)}   Brier ${calibration.brier.toFixed(3)}   coverage at risk ${Object.entries(
      calibration.coverage,
    )
      .map(([risk, value]) => `${risk}:${percent(value)}`)
      .join('  ')}`,
    ...calibration.bands.map(
      (band) =>
        `  confidence ${band.from.toFixed(3)} to ${band.to.toFixed(3)}: ${count(band.answers)} answers, stated ${percent(band.stated)}, right ${percent(band.right)}`,
    ),
  ]
}
