import { type DatasetModel, type DatasetProfile, datasetModelSchema } from '@salestalk/protocol'
import { IngestError } from './errors.ts'

/** A model given by a person, checked against the file it is for. Throws `invalid_model` naming what does not fit. */
export function checkModel(model: DatasetModel, profile: DatasetProfile, dataset: string): DatasetModel {
  const parsed = datasetModelSchema.safeParse({ ...model, dataset })
  if (!parsed.success) {
    const issue = parsed.error.issues[0]
    throw invalid(`at ${issue?.path.join('.') || 'model'}: ${issue?.message ?? 'not valid'}`, parsed.error)
  }
  const given = new Map(parsed.data.columns.map((column) => [column.key, column]))
  const found = new Map(profile.columns.map((column) => [column.key, column]))
  for (const { key, type } of parsed.data.columns) {
    const column = found.get(key)
    if (!column)
      throw invalid(`column "${key}" is not in the file, which has ${[...found.keys()].slice(0, 20).join(', ')}`)
    if (column.type !== type) throw invalid(`column "${key}" is ${column.type} in the file, ${type} in the model`)
  }
  const left = profile.columns.filter(({ key }) => !given.has(key))
  const ignored = left.map(({ key, name, type }) => ({ key, name, type, role: 'ignored' as const }))
  requireColumns(parsed.data, given)
  return { ...parsed.data, columns: [...parsed.data.columns, ...ignored] }
}

function requireColumns(
  { timeColumn, dimensions, metrics }: DatasetModel,
  columns: ReadonlyMap<string, unknown>,
): void {
  const used = [timeColumn, ...dimensions.map(({ column }) => column), ...metrics.map((metric) => metric.timeColumn)]
  const unknown = used.find((key) => key !== null && !columns.has(key))
  if (unknown) throw invalid(`column "${unknown}" is used but not among the columns`)
}

function invalid(what: string, cause?: unknown): IngestError {
  return new IngestError('invalid_model', `The model does not fit the file: ${what}`, {}, { cause })
}

/** Metric ids are unique within a company: one that another dataset has already gets the dataset's name in front. */
export function withUniqueMetrics(model: DatasetModel, others: readonly DatasetModel[]): DatasetModel {
  const taken = new Set(others.flatMap((other) => other.metrics.map(({ id }) => id)))
  if (!model.metrics.some(({ id }) => taken.has(id))) return model
  const own = new Set(model.metrics.map(({ id }) => id))
  const renamed = new Map<string, string>()
  for (const { id } of model.metrics) {
    if (!taken.has(id)) continue
    let unique = `${model.dataset}_${id}`
    while (taken.has(unique) || own.has(unique)) unique = `${unique}_2`
    renamed.set(id, unique)
    own.add(unique)
  }
  const name = (id: string) => renamed.get(id) ?? id
  const metrics = model.metrics.map((metric) => {
    const { aggregation } = metric
    if (aggregation.kind !== 'ratio') return { ...metric, id: name(metric.id) }
    const parts = { numerator: name(aggregation.numerator), denominator: name(aggregation.denominator) }
    return { ...metric, id: name(metric.id), aggregation: { ...aggregation, ...parts } }
  })
  return { ...model, metrics }
}
