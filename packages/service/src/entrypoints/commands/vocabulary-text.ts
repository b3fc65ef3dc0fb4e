import type {
  ChangedQuestion,
  ShownReading,
  Vocabulary,
  VocabularyContent,
  VocabularyPreview,
  VocabularyVersions,
} from '@salestalk/protocol'
import { describeVocabularyProblem } from '../../vocabulary/errors.ts'
import { textTable } from '../command-line/text-table.ts'

/** A company's own words and settings, for people. */
export function vocabularyText({ version, changedBy, changedAt, reason, content, notes }: Vocabulary): string {
  const since = changedAt === null ? '' : ` of ${changedAt.slice(0, 16)} by ${changedBy}`
  const head = `Version ${version}${since}${reason === null ? '' : `: ${reason}`}`
  const rows = rowsOf(content)
  const words =
    rows.length === 0 ? 'No words of its own.' : textTable(['Says', 'About', 'Phrases'], rows, Number.POSITIVE_INFINITY)
  return [head, words, settingsText(content), ...notes].join('\n\n')
}

function rowsOf({
  synonyms,
  aliases,
  forbid,
  negativeSynonyms,
  preferences,
  hide,
  add,
}: VocabularyContent): string[][] {
  const named = [...Object.entries(synonyms.metrics), ...Object.entries(synonyms.dimensions)]
  const members = (says: string, record: VocabularyContent['aliases']) =>
    Object.entries(record).flatMap(([dimension, names]) =>
      Object.entries(names).map(([member, phrases]) => [says, `${member} (${dimension})`, phrases.join(', ')]),
    )
  const plain = (says: string, record: Record<string, string[]>) =>
    Object.entries(record).map(([id, phrases]) => [says, id, phrases.join(', ')])
  return [
    ...named.map(([id, phrases]) => [
      'also called',
      id,
      phrases.map(({ text, weight }) => (weight === 1 ? text : `${text} (${weight})`)).join(', '),
    ]),
    ...members('also called', aliases),
    ...plain('never called', { ...forbid.metrics, ...forbid.dimensions }),
    ...members('never called', forbid.aliases),
    ...plain('is not', negativeSynonyms),
    ...preferences.map((preference) => [
      'prefers',
      'metric' in preference ? preference.metric : `${preference.member} (${preference.dimension})`,
      preference.term,
    ]),
    ...[...hide.metrics, ...hide.dimensions].map((id) => ['hides', id, '']),
    ...Object.values(add).flatMap((entries) =>
      entries.map((entry) => ['adds', String(entry.id ?? entry.word ?? ''), '']),
    ),
  ]
}

function settingsText({ settings }: VocabularyContent): string {
  const { calendar, defaultPeriod } = settings
  return textTable(
    ['Setting', 'Value'],
    [
      ['default-period', defaultPeriod],
      ['week-start', calendar.weekStart],
      ['fiscal-year-start', String(calendar.fiscalYearStartMonth)],
      ['pattern', calendar.pattern ?? 'none'],
      ['date-order', calendar.dateOrder ?? 'none'],
    ],
  )
}

export function versionsText({ versions }: VocabularyVersions): string {
  const rows = versions.map(({ version, changedAt, changedBy, reason, restores }) => [
    String(version),
    changedAt?.slice(0, 16) ?? '',
    changedBy ?? '',
    restores === null ? '' : String(restores),
    reason ?? '',
  ])
  return textTable(['Version', 'Since', 'By', 'Brings back', 'Reason'], rows, Number.POSITIVE_INFINITY)
}

/** The questions that a change reads differently, with what they meant and would mean. */
export function previewText({ warnings, read, changes }: VocabularyPreview): string {
  const lines = warnings.map((warning) => `Warning: ${describeVocabularyProblem(warning)}.`)
  const more = read.more ? ', the latest; there are more' : ''
  const total = read.history + read.given
  lines.push(`Read ${total} ${total === 1 ? 'question' : 'questions'} (${read.history} of the history${more}).`)
  if (changes.length === 0) lines.push('None of them is understood differently.')
  else lines.push(`${changes.length} would be understood differently:`, ...changes.map(changeText))
  return lines.join('\n')
}

function changeText({ question, times, parts, before, after }: ChangedQuestion): string {
  const often = times === 1 ? '' : ` (asked ${times} times)`
  return [
    `  "${question}"${often}: ${parts.join(', ')}`,
    `    now   ${readingText(before)}`,
    `    then  ${readingText(after)}`,
  ].join('\n')
}

function readingText({ kind, reason, restatement }: ShownReading): string {
  if (kind === 'answerable') return restatement
  const code = reason === null ? '' : ` (${reason})`
  return `${kind === 'clarification' ? 'asked back' : kind === 'refusal' ? 'declined' : 'a command'}${code}`
}
