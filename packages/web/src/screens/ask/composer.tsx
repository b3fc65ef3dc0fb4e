import { type FormEvent, type KeyboardEvent, type Ref, useImperativeHandle, useRef, useState } from 'react'
import { Icon } from '../../ui/icons.tsx'
import { texts } from './texts.ts'

export const questionCharactersMax = 2000

export interface ComposerHandle {
  focus(): void
}

interface ComposerProps {
  ref: Ref<ComposerHandle>
  running: boolean
  onAsk: (question: string) => void
  onStop: () => void
}

/** The question box: grows with its text, Enter asks, Shift+Enter starts a new line. */
export function Composer({ ref, running, onAsk, onStop }: ComposerProps) {
  const [text, setText] = useState('')
  const field = useRef<HTMLTextAreaElement>(null)
  useImperativeHandle(ref, () => ({ focus: () => field.current?.focus({ preventScroll: true }) }), [])
  const tooLong = text.length > questionCharactersMax
  const ready = text.trim() !== '' && !tooLong && !running

  function submit(event?: FormEvent) {
    event?.preventDefault()
    if (!ready) return
    onAsk(text.trim())
    setText('')
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.key === 'Escape' && running) onStop()
    // Enter also ends the composition of a character in some scripts: that one is not for us.
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return
    event.preventDefault()
    submit()
  }

  return (
    <form onSubmit={submit}>
      <div className="card flex items-end gap-2 p-2 pl-4 shadow-float focus-within:border-accent focus-within:outline-1 focus-within:outline-accent">
        <label htmlFor="question" className="sr-only">
          {texts.question}
        </label>
        <textarea
          id="question"
          ref={field}
          rows={1}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          onKeyDown={onKeyDown}
          placeholder={texts.placeholder}
          aria-describedby="question-hint"
          aria-invalid={tooLong}
          className="field-sizing-content max-h-40 min-w-0 flex-1 resize-none bg-transparent py-2 text-[1.067rem] leading-normal outline-none"
        />
        {running ? (
          <button
            type="button"
            onClick={onStop}
            className="flex h-10 items-center gap-1.5 rounded-[11px] bg-sunken px-3 font-medium text-ink hover:text-danger"
          >
            <Icon name="stop" /> {texts.stop}
          </button>
        ) : (
          <button
            type="submit"
            disabled={!ready}
            aria-label={texts.send}
            className="grid size-10 shrink-0 place-items-center rounded-[11px] bg-accent text-on-accent transition-colors hover:bg-accent-strong disabled:bg-sunken disabled:text-ink-faint"
          >
            <Icon name="send" className="size-5" />
          </button>
        )}
      </div>
      <p
        id="question-hint"
        className={`mt-1.5 text-center text-[0.8rem] ${tooLong ? 'text-danger' : 'hidden text-ink-faint sm:block'}`}
      >
        {tooLong ? texts.tooLong : texts.hint}
      </p>
    </form>
  )
}
