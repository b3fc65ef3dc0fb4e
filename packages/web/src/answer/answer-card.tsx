import type { Answer, Catalog, Interpretation, Phrase } from '@salestalk/protocol'
import { ChecksLine } from './checks-line.tsx'
import type { Edit } from './interpretation-editing.ts'
import { Clarification, Questions, Refusal } from './offers.tsx'
import { Picture } from './picture.tsx'
import { PreferenceOffer } from './preference-offer.tsx'
import { Reading } from './reading.tsx'
import { Sentence } from './sentence.tsx'
import { labelsFrom } from './slot-words.ts'
import { texts } from './texts.ts'

export interface AnswerActions {
  readonly ask: (question: string) => void
  readonly choose: (label: string, interpretation: Interpretation) => void
  readonly edit: (edit: Edit) => void
}

interface AnswerCardProps {
  answer: Answer
  catalog: Catalog | undefined
  /** Null while another question runs. */
  actions: AnswerActions | null
}

export function AnswerCard({ answer, catalog, actions }: AnswerCardProps) {
  const ask = actions?.ask ?? null
  switch (answer.kind) {
    case 'answer':
      return (
        <>
          <Sentence
            phrases={answer.phrases}
            references={answer.references}
            queries={answer.queries}
            labels={labelsFrom(catalog)}
          />
          <Picture answer={answer} />
          <ChecksLine answer={answer} />
          <Reading interpretation={answer.interpretation} catalog={catalog} onEdit={actions?.edit ?? null} />
          {answer.preference && <PreferenceOffer {...answer.preference} />}
          <Questions title={texts.followUps} questions={answer.followUps} onAsk={ask} />
        </>
      )
    case 'clarification':
      return (
        <>
          <Clarification answer={answer} onChoose={actions?.choose ?? null} />
          <Questions title={texts.suggestions} questions={answer.followUps} onAsk={ask} />
        </>
      )
    case 'refusal':
      return (
        <>
          <Refusal answer={answer} />
          <Questions title={texts.suggestions} questions={answer.followUps} onAsk={ask} />
        </>
      )
  }
}

interface AnswerInProgressProps {
  interpretation: Interpretation | null
  phrases: readonly Phrase[]
  catalog: Catalog | undefined
}

/** An answer on its way: first that it is being read, then how it was understood, then its words as they come. */
export function AnswerInProgress({ interpretation, phrases, catalog }: AnswerInProgressProps) {
  return (
    <div className="min-h-72">
      <p className="text-[0.867rem] text-ink-faint">{interpretation ? texts.computing : texts.thinking}…</p>
      {phrases.length > 0 ? (
        <Sentence phrases={phrases} references={[]} queries={[]} labels={labelsFrom(catalog)} />
      ) : (
        <div aria-hidden="true" className="mt-2 space-y-2">
          <div className="skeleton h-5 w-11/12" />
          <div className="skeleton h-5 w-2/3" />
        </div>
      )}
      {interpretation && <Reading interpretation={interpretation} catalog={catalog} onEdit={null} />}
    </div>
  )
}
