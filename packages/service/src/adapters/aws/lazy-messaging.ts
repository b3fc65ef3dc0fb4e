import { setTimeout as sleep } from 'node:timers/promises'
import type { EventBus } from '@salestalk/engine'
import type { AwsDeploymentConfig } from '../../aws-config.ts'
import type { EventQueues } from '../../events/aws-delivery/ports.ts'
import { lazy } from '../../lazy.ts'
import type { JobQueue } from '../../uploads/ports.ts'
import { type AwsClientOptions, clientSettings } from './clients.ts'

const MESSAGE_REQUEST_MILLISECONDS = 5_000

/** EventBridge, whose SDK is loaded with the first event: streams publish what a request wrote, so most functions never do. */
export function lazyBus({ eventBus }: AwsDeploymentConfig, settings: AwsClientOptions): EventBus {
  const bus = lazy(async () => {
    const [{ EventBridgeClient }, { eventBridgeBus }] = await Promise.all([
      import('@aws-sdk/client-eventbridge'),
      import('./eventbridge-bus.ts'),
    ])
    const client = new EventBridgeClient(clientSettings(settings, MESSAGE_REQUEST_MILLISECONDS))
    return eventBridgeBus({ client, busName: eventBus, sleep, random: Math.random })
  })
  return { publish: async (events) => await (await bus.get()).publish(events) }
}

/** SQS, loaded when a message is sent, hidden or looked for: whoever is handed messages by Lambda asks nothing of it. */
export function lazyQueues(
  { ingestQueueUrl }: AwsDeploymentConfig,
  queuePrefix: string,
  settings: AwsClientOptions,
): { readonly queues: EventQueues; readonly jobs: JobQueue | null } {
  const client = lazy(async () => {
    const { SQSClient } = await import('@aws-sdk/client-sqs')
    return new SQSClient(clientSettings(settings, MESSAGE_REQUEST_MILLISECONDS))
  })
  const queues = lazy(async () => {
    const { sqsEventQueues } = await import('./sqs-dead-letters.ts')
    return sqsEventQueues({ client: await client.get(), queuePrefix })
  })
  return {
    queues: {
      hide: async (queueArn, receipt, seconds) => await (await queues.get()).hide(queueArn, receipt, seconds),
      async *deadLetters(consumer) {
        yield* (await queues.get()).deadLetters(consumer)
      },
      moveBack: async (consumer, letter) => await (await queues.get()).moveBack(consumer, letter),
      moveAllBack: async (consumer) => await (await queues.get()).moveAllBack(consumer),
    },
    jobs: ingestQueueUrl === null ? null : lazyJobs(ingestQueueUrl, client.get),
  }
}

function lazyJobs(
  queueUrl: string,
  client: () => Promise<Parameters<typeof import('./sqs-jobs.ts').sqsJobs>[0]['client']>,
): JobQueue {
  const jobs = lazy(async () => {
    const { sqsJobs } = await import('./sqs-jobs.ts')
    return sqsJobs({ client: await client(), queueUrl })
  })
  return { enqueue: async (job, delay) => await (await jobs.get()).enqueue(job, delay) }
}
