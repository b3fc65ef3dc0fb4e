import { validateModel } from '@salestalk/engine'
import { type DatasetModel, type DatasetProfile, datasetModelSchema } from '@salestalk/protocol'
import { IngestError } from './errors.ts'

/** A model given by a person, checked against the file it is for. Throws `invalid_model` naming what does not fit. */
export function checkModel(model: DatasetModel, profile: DatasetProfile, dataset: string): DatasetModel {
  const parsed = datasetModelSchema.safeParse({ ...model, dataset })
  if (!parsed.success) {
    const issue = parsed.error.issues[0]
    throw invalid(`at ${issue?.path.join('.') || 'model'}: ${issue?.message ?? 'not valid'}`, parsed.error)
  }
  const given = new Set(parsed.data.columns.map(({ key }) => key))
  const found = new Map(profile.columns.map((column) => [column.key, column]))
  for (const { key, type } of parsed.data.columns) {
    const column = found.get(key)
    if (!column)
      throw invalid(`column "${key}" is not in the file, which has ${[...found.keys()].slice(0, 20).join(', ')}`)
    if (column.type !== type) throw invalid(`column "${key}" is ${column.type} in the file, ${type} in the model`)
  }
  const left = profile.columns.filter(({ key }) => !given.has(key))
  const ignored = left.map(({ key, name, type }) => ({ key, name, type, role: 'ignored' as const }))
  const whole = { ...parsed.data, columns: [...parsed.data.columns, ...ignored] }
  const [problem] = validateModel(whole)
  if (problem === undefined) return whole
  const advice = problem.suggestion === null ? '' : ` (did you mean ${problem.suggestion}?)`
  throw invalid(`at ${problem.path}: ${problem.message}${advice}`)
}

function invalid(what: string, cause?: unknown): IngestError {
  return new IngestError('invalid_model', `The model does not fit the file: ${what}`, {}, { cause })
}
