import { DuckDBInstance } from '@duckdb/node-api'
import { bucketStart as startOf } from '@salestalk/engine'
import type { BucketCalendar, TimeGrain } from '@salestalk/protocol'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { bucketNumber, bucketStart } from './dialect.ts'

const patterns = [null, '4-4-5', '4-5-4', '5-4-4'] as const
const grains: readonly TimeGrain[] = ['week', 'month', 'quarter', 'year']
const calendars = (['monday', 'sunday'] as const).flatMap((weekStart) =>
  [1, 2, 10].flatMap((startMonth) =>
    patterns.map((pattern): [string, BucketCalendar] => [
      `${weekStart} ${startMonth} ${pattern ?? 'months'}`,
      { weekStart, fiscal: { startMonth, pattern } },
    ]),
  ),
)

describe('buckets in SQL', () => {
  let instance: DuckDBInstance
  beforeAll(async () => {
    instance = await DuckDBInstance.create(':memory:')
  })
  afterAll(() => {
    instance.closeSync()
  })

  it.each(calendars)('begin on the days the engine says, and are numbered in a row: %s', async (_name, calendar) => {
    const connection = await instance.connect()
    const columns = grains.flatMap((grain) => {
      const number = bucketNumber('day', grain, calendar)
      return [`CAST(${number} AS INTEGER)`, bucketStart(number, grain, calendar)]
    })
    const days = "SELECT unnest(generate_series(DATE '2014-01-01', DATE '2036-12-31', INTERVAL 1 DAY))::DATE AS day"
    const result = await connection.runAndReadAll(`SELECT CAST(day AS VARCHAR), ${columns.join(', ')} FROM (${days})`)
    connection.closeSync()
    const engineCalendar = {
      weekStart: calendar.weekStart,
      fiscalYearStartMonth: calendar.fiscal?.startMonth ?? 1,
      pattern: calendar.fiscal?.pattern ?? null,
      dateOrder: null,
    }
    const wrong: string[] = []
    let previous: readonly unknown[] | null = null
    for (const row of result.getRows()) {
      const day = String(row[0])
      for (const [index, grain] of grains.entries()) {
        const [number, start] = [Number(row[1 + 2 * index]), row[2 + 2 * index]]
        if (start !== startOf(day, grain, engineCalendar, true)) wrong.push(`${day} ${grain} ${String(start)}`)
        const step = previous === null ? 0 : number - Number(previous[1 + 2 * index])
        if (step !== 0 && !(step === 1 && start === day)) wrong.push(`${day} ${grain} moved by ${step}`)
      }
      previous = row
    }
    expect(wrong.slice(0, 5)).toEqual([])
  })
})
