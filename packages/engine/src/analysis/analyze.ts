import { analyzeAverages } from './averages.ts'
import { analyzeBreakdown } from './breakdown.ts'
import { analyzeCompare } from './compare.ts'
import { createFactBook } from './fact-book.ts'
import { type AnalysisInput, type AnalysisScope, openScope } from './input.ts'
import { analyzeList, analyzeRecords } from './list.ts'
import { analyzeRank } from './rank.ts'
import { analyzeTrend } from './trend.ts'
import type { Analysis, Finding, Reconciliation } from './types.ts'
import { analyzeWhat } from './what.ts'

/** One analysis per intent this release answers; the others are declined before anything is read. */
const analyses = {
  what: analyzeWhat,
  compare: analyzeCompare,
  trend: analyzeTrend,
  breakdown: analyzeBreakdown,
  rank: analyzeRank,
  list: analyzeList,
} as const satisfies Record<string, (scope: AnalysisScope) => Finding[]>

export type AnalyzedIntent = keyof typeof analyses

export function isAnalyzed(intent: string | null): intent is AnalyzedIntent {
  return intent !== null && Object.hasOwn(analyses, intent)
}

/** Rows -> findings: every figure is a fact with its origin, every finding points at facts. */
export function analyze(input: AnalysisInput): Analysis {
  const book = createFactBook()
  const reconciliations: Reconciliation[] = []
  const { intent, metrics } = input.interpretation
  if (!isAnalyzed(intent)) throw new Error(`No analysis for intent ${intent}: it should have been declined`)
  const findings =
    metrics.length === 0
      ? analyzeRecords(input, book)
      : analysisFor(intent, input)(openScope(input, book, reconciliations))
  return { facts: book.all(), findings, reconciliations }
}

/** A plain value that is to be split is a breakdown, whatever the verb was. */
function analysisFor(
  intent: AnalyzedIntent,
  { plan, interpretation }: AnalysisInput,
): (scope: AnalysisScope) => Finding[] {
  if (interpretation.calculation?.kind === 'average_per_period') return analyzeAverages
  const isSplit = plan.dimensions.length > 0 || plan.grain !== null
  return analyses[intent === 'what' && isSplit ? 'breakdown' : intent]
}
