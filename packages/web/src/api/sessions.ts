import { useMutation, useQueryClient } from '@tanstack/react-query'
import { submit } from './client.ts'
import { queryKeys } from './queries.ts'

export function useDeleteSession() {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (sessionId: string) => submit<void>('DELETE', `/v1/sessions/${encodeURIComponent(sessionId)}`),
    onSettled: () => queryClient.invalidateQueries({ queryKey: queryKeys.sessions }),
  })
}
