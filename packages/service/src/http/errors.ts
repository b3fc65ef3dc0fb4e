/** A request that cannot be served as it was sent: wrong shape, wrong place, too much. Status and title come from the error table. */
export class RequestError extends Error {
  override readonly name = 'RequestError'
  constructor(
    readonly code: RequestErrorCode,
    message: string,
    readonly headers: Readonly<Record<string, string>> = {},
    cause?: unknown,
  ) {
    super(message, { cause })
  }
}

export type RequestErrorCode =
  | 'not_found'
  | 'method_not_allowed'
  | 'invalid_json'
  | 'invalid_request'
  | 'unsupported_media_type'
  | 'not_acceptable'
  | 'body_too_large'
  | 'body_incomplete'
  | 'body_too_slow'
  | 'not_permitted'
  | 'issuer_outside'
  | 'too_many_requests'
  | 'timeout'
  | 'starting'
