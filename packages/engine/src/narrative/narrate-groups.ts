import type { ChangeFinding, Fact, GroupMember, GroupsFinding, MemberValue } from '../analysis/index.ts'
import { joined } from './fill.ts'
import { isBucket } from './labels.ts'
import type { Narrator } from './narrator.ts'
import type { NarrativePhrase, Sentence } from './types.ts'

const membersTold = { ranked: 10, broken: 5 } as const

/** The groups in order with their shares, then what the others come to, the total, and what is not shown. */
export function narrateGroups(finding: GroupsFinding, narrator: Narrator): Sentence[] {
  const told = finding.members.slice(0, finding.rank ? membersTold.ranked : membersTold.broken)
  const lead = leadSentence(finding, told, narrator)
  if (!lead) return []
  const isOne = isOneAsked(finding)
  return [
    lead,
    ...(finding.tied ? [narrator.say(isOne ? 'tied_one' : 'tied', { tied: narrator.value(finding.tied) })] : []),
    ...(isOne ? [] : [...restSentences(finding, narrator), ...totalSentences(finding, told.length, narrator)]),
    ...coverageSentences(finding, told, narrator),
  ]
}

function leadSentence(finding: GroupsFinding, told: readonly GroupMember[], narrator: Narrator): Sentence | null {
  const { rank, metrics, members } = finding
  const { words } = narrator.phrases
  const [metric] = metrics
  const [first] = told
  const fact = first?.values[0]?.fact
  if (!metric || !first || !fact) return null
  const slots = {
    metric: rankedBy(finding, narrator),
    scope: narrator.scope(),
    condition: narrator.condition(),
    period: narrator.periodOf(metric, narrator.periods[0]),
    compared: comparedWith(finding, narrator, finding.rank ? 'compared_last' : 'compared'),
    dimensions: dimensionsOf(finding, narrator),
    members: joined(
      told.map((member) => memberPhrases(member, finding, narrator)),
      isListed(finding) ? words.semicolon : words.comma,
    ),
  }
  if (!rank) return narrator.say('groups', slots)
  const { direction, limit, position } = rank
  const extreme = direction === 'top' ? words.highest : words.lowest
  const one = { ...slots, member: narrator.member(fact), order: extreme, values: valuesOf(first, finding, narrator) }
  if (position !== null && position > 1) return narrator.say('rank_position', { ...one, position: asked(position) })
  if (isOneAsked(finding)) return narrator.say('rank_one', one)
  const isShort = limit !== null && finding.dimensions.length === 1 && members.length < limit
  if (limit === null || isShort) return narrator.say('rank_open', { ...slots, order: extreme })
  return narrator.say('rank', {
    ...slots,
    order: direction === 'top' ? words.top : words.bottom,
    limit: asked(limit),
  })
}

/** A number of the question's own, said back. */
export function asked(number: number): NarrativePhrase {
  return { kind: 'label', text: String(number), of: null }
}

function isOneAsked({ rank, members }: GroupsFinding): boolean {
  return rank !== null && (rank.limit === 1 || rank.position !== null) && members.length === 1
}

/** "Sales and Profit"; of a ranking the one it goes by, as "change in Sales" where that is its order, of means "Sales per month on average". */
function rankedBy({ metrics, rank, averaged }: GroupsFinding, narrator: Narrator): Sentence {
  const [first] = metrics
  // Whoever has the highest sales need not have the highest of what is told beside them.
  const named = rank ? metrics.slice(0, 1) : metrics
  const names = joined(
    named.map((each) => [narrator.metric(each)]),
    narrator.phrases.words.and,
  )
  if (averaged) return narrator.clause('averaged', { metric: names, grain: narrator.phrases.words[averaged] })
  if (!rank || rank.by === 'value') return names
  const isRelative = rank.by === 'growth' && first?.unit.kind !== 'percent'
  return narrator.clause(isRelative ? 'ranked_growth' : 'ranked_change', { metric: names })
}

/** Members that are lists themselves need more than a comma between them. */
function isListed({ dimensions, metrics, comparedWith }: GroupsFinding): boolean {
  return dimensions.length > 1 || metrics.length > 1 || comparedWith.length > 0
}

function comparedWith(finding: GroupsFinding, narrator: Narrator, clause: 'compared' | 'compared_last'): Sentence {
  if (finding.comparedWith.length === 0) return []
  const names = narrator.periods.slice(1).map((period): Sentence => [narrator.periodName(period)])
  return narrator.clause(clause, { periods: joined(names, narrator.phrases.words.and) })
}

function memberPhrases(member: GroupMember, finding: GroupsFinding, narrator: Narrator): Sentence {
  const [first] = member.values
  if (!first) return []
  return narrator.clause('member', {
    member: narrator.member(first.fact),
    values: valuesOf(member, finding, narrator),
  })
}

function valuesOf({ values, share }: GroupMember, finding: GroupsFinding, narrator: Narrator): Sentence {
  const told = values.map((value, index) => {
    const slots = { value: figureOrBlank(value.fact, narrator), change: changePhrases(value, narrator) }
    const metric = finding.metrics[index]
    if (metric && values.length > 1)
      return narrator.clause('member_metric', { ...slots, metric: narrator.metric(metric) })
    const isAlone = share !== null && value.bases.length === 0
    return narrator.clause('member_value', {
      ...slots,
      share: isAlone ? narrator.clause('share', { share: narrator.value(share) }) : [],
    })
  })
  return joined(told, narrator.phrases.words.comma)
}

function figureOrBlank(fact: Fact, narrator: Narrator): NarrativePhrase | string {
  return fact.value === null ? narrator.phrases.words.noFigure : narrator.value(fact)
}

/** " (up 12.0% from $500, $430 in Q1 2025)": what it was in each of the periods compared with. */
function changePhrases({ change, bases }: MemberValue, narrator: Narrator): Sentence {
  const [base, ...others] = bases
  if (!change || !base) return []
  const isNamed = others.length > 0 || Object.keys(base.group).some(isBucket)
  const slots = {
    base: figureOrBlank(base, narrator),
    basePeriod: isNamed ? [{ kind: 'text' as const, text: ' ' }, ...narrator.periodOf(change.metric, base)] : [],
    earlier: others.flatMap((other) =>
      narrator.clause('member_earlier', {
        value: figureOrBlank(other, narrator),
        period: narrator.periodOf(change.metric, other),
      }),
    ),
  }
  return movementClause(change, slots, narrator)
}

function movementClause(
  { change, difference, base, metric }: ChangeFinding,
  slots: Record<'base' | 'basePeriod' | 'earlier', NarrativePhrase | Sentence | string>,
  narrator: Narrator,
): Sentence {
  if (base.value === null) return narrator.clause('member_new', slots)
  if (difference.value === null) return narrator.clause('member_from', slots)
  if (difference.value === 0) return narrator.clause('member_flat', slots)
  if (metric.unit.kind === 'percent')
    return narrator.clause('member_points', {
      ...slots,
      direction: narrator.direction(difference, 'up_down'),
      difference: narrator.points(difference),
    })
  if (!change)
    return narrator.clause('member_by', {
      ...slots,
      direction: narrator.direction(difference, 'up_down'),
      difference: narrator.size(difference),
    })
  return narrator.clause('member_up', {
    ...slots,
    direction: narrator.direction(change, 'up_down'),
    change: narrator.size(change),
  })
}

function restSentences({ rest, rank }: GroupsFinding, narrator: Narrator): Sentence[] {
  return rest && rank ? [narrator.say('rest', { rest: narrator.value(rest) })] : []
}

/** The whole, unless a short ranking already says all there is. */
function totalSentences(finding: GroupsFinding, told: number, narrator: Narrator): Sentence[] {
  const { totals, members, rank, rest, additive, metrics } = finding
  const known = totals.filter((total) => total.value !== null)
  const [total] = known
  const isConditional = narrator.condition().length > 0
  if (!total || (rank && members.length <= told && !rest)) return []
  if (metrics.length > 1) {
    const each = known.map((fact) =>
      narrator.clause('member_metric', {
        value: narrator.value(fact),
        metric: narrator.metric({ label: narrator.metricLabel(fact.metric) }),
        change: [],
      }),
    )
    const totals = joined(each, narrator.phrases.words.comma)
    return [narrator.say(isConditional ? 'totals_of_all' : 'totals', { totals })]
  }
  const name = !additive ? 'overall' : isConditional ? 'total_of_all' : 'total'
  return [narrator.say(name, { total: narrator.value(total) })]
}

/** What the sentences leave out: members only the table has, members nobody shows, buckets that are not over. */
function coverageSentences(
  { shown, count, isCut, rank, members }: GroupsFinding,
  told: readonly GroupMember[],
  narrator: Narrator,
): Sentence[] {
  const sentences: Sentence[] = []
  if (shown && isCut) sentences.push(narrator.say('shown_cut', { shown: narrator.value(shown) }))
  else if (shown && count && !rank)
    sentences.push(narrator.say('shown_first', { shown: narrator.value(shown), count: narrator.value(count) }))
  else if (shown && told.length < members.length)
    sentences.push(narrator.say('all_in_table', { shown: narrator.value(shown) }))
  const partial = told.flatMap((member) => (member.partial ? member.values.slice(0, 1) : []))
  const buckets = new Map(partial.map(({ fact }) => [fact.label, fact]))
  if (buckets.size > 0) {
    const periods = joined(
      [...buckets.values()].map((fact) => [narrator.periodName(fact)]),
      narrator.phrases.words.comma,
    )
    sentences.push(narrator.say('not_complete', { periods }))
  }
  return sentences
}

/** "Regions"; of a ranking within groups "Products within each Region". */
function dimensionsOf({ dimensions, rank }: GroupsFinding, narrator: Narrator): Sentence {
  const [outer, inner] = dimensions
  if (rank && outer !== undefined && inner !== undefined) {
    return narrator.clause('within', { inner: narrator.members(inner), outer: narrator.dimension(outer) })
  }
  return joined(
    dimensions.map((dimension) => [rank ? narrator.members(dimension) : narrator.dimension(dimension)]),
    narrator.phrases.words.and,
  )
}
