import { EventsNotAcceptedError, EventTooLargeError } from '@salestalk/engine'
import { fixedClock, sampleEvent, sequentialIds } from '@salestalk/engine/fakes'
import { type DomainEvent, InvalidEventError, tenantIdSchema } from '@salestalk/protocol'
import { beforeEach, describe, expect, it } from 'vitest'
import { eventBridgeBus } from './eventbridge-bus.ts'
import { entryBytes } from './eventbridge-entries.ts'
import { type FakeEventBridge, type Fault, fakeEventBridge } from './tests/fake-event-bridge.ts'

const acme = tenantIdSchema.parse('acme')
const ids = sequentialIds()
const clock = fixedClock()

function eventOf(fileName = 'orders.csv'): DomainEvent {
  const event = sampleEvent(acme, ids, clock)
  return { ...event, data: { ...event.data, fileName } }
}

describe('the bus on EventBridge', () => {
  let service: FakeEventBridge
  let slept: number[]
  const publish = (...events: DomainEvent[]) =>
    eventBridgeBus({
      client: service.client,
      busName: 'salestalk-test',
      sleep: async (milliseconds) => void slept.push(milliseconds),
      random: () => 0,
    }).publish(events)
  const acceptedIds = () => service.accepted.map((entry) => JSON.parse(entry.Detail).eventId)

  beforeEach(() => {
    service = fakeEventBridge()
    slept = []
  })

  it('sends the whole event as detail, with its type and source', async () => {
    const event = eventOf()
    await publish(event)
    expect(service.accepted.map((entry) => ({ ...entry, Detail: JSON.parse(entry.Detail) }))).toEqual([
      {
        EventBusName: 'salestalk-test',
        Source: 'salestalk.metrics-handler',
        DetailType: 'metrics.ingested.v1',
        Detail: event,
        Time: Date.parse(event.timestamp) / 1000,
      },
    ])
  })
  it('sends at most ten in a request, in order', async () => {
    const events = Array.from({ length: 23 }, () => eventOf())
    await publish(...events)
    expect(service.requests.map((entries) => entries.length)).toEqual([10, 10, 3])
    expect(acceptedIds()).toEqual(events.map(({ eventId }) => eventId))
  })
  it('sends nothing when there is nothing', async () => {
    await publish()
    expect(service.requests).toEqual([])
  })
  it('keeps a request below 256 KB', async () => {
    // Two of about 100 KB fit, three do not.
    const events = Array.from({ length: 5 }, () => eventOf('x'.repeat(100_000)))
    await publish(...events)
    expect(service.requests.map((entries) => entries.length)).toEqual([2, 2, 1])
  })
  it('reckons the size as EventBridge does: time 14 bytes, texts in UTF-8', () => {
    expect(entryBytes({ Source: 'añb', DetailType: 'cd', Detail: '{}', Resources: ['é'], Time: clock.now() })).toBe(
      4 + 2 + 2 + 2 + 14,
    )
  })
  it('refuses an event that is too large, to the byte, and sends none of its fellows', async () => {
    const empty = eventOf('')
    const room = 256 * 1024 - 1 - 14 - 'salestalk.metrics-handler'.length - 'metrics.ingested.v1'.length
    // A name has one character at least.
    const full = eventOf('x'.repeat(room - JSON.stringify(empty).length))
    await publish(full)
    expect(service.accepted).toHaveLength(1)
    const tooLarge = { ...full, userId: 'a' } as DomainEvent
    const failure = await publish(eventOf(), tooLarge).catch((error: unknown) => error)
    expect(failure).toBeInstanceOf(EventTooLargeError)
    expect(failure).toMatchObject({ eventId: full.eventId, maximum: 262_143, bytes: 262_143 + ',"userId":"a"'.length })
    expect(service.requests).toHaveLength(1)
  })
  it('sends none when one is not valid', async () => {
    const bad = { ...eventOf(), timestamp: 'yesterday' }
    await expect(publish(eventOf(), bad)).rejects.toThrow(InvalidEventError)
    expect(service.requests).toEqual([])
  })
  it('sends again only what was refused, before anything that follows, waiting longer each time', async () => {
    const events = Array.from({ length: 12 }, () => eventOf())
    service.faults.push(
      { entries: { 1: 'ThrottlingException', 4: 'InternalFailure' } },
      { entries: { 1: 'InternalFailure' } },
    )
    await publish(...events)
    expect(service.requests.map((entries) => entries.length)).toEqual([10, 2, 1, 2])
    expect(slept).toEqual([100, 200])
    expect(new Set(acceptedIds())).toEqual(new Set(events.map(({ eventId }) => eventId)))
    expect(acceptedIds().slice(-2)).toEqual(events.slice(-2).map(({ eventId }) => eventId))
    expect(acceptedIds()).toHaveLength(12)
  })
  it.each<[string, Fault]>([
    ['throttling', { status: 400, code: 'ThrottlingException' }],
    ['too many requests', { status: 429, code: 'TooManyRequestsException' }],
    ['a failure of the service', { status: 500, code: 'InternalException' }],
    ['a timeout', { connection: 'TimeoutError' }],
    ['a broken connection', { connection: 'ECONNRESET' }],
  ])('tries a whole request again after %s', async (_name, fault) => {
    service.faults.push(fault, fault)
    await publish(eventOf(), eventOf())
    expect(service.requests).toHaveLength(3)
    expect(acceptedIds()).toHaveLength(2)
  })
  it('gives up after six tries, names what is missing and sends nothing past it', async () => {
    const events = Array.from({ length: 12 }, () => eventOf())
    service.faults.push(...Array.from({ length: 6 }, () => ({ entries: { 0: 'ThrottlingException' } })))
    const failure = await publish(...events).catch((error: unknown) => error)
    expect(failure).toBeInstanceOf(EventsNotAcceptedError)
    const missing = [events[0], events[10], events[11]].map((event) => event?.eventId)
    expect(failure).toMatchObject({ retryable: true, eventIds: missing })
    expect(service.requests).toHaveLength(6)
    expect(slept).toEqual([100, 200, 400, 800, 1_600])
  })
  it('does not try again what can never be taken, and sends the rest', async () => {
    const events = Array.from({ length: 11 }, () => eventOf())
    service.faults.push({ entries: { 3: 'MalformedDetail' } })
    await expect(publish(...events)).rejects.toMatchObject({ eventIds: [events[3]?.eventId], retryable: false })
    expect(acceptedIds()).toHaveLength(10)
    expect(slept).toEqual([])
  })
  it('does not try again what it may not do', async () => {
    service.faults.push({ status: 400, code: 'AccessDeniedException' })
    await expect(publish(eventOf())).rejects.toMatchObject({ reasons: ['AccessDeniedException'], retryable: false })
    expect(service.requests).toHaveLength(1)
  })
})
