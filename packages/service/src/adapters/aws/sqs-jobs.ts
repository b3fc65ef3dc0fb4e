import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs'
import { type JobQueue, uploadJobSchema } from '../../uploads/ports.ts'

export interface SqsJobsOptions {
  readonly client: Pick<SQSClient, 'send'>
  readonly queueUrl: string
}

// Longer than this no message can be put off.
const LONGEST_DELAY_SECONDS = 900

/** Jobs as messages of an SQS queue: at least once, in any order. */
export function sqsJobs({ client, queueUrl }: SqsJobsOptions): JobQueue {
  return {
    async enqueue(job, delayMilliseconds = 0) {
      const DelaySeconds = Math.min(LONGEST_DELAY_SECONDS, Math.ceil(delayMilliseconds / 1000))
      const MessageBody = JSON.stringify(uploadJobSchema.parse(job))
      await client.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody, DelaySeconds }))
    },
  }
}
