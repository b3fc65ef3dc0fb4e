import type { Score } from './score.ts'
import { type Summary, summarize } from './summary.ts'

/** What an evaluation must reach; data in thresholds.json. */
export interface Thresholds {
  readonly exactShare: number
  readonly wrongShare: number
  readonly refusalPrecision: number
  readonly refusalRecall: number
  readonly calibrationError: number
}

export interface Report {
  readonly asOf: string
  readonly overall: Summary
  /** Questions never used for development. */
  readonly heldOut: Summary
  readonly sets: Readonly<Record<string, Summary>>
  readonly failures: readonly string[]
  readonly disagreements: readonly {
    readonly id: string
    readonly question: string
    readonly verdict: string
    readonly detail: string
  }[]
}

export function reportOf(
  asOf: string,
  scoresBySet: ReadonlyMap<string, readonly Score[]>,
  thresholds: Thresholds,
): Report {
  const all = [...scoresBySet.values()].flat()
  const overall = summarize(all)
  const sets = Object.fromEntries([...scoresBySet].map(([name, scores]) => [name, summarize(scores)]))
  // Held-out questions are counted, never shown: whoever reads a failing one would tune to it.
  const open = all.filter(({ question }) => !question.tags.includes('held-out'))
  const heldOut = summarize(all.filter(({ question }) => question.tags.includes('held-out')))
  return {
    asOf,
    overall,
    heldOut,
    sets,
    failures: failuresOf(overall, thresholds),
    disagreements: open.flatMap(disagreement),
  }
}

function failuresOf(summary: Summary, thresholds: Thresholds): string[] {
  const atLeast = (['exactShare', 'refusalPrecision', 'refusalRecall'] as const).filter(
    (name) => summary[name] < thresholds[name],
  )
  const atMost = (['wrongShare', 'calibrationError'] as const).filter((name) => summary[name] > thresholds[name])
  return [...atLeast, ...atMost].map(
    (name) => `${name} is ${summary[name].toFixed(3)}, the threshold ${thresholds[name]}`,
  )
}

function disagreement({ question, interpretation, verdict, misses }: Score): Report['disagreements'] {
  if (verdict === 'exact') return []
  const detail =
    misses.length > 0
      ? `${misses.join(', ')} differ: ${interpretation.restatement}`
      : `${interpretation.kind} ${interpretation.reason ?? ''}`.trim()
  return [{ id: question.id, question: question.question, verdict, detail }]
}

const percent = (value: number) => `${(value * 100).toFixed(1)} %`.padStart(8)

/** The report as a table for people. */
export function renderReport({ overall, heldOut, sets, failures, disagreements, asOf }: Report): string {
  const row = (name: string, summary: Summary) =>
    [
      name.padEnd(16),
      String(summary.questions).padStart(9),
      percent(summary.exactShare),
      String(summary.verdicts.asked).padStart(7),
      String(summary.verdicts.refused).padStart(8),
      String(summary.verdicts.wrong + summary.verdicts.overconfident).padStart(6),
    ].join(' ')
  const lines = [
    `Questions asked as of ${asOf}`,
    '',
    'set              questions    exact   asked  refused  wrong',
    ...Object.entries(sets).map(([name, summary]) => row(name, summary)),
    row('all', overall),
    row('held out', heldOut),
    '',
    `wrong and confident ${percent(overall.wrongShare)}   refusal precision ${percent(overall.refusalPrecision)}   refusal recall ${percent(overall.refusalRecall)}   calibration error ${overall.calibrationError.toFixed(3)}`,
    `components: ${Object.entries(overall.componentShares)
      .map(([name, share]) => `${name}${percent(share)}`)
      .join('  ')}`,
  ]
  if (disagreements.length > 0)
    lines.push(
      '',
      'Not as labelled (held-out questions are not shown):',
      ...disagreements.map(
        ({ id, verdict, question, detail }) => `  ${verdict.padEnd(13)} ${id.padEnd(16)} ${question} - ${detail}`,
      ),
    )
  lines.push(
    '',
    failures.length === 0 ? 'All thresholds reached.' : `Below the thresholds: ${failures.join('; ')}.`,
    '',
  )
  return lines.join('\n')
}
