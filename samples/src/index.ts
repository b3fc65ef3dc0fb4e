import { brightloom } from './brightloom/company.ts'
import { harborpine } from './harborpine/company.ts'
import type { DemoCompany } from './types.ts'

export { dayOf, formatDay, parseDay, weekday } from './calendar.ts'
export { writeCsv } from './csv.ts'
export { cents } from './money.ts'
export type { Random } from './random.ts'
export { createRandom, integer, itemAt, noise, normal, pick, pickWeighted } from './random.ts'
export type {
  Cell,
  ColumnType,
  DemoColumn,
  DemoCompany,
  DemoDataset,
  PlantedEffect,
  PlantedEvent,
  PlantedEventKind,
  Row,
} from './types.ts'

/** The two companies a new installation can be tried with. Their data follows from the day asked for alone. */
export const demoCompanies: readonly DemoCompany[] = [brightloom, harborpine]
