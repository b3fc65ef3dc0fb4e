import type { SignInIssuer } from '@salestalk/protocol'
import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { type FormEvent, useEffect } from 'react'
import { leaveForIssuer } from '../../api/issuer.ts'
import { useSignInOptions } from '../../api/queries.ts'
import { useTokenState } from '../../api/session-token.ts'
import { useSignIn } from '../../api/sign-in.ts'
import { Button } from '../../ui/button.tsx'
import { Icon } from '../../ui/icons.tsx'
import { Logo } from '../../ui/logo.tsx'
import { FailureNotice, Notice } from '../../ui/notice.tsx'
import { texts } from './texts.ts'

export function SignInScreen() {
  const { token, reason } = useTokenState()
  const navigate = useNavigate()
  useEffect(() => {
    if (token !== null) void navigate({ to: '/', replace: true })
  }, [token, navigate])

  return (
    <main className="mx-auto grid min-h-dvh max-w-5xl content-center gap-x-16 gap-y-10 px-5 py-12 lg:grid-cols-[1fr_26rem]">
      <div className="self-center">
        <Logo large />
        <h1 className="mt-8 text-4xl font-semibold tracking-tight text-balance sm:text-5xl">{texts.title}</h1>
        <p className="mt-4 max-w-md text-lg text-ink-soft text-pretty">{texts.lead}</p>
      </div>
      <div className="space-y-6">
        {reason && (
          <Notice tone={reason === 'expired' ? 'warning' : 'info'} title={texts.reasons[reason].title}>
            {texts.reasons[reason].detail}
          </Notice>
        )}
        <DemoCompanies />
        <OwnCompany />
      </div>
    </main>
  )
}

function DemoCompanies() {
  const options = useSignInOptions()
  const signIn = useSignIn()
  if (options.isPending) return <div className="skeleton h-56" aria-hidden="true" />
  if (options.isError) return <FailureNotice error={options.error} onRetry={() => void options.refetch()} />
  const { demoCompanies } = options.data
  if (demoCompanies.length === 0) return null
  return (
    <section aria-labelledby="demo-title">
      <h2 id="demo-title" className="text-lg font-semibold">
        {texts.demoTitle}
      </h2>
      <p className="text-ink-soft">{texts.demoNote}</p>
      <ul className="mt-3 space-y-2.5">
        {demoCompanies.map((company) => (
          <li key={company.tenantId}>
            <button
              type="button"
              disabled={signIn.isPending}
              onClick={() => signIn.mutate({ tenantId: company.tenantId })}
              className="card group flex w-full items-center gap-4 p-4 text-left transition-colors hover:border-accent"
            >
              <span className="grid size-11 shrink-0 place-items-center rounded-xl bg-accent-soft text-accent-strong">
                <Icon name="building" className="size-6" />
              </span>
              <span className="min-w-0 flex-1">
                <span className="block font-semibold">{company.name}</span>
                <span className="block text-[0.933rem] text-ink-soft">{company.description}</span>
              </span>
              <Icon name="arrow" className="size-5 shrink-0 text-ink-faint group-hover:text-accent" />
            </button>
          </li>
        ))}
      </ul>
      {signIn.isError && (
        <div className="mt-3">
          <FailureNotice error={signIn.error} />
        </div>
      )}
    </section>
  )
}

/** One-time codes, or the issuer where there is one. */
function OwnCompany() {
  const { data } = useSignInOptions()
  return data?.issuer ? <IssuerSignIn issuer={data.issuer} /> : <SignInForm />
}

function IssuerSignIn({ issuer }: { issuer: SignInIssuer }) {
  const leave = useMutation({ mutationFn: () => leaveForIssuer(issuer) })
  return (
    <section aria-labelledby="form-title" className="card space-y-3 p-5">
      <h2 id="form-title" className="text-lg font-semibold">
        {texts.formTitle}
      </h2>
      <p className="text-ink-soft">{texts.issuerNote}</p>
      {leave.isError && <FailureNotice error={leave.error} />}
      <Button look="primary" disabled={leave.isPending} onClick={() => leave.mutate()} className="w-full">
        {texts.issuerSubmit}
      </Button>
    </section>
  )
}

function SignInForm() {
  const signIn = useSignIn()
  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    signIn.mutate({ email: String(form.get('email')).trim(), code: String(form.get('code')).trim() })
  }
  return (
    <section aria-labelledby="form-title" className="card p-5">
      <h2 id="form-title" className="text-lg font-semibold">
        {texts.formTitle}
      </h2>
      <form onSubmit={submit} className="mt-3 space-y-3">
        <label className="block">
          <span className="font-medium">{texts.email}</span>
          <input
            name="email"
            type="email"
            required
            autoComplete="username"
            maxLength={254}
            className="field mt-1 w-full"
          />
        </label>
        <label className="block">
          <span className="font-medium">{texts.code}</span>
          <input
            name="code"
            required
            minLength={6}
            maxLength={64}
            autoComplete="one-time-code"
            aria-describedby="code-hint"
            className="field mt-1 w-full"
          />
        </label>
        <p id="code-hint" className="text-[0.867rem] text-ink-faint">
          {texts.codeHint}
        </p>
        {signIn.isError && <FailureNotice error={signIn.error} />}
        <Button look="primary" type="submit" disabled={signIn.isPending} className="w-full">
          {signIn.isPending ? texts.submitting : texts.submit}
        </Button>
      </form>
    </section>
  )
}
