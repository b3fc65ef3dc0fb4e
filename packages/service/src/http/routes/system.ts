import type { Handler } from '../context.ts'
import { openApiDocument } from '../openapi.ts'

export interface SystemOptions {
  readonly version: string
  /** False while the first data is being made. */
  readonly isReady: () => boolean
}

export function systemRoutes({ version, isReady }: SystemOptions) {
  let document: Record<string, unknown> | null = null
  const health: Handler = (context) => context.json({ status: isReady() ? 'ok' : 'starting', version })
  const openapi: Handler = (context) => {
    document ??= openApiDocument(version)
    return context.json(document)
  }
  return { health, openapi }
}
