import type { Answer, Interpretation } from '@salestalk/protocol'
import { Icon } from '../ui/icons.tsx'
import { questionBack, splitOption } from './slot-words.ts'
import { texts } from './texts.ts'

interface ClarificationProps {
  answer: Answer
  onChoose: ((label: string, interpretation: Interpretation) => void) | null
}

/** One question back; each reading is a button that shows the figure it would give. */
export function Clarification({ answer, onChoose }: ClarificationProps) {
  const options = (answer.clarification?.options ?? []).map((option) => ({ ...option, ...splitOption(option.label) }))
  const question = questionBack(
    answer.clarification?.question ?? answer.text,
    options.map(({ name }) => name),
    texts.choose,
  )
  return (
    <div>
      <p className="flex gap-2.5 text-[1.133rem] leading-relaxed">
        <Icon name="question" className="mt-1 size-5.5 shrink-0 text-accent" />
        {question}
      </p>
      <ul className="mt-3 grid gap-2 sm:grid-cols-2" aria-label={texts.choose}>
        {options.map(({ label, name, figure, interpretation }) => (
          <li key={label}>
            <button
              type="button"
              disabled={!onChoose}
              onClick={() => onChoose?.(name, interpretation)}
              className="flex h-full w-full items-center justify-between gap-3 rounded-xl border border-line-strong px-4 py-3 text-left transition-colors hover:border-accent hover:bg-accent-soft"
            >
              <span className="font-medium">{name}</span>
              {figure && <span className="figures text-lg font-semibold whitespace-nowrap">{figure}</span>}
            </button>
          </li>
        ))}
      </ul>
    </div>
  )
}

/** What cannot be answered, why, and what can be asked instead. Replies to "thanks" and the like come this way too. */
export function Refusal({ answer }: { answer: Answer }) {
  const isTalk = answer.interpretation.kind === 'control'
  return (
    <p className="flex gap-2.5 text-[1.067rem] leading-relaxed">
      {!isTalk && <Icon name="alert" className="mt-1 size-5.5 shrink-0 text-warning" />}
      {answer.text}
    </p>
  )
}

interface QuestionsProps {
  title: string
  questions: readonly string[]
  onAsk: ((question: string) => void) | null
}

/** Questions ready to be asked. */
export function Questions({ title, questions, onAsk }: QuestionsProps) {
  if (questions.length === 0) return null
  return (
    <section aria-label={title} className="mt-4">
      <h3 className="eyebrow mb-1.5">{title}</h3>
      <ul className="flex flex-wrap gap-1.5">
        {questions.map((question) => (
          <li key={question} className="max-w-full">
            <button
              type="button"
              disabled={!onAsk}
              onClick={() => onAsk?.(question)}
              className="rounded-full border border-line-strong bg-surface px-3 py-1 text-left text-[0.933rem] transition-colors hover:border-accent hover:text-accent disabled:opacity-60"
            >
              {question}
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
