import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Explanation, forgetPhrase, type Lexicon } from '@salestalk/engine'
import type { Interpretation, IsoDate, TenantId } from '@salestalk/protocol'
import { lineReader, openSalesTalk, readConfig, type SalesTalk, seedDemoCompanies } from '@salestalk/service'
import type { EvaluationCompany } from '../companies/types.ts'

const companiesFolder = fileURLToPath(new URL('../companies', import.meta.url))

/** The demo companies' data end on the day before. */
export const demoAsOf: IsoDate = '2026-11-22'

export interface Understood {
  readonly interpretation: Interpretation
  /** Only where explanations are wanted. */
  readonly explanation?: Explanation
}

/**
 * Understands one question of one company, as part of a conversation when a session is named, or as if the company's vocabulary lacked the
 * phrase `forgotten`; one that means nothing changes nothing.
 */
export type Understand = (company: string, question: string, session: string | null, forgotten?: string) => Understood

/** The companies made for evaluation only, by id. */
export async function readCompanies(): Promise<EvaluationCompany[]> {
  const files = (await readdir(companiesFolder)).filter((file) => file.endsWith('.ts') && file !== 'types.ts').sort()
  const modules: { company?: EvaluationCompany }[] = await Promise.all(
    files.map(async (file) => await import(join(companiesFolder, file))),
  )
  return modules.flatMap(({ company }) => company ?? [])
}

interface Options {
  readonly explained?: boolean
  /** Whether whatever can be answered is, however small the confidence: what is fitted must not depend on what was fitted before. */
  readonly unweighed?: boolean
}

/** Runs `work` with the companies wanted, taken in through the product's own ingest into a folder that is removed afterwards. */
export async function withCompanies<T>(
  wanted: ReadonlySet<string>,
  work: (understand: Understand) => T | Promise<T>,
  { explained = false, unweighed = false }: Options = {},
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'salestalk-evaluation-'))
  const noon = new Date(`${demoAsOf}T12:00:00Z`)
  const clock = { now: () => noon, today: () => demoAsOf }
  const salesTalk = await openSalesTalk(readConfig({ dataFolder: folder }), { demoMode: true, clock })
  try {
    return await work(await readersOf(salesTalk, wanted, folder, { explained, unweighed }))
  } finally {
    await salesTalk.close()
    await rm(folder, { recursive: true, force: true })
  }
}

async function readersOf(
  salesTalk: SalesTalk,
  wanted: ReadonlySet<string>,
  folder: string,
  { explained, unweighed }: Required<Options>,
): Promise<Understand> {
  const readers = new Map<string, (session: string | null, forgotten?: string) => ReturnType<typeof lineReader>>()
  const addReader = async (company: string, tenantId: TenantId, asOf: IsoDate): Promise<void> => {
    const { lexicon: own, calendar } = await salesTalk.knowledge.of(tenantId)
    const lexicon = unweighed ? withoutBands(own) : own
    const conversing = lineReader(lexicon, asOf, { calendar, explained })
    // What is offered instead of a declined question is answered to in conversations only.
    const alone = (known: Lexicon) => lineReader(known, asOf, { calendar, explained, suggesting: false })
    const whole = alone(lexicon)
    readers.set(company, (session, forgotten) => {
      if (session !== null) return conversing
      const lesser = forgotten === undefined ? null : forgetPhrase(lexicon, forgotten)
      return lesser === null ? whole : alone(lesser)
    })
  }
  for (const company of await readCompanies()) {
    if (wanted.has(company.id)) await addReader(company.id, await takeIn(salesTalk, company, folder), company.asOf)
  }
  if ([...wanted].some((id) => !readers.has(id))) {
    for (const { company, tenantId } of await seedDemoCompanies(salesTalk)) await addReader(company, tenantId, demoAsOf)
  }
  return (company, question, session, forgotten) => {
    const reader = readers.get(company)?.(session, forgotten)
    if (!reader) throw new Error(`There is no company "${company}": evaluation/companies/${company}.ts would make it`)
    const line = reader(JSON.stringify({ id: 0, question, session }))
    if ('error' in line) throw new Error(`The question could not be read: ${line.error}`)
    return line
  }
}

function withoutBands(lexicon: Lexicon): Lexicon {
  const { grammar } = lexicon
  return { ...lexicon, grammar: { ...grammar, confidence: { ...grammar.confidence, bands: { answer: 0, ask: 0 } } } }
}

async function takeIn(salesTalk: SalesTalk, company: EvaluationCompany, folder: string): Promise<TenantId> {
  const { tenant } = await salesTalk.tenants.createTenant({
    name: company.id,
    ownerEmail: `owner@${company.id}.example`,
    plan: 'free',
  })
  const files = join(folder, 'files', company.id)
  await mkdir(files, { recursive: true })
  for (const { name, csv } of company.datasets) {
    const path = join(files, `${name}.csv`)
    await writeFile(path, csv())
    const report = await salesTalk.ingest({ tenantId: tenant.tenantId, path, fileName: `${name}.csv` })
    if (report.kind !== 'ingested')
      throw new Error(`The file ${name}.csv of ${company.id} was not taken in: ${report.kind}`)
  }
  return tenant.tenantId
}
