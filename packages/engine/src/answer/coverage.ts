import type { Answer, Interpretation, Timings } from '@salestalk/protocol'
import type { DatasetSnapshot, TenantData } from '../model/tenant-data.ts'
import { dayName, type NarrativePhrases } from '../narrative/index.ts'
import type { AnswerIdentity } from './compose.ts'
import { declineAnswer } from './decline.ts'

/** "What dates does the data cover?": the first and last day of each dataset, from its manifest; nothing is queried. */
export function coverageAnswer(
  identity: AnswerIdentity,
  interpretation: Interpretation,
  { data, phrases: { coverage } }: { readonly data: TenantData; readonly phrases: NarrativePhrases },
  timings: Timings,
): Answer {
  const spans = data.datasets.map((dataset) => ({ label: dataset.model.label, span: spanOf(dataset) }))
  const message = spans
    .map(({ label, span }) =>
      span === null
        ? coverage.undated.replace('{label}', label)
        : coverage.dated
            .replace('{label}', label)
            .replace('{first}', dayName(span.start))
            .replace('{last}', dayName(span.end)),
    )
    .join(' ')
  return {
    ...declineAnswer(identity, { ...interpretation, message, restatement: coverage.title }, timings),
    kind: 'answer',
    table: {
      columns: [
        { key: 'dataset', label: coverage.label, type: 'string', unit: null },
        { key: 'firstDay', label: coverage.first, type: 'date', unit: null },
        { key: 'lastDay', label: coverage.last, type: 'date', unit: null },
      ],
      rows: spans.map(({ label, span }) => ({
        dataset: label,
        firstDay: span?.start ?? null,
        lastDay: span?.end ?? null,
      })),
    },
  }
}

function spanOf({ model, timeSpans }: DatasetSnapshot) {
  return (model.timeColumn !== null && timeSpans[model.timeColumn]) || null
}
