import { consumerNames, consumerQueues, eventTypesOf } from './routing.ts'

/** The routing table for whoever provisions rules and queues: one entry for each consumer, the first try counted as a receive. */
export function eventRoutesFile() {
  const consumers = consumerNames.map((name) => {
    const { retries, ...queue } = consumerQueues[name]
    return [name, { eventTypes: eventTypesOf(name), ...queue, maximumReceiveCount: 1 + retries }] as const
  })
  return { consumers: Object.fromEntries(consumers) }
}
