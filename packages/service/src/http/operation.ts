import type * as z from 'zod'

/** Who may call an operation. `member`: whoever belongs to a company; `admin`: those who change its data; `operator`: of the platform. */
export type Access = 'public' | 'signed_in' | 'member' | 'admin' | 'operator' | 'operator_or_admin'

export const operationTags = ['System', 'Sign-in', 'Chat', 'Catalog', 'Data', 'Companies'] as const

export interface OperationResponse {
  readonly description: string
  /** Null: no body, or bytes of another type. */
  readonly schema: z.ZodType | null
  readonly contentType?: string
}

/** One operation of the API as data: routing, access, the OpenAPI document and the documentation follow from it. */
export interface Operation {
  readonly method: 'get' | 'post' | 'put' | 'delete'
  /** With parameters in braces: `/v1/sessions/{sessionId}/messages`. */
  readonly path: string
  readonly summary: string
  /** The chapter of the documentation; on AWS it says which function serves the operation, with exceptions in `functions.ts`. */
  readonly tag: (typeof operationTags)[number]
  readonly access: Access
  readonly query?: Readonly<Record<string, { readonly schema: z.ZodType; readonly description: string }>>
  readonly headers?: Readonly<Record<string, { readonly schema: z.ZodType; readonly description: string }>>
  /** A schema for JSON; `file` for the raw bytes of a file. */
  readonly body?: z.ZodType | 'file'
  readonly responses: Readonly<Record<number, OperationResponse>>
  /** Works for as long as it takes: files of gigabytes, streams. */
  readonly unlimited?: boolean
}
