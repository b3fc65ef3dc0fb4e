import { DynamoDBClient } from '@aws-sdk/client-dynamodb'

/** What the SDK's clients did in a stretch of time. */
export interface SdkUse {
  /** Time in which at least one request was under way. */
  readonly milliseconds: number
  /** How often each request was sent, by name. */
  readonly requests: Readonly<Record<string, number>>
}

interface Stretch {
  underWay: number
  since: number
  milliseconds: number
  requests: Record<string, number>
}

/** Watches every client of the SDK in this process, through the class they all extend. Returns what ends a stretch and begins the next. */
export function recordSdk(): () => SdkUse {
  const shared = Object.getPrototypeOf(DynamoDBClient.prototype)
  const send: (this: unknown, command: object, ...rest: unknown[]) => Promise<unknown> = shared.send
  const stretch: Stretch = { underWay: 0, since: 0, milliseconds: 0, requests: {} }

  shared.send = async function watched(this: unknown, command: object, ...rest: unknown[]) {
    const name = command.constructor.name.replace(/Command$/, '')
    stretch.requests[name] = (stretch.requests[name] ?? 0) + 1
    if (stretch.underWay === 0) stretch.since = performance.now()
    stretch.underWay += 1
    try {
      return await send.call(this, command, ...rest)
    } finally {
      stretch.underWay -= 1
      if (stretch.underWay === 0) stretch.milliseconds += performance.now() - stretch.since
    }
  }

  return () => {
    const { milliseconds, requests } = stretch
    stretch.milliseconds = 0
    stretch.requests = {}
    return { milliseconds, requests }
  }
}
