import { type DeadLetter, type DeadLetterBox, type DeadLetterSelection, isSelected, namesOf } from '../dead-letters.ts'
import { consumerNames, queueOf } from '../routing.ts'
import type { EventQueues, FoundLetter } from './ports.ts'

/** The dead letters that lie in queues. A queue keeps neither errors nor the time it gave up; the worker's log has both. */
export function deadLettersInQueues(queues: EventQueues): DeadLetterBox {
  async function* find(consumer: string, selection: DeadLetterSelection) {
    for await (const found of queues.deadLetters(consumer)) {
      const letter = letterOf(consumer, found)
      if (isSelected(letter, selection)) yield { found, letter }
    }
  }

  async function listOf(consumer: string, selection: DeadLetterSelection): Promise<DeadLetter[]> {
    const letters: DeadLetter[] = []
    for await (const { letter } of find(consumer, selection)) letters.push(letter)
    return letters
  }

  return {
    async *list(selection) {
      const lists = await Promise.all(consumersOf(selection).map((consumer) => listOf(consumer, selection)))
      yield* lists.flat()
    },
    async *redrive(selection) {
      for (const consumer of consumersOf(selection)) {
        if (isWholeQueue(selection)) {
          const letters = await listOf(consumer, selection)
          if (letters.length === 0) continue
          if (await queues.moveAllBack(consumer)) {
            yield* letters
            continue
          }
        }
        for await (const { found, letter } of find(consumer, selection)) {
          await queues.moveBack(consumer, found)
          yield letter
        }
      }
    },
  }
}

function consumersOf({ consumer }: DeadLetterSelection): readonly string[] {
  return consumerNames.filter((name) => consumer === undefined || name === consumer)
}

function isWholeQueue({ consumer: _consumer, ...conditions }: DeadLetterSelection): boolean {
  return Object.values(conditions).every((condition) => condition === undefined)
}

function letterOf(consumer: string, { body }: FoundLetter): DeadLetter {
  const event = eventIn(body)
  const attempts = 1 + queueOf(consumer).retries
  return { consumer, ...namesOf(event), attempts, lastError: null, buriedAt: null, event }
}

/** The event in the envelope of EventBridge; the text itself where there is none. */
function eventIn(body: string): unknown {
  try {
    const envelope: unknown = JSON.parse(body)
    const detail: unknown =
      typeof envelope === 'object' && envelope !== null ? Reflect.get(envelope, 'detail') : undefined
    return detail ?? envelope
  } catch (error) {
    if (error instanceof SyntaxError) return body
    throw error
  }
}
