import type { TenantId } from '@salestalk/protocol'
import { benchmarkQuestions } from '../questions.ts'
import { ask } from './ask-questions.ts'
import { residentMegabytes } from './memory.ts'
import { companyNamed, openAt } from './open-company.ts'

export interface TenantsInput {
  readonly folder: string
  readonly ordersPath: string
  readonly tenants: number
  readonly questions: number
}

export interface TenantsMeasurement {
  readonly milliseconds: readonly number[]
  /** Resident memory when all companies have their data, and after the questions. */
  readonly residentBefore: number
  readonly residentAfter: number
}

/** Adds companies to the data folder, in a process of its own, until there are so many; resolves to the milliseconds it took. */
export async function makeTenants({ folder, ordersPath, tenants }: TenantsInput): Promise<number> {
  const salesTalk = await openAt(folder)
  try {
    const started = performance.now()
    const existing = (await salesTalk.tenants.listTenants()).length
    for (let index = existing; index < tenants; index += 1) {
      const tenantId = await companyNamed(salesTalk, tenantName(index))
      await salesTalk.ingest({ tenantId, path: ordersPath, dataset: 'orders' })
    }
    return performance.now() - started
  } finally {
    await salesTalk.close()
  }
}

/** Asks the companies in turn, each time the next question: the worst order for anything that is kept for a company. */
export async function askTenants({ folder, tenants, questions }: TenantsInput): Promise<TenantsMeasurement> {
  const salesTalk = await openAt(folder)
  try {
    const ids: TenantId[] = []
    for (let index = 0; index < tenants; index += 1) ids.push(await companyNamed(salesTalk, tenantName(index)))
    const first = ids[0]
    if (first !== undefined) for (const { text } of benchmarkQuestions) await ask(salesTalk, first, text)
    const residentBefore = residentMegabytes()
    // Once around, so that what can be kept is there.
    for (const tenantId of ids) await ask(salesTalk, tenantId, 'What was revenue in 2024?')
    const milliseconds: number[] = []
    for (let index = 0; index < questions; index += 1) {
      const tenantId = ids[index % ids.length]
      const round = Math.floor(index / ids.length)
      const question = benchmarkQuestions[(index + round) % benchmarkQuestions.length]
      if (tenantId === undefined || question === undefined) continue
      const started = performance.now()
      await ask(salesTalk, tenantId, question.text)
      milliseconds.push(performance.now() - started)
    }
    return { milliseconds, residentBefore, residentAfter: residentMegabytes() }
  } finally {
    await salesTalk.close()
  }
}

function tenantName(index: number): string {
  return `Company Number ${index + 1}`
}
