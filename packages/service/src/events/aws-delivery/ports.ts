/** A message that its queue gave up, while it is being looked at. */
export interface FoundLetter {
  readonly messageId: string
  readonly receiptHandle: string
  readonly body: string
}

/** What the queues of consumers can do besides handing out messages. */
export interface EventQueues {
  /** Hides a message that failed for some seconds, then it is handed out again. */
  hide(queueArn: string, receiptHandle: string, seconds: number): Promise<void>
  /** The dead letters of a consumer, each once. When the loop ends, those that were not moved lie there as before. */
  deadLetters(consumer: string): AsyncIterable<FoundLetter>
  /** Puts one back into the queue of its consumer. It is never in neither; dying in between leaves it in both. */
  moveBack(consumer: string, letter: FoundLetter): Promise<void>
  /** Lets the service move all of them by itself; false where it cannot. */
  moveAllBack(consumer: string): Promise<boolean>
}
