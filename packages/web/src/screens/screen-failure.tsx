import type { ErrorComponentProps } from '@tanstack/react-router'
import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'

/** Shown when a screen breaks: a mistake of ours, or code that could not be fetched after an update. */
export function ScreenFailure({ reset }: ErrorComponentProps) {
  return (
    <div className="mx-auto max-w-xl p-6">
      <Notice
        tone="danger"
        title="This screen could not be shown"
        actions={
          <>
            <Button small icon="retry" onClick={reset}>
              Try again
            </Button>
            <Button small look="quiet" onClick={() => window.location.reload()}>
              Reload the page
            </Button>
          </>
        }
      >
        Your data is safe. If it happens again, reloading the page usually helps.
      </Notice>
    </div>
  )
}
