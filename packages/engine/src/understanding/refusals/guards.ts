import { blankInterpretation, type Interpretation } from '@salestalk/protocol'
import type { Question } from '../../question/index.ts'
import { refuse } from '../interpretation.ts'
import type { Lexicon } from '../lexicon/index.ts'
import type { Message } from '../message.ts'
import { answerableQuestions } from '../suggest.ts'
import { slipDistance } from '../text/slips.ts'
import { usesOf } from '../word-uses.ts'
import { isOrder } from './imperative.ts'
import { type RecognizedLanguage, recognizeLanguage } from './language.ts'
import { seeksAdvice, supposes } from './supposition.ts'

export const longestQuestion = 2000
/** Said of every question about what would be. */
export const cannotAct = 'I can answer questions about the numbers but cannot change or send anything.'
export const whatToDo = 'I can tell what the numbers are, and not what to do about them.'
export const whatWouldBe = 'I report what the data says and cannot tell what would happen if something changed.'

/** What can be said about a question before it is read: too long, empty, or in a language not supported. Null when it can be read. */
export function refuseUnread(question: Question, lexicon: Lexicon): Interpretation | null {
  const offers = () => answerableQuestions(lexicon, { metrics: [], breakdown: [] })
  if (question.text.length > longestQuestion) {
    return refuse(
      blankInterpretation(),
      'too_long',
      `Please ask in fewer than ${longestQuestion} characters.`,
      offers(),
    )
  }
  if (!/[\p{L}\d]/u.test(question.text)) {
    return refuse(
      blankInterpretation(),
      'empty',
      'Ask a question about your numbers, for example one of these.',
      offers(),
    )
  }
  return null
}

/** A message in another language, an order to do something, or what would be if something else were: none is read further. */
export function refuseUnfit(message: Message): Interpretation | null {
  const foreign = recognizeLanguage(message.question, message.lexicon)
  const supposing = supposes(message)
  const advice = seeksAdvice(message)
  if (!foreign && !supposing && !advice && !isOrder(message)) return null
  const words = message.words.map((word) => ({
    text: word.text,
    span: [word.start, word.end] as [number, number],
    role: 'unbound' as const,
    boundTo: null,
  }))
  const offers = answerableQuestions(message.lexicon, { metrics: [], breakdown: [] })
  const blank = blankInterpretation(words)
  if (foreign) return refuse(blank, 'unsupported_language', inItsWords(foreign, message.lexicon), offers)
  if (supposing) return refuse(blank, 'hypothetical', whatWouldBe, offers)
  if (advice) return refuse(blank, 'out_of_scope', whatToDo, offers)
  return refuse(blank, 'action_request', cannotAct, offers)
}

/** One sentence in the language of the message, then the offer in the vocabulary's own. */
function inItsWords({ language }: RecognizedLanguage, { grammar }: Lexicon): string {
  const { offer } = grammar.languages
  return language.refusal === offer ? offer : `${language.refusal} ${offer}`
}

/** "undo", "start over", "thanks", "help", "what dates does the data cover": messages about the conversation or the data as a whole. */
export function readControl(message: Message): Interpretation | null {
  const control = controlOf(message)
  if (control === null) return null
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
    control,
    confidence: { overall: 1, components: { intent: 1, subject: 1, measure: 1, dimension: 1, time: 1 } },
    suggestions: offers,
  }
}

const shortestControl = 4

/** "undi", "statt over", "thansk": a control with one slip in it, in a word that nobody here would mean by itself. */
export function readSlippedControl(message: Message): Interpretation | null {
  const { words, lexicon } = message
  if (words.length > mostSlippedWords) return null
  const { control, closings } = lexicon.grammar.conversation
  for (const phrase of [...Object.values(control).flat(), ...closings]) {
    const meant = phrase.split(' ')
    if (meant.length !== words.length) continue
    const wrong = words.flatMap((word, index) => (word.normal === meant[index] ? [] : [index]))
    const at = wrong[0]
    if (at === undefined || wrong.length > 1) continue
    const [typed, right] = [words[at], meant[at] ?? '']
    if (!typed || right.length < shortestControl || typed.normal[0] !== right[0] || isNamed(typed, message)) continue
    if (slipDistance(typed.normal, right, 1) > 1) continue
    const put = words.map((word, index) => (index === at ? { ...word, normal: right } : word))
    return readControl({ ...message, words: put, uses: usesOf(put, lexicon) })
  }
  return null
}

const mostSlippedWords = 3

function isNamed({ stem, normal }: Message['words'][number], { lexicon }: Message): boolean {
  const { vocabulary, members, commonWords } = lexicon
  return (
    commonWords.has(normal) || vocabulary.known.has(stem) || vocabulary.known.has(normal) || members.codes.has(normal)
  )
}

type Control = NonNullable<Interpretation['control']>

/** The whole message, or each of its clauses: "hi, what can you do?", "thank you, that's all". What asks for something counts before thanks. */
function controlOf(message: Message): Control | null {
  const whole = controlIn(message, message.words)
  if (whole !== null || message.words.length > mostControlWords) return whole
  const clauses = clausesOf(message)
  if (clauses.length < 2) return null
  const found = clauses.map((clause) => controlIn(message, clause))
  if (found.some((control) => control === null)) return null
  return found.find((control) => control !== 'thanks') ?? 'thanks'
}

const mostControlWords = 16

function controlIn(message: Message, words: Message['words']): Control | null {
  const { conversation, 'function-words': functionWords } = message.lexicon.grammar
  const { control: controls, closings } = conversation
  const said = words.map((word) => word.normal)
  const opened = said.length > 1 && functionWords.before_control.includes(said[0] ?? '') ? said.slice(1) : said
  const bare =
    opened.length > 1 && functionWords.after_control.includes(opened.at(-1) ?? '') ? opened.slice(0, -1) : opened
  const phrases = new Set([said.join(' '), bare.join(' ')])
  for (const [control, listed] of Object.entries(controls)) {
    if (listed.some((phrase) => phrases.has(phrase))) return control as Control
  }
  return closings.some((phrase) => phrases.has(phrase)) ? 'thanks' : null
}

function clausesOf({ words }: Message): Message['words'][] {
  const clauses: Message['words'][number][][] = []
  for (const word of words) {
    const last = clauses.at(-1)
    if (!last || word.gap === 'comma' || word.gap === 'stop' || word.gap === 'dash') clauses.push([word])
    else last.push(word)
  }
  return clauses
}
