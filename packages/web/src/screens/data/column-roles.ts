import type { Column, ColumnRole, DatasetModel } from '@salestalk/protocol'
import { texts } from './texts.ts'

/** Several columns may hold times; the one the dataset is dated by is marked. */
export function columnRoleName(role: ColumnRole, column: Column, model: DatasetModel): string {
  const isMain = role === 'time' && model.timeColumn === column.key
  return isMain ? `${texts.roles.time} (main)` : texts.roles[role]
}
