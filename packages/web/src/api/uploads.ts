import type { ConfirmUploadRequest, DatasetModel, PreviewUploadRequest, Problem, Upload } from '@salestalk/protocol'
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

/**
 * Sends a file as it is. XMLHttpRequest, because fetch cannot tell how much of a body has gone out. Rejects with RequestError;
 * aborting `signal` ends it silently on the service's side too.
 */
export function sendFile(file: File, signal: AbortSignal, onProgress: (sent: SentBytes) => void): Promise<Upload> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', `/v1/uploads?fileName=${encodeURIComponent(file.name)}`)
    request.setRequestHeader('accept', 'application/json')
    request.setRequestHeader('content-type', 'application/octet-stream')
    for (const [name, value] of Object.entries(authorization())) request.setRequestHeader(name, value)
    request.upload.onprogress = (event) => onProgress({ done: event.loaded, total: event.total || file.size })
    request.onload = () => {
      if (request.status < 300) return resolve(JSON.parse(request.responseText) as Upload)
      if (request.status === 401) dropToken('expired')
      reject(problemFromText(request.responseText, request.status))
    }
    request.onerror = () => reject(new RequestError(offlineProblem))
    request.onabort = () => reject(new DOMException('The upload was cancelled.', 'AbortError'))
    signal.addEventListener('abort', () => request.abort(), { once: true })
    request.send(file)
  })
}

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
