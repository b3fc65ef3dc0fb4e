import { type DomainEvent, InvalidEventError, tenantIdSchema } from '@salestalk/protocol'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { EventBus, EventConsumer, EventRoutes } from '../event-bus.ts'
import { fixedClock } from '../fakes/fixed-clock.ts'
import { sampleEvent } from '../fakes/sample-events.ts'
import { sequentialIds } from '../fakes/sequential-ids.ts'

export interface EventBusSubject {
  readonly bus: EventBus
  /** Lets time pass until every delivery has succeeded or become a dead letter. */
  settle(): Promise<void>
  /** Dead letters as `consumer: eventId`. */
  deadLetters(): Promise<string[]>
  /** Puts every dead letter back in line. */
  redrive(): Promise<void>
  close(): Promise<void>
}

const acme = tenantIdSchema.parse('acme')

const routes: EventRoutes = {
  'classification.performed.v1': ['other'],
  'narrative.generated.v1': ['other'],
  'conversation.completed.v1': ['other'],
  'metrics.ingested.v1': ['first', 'second'],
  'tenant.provisioned.v1': ['other'],
  'tenant.suspended.v1': ['other'],
  'tenant.deleted.v1': ['other'],
}

/** What every bus must do; the subject serves tenant `acme` and the routes and consumers it is given. */
export function eventBusConformance(
  name: string,
  makeSubject: (routes: EventRoutes, consumers: readonly EventConsumer[]) => Promise<EventBusSubject>,
): void {
  describe(`${name}: EventBus`, () => {
    const ids = sequentialIds()
    const clock = fixedClock()
    const event = () => sampleEvent(acme, ids, clock)
    let seen: string[]
    let failures: number
    let subject: EventBusSubject

    beforeEach(async () => {
      seen = []
      failures = 0
      const note = (consumer: string) => async (handled: DomainEvent) => {
        seen.push(`${consumer}: ${handled.eventId}`)
      }
      const flaky = async (handled: DomainEvent) => {
        await note('first')(handled)
        failures -= 1
        if (failures >= 0) throw new Error('not now')
      }
      const consumers = [
        { name: 'first', handle: flaky },
        { name: 'second', handle: note('second') },
        { name: 'other', handle: note('other') },
      ]
      subject = await makeSubject(routes, consumers)
    })
    afterEach(() => subject.close())

    it('delivers to every consumer routed for the type and to no other', async () => {
      const sent = event()
      await subject.bus.publish([sent])
      await subject.settle()
      expect(seen.sort()).toEqual([`first: ${sent.eventId}`, `second: ${sent.eventId}`])
    })
    it('delivers the events of a tenant in order', async () => {
      const sent = [event(), event(), event()]
      await subject.bus.publish(sent)
      await subject.settle()
      const second = seen.filter((entry) => entry.startsWith('second'))
      expect(second).toEqual(sent.map(({ eventId }) => `second: ${eventId}`))
    })
    it('delivers an event once however often it is published', async () => {
      const sent = event()
      await subject.bus.publish([sent, sent])
      await subject.settle()
      await subject.bus.publish([sent])
      await subject.settle()
      expect(seen).toHaveLength(2)
    })
    it('accepts none of the events when one is not valid', async () => {
      const bad = { ...event(), timestamp: 'yesterday' }
      await expect(subject.bus.publish([event(), bad])).rejects.toThrow(InvalidEventError)
      await subject.settle()
      expect(seen).toEqual([])
    })
    it('tries again after failures, for that consumer only', async () => {
      failures = 3
      await subject.bus.publish([event()])
      await subject.settle()
      expect(seen.map((entry) => entry.split(':')[0]).sort()).toEqual(['first', 'first', 'first', 'first', 'second'])
      expect(await subject.deadLetters()).toEqual([])
    })
    it('makes a dead letter of what failed four times, and delivers it when redriven', async () => {
      failures = 4
      const sent = event()
      await subject.bus.publish([sent])
      await subject.settle()
      expect(await subject.deadLetters()).toEqual([`first: ${sent.eventId}`])
      seen = []
      await subject.redrive()
      await subject.settle()
      expect(seen).toEqual([`first: ${sent.eventId}`])
      expect(await subject.deadLetters()).toEqual([])
    })
  })
}
