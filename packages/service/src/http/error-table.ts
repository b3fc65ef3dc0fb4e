import {
  ArtifactChangedError,
  ArtifactExistsError,
  ArtifactNotFoundError,
  ArtifactStoreUnavailableError,
  ConditionFailedError,
  InvalidCursorError,
  MetricStoreError,
  StoreUnavailableError,
  TableNotFoundError,
} from '@salestalk/engine'
import type { Problem } from '@salestalk/protocol'
import { DatasetNotFoundError, UnusableModelError } from '../catalog/errors.ts'
import {
  InvalidSessionIdError,
  InvalidTodayError,
  RepeatedRequestError,
  SessionNotFoundError,
  UnusableReadingError,
} from '../chat/errors.ts'
import { IngestError } from '../ingest/errors.ts'
import {
  AccountRefusedError,
  AuthenticationError,
  CertificateNotFoundError,
  IdentityUnavailableError,
  InvalidTenantError,
  LeftoverError,
  QuotaReachedError,
  TenantBusyError,
  TenantExistsError,
  TenantIdRestingError,
  TenantNotActiveError,
  TenantNotFoundError,
  UserNotFoundError,
} from '../tenants/errors.ts'
import { UploadError } from '../uploads/errors.ts'
import {
  DamagedVocabularyError,
  UnacceptableVocabularyError,
  VocabularyBusyError,
  VocabularyChangedError,
  VocabularyVersionNotFoundError,
} from '../vocabulary/errors.ts'
import { RequestError } from './errors.ts'

interface Entry {
  readonly status: number
  readonly code: string
  readonly title: string
  readonly headers?: Readonly<Record<string, string>>
}

/** A row of the table: errors of this class become this problem. `detail` is the message of the error. */
interface Row {
  readonly errorClass: abstract new (...parameters: never[]) => Error
  readonly entry: (error: never) => Entry
}

function row<E extends Error>(errorClass: abstract new (...parameters: never[]) => E, entry: (error: E) => Entry): Row {
  return { errorClass, entry }
}

const requestErrors: Record<RequestError['code'], readonly [status: number, title: string]> = {
  not_found: [404, 'Not found'],
  method_not_allowed: [405, 'Method not allowed'],
  invalid_json: [400, 'Not valid JSON'],
  invalid_request: [400, 'Not a valid request'],
  unsupported_media_type: [415, 'Unsupported media type'],
  not_acceptable: [406, 'Not acceptable'],
  body_too_large: [413, 'Too large'],
  body_incomplete: [400, 'Incomplete'],
  body_too_slow: [408, 'Too slow'],
  not_permitted: [403, 'Not permitted'],
  issuer_outside: [409, 'Signing in happens elsewhere'],
  too_many_requests: [429, 'Too many requests'],
  timeout: [503, 'Took too long'],
  starting: [503, 'Starting'],
}

const ingestStatuses: Partial<Record<IngestError['code'], number>> = {
  file_not_found: 404,
  unknown_batch: 404,
  file_too_large: 413,
  upload_incomplete: 400,
  unsupported_format: 415,
  dataset_busy: 409,
  batch_not_undoable: 409,
  file_changed: 409,
  cancelled: 409,
  disk_full: 507,
}

const uploadErrors: Record<UploadError['code'], readonly [status: number, title: string]> = {
  not_found: [404, 'Not found'],
  too_many_uploads: [429, 'Too many uploads'],
  upload_not_ready: [409, 'Upload not ready'],
  upload_changed: [409, 'Upload changed'],
  upload_incomplete: [400, 'Upload incomplete'],
  upload_abandoned: [422, 'File cannot be read'],
  use_presigned_upload: [413, 'Too large to be sent here'],
  file_too_large: [413, 'Too large'],
  empty_file: [422, 'File is empty'],
}

const metricStoreStatuses: Record<MetricStoreError['code'], number> = {
  unknown_metric: 422,
  unknown_dimension: 422,
  mixed_datasets: 422,
  invalid_query: 422,
  too_many_rows: 422,
  timeout: 503,
  unavailable: 503,
}

/** Every expected failure and what a client is told: the one place where errors meet HTTP. */
const table: readonly Row[] = [
  row(RequestError, ({ code, headers }) => {
    const [status, title] = requestErrors[code]
    return { status, code, title, headers }
  }),
  row(AuthenticationError, ({ reason }) =>
    reason === 'not_permitted'
      ? { status: 403, code: 'not_permitted', title: 'Not permitted' }
      : {
          status: 401,
          code: reason === 'wrong_code' ? 'wrong_code' : `token_${reason}`,
          title: 'Not signed in',
          headers: { 'www-authenticate': 'Bearer realm="SalesTalk"' },
        },
  ),
  row(IdentityUnavailableError, () => ({
    status: 503,
    code: 'identity_unavailable',
    title: 'Sign-in cannot be checked',
    headers: { 'retry-after': '5' },
  })),
  row(SessionNotFoundError, () => ({ status: 404, code: 'session_not_found', title: 'Not found' })),
  row(InvalidSessionIdError, () => ({ status: 400, code: 'invalid_session_id', title: 'Not a valid request' })),
  row(InvalidTodayError, () => ({ status: 400, code: 'invalid_request', title: 'Not a valid request' })),
  row(UnusableReadingError, () => ({ status: 422, code: 'unusable_reading', title: 'Reading cannot be answered' })),
  row(RepeatedRequestError, ({ reason }) =>
    reason === 'in_progress'
      ? { status: 409, code: 'request_in_progress', title: 'Request in progress' }
      : { status: 422, code: 'idempotency_key_reused', title: 'Idempotency key was used' },
  ),
  row(InvalidTenantError, () => ({ status: 422, code: 'invalid_company', title: 'Not a valid company or user' })),
  row(TenantExistsError, () => ({ status: 409, code: 'company_exists', title: 'Company exists' })),
  row(TenantNotFoundError, () => ({ status: 404, code: 'company_not_found', title: 'Not found' })),
  row(TenantBusyError, () => ({
    status: 409,
    code: 'company_busy',
    title: 'Being worked on',
    headers: { 'retry-after': '60' },
  })),
  row(TenantIdRestingError, ({ seconds }) => ({
    status: 409,
    code: 'company_id_resting',
    title: 'Id was given back a moment ago',
    headers: { 'retry-after': String(seconds) },
  })),
  row(QuotaReachedError, () => ({ status: 507, code: 'quota_reached', title: 'No room for another company' })),
  row(AccountRefusedError, () => ({ status: 422, code: 'account_refused', title: 'Account cannot be made' })),
  row(LeftoverError, () => ({
    status: 503,
    code: 'deletion_incomplete',
    title: 'Not everything is removed yet',
    headers: { 'retry-after': '60' },
  })),
  row(CertificateNotFoundError, () => ({ status: 404, code: 'certificate_not_found', title: 'Not found' })),
  row(TenantNotActiveError, () => ({ status: 403, code: 'company_not_active', title: 'Company is not active' })),
  row(UserNotFoundError, () => ({ status: 404, code: 'user_not_found', title: 'Not found' })),
  row(DatasetNotFoundError, () => ({ status: 404, code: 'dataset_not_found', title: 'Not found' })),
  row(UnusableModelError, () => ({ status: 422, code: 'invalid_model', title: 'Model cannot be used' })),
  row(VocabularyChangedError, () => ({ status: 409, code: 'vocabulary_changed', title: 'Changed meanwhile' })),
  row(VocabularyBusyError, () => ({
    status: 429,
    code: 'vocabulary_busy',
    title: 'Busy',
    headers: { 'retry-after': '5' },
  })),
  row(UnacceptableVocabularyError, () => ({
    status: 422,
    code: 'invalid_vocabulary',
    title: 'Vocabulary cannot be accepted',
  })),
  row(VocabularyVersionNotFoundError, () => ({ status: 404, code: 'version_not_found', title: 'Not found' })),
  row(DamagedVocabularyError, () => ({ status: 409, code: 'version_damaged', title: 'Version cannot be read' })),
  row(IngestError, ({ code }) => ({ status: ingestStatuses[code] ?? 422, code, title: 'File cannot be taken in' })),
  row(UploadError, ({ code }) => {
    const [status, title] = uploadErrors[code]
    return { status, code, title, ...(code === 'too_many_uploads' ? { headers: { 'retry-after': '5' } } : {}) }
  }),
  row(MetricStoreError, ({ code }) => ({ status: metricStoreStatuses[code], code, title: 'Data cannot be read' })),
  row(InvalidCursorError, () => ({ status: 400, code: 'invalid_cursor', title: 'Not a valid request' })),
  row(ConditionFailedError, () => ({ status: 409, code: 'changed_meanwhile', title: 'Changed meanwhile' })),
  row(TableNotFoundError, () => ({ status: 404, code: 'company_not_found', title: 'Not found' })),
  row(ArtifactNotFoundError, () => ({ status: 404, code: 'file_not_found', title: 'Not found' })),
  row(StoreUnavailableError, ({ reason }) => ({
    status: reason === 'full' ? 507 : 503,
    code: `store_${reason}`,
    title: 'Cannot be stored now',
    headers: { 'retry-after': '1' },
  })),
  row(ArtifactChangedError, () => ({ status: 409, code: 'file_changed', title: 'The file has changed' })),
  row(ArtifactExistsError, () => ({ status: 409, code: 'file_exists', title: 'The file is there already' })),
  row(ArtifactStoreUnavailableError, ({ reason }) => ({
    status: reason === 'full' ? 507 : 503,
    code: `store_${reason}`,
    title: 'Cannot be stored now',
    headers: { 'retry-after': '1' },
  })),
]

export interface ProblemResponse {
  readonly problem: Problem
  readonly headers: Readonly<Record<string, string>>
  /** False for a bug: the client is told nothing about it, the log everything. */
  readonly expected: boolean
}

/** What a client is told about an error. */
export function problemOf(error: unknown, requestId: string | null): ProblemResponse {
  const found = table.find(({ errorClass }) => error instanceof errorClass)
  if (found === undefined || !(error instanceof Error)) return unexpected(requestId)
  const { status, code, title, headers = {} } = found.entry(error as never)
  const problem = { type: 'about:blank', title, status, detail: sentence(error.message), code, requestId }
  return { problem, headers, expected: true }
}

function unexpected(requestId: string | null): ProblemResponse {
  const detail = `Something went wrong on our side. Try again; if it stays, tell the operator this request id: ${requestId}.`
  const problem = { type: 'about:blank', title: 'Internal error', status: 500, detail, code: 'internal', requestId }
  return { problem, headers: {}, expected: false }
}

function sentence(text: string): string {
  return /[.!?…]$/.test(text) ? text : `${text}.`
}
