import type { Interpretation } from '@salestalk/protocol'
import type { Question } from '../../question/index.ts'
import { blankInterpretation, refuse } from '../interpretation.ts'
import type { Lexicon } from '../lexicon/index.ts'
import type { Message } from '../message.ts'
import { answerableQuestions } from '../suggest.ts'
import { isOrder } from './imperative.ts'
import { type RecognizedLanguage, recognizeLanguage } from './language.ts'

export const longestQuestion = 2000

/** What can be said about a question before it is read: too long, empty, or in a language not supported. Null when it can be read. */
export function refuseUnread(question: Question, lexicon: Lexicon): Interpretation | null {
  const offers = answerableQuestions(lexicon, { metrics: [], breakdown: [] })
  if (question.text.length > longestQuestion) {
    return refuse(
      blankInterpretation([]),
      'too_long',
      `Please ask in fewer than ${longestQuestion} characters.`,
      offers,
    )
  }
  if (!/[\p{L}\d]/u.test(question.text)) {
    return refuse(
      blankInterpretation([]),
      'empty',
      'Ask a question about your numbers, for example one of these.',
      offers,
    )
  }
  return null
}

/** A message in another language, or an order to do something: neither is read further. */
export function refuseUnfit(message: Message): Interpretation | null {
  const foreign = recognizeLanguage(message.question, message.lexicon)
  if (!foreign && !isOrder(message)) return null
  const words = message.words.map((word) => ({
    text: word.text,
    span: [word.start, word.end] as [number, number],
    role: 'unbound' as const,
    boundTo: null,
  }))
  const offers = answerableQuestions(message.lexicon, { metrics: [], breakdown: [] })
  return foreign
    ? refuse(blankInterpretation(words), 'unsupported_language', inItsWords(foreign, message.lexicon), offers)
    : refuse(
        blankInterpretation(words),
        'action_request',
        'I can answer questions about the numbers but cannot change or send anything.',
        offers,
      )
}

/** One sentence in the language of the message, then the offer in the vocabulary's own. */
function inItsWords({ language }: RecognizedLanguage, { grammar }: Lexicon): string {
  const { offer } = grammar.languages
  return language.refusal === offer ? offer : `${language.refusal} ${offer}`
}

/** "undo", "start over", "thanks", "help", "what dates does the data cover": messages about the conversation or the data as a whole. */
export function readControl(message: Message): Interpretation | null {
  const text = message.words.map((word) => word.normal).join(' ')
  const polite = text.replace(/^(?:please|ok|okay) | please$/g, '')
  for (const [control, phrases] of Object.entries(message.lexicon.grammar.conversation.control)) {
    if (!phrases.includes(text) && !phrases.includes(polite)) continue
    const words = message.words.map((word) => ({
      text: word.text,
      span: [word.start, word.end] as [number, number],
      role: 'intent' as const,
      boundTo: control,
    }))
    const offers = control === 'help' ? answerableQuestions(message.lexicon, { metrics: [], breakdown: [] }) : []
    return {
      ...blankInterpretation(words),
      kind: 'control',
      control: control as NonNullable<Interpretation['control']>,
      confidence: { overall: 1, components: { intent: 1, subject: 1, measure: 1, dimension: 1, time: 1 } },
      suggestions: offers,
    }
  }
  return null
}
