import { eventBusConformance } from '../conformance/event-bus.ts'
import { inMemoryEventBus } from './in-memory-event-bus.ts'

eventBusConformance('in-memory fake', async (routes, consumers) => {
  const bus = inMemoryEventBus(routes, consumers)
  return {
    bus,
    settle: () => bus.settle(),
    deadLetters: async () => bus.deadLetters.map(({ consumer, event }) => `${consumer.name}: ${event.eventId}`),
    redrive: async () => bus.redrive(),
    close: async () => undefined,
  }
})
