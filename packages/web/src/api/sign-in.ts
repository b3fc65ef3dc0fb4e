import type { SignedIn, SignInOptions, SwitchedCompany } from '@salestalk/protocol'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { get, submit } from './client.ts'
import { renewedToken } from './issuer.ts'
import { storeToken } from './session-token.ts'

export type SignInAttempt = { tenantId: string } | { email: string; code: string }

function useTokenChange<T>(send: (input: T) => Promise<SwitchedCompany>) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: send,
    onSuccess: async ({ token }) => {
      // An issuer outside puts the company into its next token.
      const next = token ?? (await renewedToken(await get<SignInOptions>('/v1/sign-in')))
      // Nothing of one company may be seen in another.
      queryClient.clear()
      storeToken(next)
    },
  })
}

export function useSignIn() {
  return useTokenChange((attempt: SignInAttempt) =>
    submit<SignedIn>('POST', 'tenantId' in attempt ? '/v1/sign-in/demo' : '/v1/sign-in', attempt),
  )
}

export function useSwitchCompany() {
  return useTokenChange((tenantId: string) => submit<SwitchedCompany>('POST', '/v1/sign-in/switch', { tenantId }))
}
