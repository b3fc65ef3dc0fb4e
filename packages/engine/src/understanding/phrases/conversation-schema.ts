import * as z from 'zod'
import { words } from './words.ts'

export const conversationSchema = z.strictObject({
  /** First and second word of a question about the answer itself ("where does that come from?"). */
  asking_first: words,
  asking_second: words,
  add: words,
  widen: words,
  narrow: words,
  instead: words,
  same: words,
  pronouns: words,
  /** Stand for somebody who must have been named. */
  persons: words,
  possessives: words,
  /** Stand for the members an answer told of. */
  members: words,
  /** Before a pronoun they tie a message to what was said ("for those"). */
  prepositions: words,
  /** Nouns that only carry the member before them ("the online part"). */
  parts: words,
  break_again: words,
  /** Ask to split what an answer told of, rather than the whole again. */
  split_again: words,
  without_filter: words,
  control: z.strictObject({ start_over: words, undo: words, thanks: words, help: words, coverage: words }),
  confirm: words,
  reject: words,
  /** Take all of the options that were offered. */
  several: words,
  /** Words around the option that is picked. */
  picking: words,
  /** Said at the end, with or without thanks. */
  closings: words,
  ordinals: z.record(z.string(), z.int()),
})

/** Edits of the answer on screen: templates of whole messages, in which "<name>" stands for a group of words and "{kind}" for what the data or a number names. */
export const steeringKinds = [
  'filters',
  'whole',
  'breakdown',
  'comparison',
  'time',
  'conditions',
  'limit',
  'reverse',
  'exclusions',
  'dimension_all',
  'dimension_filter',
  'dimension_split',
  'dimension_drop',
  'member_drop',
  'member_without',
  'member_restore',
  'member_swap',
  'member_swap_reversed',
  'member_set',
  'metric_drop',
  'metric_set',
  'metric_swap',
  'metric_swap_reversed',
  'top',
  'bottom',
  'count',
  'place',
  'ascending',
  'descending',
  'time_drop',
  'time_before',
  'time_after',
  'dimension_set',
  'dimension_swap',
  'dimension_swap_reversed',
  'together',
  'contrast',
] as const
export type SteeringKind = (typeof steeringKinds)[number]

export const steeringSchema = z.strictObject({
  /** Words that may stand anywhere without changing what is asked for. */
  skip: words,
  groups: z.record(z.string(), words),
  ...(Object.fromEntries(steeringKinds.map((kind) => [kind, words])) as Record<SteeringKind, typeof words>),
})
