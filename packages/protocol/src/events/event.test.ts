import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import { tenantIdSchema } from '../tenant.ts'
import { createEvent, type EventContent, eventSchema, eventTypes, InvalidEventError, parseEvent } from './event.ts'

const stamp = { eventId: '7b1f7f0e-6c1c-4c1b-9b0a-0a6f6a3f2b11', timestamp: new Date('2025-11-09T10:00:00.000Z') }

const provisioned: EventContent<'tenant.provisioned.v1'> = {
  source: 'tenant-onboard',
  tenantId: tenantIdSchema.parse('acme'),
  metadata: { correlationId: '7b1f7f0e-6c1c-4c1b-9b0a-0a6f6a3f2b12' },
  data: {
    tenantId: tenantIdSchema.parse('acme'),
    organizationName: 'Acme',
    ownerEmail: 'ann@acme.example',
    plan: 'free',
    region: 'local',
    resources: {
      messagesTableName: 'tenant-acme-messages',
      metricsTableName: 'tenant-acme-metrics',
      s3Prefix: 'tenant-acme/',
    },
    provisioningTimeMs: 12,
    sampleDataSeeded: false,
  },
}

describe('events', () => {
  it('get id, time, type and version from the outside', () => {
    const event = createEvent('tenant.provisioned.v1', provisioned, stamp)
    expect(event).toEqual({
      ...provisioned,
      eventId: stamp.eventId,
      eventType: 'tenant.provisioned.v1',
      eventVersion: '1.0',
      timestamp: '2025-11-09T10:00:00.000Z',
    })
    expect(parseEvent(JSON.parse(JSON.stringify(event)))).toEqual(event)
  })
  it('are refused with every wrong field named', () => {
    const wrong = { ...provisioned, data: { ...provisioned.data, ownerEmail: 'nobody', provisioningTimeMs: -1 } }
    expect(() => createEvent('tenant.provisioned.v1', wrong, stamp)).toThrow(
      /tenant\.provisioned\.v1 is not valid: at data\.ownerEmail: .*; at data\.provisioningTimeMs: /,
    )
  })
  it('are refused without a correlation, with a bad tenant or of an unknown type', () => {
    const event = createEvent('tenant.provisioned.v1', provisioned, stamp)
    for (const bad of [
      { ...event, metadata: {} },
      { ...event, tenantId: '../acme' },
      { ...event, eventType: 'tenant.exploded.v1' },
      { ...event, timestamp: '2025-11-09T10:00:00Z' },
      { ...event, timestamp: '2025-11-09T11:00:00.000+01:00' },
      null,
    ]) {
      expect(() => parseEvent(bad)).toThrow(InvalidEventError)
    }
  })
  it('may carry fields this reader does not know yet', () => {
    const event = createEvent('tenant.provisioned.v1', provisioned, stamp)
    expect(parseEvent({ ...event, data: { ...event.data, industry: 'retail' } })).toEqual(event)
  })
  it('are seven, each with a JSON Schema', () => {
    expect(eventTypes).toEqual([
      'classification.performed.v1',
      'narrative.generated.v1',
      'conversation.completed.v1',
      'metrics.ingested.v1',
      'tenant.provisioned.v1',
      'tenant.suspended.v1',
      'tenant.deleted.v1',
    ])
    const schema = z.toJSONSchema(eventSchema, { io: 'input' })
    expect(schema).toMatchObject({ $schema: 'https://json-schema.org/draft/2020-12/schema' })
  })
})

describe('tenant ids', () => {
  it('are 3 to 40 lower-case letters, digits and inner hyphens', () => {
    for (const good of ['acme', 'a1b', '3m-company', 'x'.repeat(40)])
      expect(tenantIdSchema.safeParse(good).success).toBe(true)
    for (const bad of [
      '',
      'ab',
      'Acme',
      '-acme',
      'acme-',
      'a_b',
      'a.b',
      'a/b',
      '..',
      'acme\n',
      'äcme',
      'x'.repeat(41),
    ]) {
      expect(tenantIdSchema.safeParse(bad).success).toBe(false)
    }
  })
})
