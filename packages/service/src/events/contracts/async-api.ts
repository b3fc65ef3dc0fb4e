import { eventSchema } from '@salestalk/protocol'
import * as z from 'zod'
import { consumerNames, consumerQueues, eventTypesOf } from '../routing.ts'

const whatConsumersDo: Readonly<Record<(typeof consumerNames)[number], string>> = {
  aggregation: 'Brings precomputed figures up to the data',
  analytics: 'Keeps quality, latency and cost of every answer by day',
  archive: 'Writes the transcript of a conversation that ended',
  billing: 'Keeps what a company used by month, and when it was suspended or deleted',
  insights: 'Counts what is asked for',
  welcome: 'Notes that a company was welcomed',
}

/** The AsyncAPI 3.0 document: a channel for each event type, sending to it, and an operation for each consumer of it. */
export function asyncApiDocument(version: string) {
  const types = eventSchema.options.map((schema) => ({ schema, type: schema.shape.eventType.value }))
  return {
    asyncapi: '3.0.0',
    info: {
      title: 'SalesTalk events',
      version,
      description:
        'Facts about one company each, delivered at least once. Consumers know a repeated event by its eventId. ' +
        'Fields and values of enumerations may be added; anything else is a new version of the type.',
    },
    defaultContentType: 'application/json',
    channels: Object.fromEntries(types.map(({ type }) => [type, channelOf(type)])),
    operations: Object.fromEntries([
      ...types.map(({ type }) => [`send.${type}`, { action: 'send', summary: `Publish ${type}`, ...placeOf(type) }]),
      ...consumerNames.flatMap((name) => eventTypesOf(name).map((type) => [`${name}.${type}`, receive(name, type)])),
    ]),
    components: {
      messages: Object.fromEntries(types.map(({ schema, type }) => [type, messageOf(type, schema)])),
    },
  }
}

function channelOf(type: string) {
  return { address: type, title: type, messages: { event: { $ref: `#/components/messages/${type}` } } }
}

function placeOf(type: string) {
  const channel = `#/channels/${type}`
  return { channel: { $ref: channel }, messages: [{ $ref: `${channel}/messages/event` }] }
}

function receive(name: (typeof consumerNames)[number], type: string) {
  const { retries, deadLetterRetentionSeconds } = consumerQueues[name]
  const description = `Retried ${retries} times, then kept as a dead letter for ${deadLetterRetentionSeconds / 86_400} days.`
  return { action: 'receive', summary: whatConsumersDo[name], description, ...placeOf(type) }
}

function messageOf(type: string, schema: z.ZodType) {
  // What AsyncAPI takes without a word about the dialect is draft 7.
  const { $schema: _dialect, ...payload } = z.toJSONSchema(schema, { io: 'input', target: 'draft-7' })
  return {
    name: type,
    title: type,
    contentType: 'application/json',
    correlationId: { location: '$message.payload#/metadata/correlationId' },
    payload,
  }
}
