import * as z from 'zod'

/** A template never holds a digit: figures and names only come in through its {slots}. */
const template = z.string().regex(/^\D*$/, 'a template must not contain digits: every figure comes through a {slot}')

const templateNames = [
  'value',
  'value_parts',
  'change_up',
  'change_points',
  'change_flat',
  'change_near',
  'change_by',
  'compare_members',
  'compare_members_equal',
  'compare_members_one',
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
  'rank_position',
  'ranked_change',
  'ranked_growth',
  'member',
  'member_value',
  'member_metric',
  'member_up',
  'member_points',
  'member_by',
  'member_flat',
  'member_new',
  'member_from',
  'member_earlier',
  'compared',
  'compared_last',
  'tied',
  'tied_one',
  'shown_first',
  'shown_cut',
  'all_in_table',
  'series_cut',
  'more_in_table',
  'not_complete',
  'share',
  'total',
  'total_of_all',
  'totals',
  'totals_of_all',
  'overall',
  'rest',
  'records',
  'empty',
  'empty_condition',
  'empty_records',
  'partial',
  'assumed_all',
  'assumed_latest',
  'one_point',
  'running_period',
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
  'noFigure',
  'highest',
  'lowest',
  'top',
  'bottom',
  'points',
  'match',
  'matches',
] as const
const scopes = ['in', 'not_in', 'without', 'with', 'gt', 'gte', 'lt', 'lte', 'between'] as const
const checks = ['groups_add_up', 'periods_add_up', 'ratio_of_parts', 'failed', 'dropped'] as const
const followUps = ['split', 'rank', 'months', 'lastYear', 'thisYear', 'thisQuarter'] as const
const periods = ['all', 'day', 'rolling', 'span', 'open', 'named', 'snapshot', 'latest'] as const

/** taxonomy/default/phrases/narrative.json: all the words answers are made of, so that a locale is data. */
export const narrativePhrasesSchema = z.strictObject({
  templates: z.record(z.enum(templateNames), template),
  words: z.record(z.enum(words), template),
  scope: z.record(z.enum(scopes), template),
  period: z.record(z.enum(periods), template),
  /** The first rule whose ending a noun has makes its plural. */
  plurals: z.array(z.strictObject({ ending: z.string(), cut: z.string(), add: z.string() })),
  /** Counts whose names end like this take the plural verb. */
  pluralEnding: z.string(),
  checks: z.record(z.enum(checks), template),
  followUps: z.record(z.enum(followUps), template),
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
