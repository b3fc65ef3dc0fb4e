import type { ReactNode } from 'react'
import { asRequestError } from '../api/client.ts'
import { Button } from './button.tsx'
import { Icon } from './icons.tsx'

interface NoticeProps {
  tone: 'info' | 'warning' | 'danger'
  title: string
  children?: ReactNode
  actions?: ReactNode
}

const tones = {
  info: 'bg-accent-soft text-accent-strong',
  warning: 'bg-warning-soft text-warning',
  danger: 'bg-danger-soft text-danger',
}

/** One message with what to do about it. */
export function Notice({ tone, title, children, actions }: NoticeProps) {
  return (
    <div role={tone === 'danger' ? 'alert' : 'status'} className={`flex gap-3 rounded-xl px-4 py-3 ${tones[tone]}`}>
      <Icon name={tone === 'info' ? 'question' : 'alert'} className="mt-0.5 size-5 shrink-0" />
      <div className="min-w-0 flex-1">
        <p className="font-semibold">{title}</p>
        {children && <div className="text-ink-soft">{children}</div>}
        {actions && <div className="mt-2.5 flex flex-wrap gap-2">{actions}</div>}
      </div>
    </div>
  )
}

/** A failed request: what went wrong, what to do, and a way to try again. */
export function FailureNotice({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const { title, detail } = asRequestError(error)
  return (
    <Notice
      tone="danger"
      title={title}
      actions={
        onRetry && (
          <Button small icon="retry" onClick={onRetry}>
            Try again
          </Button>
        )
      }
    >
      {detail}
    </Notice>
  )
}
