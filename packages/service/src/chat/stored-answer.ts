import type { Answer } from '@salestalk/protocol'

// An item holds 400 KB; the events beside the answer, its sizes in UTF-8 and the keys need the rest.
const MOST_CHARACTERS = 150_000
const FEWEST_ROWS = 10

/**
 * The answer as it is kept. What would not fit into one item loses the ends of its long lists (rows of the table, points of the chart,
 * references, offered readings), and its notes say so: the person was shown everything, and asking again shows it again.
 */
export function storedAnswer(answer: Answer): Answer {
  let kept = answer
  for (let rows = 1024; JSON.stringify(kept).length > MOST_CHARACTERS && rows >= FEWEST_ROWS; rows /= 2) {
    kept = shortened(answer, rows)
  }
  return kept
}

function shortened(answer: Answer, rows: number): Answer {
  const { table, chart, interpretation, clarification, checks } = answer
  return {
    ...answer,
    references: answer.references.slice(0, rows),
    table: table && { ...table, rows: table.rows.slice(0, rows) },
    chart: chart && { ...chart, data: chart.data.slice(0, rows) },
    clarification: clarification && { ...clarification, options: clarification.options.slice(0, rows) },
    interpretation: { ...interpretation, readings: interpretation.readings.slice(0, 4) },
    checks: { ...checks, notes: [...checks.notes, `The history keeps the first ${rows} rows`] },
  }
}
