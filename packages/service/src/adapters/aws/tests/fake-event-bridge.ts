import { EventBridgeClient } from '@aws-sdk/client-eventbridge'

export interface PutEntry {
  readonly EventBusName: string
  readonly Source: string
  readonly DetailType: string
  readonly Detail: string
  readonly Time: number
}

/** What the service does with one request, in line: an HTTP failure, or error codes by position of the entry. */
export type Fault =
  | { readonly status: number; readonly code: string }
  | { readonly connection: string }
  | { readonly entries: Readonly<Record<number, string>> }

export interface FakeEventBridge {
  readonly client: EventBridgeClient
  /** Entries of each request, as they came over the wire. */
  readonly requests: readonly (readonly PutEntry[])[]
  /** Entries that were accepted, in order. */
  readonly accepted: readonly PutEntry[]
  /** Used up by one request each; without one a request succeeds. */
  readonly faults: Fault[]
}

/** The real client over a service that lives in this process; `onAccepted` is told of every entry it takes. */
export function fakeEventBridge(onAccepted: (entry: PutEntry) => void = () => undefined): FakeEventBridge {
  const requests: PutEntry[][] = []
  const accepted: PutEntry[] = []
  const faults: Fault[] = []

  function answer(entries: PutEntry[]): { status: number; body: unknown } {
    requests.push(entries)
    const fault = faults.shift() ?? { entries: {} }
    if ('connection' in fault) throw Object.assign(new Error(fault.connection), { name: fault.connection })
    if ('status' in fault) return { status: fault.status, body: { __type: fault.code, message: fault.code } }
    const results = entries.map((entry, position) => {
      const code = fault.entries[position]
      if (code !== undefined) return { ErrorCode: code, ErrorMessage: code }
      accepted.push(entry)
      onAccepted(entry)
      return { EventId: `accepted-${accepted.length}` }
    })
    return { status: 200, body: { FailedEntryCount: Object.keys(fault.entries).length, Entries: results } }
  }

  const client = new EventBridgeClient({
    region: 'eu-west-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    // Retries are the business of the bus here.
    maxAttempts: 1,
    requestHandler: {
      async handle(request: { readonly body?: unknown }) {
        const { Entries } = JSON.parse(textOf(request.body))
        const { status, body } = answer(Entries)
        return { response: { statusCode: status, headers: {}, body: new TextEncoder().encode(JSON.stringify(body)) } }
      },
    },
  })
  return { client, requests, accepted, faults }
}

function textOf(body: unknown): string {
  return body instanceof Uint8Array ? new TextDecoder().decode(body) : String(body)
}
