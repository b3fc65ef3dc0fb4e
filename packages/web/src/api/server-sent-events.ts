export interface ServerSentEvent {
  readonly name: string
  readonly data: string
}

/**
 * Reads a stream of server-sent events piece by piece, wherever the network cuts it. Comments, ids and retry hints are skipped, as
 * are events without data. Source: the event stream interpretation of the HTML standard.
 */
export function createEventReader(): (piece: string) => ServerSentEvent[] {
  let rest = ''
  let name = ''
  let data: string[] = []

  function readLine(line: string, found: ServerSentEvent[]): void {
    if (line === '') {
      if (data.length > 0) found.push({ name: name === '' ? 'message' : name, data: data.join('\n') })
      name = ''
      data = []
      return
    }
    const colon = line.indexOf(':')
    if (colon === 0) return
    const field = colon < 0 ? line : line.slice(0, colon)
    const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '')
    if (field === 'event') name = value
    else if (field === 'data') data.push(value)
  }

  return (piece) => {
    const found: ServerSentEvent[] = []
    rest += piece
    // A carriage return at the very end may be half of a line break that is still on its way.
    const held = rest.endsWith('\r') ? '\r' : ''
    const lines = rest.slice(0, rest.length - held.length).split(/\r\n|\n|\r/)
    rest = (lines.pop() ?? '') + held
    for (const line of lines) readLine(line, found)
    return found
  }
}
