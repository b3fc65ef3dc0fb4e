import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useEffect } from 'react'
import { returnFromIssuer } from '../../api/issuer.ts'
import { useSignInOptions } from '../../api/queries.ts'
import { FailureNotice } from '../../ui/notice.tsx'
import { texts } from './texts.ts'

/** The issuer sent somebody back: the code in the address becomes a token, once. */
export function ReturnScreen() {
  const navigate = useNavigate()
  const options = useSignInOptions()
  const issuer = options.data?.issuer ?? null
  const redeemed = useQuery({
    queryKey: ['issuer-return'],
    enabled: issuer !== null,
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: async () => {
      if (issuer !== null) await returnFromIssuer(issuer)
      return true
    },
  })
  const done = redeemed.isSuccess || (options.isSuccess && issuer === null)
  useEffect(() => {
    if (done) void navigate({ to: '/', replace: true })
  }, [done, navigate])

  const error = options.error ?? redeemed.error
  return (
    <main className="mx-auto grid min-h-dvh max-w-md content-center gap-4 px-5">
      {error === null ? (
        <p role="status" className="text-ink-soft">
          {texts.submitting}
        </p>
      ) : (
        <>
          <FailureNotice error={error} />
          <Link to="/sign-in" className="font-medium text-accent underline">
            {texts.backToSignIn}
          </Link>
        </>
      )}
    </main>
  )
}
