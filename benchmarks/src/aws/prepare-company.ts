import { administratorOf, ask, carryEvents, onboard, openWorld, upload } from './company.ts'
import { questions } from './questions.ts'

export interface PrepareInput {
  readonly endpoint: string
  readonly csvPath: string
  /** No other company of this emulator has it: tables have names of an account. */
  readonly name: string
}

/** A company with data and figures computed ahead, for functions that start in processes of their own. */
export interface PreparedCompany {
  readonly variables: Readonly<Record<string, string>>
  readonly token: string
  readonly operator: string
}

/** Onboards a company, takes a file in and lets the events of both be handled. */
export async function prepareAwsCompany({ endpoint, csvPath, name }: PrepareInput): Promise<PreparedCompany> {
  const world = await openWorld(endpoint)
  try {
    const company = await administratorOf(world, await onboard(world, name))
    await upload(world, company, csvPath)
    await carryEvents(world, company)
    const { queries } = await ask(world, company, questions.fromFigures)
    if (!queries.every(({ sql }) => sql.includes('METRIC#'))) throw new Error('Figures computed ahead were not used')
    return { variables: definedOf(world.variables), token: company.token, operator: world.operator }
  } finally {
    await world.close()
  }
}

function definedOf(variables: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(variables).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  )
}
