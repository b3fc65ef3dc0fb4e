import type { DatasetModel, MetricDefinition } from '@salestalk/protocol'

/** Below this share of the other's importance a metric is a mention, and gives up the bare name. */
const mention = 0.6

/**
 * Makes metric ids unique within a company: a metric whose id another dataset has becomes `{dataset}_{id}`, "Revenue (Orders)". It keeps
 * its synonyms, so that the ambiguity can be asked about, unless it matters far less than the one that was there; what people then say
 * for it names the dataset.
 */
export function qualifyModel(model: DatasetModel, others: readonly DatasetModel[]): DatasetModel {
  const taken = new Map<string, MetricDefinition>()
  for (const other of others) {
    if (other.dataset === model.dataset) continue
    for (const metric of other.metrics) taken.set(metric.id, metric)
  }
  const renamed = new Map<string, string>()
  const own = new Set(model.metrics.map((metric) => metric.id))
  for (const { id } of model.metrics) {
    if (taken.has(id))
      renamed.set(
        id,
        freeId(`${model.dataset}_${id}`, (candidate) => taken.has(candidate) || own.has(candidate)),
      )
  }
  if (renamed.size === 0) return model
  return { ...model, metrics: model.metrics.map((metric) => qualify(metric, model, renamed, taken.get(metric.id))) }
}

function qualify(
  metric: MetricDefinition,
  { dataset, label }: DatasetModel,
  renamed: ReadonlyMap<string, string>,
  other: MetricDefinition | undefined,
): MetricDefinition {
  const aggregation =
    metric.aggregation.kind === 'ratio'
      ? {
          ...metric.aggregation,
          numerator: renamed.get(metric.aggregation.numerator) ?? metric.aggregation.numerator,
          denominator: renamed.get(metric.aggregation.denominator) ?? metric.aggregation.denominator,
        }
      : metric.aggregation
  const id = renamed.get(metric.id)
  if (id === undefined || other === undefined) return { ...metric, aggregation }
  const name = metric.label.toLowerCase()
  const qualified = [
    ...new Set([
      `${dataset.replaceAll('_', ' ')} ${name}`,
      `${label.toLowerCase()} ${name}`,
      `${name} in ${label.toLowerCase()}`,
    ]),
  ]
  const isMention = metric.importance < other.importance * mention
  return {
    ...metric,
    id,
    label: `${metric.label} (${label})`,
    synonyms: isMention
      ? qualified
      : [...metric.synonyms, name, ...qualified].filter((word, index, all) => all.indexOf(word) === index),
    aggregation,
  }
}

function freeId(wanted: string, isTaken: (id: string) => boolean): string {
  let id = wanted
  for (let number = 2; isTaken(id); number++) id = `${wanted}_${number}`
  return id
}
