/** What is asked on AWS, as of 2026-01-01: one question of each way to an answer. */
export const questions = {
  /** Figures computed ahead are exactly the answer: DuckDB is not needed. */
  fromFigures: 'Revenue by region last quarter',
  /** Rows are listed, so they must be read. */
  fromRows: 'List orders with revenue over 7000 in December 2025',
} as const

export function chatRequest(question: string) {
  return { question, sessionId: null, asOf: '2026-01-01', interpretation: null }
}
