import { eventTypes } from '@salestalk/protocol'
import { describe, expect, it } from 'vitest'
import { functions } from '../functions.ts'
import { eventRoutesFile } from './event-routes-file.ts'
import { consumerNames, consumerQueues, eventRoutes, eventTypesOf, queueOf } from './routing.ts'

describe('the routing table', () => {
  it('names the consumers of every type, and a queue for each of them', () => {
    expect(Object.keys(eventRoutes).sort()).toEqual([...eventTypes].sort())
    const routed = new Set<string>(Object.values(eventRoutes).flat())
    expect([...routed].sort()).toEqual(consumerNames)
    for (const consumers of Object.values(eventRoutes)) expect(consumers.length).toBeGreaterThan(0)
    expect(eventTypesOf('billing')).toEqual([
      'conversation.completed.v1',
      'tenant.deleted.v1',
      'tenant.provisioned.v1',
      'tenant.suspended.v1',
    ])
  })
  it('hides a delivery for longer than the worker may take', () => {
    for (const name of consumerNames) {
      expect(queueOf(name).visibilityTimeoutSeconds).toBeGreaterThan(functions['insights-worker'].timeoutSeconds)
    }
  })
  it('says for queues in the cloud what the dispatcher does: a try, three retries, then 14 days', () => {
    const { consumers } = eventRoutesFile()
    expect(Object.keys(consumers)).toEqual(Object.keys(consumerQueues).sort())
    for (const [name, queue] of Object.entries(consumers)) {
      expect(queue).toMatchObject({
        eventTypes: eventTypesOf(name),
        maximumReceiveCount: 4,
        deadLetterRetentionSeconds: 1_209_600,
        alarmThreshold: 10,
      })
    }
  })
})
