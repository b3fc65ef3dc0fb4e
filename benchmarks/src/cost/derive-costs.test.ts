import { describe, expect, it } from 'vitest'
import type { WorkUnits } from '../aws/request-units.ts'
import { activities, assumptions } from './activity.ts'
import { type MeasuredWork, questionCosts, sharedCosts, tenantCosts, totalOf } from './derive-costs.ts'
import { priceOf, readPrices } from './prices.ts'
import { money } from './report.ts'

const nothing: WorkUnits = {
  readUnits: 0,
  writeUnits: 0,
  objectReads: 0,
  objectWrites: 0,
  events: 0,
  messages: 0,
  sentMessages: 0,
  sessions: 0,
  secrets: 0,
  tableRequests: 0,
  requests: 0,
  tables: [],
  milliseconds: 0,
  seconds: 0,
}

const work: MeasuredWork = {
  onboarding: nothing,
  firstUpload: nothing,
  firstUploadEvents: nothing,
  laterUpload: { ...nothing, writeUnits: 1000 },
  laterUploadEvents: nothing,
  questionFromFigures: { ...nothing, readUnits: 8, writeUnits: 10, seconds: 0.1 },
  questionFromRows: { ...nothing, readUnits: 8, writeUnits: 10, seconds: 0.2 },
  questionEvents: { ...nothing, events: 2, messages: 2 },
  timerRound: { ...nothing, readUnits: 1, tables: ['tenant-acme-messages', 'tenants-metadata'] },
  sweepRound: nothing,
  storedItemBytes: 1e9,
  storedObjectBytes: 0,
  fileBytes: 0,
  memory: {
    'chat-handler': 1024,
    'metrics-handler': 1024,
    'insights-worker': 1024,
    'event-publisher': 1024,
    'session-timer': 1024,
    'tenant-onboard': 1024,
  },
}
const prices = readPrices()

function dollars(drivers: ReturnType<typeof tenantCosts>, name: string): number {
  return drivers.find((driver) => driver.name === name)?.dollars ?? Number.NaN
}

describe('prices', () => {
  it('are for so many at once', () => {
    expect(priceOf(prices, 'dynamodb.write', 2_000_000)).toBeCloseTo(1.25, 9)
    expect(priceOf(prices, 'kms.key', 2)).toBe(2)
  })
  it('are known for everything, or nothing is said', () => {
    expect(() => priceOf(prices, 'dynamodb.wirte', 1)).toThrow('dynamodb.wirte')
  })
})

describe('a company', () => {
  it('that is idle pays for what it stores and for being looked after', () => {
    const drivers = tenantCosts(work, activities.idle, prices)
    // 12 rounds an hour in 730 hours; one unit each, and one key of one table.
    expect(dollars(drivers, 'Rounds of the timer and the sweep, reads')).toBeCloseTo((8760 * 0.125) / 1e6, 9)
    expect(dollars(drivers, 'Table keys')).toBeCloseTo((8760 * 0.03) / 1e4, 9)
    expect(dollars(drivers, 'Items stored')).toBe(0.25)
    expect(dollars(drivers, 'Items recoverable')).toBe(0.2)
    expect(totalOf(drivers)).toBeCloseTo(0.001095 + 0.02628 + 0.45, 9)
  })
  it('that is active pays for questions, their events and uploads', () => {
    const drivers = tenantCosts(work, activities.active, prices)
    // 1,000 questions of 10 units and 20 uploads of 1,000.
    expect(dollars(drivers, 'Items written')).toBeCloseTo((30_000 * 0.625) / 1e6, 9)
    expect(dollars(drivers, 'Events')).toBeCloseTo(2000 / 1e6, 9)
    // Sent, received and deleted.
    expect(dollars(drivers, 'Messages')).toBeCloseTo((3 * 2000 * 0.4) / 1e6, 9)
    expect(dollars(drivers, 'Requests through the gateway')).toBeCloseTo((6020 * 3.5) / 1e6, 9)
  })
})

it('a question is paid for with all that follows', () => {
  const drivers = questionCosts(work, 'figures', prices)
  expect(dollars(drivers, 'Items read')).toBeCloseTo((8 * 0.125) / 1e6, 9)
  expect(dollars(drivers, 'The answer')).toBeCloseTo(0.1 * 0.0000166667, 9)
  const { publisherSeconds, workerSeconds } = assumptions
  expect(dollars(drivers, 'Functions that handle its events')).toBeCloseTo(
    2 * (publisherSeconds + workerSeconds) * 0.0000166667,
    9,
  )
})

it('what is shared grows with companies only where rounds visit each', () => {
  const [few, many] = [sharedCosts(work, 16, prices), sharedCosts(work, 1600, prices)]
  expect(dollars(many, 'Alarms')).toBe(dollars(few, 'Alarms'))
  expect(dollars(many, 'The registry, read in every round')).toBeCloseTo(
    100 * dollars(few, 'The registry, read in every round'),
    9,
  )
})

it('shows amounts down to millionths', () => {
  expect([0, 1.234, 0.0123, 0.0000041].map(money)).toEqual(['–', '$1.23', '$0.012', '$0.0000041'])
})
