import type { Answer } from '@salestalk/protocol'
import { Link } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { asRequestError } from '../api/client.ts'
import { useMayChangeVocabulary, useSavePreference, useVocabulary } from '../api/vocabulary.ts'
import { hasPreference } from '../api/with-preference.ts'
import { Button } from '../ui/button.tsx'
import { Icon } from '../ui/icons.tsx'
import { texts } from './texts.ts'

type PreferenceOfferProps = NonNullable<Answer['preference']>

/** After a choice between readings: lets those who may do so settle the word for everybody. */
export function PreferenceOffer(props: PreferenceOfferProps) {
  return useMayChangeVocabulary() ? <Offer {...props} /> : null
}

function Offer({ label, entry }: PreferenceOfferProps) {
  const vocabulary = useVocabulary()
  const save = useSavePreference(() => undefined)
  const saved = useRef<HTMLParagraphElement>(null)

  // The button that had the focus is gone.
  useEffect(() => {
    if (save.isSuccess) saved.current?.focus()
  }, [save.isSuccess])

  if (save.isSuccess) {
    return (
      <p ref={saved} tabIndex={-1} role="status" className="mt-4 text-[0.933rem] text-ink-soft outline-none">
        <Icon name="check" className="mr-1.5 inline-block size-4 align-[-0.15em] text-accent" />
        {texts.savedPreference}{' '}
        <Link to="/vocabulary" className="font-medium text-accent underline underline-offset-2">
          {texts.seeVocabulary}
        </Link>
      </p>
    )
  }
  if (!vocabulary.data || hasPreference(vocabulary.data.content, entry)) return null
  return (
    <div className="mt-4">
      <Button
        small
        look="quiet"
        icon="book"
        className="-ml-2.5 max-w-full text-left whitespace-normal [overflow-wrap:anywhere]"
        aria-busy={save.isPending}
        disabled={save.isPending}
        onClick={() => save.mutate({ preference: entry, reason: texts.preferenceReason })}
      >
        {save.isPending ? texts.savingPreference : label}
      </Button>
      {save.isError && (
        <p role="alert" className="mt-1.5 text-[0.933rem] text-danger">
          {failureWords(save.error)}
        </p>
      )}
    </div>
  )
}

function failureWords(error: unknown): string {
  const { status, title, detail } = asRequestError(error)
  return status === 409 ? texts.preferenceConflict : `${title}. ${detail}`
}
