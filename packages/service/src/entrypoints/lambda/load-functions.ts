import type { Variables } from '../../environment.ts'
import type { FunctionName } from '../../functions.ts'
import type { EventFunctions } from '../../local-gateway/environment.ts'
import type { HttpFunction } from '../../local-gateway/http-gateway.ts'
import type { ScheduledTaskName } from '../../scheduled-tasks.ts'
import type { SalesTalk } from '../../wiring.ts'

/** The handlers of all functions in this process, as the gateway and the pump call them. */
export interface LoadedFunctions {
  readonly http: Readonly<Partial<Record<FunctionName, HttpFunction>>>
  readonly events: EventFunctions
  /** What EventBridge's schedules call; the name is the task. */
  readonly schedules: Readonly<Record<ScheduledTaskName | 'sweep', () => Promise<unknown>>>
  salesTalk(): Promise<SalesTalk>
}

/** Loads the functions with these variables; once in a process, for what they open is kept. */
export async function loadFunctions(variables: Variables): Promise<LoadedFunctions> {
  const runtime = await import('./runtime.ts')
  runtime.runWith(variables)
  const [chat, metrics, onboard, worker, publisher, timer] = await Promise.all([
    import('./chat-handler.ts'),
    import('./metrics-handler.ts'),
    import('./tenant-onboard.ts'),
    import('./insights-worker.ts'),
    import('./event-publisher.ts'),
    import('./session-timer.ts'),
  ])
  // Each library has types of its own for the JSON that Lambda hands over.
  const http = (handler: unknown) => handler as HttpFunction
  return {
    http: {
      'chat-handler': http(chat.handler),
      'metrics-handler': http(metrics.handler),
      'tenant-onboard': http(onboard.handler),
    },
    events: { publisher: publisher.handler, worker: worker.handler, metrics: metrics.handler } as EventFunctions,
    schedules: {
      sweep: async () => await (await runtime.salesTalk()).flushEvents(null),
      'complete-sessions': async () => await timer.handler({ task: 'complete-sessions' }),
      'clean-uploads': async () => await timer.handler({ task: 'clean-uploads' }),
      'resume-interrupted': async () => await onboard.handler({ task: 'resume-interrupted' }),
    },
    salesTalk: runtime.salesTalk,
  }
}
