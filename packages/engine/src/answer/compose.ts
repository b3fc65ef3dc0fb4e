import type { Answer, ExecutedQuery, Interpretation, Phrase, Timings } from '@salestalk/protocol'
import type { Analysis, Reconciliation } from '../analysis/index.ts'
import { findMetric, type TenantData } from '../model/tenant-data.ts'
import type { Narrative, Rephrasing } from '../narrative/index.ts'
import type { QueryResults } from '../query/index.ts'
import { chartOf } from './chart.ts'
import { referencesOf } from './references.ts'
import { type AnswerLabels, tableOf } from './table.ts'

export interface AnswerIdentity {
  readonly messageId: string
  readonly sessionId: string
}

export interface AnswerParts {
  readonly interpretation: Interpretation
  readonly results: QueryResults
  readonly analysis: Analysis
  readonly narrative: Narrative
  /** Null when no model took part. */
  readonly rephrasing: Rephrasing | null
  readonly data: TenantData
  readonly labels: AnswerLabels
  readonly followUps: readonly string[]
  readonly timings: Timings
}

/** No model took part: the default path. */
export const noModel: Answer['model'] = {
  provider: 'none',
  modelId: null,
  promptTokens: 0,
  completionTokens: 0,
  costUsd: 0,
}

/** Everything of an answer put together; pure. */
export function composeAnswer(identity: AnswerIdentity, parts: AnswerParts): Answer {
  const { interpretation, analysis, rephrasing, data } = parts
  const narrative = rephrasing?.narrative ?? parts.narrative
  const phrases = phrasesOf(narrative)
  return {
    kind: 'answer',
    ...identity,
    text: phrases.map((phrase) => phrase.text).join(''),
    phrases,
    references: referencesOf(analysis.facts, interpretation.filters, data.tenantId),
    queries: executedQueries(parts.results),
    table: tableOf(analysis.findings, parts.labels),
    chart: chartOf(analysis.findings, chartTitle(interpretation, data), parts.labels),
    checks: checksOf(analysis, narrative, parts),
    clarification: null,
    followUps: [...parts.followUps],
    interpretation,
    model: rephrasing?.model ?? noModel,
    timings: parts.timings,
  }
}

/** Sentences joined by spaces; neighbouring pieces without a figure become one phrase. */
export function phrasesOf(narrative: Narrative): Phrase[] {
  const phrases: Phrase[] = []
  narrative.sentences.forEach((sentence, index) => {
    const pieces = index === 0 ? sentence : [{ kind: 'text' as const, text: ' ' }, ...sentence]
    for (const piece of pieces) {
      const reference = piece.kind === 'value' ? piece.fact : null
      const last = phrases.at(-1)
      if (last && last.reference === null && reference === null)
        phrases[phrases.length - 1] = { text: last.text + piece.text, reference }
      else phrases.push({ text: piece.text, reference })
    }
  })
  return phrases
}

function executedQueries({ outcomes, records }: QueryResults): ExecutedQuery[] {
  const queries = outcomes.map(({ id, query, sql, rows, milliseconds }) => ({
    id,
    metricQuery: query,
    sql,
    rows: rows.length,
    milliseconds,
  }))
  if (!records) return queries
  const { filters, start, end, limit } = records.query
  const metricQuery = {
    metrics: [],
    filters: [...filters].map((filter) => ({ ...filter, values: [...filter.values] })),
    having: [],
    groupBy: [],
    grain: null,
    start,
    end,
    orderBy: null,
    limit,
  }
  const { sql, rows, milliseconds } = records.result
  return [...queries, { id: records.id, metricQuery, sql, rows: rows.length, milliseconds }]
}

function chartTitle({ metrics, restatement }: Interpretation, data: TenantData): string {
  const labels = metrics.map(({ id }) => findMetric(data, id)?.metric.label ?? id)
  return restatement || labels.join(', ')
}

function checksOf({ reconciliations }: Analysis, narrative: Narrative, parts: AnswerParts): Answer['checks'] {
  const { checks } = parts.labels
  const text = ({ check, metric }: Reconciliation) => checks[check].replace('{metric}', () => metric.label)
  const failed = reconciliations.filter(({ agrees }) => !agrees)
  const passed = reconciliations.filter(({ agrees }) => agrees)
  const notes = [
    ...failed.map((each) => checks.failed.replace('{check}', () => text(each))),
    ...passed.map(text),
    ...(narrative.dropped > 0 ? [checks.dropped] : []),
    ...(parts.rephrasing?.note ? [parts.rephrasing.note] : []),
  ]
  return {
    factsTotal: narrative.factsTotal,
    factsVerified: narrative.factsVerified,
    reconciled: reconciliations.length === 0 ? null : failed.length === 0,
    notes: [...new Set(notes)],
  }
}
