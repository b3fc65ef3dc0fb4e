import { DynamoDBStreamsClient } from '@aws-sdk/client-dynamodb-streams'
import { SQSClient } from '@aws-sdk/client-sqs'
import type { DynamoDBBatchResponse, DynamoDBStreamEvent, SQSBatchResponse, SQSEvent } from 'aws-lambda'
import { consumerNames, consumerQueues } from '../events/routing.ts'
import { pollQueue } from './poll-queue.ts'
import { streamPoller } from './poll-streams.ts'
import type { ProvisionedEnvironment } from './provision.ts'

/** The functions that queues and streams call. */
export interface EventFunctions {
  readonly publisher: (event: DynamoDBStreamEvent) => Promise<DynamoDBBatchResponse | undefined>
  readonly worker: (event: SQSEvent) => Promise<SQSBatchResponse | undefined>
  readonly metrics: (event: SQSEvent) => Promise<SQSBatchResponse | undefined>
}

export interface EventPumpOptions {
  readonly environment: Pick<ProvisionedEnvironment, 'queues' | 'ingestQueue'>
  readonly functions: EventFunctions
  readonly emulator: { readonly region: string; readonly endpoint: string }
}

export interface EventPump {
  /** Hands what waits in streams and queues to the functions, once round; returns how much was moved. */
  round(): Promise<number>
  /** Goes round until nothing moves any more. */
  settle(): Promise<void>
}

/** What Lambda's event source mappings do, on one machine. */
export function eventPump({ environment, functions, emulator }: EventPumpOptions): EventPump {
  const sqs = new SQSClient(emulator)
  const poller = streamPoller(new DynamoDBStreamsClient(emulator), functions.publisher)
  const consumers = consumerNames.map((name) => ({
    ...environment.queues[name],
    batchSize: consumerQueues[name].batchSize,
    work: functions.worker,
  }))
  const queues = [...consumers, { ...environment.ingestQueue, batchSize: 1, work: functions.metrics }]

  async function round(): Promise<number> {
    let moved = await poller.poll()
    for (const queue of queues) moved += await pollQueue(sqs, queue, emulator.region)
    return moved
  }

  return {
    round,
    async settle() {
      while ((await round()) > 0);
    },
  }
}
