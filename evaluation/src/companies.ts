import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Interpretation, IsoDate } from '@salestalk/protocol'
import {
  type DemoCompanyId,
  lineReader,
  openSalesTalk,
  readConfig,
  type SalesTalk,
  seedDemoCompanies,
} from '@salestalk/service'

/** Understands one question of one company, as part of a conversation when a session is named. */
export type Understand = (company: DemoCompanyId, question: string, session: string | null) => Interpretation

/**
 * Runs `work` with the demo companies, whose data end on the day before `asOf`, taken in through the product's own ingest into a folder that
 * is removed afterwards.
 */
export async function withCompanies<T>(asOf: IsoDate, work: (understand: Understand) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'salestalk-evaluation-'))
  const noon = new Date(`${asOf}T12:00:00Z`)
  const clock = { now: () => noon, today: () => asOf }
  const salesTalk = await openSalesTalk(readConfig({ dataFolder: folder }), { demoMode: true, clock })
  try {
    return await work(await readersOf(salesTalk, asOf))
  } finally {
    await salesTalk.close()
    await rm(folder, { recursive: true, force: true })
  }
}

async function readersOf(salesTalk: SalesTalk, asOf: IsoDate): Promise<Understand> {
  const tenants = await seedDemoCompanies(salesTalk)
  const readers = new Map<DemoCompanyId, ReturnType<typeof lineReader>>()
  for (const { company, tenantId } of tenants) {
    const { lexicon } = await salesTalk.knowledge.of(tenantId)
    readers.set(company, lineReader(lexicon, asOf))
  }
  return (company, question, session) => {
    const reader = readers.get(company)
    if (!reader) throw new Error(`There is no demo company ${company}`)
    const line = reader(JSON.stringify({ id: 0, question, session }))
    if ('error' in line) throw new Error(`The question could not be read: ${line.error}`)
    return line.interpretation
  }
}
