import { stat } from 'node:fs/promises'
import { loadEmulatedWorld } from '@salestalk/service'
import {
  administratorOf,
  ask,
  type Company,
  carryEvents,
  type OnboardedWorld,
  onboard,
  openWorld,
  upload,
} from './company.ts'
import { takeCalls } from './emulator.ts'
import { questions } from './questions.ts'
import { unitsOf, type WorkUnits } from './request-units.ts'

export interface CountInput {
  readonly endpoint: string
  readonly csvPath: string
  /** Fewer rows, which come later. */
  readonly laterCsvPath: string
}

/** What each thing that SalesTalk does asks of AWS, once. */
export interface CountedRequests {
  readonly onboarding: WorkUnits
  readonly firstUpload: WorkUnits
  readonly firstUploadEvents: WorkUnits
  readonly laterUpload: WorkUnits
  readonly laterUploadEvents: WorkUnits
  readonly questionFromFigures: WorkUnits
  readonly questionFromRows: WorkUnits
  readonly questionEvents: WorkUnits
  /** One round for one company in which nothing happened. */
  readonly timerRound: WorkUnits
  readonly sweepRound: WorkUnits
  /** What lies there after one upload and the questions. */
  readonly storedItemBytes: number
  readonly storedObjectBytes: number
  readonly fileBytes: number
}

const askedEach = 10
// What DynamoDB adds to an item when it counts storage.
const itemOverheadBytes = 100

/** Does everything once on an emulator and counts. */
export async function countRequests({ endpoint, csvPath, laterCsvPath }: CountInput): Promise<CountedRequests> {
  const world = await openWorld(endpoint)
  const counted = async (work: () => Promise<unknown>, times = 1): Promise<WorkUnits> => {
    await takeCalls(endpoint)
    const started = performance.now()
    await work()
    const seconds = (performance.now() - started) / 1000 / times
    return { ...unitsOf(await takeCalls(endpoint), times), seconds }
  }
  try {
    const name = 'Cost Company'
    const onboarding = await counted(async () => await onboard(world, name))
    const company = await administratorOf(world, await onboard(world, name))
    await carryEvents(world, company)
    const firstUpload = await counted(async () => await upload(world, company, csvPath))
    const firstUploadEvents = await counted(async () => await carryEvents(world, company))
    const askTimes = async (question: string) => {
      for (let time = 0; time < askedEach; time += 1) await ask(world, company, question)
    }
    // The first answers load words and credentials, which stay for an hour.
    await ask(world, company, questions.fromFigures)
    await ask(world, company, questions.fromRows)
    await carryEvents(world, company)
    const questionFromFigures = await counted(() => askTimes(questions.fromFigures), askedEach)
    const questionFromRows = await counted(() => askTimes(questions.fromRows), askedEach)
    const questionEvents = await counted(() => carryEvents(world, company), 2 * askedEach)
    const timerRound = await counted(async () => {
      await world.salesTalk.completeIdleSessions()
      await world.salesTalk.resumeUploads()
    })
    const laterUpload = await counted(async () => await upload(world, company, laterCsvPath))
    const laterUploadEvents = await counted(async () => await carryEvents(world, company))
    const sweepRound = await counted(async () => await world.salesTalk.eventFunctions?.sweepOutboxes())
    return {
      onboarding,
      firstUpload,
      firstUploadEvents,
      laterUpload,
      laterUploadEvents,
      questionFromFigures,
      questionFromRows,
      questionEvents,
      timerRound,
      sweepRound,
      ...(await storedBy(world, company)),
      fileBytes: (await stat(csvPath)).size,
    }
  } finally {
    await world.close()
  }
}

async function storedBy(world: OnboardedWorld, { tenantId }: Company) {
  const { messagesTable, metricsTable } = await loadEmulatedWorld()
  let storedItemBytes = 0
  for (const definition of [messagesTable, metricsTable]) {
    for await (const item of world.salesTalk.tables.scanTable({ tenantId, definition })) {
      storedItemBytes += JSON.stringify(item).length + itemOverheadBytes
    }
  }
  let storedObjectBytes = 0
  for await (const { bytes } of world.salesTalk.artifacts.open(tenantId).list('')) storedObjectBytes += bytes
  return { storedItemBytes, storedObjectBytes }
}
