import type { ReactNode } from 'react'
import { FailureNotice } from './notice.tsx'

interface HistorySectionProps {
  id: string
  title: string
  query: { isPending: boolean; isError: boolean; error: unknown; refetch: () => unknown }
  children: ReactNode
}

/** What was done so far, under a title: while it loads, where that failed, and then the children. */
export function HistorySection({ id, title, query, children }: HistorySectionProps) {
  return (
    <section className="mt-10" aria-labelledby={id}>
      <h2 id={id} className="text-xl font-semibold">
        {title}
      </h2>
      {query.isPending && <div className="skeleton mt-3 h-24" aria-hidden="true" />}
      {query.isError && <FailureNotice error={query.error} onRetry={() => void query.refetch()} />}
      {children}
    </section>
  )
}

interface HistoryRowProps {
  name: string
  /** A word for its state, with the colors it is shown in. */
  state: { text: string; look: string } | null
  /** What is known of it; null for what is not. */
  facts: readonly (string | null)[]
  note?: string | null
  /** What can be done about it. */
  children?: ReactNode
}

/** One entry: its name and state, the facts below, and what can be done about it at the end. */
export function HistoryRow({ name, state, facts, note = null, children }: HistoryRowProps) {
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3">
      <div className="min-w-0 flex-1 basis-64">
        <p className="flex flex-wrap items-center gap-2 font-medium">
          <span className="min-w-0 truncate">{name}</span>
          {state && <span className={`rounded-full px-2 py-px text-[0.8rem] ${state.look}`}>{state.text}</span>}
        </p>
        <p className="figures text-[0.867rem] text-ink-soft">{facts.filter((fact) => fact !== null).join(' · ')}</p>
        {note !== null && <p className="text-[0.933rem]">{note}</p>}
      </div>
      {children}
    </li>
  )
}
