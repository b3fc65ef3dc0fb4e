import type { Interpretation } from '@salestalk/protocol'
import type { ExplainedReading, ExplainedWords, Explanation } from './explain.ts'

/** An explanation as text for people and for failing tests. */
export function renderExplanation(interpretation: Interpretation, explanation: Explanation): string {
  const { kind, reason, message, restatement, confidence } = interpretation
  const verdict =
    kind === 'answerable' ? `answers: ${restatement}` : `${kind} ${reason ?? ''}: ${message ?? restatement}`
  const { chosen, runnersUp } = explanation
  if (chosen === null) return `${verdict}\nSettled before the words were weighed.\n`
  return [
    verdict,
    '',
    'Words',
    ...explanation.words.map(renderWords),
    '',
    `Chosen at cost ${chosen.cost}: words ${chosen.wordsCost}${penaltiesOf(chosen)}`,
    ...issuesOf(chosen),
    `  rules: ${chosen.rules.join(', ') || 'none'}`,
    '',
    runnersUp.length === 0 ? 'No other reading.' : 'Other readings',
    ...runnersUp.flatMap(renderRunnerUp),
    '',
    `Asked as "${explanation.masked.join(' ')}": ${explanation.intents
      .slice(0, 3)
      .map(({ intent, probability }) => `${intent} ${probability}`)
      .join(', ')}`,
    `Confidence ${confidence.overall}`,
    ...explanation.confidence.map(
      ({ name, value, weight }) => `  ${name.padEnd(22)} ${value.toFixed(2).padStart(6)} × ${weight.toFixed(3)}`,
    ),
    '',
  ].join('\n')
}

function renderWords({ text, meaning, rule, cost, typos, role, boundTo }: ExplainedWords): string {
  const bound = boundTo === null ? role : `${role} ${boundTo}`
  const misspelled = typos > 0 ? `, ${typos} typos` : ''
  return `  ${text.padEnd(22)} ${meaning.padEnd(34)} -> ${bound} (rule ${rule}, cost ${cost}${misspelled})`
}

function renderRunnerUp(reading: ExplainedReading): string[] {
  return [
    `  +${reading.behind}  ${reading.restatement || '(nothing)'}: words ${reading.wordsCost}${penaltiesOf(reading)}`,
    ...(reading.differs.length > 0 ? [`      takes ${reading.differs.join(', ')}`] : []),
    ...issuesOf(reading).map((line) => `    ${line}`),
  ]
}

function penaltiesOf({ penalties }: ExplainedReading): string {
  return penalties.map(({ name, amount }) => `, ${name} ${amount}`).join('')
}

function issuesOf({ issues }: ExplainedReading): string[] {
  return issues.map(({ reason, message, severity }) => `  not answerable: ${reason} (${severity}): ${message}`)
}
