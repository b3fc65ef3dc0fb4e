import type { SignedIn } from '@salestalk/protocol'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { submit } from './client.ts'
import { storeToken } from './session-token.ts'

export type SignInAttempt = { tenantId: string } | { email: string; code: string }

function useTokenChange<T>(send: (input: T) => Promise<SignedIn>) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: send,
    onSuccess: (signedIn) => {
      // Nothing of one company may be seen in another.
      queryClient.clear()
      storeToken(signedIn.token)
    },
  })
}

export function useSignIn() {
  return useTokenChange((attempt: SignInAttempt) =>
    submit<SignedIn>('POST', 'tenantId' in attempt ? '/v1/sign-in/demo' : '/v1/sign-in', attempt),
  )
}

export function useSwitchCompany() {
  return useTokenChange((tenantId: string) => submit<SignedIn>('POST', '/v1/sign-in/switch', { tenantId }))
}
