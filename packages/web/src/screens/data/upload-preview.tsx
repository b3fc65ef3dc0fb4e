import type {
  ConfirmUploadRequest,
  DatasetModel,
  IngestPreview,
  IngestQuestion,
  ReadingOptions,
} from '@salestalk/protocol'
import { type ReactNode, useState } from 'react'
import { useCatalog } from '../../api/queries.ts'
import { Button } from '../../ui/button.tsx'
import { formatBytes, plural } from '../../ui/format.ts'
import { FailureNotice, Notice } from '../../ui/notice.tsx'
import { ConfirmForm } from './confirm-form.tsx'
import { setTimeColumn } from './model-editing.ts'
import { ModelEditor } from './model-editor.tsx'
import { answerTo } from './reading-questions.ts'
import { RejectedRows } from './rejected-rows.tsx'
import { SampleTable } from './sample-table.tsx'
import { texts } from './texts.ts'

interface UploadPreviewProps {
  preview: IngestPreview
  questions: readonly IngestQuestion[]
  options: ReadingOptions
  busy: boolean
  confirming: boolean
  error: unknown
  onAnswer: (question: IngestQuestion, value: string) => void
  onDataset: (dataset: string) => void
  onConfirm: (request: Pick<ConfirmUploadRequest, 'dataset' | 'mode' | 'model'>) => void
  onCancel: () => void
}

/** How the file was understood, to be checked and corrected before anything is stored. */
export function UploadPreview(props: UploadPreviewProps) {
  const { preview, questions, options, busy, error } = props
  const [model, setModel] = useState(preview.model)
  const catalog = useCatalog()

  function answer(question: IngestQuestion, value: string) {
    if (question.code === 'no_time_column') setModel((current) => setTimeColumn(current, value))
    else props.onAnswer(question, value)
  }

  return (
    <div className="mt-6 space-y-4" aria-busy={busy}>
      <ReadingFacts preview={preview} />
      {questions.length > 0 && (
        <Section title={texts.questions}>
          {questions.map((question) => (
            <Question
              key={`${question.code} ${question.column}`}
              question={question}
              answer={question.code === 'no_time_column' ? model.timeColumn : answerTo(options, question)}
              disabled={busy}
              onAnswer={(value) => answer(question, value)}
            />
          ))}
        </Section>
      )}
      <Section title={texts.sample}>
        <SampleTable preview={preview} />
      </Section>
      <RejectedRows preview={preview} />
      <ModelEditor model={model} profile={preview.profile} onChange={setModel} />
      {error !== null && <FailureNotice error={error} />}
      <ConfirmForm
        model={model}
        preview={preview}
        datasets={catalog.data?.datasets ?? []}
        busy={busy || props.confirming}
        onDataset={props.onDataset}
        onConfirm={(dataset, mode) =>
          props.onConfirm({ dataset, mode, model: editedModel(model, preview.model, dataset) })
        }
        onCancel={props.onCancel}
      />
    </div>
  )
}

/** Only a model that a person changed is sent: otherwise the proposal, or what the dataset has already, stands. */
function editedModel(model: DatasetModel, proposed: DatasetModel, dataset: string): DatasetModel | null {
  return model === proposed ? null : { ...model, dataset }
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="card p-4 sm:p-5" aria-label={title}>
      <h2 className="mb-2 text-lg font-semibold">{title}</h2>
      {children}
    </section>
  )
}

function ReadingFacts({ preview }: { preview: IngestPreview }) {
  const { reading, fileName, rowsRead, rowsRejected, warnings } = preview
  const facts = [
    texts.formats[reading.format],
    reading.encoding?.toUpperCase(),
    reading.delimiter && `${texts.delimiters[reading.delimiter] ?? reading.delimiter}-separated`,
    reading.sheet && `sheet “${reading.sheet}”`,
    reading.header ? 'with a header' : 'without a header',
    formatBytes(reading.bytes),
  ].filter(Boolean)
  return (
    <section className="card p-4 sm:p-5" aria-label={texts.howRead}>
      <p className="eyebrow">{texts.howRead}</p>
      <h2 className="mt-0.5 text-xl font-semibold [overflow-wrap:anywhere]">{fileName}</h2>
      <p className="text-ink-soft">{facts.join(' · ')}</p>
      <p className="figures mt-2 text-lg">
        <span className="font-semibold">{plural(rowsRead, 'row')}</span>
        {rowsRejected > 0 && <span className="text-warning"> · {plural(rowsRejected, 'row')} cannot be read</span>}
      </p>
      {warnings.length > 0 && (
        <ul className="mt-2 list-disc space-y-0.5 pl-5 text-ink-soft">
          {warnings.map((warning) => (
            <li key={warning}>{warning}</li>
          ))}
        </ul>
      )}
    </section>
  )
}

interface QuestionProps {
  question: IngestQuestion
  answer: string | null
  disabled: boolean
  onAnswer: (value: string) => void
}

function Question({ question, answer, disabled, onAnswer }: QuestionProps) {
  return (
    <fieldset className="mt-1" disabled={disabled}>
      <legend className="font-medium">{question.question}</legend>
      <div className="mt-2 flex flex-wrap gap-2">
        {question.options.map((option) => (
          <Button
            key={option.value}
            small
            aria-pressed={answer === option.value}
            look={answer === option.value ? 'primary' : 'secondary'}
            icon={answer === option.value ? 'check' : undefined}
            onClick={() => onAnswer(option.value)}
          >
            {option.label}
          </Button>
        ))}
      </div>
      {answer === null && question.assumption !== '' && (
        <div className="mt-3">
          <Notice tone="warning" title={texts.assumptions}>
            {question.assumption}
          </Notice>
        </div>
      )}
    </fieldset>
  )
}
