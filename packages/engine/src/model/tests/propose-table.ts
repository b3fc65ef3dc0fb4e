import type { DatasetModel, DatasetProfile } from '@salestalk/protocol'
import { defaultTaxonomy } from '../../taxonomy/tests/default-taxonomy.ts'
import { describeFormula } from '../describe-formula.ts'
import { proposeModel } from '../propose/index.ts'
import { profileTable } from './profile-table.ts'

/** Rows a written table stands for: enough that repeated members count as groups. */
const rows = 400

export function proposeTable(table: string, dataset = 'data'): DatasetModel {
  return proposeProfile(profileTable(table, rows), dataset)
}

export function proposeProfile(profile: DatasetProfile, dataset = 'data'): DatasetModel {
  return proposeModel(profile, { dataset, taxonomy: defaultTaxonomy, currency: null })
}

/** Metric id -> "formula @ time column", for the metrics named; undefined for those that are not proposed. */
export function formulas(model: DatasetModel, ...ids: string[]): Record<string, string | undefined> {
  return Object.fromEntries(
    ids.map((id) => {
      const metric = model.metrics.find((candidate) => candidate.id === id)
      return [id, metric && `${describeFormula(metric, model)} @ ${metric.timeColumn}`]
    }),
  )
}

/** Dimension id -> column key. */
export function dimensionColumns(model: DatasetModel): Record<string, string> {
  return Object.fromEntries(model.dimensions.map((dimension) => [dimension.id, dimension.column]))
}

/** Role -> column keys, in the file's order. */
export function roles(model: DatasetModel): Record<string, string[]> {
  const found: Record<string, string[]> = {}
  for (const { role, key } of model.columns) found[role] = [...(found[role] ?? []), key]
  return found
}
