export const ingestErrorCodes = [
  'file_not_found',
  'file_too_large',
  'upload_incomplete',
  'empty_file',
  'no_rows',
  'unsupported_format',
  'damaged_file',
  'too_many_columns',
  'too_many_rejected',
  'no_usable_column',
  'invalid_option',
  'invalid_model',
  'columns_differ',
  'file_changed',
  'dataset_busy',
  'unknown_batch',
  'batch_not_undoable',
  'disk_full',
  'cancelled',
] as const
export type IngestErrorCode = (typeof ingestErrorCodes)[number]

/** Where in the file the trouble is, as far as it is known. `reasons` are the commonest ones first. */
interface IngestErrorDetails {
  readonly fileName?: string
  readonly line?: number
  readonly column?: string
  readonly reasons?: readonly { readonly reason: string; readonly rows: number; readonly line: number }[]
}

/** A file that cannot be taken in, or a batch that cannot be changed. The message says what, where and what to do. */
export class IngestError extends Error {
  override readonly name = 'IngestError'
  readonly code: IngestErrorCode
  readonly details: IngestErrorDetails
  constructor(code: IngestErrorCode, message: string, details: IngestErrorDetails = {}, options?: ErrorOptions) {
    super(message, options)
    this.code = code
    this.details = details
  }
}

/** Throws when the work was cancelled; called between steps. */
export function throwIfCancelled(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw cancelledError()
}

export function cancelledError(): IngestError {
  return new IngestError('cancelled', 'The upload was cancelled; nothing was kept')
}

const fullDisk = /ENOSPC|EDQUOT|no space left|disk quota exceeded|max_temp_directory_size/i

/** The error as an IngestError when its cause is known (disk full, cancelled); anything else comes back as it was. */
export function knownTrouble(error: unknown, signal: AbortSignal | undefined): unknown {
  if (error instanceof IngestError) return error
  if (signal?.aborted) return cancelledError()
  const message = error instanceof Error ? error.message : String(error)
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  const isFull = error instanceof Error && 'reason' in error && error.reason === 'full'
  if (isFull || fullDisk.test(message) || fullDisk.test(code)) {
    const text = 'The disk is full: free some space and upload the file again; nothing was kept'
    return new IngestError('disk_full', text, {}, { cause: error })
  }
  return error
}
