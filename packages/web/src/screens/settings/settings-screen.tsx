import { useMe } from '../../api/queries.ts'
import { formatDay, formatFigure } from '../../ui/format.ts'
import { FailureNotice } from '../../ui/notice.tsx'
import { chooseTheme, themes, useTheme } from '../../ui/theme.ts'
import { useTitle } from '../../ui/use-title.ts'
import { texts } from './texts.ts'

export function SettingsScreen() {
  const me = useMe()
  const theme = useTheme()
  useTitle(texts.title)
  return (
    <main id="content" tabIndex={-1} className="mx-auto w-full max-w-2xl px-4 py-8 outline-none">
      <h1 className="text-3xl font-semibold tracking-tight">{texts.title}</h1>
      <fieldset className="card mt-6 p-5">
        <legend className="sr-only">{texts.look}</legend>
        <p aria-hidden="true" className="font-semibold">
          {texts.look}
        </p>
        <div className="mt-3 grid gap-2 sm:grid-cols-3">
          {themes.map((one) => (
            <label
              key={one}
              className="flex cursor-pointer items-center gap-2.5 rounded-xl border border-line-strong px-4 py-3 has-checked:border-accent has-checked:bg-accent-soft"
            >
              <input
                type="radio"
                name="theme"
                checked={theme === one}
                onChange={() => chooseTheme(one)}
                className="accent-accent"
              />
              {texts.themes[one]}
            </label>
          ))}
        </div>
      </fieldset>
      <section className="card mt-4 p-5" aria-labelledby="account-title">
        <h2 id="account-title" className="font-semibold">
          {texts.account}
        </h2>
        {me.isError && <FailureNotice error={me.error} onRetry={() => void me.refetch()} />}
        <dl className="mt-3 grid grid-cols-[auto_minmax(0,1fr)] gap-x-6 gap-y-1.5">
          <dt className="text-ink-faint">{texts.name}</dt>
          <dd>{me.data?.user.name}</dd>
          <dt className="text-ink-faint">{texts.email}</dt>
          <dd>{me.data?.user.email}</dd>
          <dt className="text-ink-faint">{texts.role}</dt>
          <dd>{me.data && texts.roles[me.data.user.role]}</dd>
          <dt className="text-ink-faint">{texts.company}</dt>
          <dd>{me.data?.company?.name ?? texts.noCompany}</dd>
        </dl>
      </section>
      <section className="card mt-4 p-5" aria-labelledby="formats-title">
        <h2 id="formats-title" className="font-semibold">
          {texts.formats}
        </h2>
        <p className="mt-1 text-ink-soft">{texts.formatsNote}</p>
        <p className="figures mt-2">
          {formatFigure(1234567.89, 'USD')} · {formatFigure(0.152, 'percent')} · {formatDay('2025-11-09')}
        </p>
      </section>
    </main>
  )
}
