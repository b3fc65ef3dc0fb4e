import type {
  Preference,
  PreviewVocabularyRequest,
  RollbackVocabularyRequest,
  SaveVocabularyRequest,
  Vocabulary,
  VocabularyPreview,
  VocabularyVersions,
} from '@salestalk/protocol'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { get, submit } from './client.ts'
import { queryKeys, useMe } from './queries.ts'
import { withPreference } from './with-preference.ts'

export function useVocabulary() {
  return useQuery({
    queryKey: queryKeys.vocabulary,
    queryFn: ({ signal }) => get<Vocabulary>('/v1/vocabulary', signal),
  })
}

/** Whether this person may change what words mean: those who run the company, and everybody in a demo. */
export function useMayChangeVocabulary(): boolean {
  const { data } = useMe()
  return data?.user.role === 'admin' || data?.company?.isDemo === true
}

/** The latest versions; only those who may change the words are told. */
export function useVocabularyVersions(enabled: boolean) {
  return useQuery({
    queryKey: queryKeys.vocabularyVersions,
    queryFn: ({ signal }) => get<VocabularyVersions>('/v1/vocabulary/versions?limit=50', signal),
    enabled,
  })
}

export function usePreviewVocabulary() {
  return useMutation({
    mutationFn: (request: PreviewVocabularyRequest) =>
      submit<VocabularyPreview>('POST', '/v1/vocabulary/preview', request),
  })
}

/** `onAccepted` is called whatever has left the screen meanwhile. */
export function useSaveVocabulary(onAccepted: () => void) {
  return useAcceptedVocabulary(
    (request: SaveVocabularyRequest) => submit<Vocabulary>('PUT', '/v1/vocabulary', request),
    onAccepted,
  )
}

/** Adds one line to the vocabulary as it is by now, for good; 409 when somebody changed it in the very moment. */
export function useSavePreference(onAccepted: () => void) {
  return useAcceptedVocabulary(async ({ preference, reason }: { preference: Preference; reason: string }) => {
    const { content, version } = await get<Vocabulary>('/v1/vocabulary')
    const request: SaveVocabularyRequest = {
      content: withPreference(content, preference),
      baseVersion: version,
      reason,
    }
    return submit<Vocabulary>('PUT', '/v1/vocabulary', request)
  }, onAccepted)
}

export function useRollBackVocabulary() {
  return useAcceptedVocabulary((request: RollbackVocabularyRequest) =>
    submit<Vocabulary>('POST', '/v1/vocabulary/rollback', request),
  )
}

/** The answer is the version in use from now on. */
function useAcceptedVocabulary<Request>(accept: (request: Request) => Promise<Vocabulary>, onAccepted?: () => void) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: accept,
    onSuccess: (vocabulary) => {
      queryClient.setQueryData(queryKeys.vocabulary, vocabulary)
      onAccepted?.()
    },
    // Also when somebody else was faster: what is shown is then out of date.
    onSettled: async () => {
      await queryClient.invalidateQueries({ queryKey: queryKeys.vocabulary })
      await queryClient.invalidateQueries({ queryKey: queryKeys.catalog })
    },
  })
}
