import * as z from 'zod'

/** A template never holds a digit: figures and names only come in through its {slots}. */
const template = z.string().regex(/^\D*$/, 'a template must not contain digits: every figure comes through a {slot}')

const templateNames = [
  'value',
  'value_parts',
  'change_up',
  'change_points',
  'change_flat',
  'change_from_nothing',
  'compare_members',
  'compare_members_equal',
  'difference',
  'course',
  'trend',
  'trend_rising',
  'trend_falling',
  'trend_none',
  'trend_short',
  'extremes',
  'last_partial',
  'groups',
  'rank_one',
  'rank',
  'rank_open',
  'member',
  'member_change',
  'share',
  'total',
  'overall',
  'rest',
  'records',
  'empty',
  'empty_records',
  'partial',
  'assumed_all',
  'assumed_latest',
  'note',
  'within',
] as const
const words = [
  'was',
  'were',
  'up',
  'down',
  'ahead',
  'behind',
  'and',
  'or',
  'comma',
  'semicolon',
  'blank',
  'highest',
  'lowest',
  'top',
  'bottom',
  'points',
  'match',
  'matches',
] as const
const scopes = ['in', 'not_in', 'without', 'with', 'gt', 'gte', 'lt', 'lte', 'between'] as const
const periods = ['all', 'day', 'rolling', 'span', 'open', 'named', 'snapshot', 'latest'] as const

/** taxonomy/default/phrases/narrative.json: all the words answers are made of, so that a locale is data. */
export const narrativePhrasesSchema = z.strictObject({
  templates: z.record(z.enum(templateNames), template),
  words: z.record(z.enum(words), template),
  scope: z.record(z.enum(scopes), template),
  period: z.record(z.enum(periods), template),
  rollingStarts: z.array(template),
  openStarts: z.array(template),
  /** Stands between the ends of a span in a period's label. */
  spanWord: template,
  /** Column titles of tables. */
  table: z.strictObject({ period: template, share: template, change: template, incomplete: template }),
  /** Time buckets as dimensions. */
  grains: z.record(z.enum(['day', 'week', 'month', 'quarter', 'year', 'weekday']), template),
  replies: z.strictObject({
    notYetAnswered: template,
    tooFine: template,
    byGrain: template,
    /** The company has no data at all. */
    noData: template,
    start_over: template,
    undo: template,
    thanks: template,
    help: template,
  }),
  /** "What dates does the data cover?" */
  coverage: z.strictObject({
    dated: template,
    undated: template,
    title: template,
    label: template,
    first: template,
    last: template,
  }),
  /** Monday first. */
  weekdays: z.array(template).length(7),
})
export type NarrativePhrases = z.infer<typeof narrativePhrasesSchema>
export type TemplateName = (typeof templateNames)[number]
