import type {
  ConfirmUploadRequest,
  DatasetModel,
  PresignedUpload,
  PresignUploadRequest,
  PreviewUploadRequest,
  Problem,
  Upload,
  UploadTarget,
} from '@salestalk/protocol'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import { authorization, get, offlineProblem, problemFromText, RequestError, send, submit } from './client.ts'
import { queryKeys } from './queries.ts'
import { dropToken } from './session-token.ts'

export interface SentBytes {
  readonly done: number
  readonly total: number
}

const pollMilliseconds = 500

/** False once the service said that it takes files itself: it is not asked again. */
let offersTargets = true

/**
 * Sends a file as it is: to a place in the store where the service offers one, else to the service. Resolves to the id of the upload;
 * rejects with RequestError. Aborting `signal` ends it silently on the service's side too.
 */
export async function sendFile(
  file: File,
  signal: AbortSignal,
  onProgress: (sent: SentBytes) => void,
): Promise<string> {
  const presigned = offersTargets ? await presign(file) : null
  if (presigned === null) {
    signal.throwIfAborted()
    return await sendToService(file, signal, onProgress)
  }
  try {
    signal.throwIfAborted()
    await sendToTarget(presigned.target, file, signal, onProgress)
  } catch (error) {
    // What did not arrive is not waited for. Whatever this answers, the file has to be sent again.
    void cancelUpload(presigned.uploadId).catch(() => undefined)
    throw error
  }
  return presigned.uploadId
}

async function presign(file: File): Promise<{ uploadId: string; target: UploadTarget } | null> {
  const request: PresignUploadRequest = { fileName: file.name, dataset: null, bytes: file.size, contentType: fileType }
  const { uploadId, target } = await submit<PresignedUpload>('POST', '/v1/uploads/presigned', request)
  offersTargets = uploadId !== null && target !== null
  return uploadId === null || target === null ? null : { uploadId, target }
}

async function sendToService(file: File, signal: AbortSignal, onProgress: (sent: SentBytes) => void): Promise<string> {
  const headers = { accept: 'application/json', 'content-type': fileType, ...authorization() }
  const url = `/v1/uploads?fileName=${encodeURIComponent(file.name)}`
  const { status, text } = await transfer({ method: 'POST', url, headers }, file, signal, onProgress)
  if (status < 300) return (JSON.parse(text) as Upload).uploadId
  if (status === 401) dropToken('expired')
  throw problemFromText(text, status)
}

/** The store is another server: it gets the headers it asked for, and never the token. */
async function sendToTarget(
  target: UploadTarget,
  file: File,
  signal: AbortSignal,
  onProgress: (sent: SentBytes) => void,
): Promise<void> {
  const { status } = await transfer(target, file, signal, onProgress)
  if (status < 300) return
  throw new RequestError({
    title: 'The file did not arrive',
    detail: `The store refused it with status ${status}. Upload the file again.`,
    code: 'upload_refused',
    status,
  })
}

interface Answer {
  readonly status: number
  readonly text: string
}

/** XMLHttpRequest, because fetch cannot tell how much of a body has gone out. */
function transfer(
  { method, url, headers }: { method: string; url: string; headers: Readonly<Record<string, string>> },
  file: File,
  signal: AbortSignal,
  onProgress: (sent: SentBytes) => void,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open(method, url)
    for (const [name, value] of Object.entries(headers)) {
      if (!setByBrowser.has(name.toLowerCase())) request.setRequestHeader(name, value)
    }
    request.upload.onprogress = (event) => onProgress({ done: event.loaded, total: event.total || file.size })
    request.onload = () => resolve({ status: request.status, text: request.responseText })
    request.onerror = () => reject(new RequestError(offlineProblem))
    request.onabort = () => reject(new DOMException('The upload was cancelled.', 'AbortError'))
    signal.addEventListener('abort', () => request.abort(), { once: true })
    request.send(file)
  })
}

const fileType = 'application/octet-stream'
const setByBrowser = new Set(['content-length', 'host'])

/** One upload, asked about twice a second while the service works on it. */
export function useUpload(uploadId: string) {
  return useQuery({
    queryKey: queryKeys.upload(uploadId),
    queryFn: ({ signal }) => get<Upload>(uploadPath(uploadId), signal),
    refetchInterval: (query) => (query.state.data?.status === 'busy' ? pollMilliseconds : false),
    gcTime: 0,
  })
}

function uploadPath(uploadId: string): string {
  return `/v1/uploads/${encodeURIComponent(uploadId)}`
}

/** An answer to a step is either the upload as it is now or nothing worth keeping: then it is fetched. */
function useUploadStep<T>(uploadId: string, step: (input: T) => Promise<Upload | undefined>) {
  const queryClient = useQueryClient()
  const queryKey = queryKeys.upload(uploadId)
  return useMutation({
    mutationFn: step,
    onSuccess: async (upload) => {
      if (upload && 'uploadId' in upload && 'status' in upload) queryClient.setQueryData(queryKey, upload)
      await queryClient.invalidateQueries({ queryKey })
    },
  })
}

export function usePreviewUpload(uploadId: string) {
  return useUploadStep(uploadId, (request: PreviewUploadRequest) =>
    submit<Upload>('POST', `${uploadPath(uploadId)}/preview`, request),
  )
}

export function useConfirmUpload(uploadId: string) {
  return useUploadStep(uploadId, (request: ConfirmUploadRequest) =>
    submit<Upload>('POST', `${uploadPath(uploadId)}/confirm`, request),
  )
}

export async function cancelUpload(uploadId: string): Promise<void> {
  await submit<void>('DELETE', uploadPath(uploadId))
}

/** What depends on the stored data has to be fetched anew. */
export function useForgetData() {
  const queryClient = useQueryClient()
  return useCallback(() => {
    void queryClient.invalidateQueries({ queryKey: queryKeys.catalog })
    void queryClient.invalidateQueries({ queryKey: queryKeys.batches })
  }, [queryClient])
}

export function useUndoBatch() {
  const forgetData = useForgetData()
  return useMutation({
    mutationFn: (batchId: string) => submit<unknown>('POST', `/v1/batches/${encodeURIComponent(batchId)}/undo`),
    onSettled: forgetData,
  })
}

/** The rejected rows of a stored batch, as a file. */
export async function fetchRejectedRows(batchId: string): Promise<Blob> {
  return (await send(`/v1/batches/${encodeURIComponent(batchId)}/rejected`)).blob()
}

export function useSaveModel() {
  const forgetData = useForgetData()
  return useMutation({
    mutationFn: (model: DatasetModel) =>
      submit<unknown>('PUT', `/v1/datasets/${encodeURIComponent(model.dataset)}/model`, model),
    onSuccess: forgetData,
  })
}

export function problemError(problem: Problem): RequestError {
  return new RequestError(problem)
}
