import type { ChangedQuestion, ShownReading, VocabularyPreview, VocabularyProblem } from '@salestalk/protocol'
import { plural } from '../../ui/format.ts'
import { Notice } from '../../ui/notice.tsx'
import { texts } from './texts.ts'

/** What a change would do: why it cannot be accepted, what is doubtful, and the questions that would be read differently. */
export function ChangePreview({ preview }: { preview: VocabularyPreview }) {
  const { problems, warnings, read, changes } = preview
  if (problems.length > 0) {
    return (
      <Notice tone="danger" title={texts.problems}>
        <Problems problems={problems} />
      </Notice>
    )
  }
  const total = read.history + read.given
  return (
    <div className="grid gap-3">
      {warnings.length > 0 && (
        <Notice tone="warning" title={texts.warnings}>
          <Problems problems={warnings} />
        </Notice>
      )}
      <p role="status">
        {plural(total, 'question')} {texts.read}
        {read.more && `, ${texts.more}`}.{' '}
        {changes.length === 0
          ? texts.unchanged
          : `${plural(changes.length, 'question is', 'questions are')} read differently:`}
      </p>
      {changes.length > 0 && (
        <ul className="grid gap-2">
          {changes.map((change) => (
            <Change key={`${change.source} ${change.question}`} change={change} />
          ))}
        </ul>
      )}
    </div>
  )
}

function Problems({ problems }: { problems: readonly VocabularyProblem[] }) {
  return (
    <ul className="list-disc pl-5">
      {problems.slice(0, 20).map(({ path, message, suggestion }) => (
        <li key={`${path} ${message}`}>
          {message}
          {suggestion !== null && `: did you mean ${suggestion}?`}
        </li>
      ))}
    </ul>
  )
}

function Change({ change }: { change: ChangedQuestion }) {
  return (
    <li className="rounded-xl bg-sunken px-4 py-3">
      <p className="font-semibold">
        {change.question}
        {change.times > 1 && <span className="figures font-normal text-ink-faint"> ×{change.times}</span>}
      </p>
      <p className="text-[0.867rem] text-ink-faint">{change.parts.map((part) => texts.parts[part]).join(', ')}</p>
      <dl className="mt-1 grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-0.5 text-[0.933rem]">
        <dt className="text-ink-faint">{texts.before}</dt>
        <dd className="text-ink-soft">{readingWords(change.before)}</dd>
        <dt className="text-ink-faint">{texts.after}</dt>
        <dd>{readingWords(change.after)}</dd>
      </dl>
    </li>
  )
}

function readingWords({ kind, restatement }: ShownReading): string {
  return kind === 'answerable' ? restatement : texts.kinds[kind]
}
