import type { GroupMember, GroupsFinding } from '../analysis/index.ts'
import { joined } from './fill.ts'
import type { Narrator } from './narrator.ts'
import type { NarrativePhrase, Sentence } from './types.ts'

const membersTold = { ranked: 10, broken: 5 } as const

/** The groups in order with their shares, then what the others come to and the total. */
export function narrateGroups(finding: GroupsFinding, narrator: Narrator): Sentence[] {
  const [metric] = finding.metrics
  const [first] = finding.members
  const reference = finding.total ?? first?.facts[0]
  if (!metric || !first || !reference) return []
  const slots = {
    metric: narrator.metric(metric),
    scope: narrator.scope(),
    period: narrator.periodOf(metric, reference),
    dimensions: dimensionsOf(finding, narrator),
  }
  const sentences = [leadSentence(finding, first, slots, narrator)]
  const told = finding.order ? membersTold.ranked : membersTold.broken
  if (finding.rest && finding.order && finding.limit !== 1)
    sentences.push(narrator.say('rest', { rest: narrator.value(finding.rest) }))
  if (
    finding.total &&
    finding.total.value !== null &&
    finding.limit !== 1 &&
    (finding.members.length > told || !finding.order || finding.rest)
  ) {
    sentences.push(narrator.say(finding.additive ? 'total' : 'overall', { total: narrator.value(finding.total) }))
  }
  return sentences
}

function leadSentence(
  finding: GroupsFinding,
  first: GroupMember,
  slots: Record<string, NarrativePhrase | Sentence>,
  narrator: Narrator,
): Sentence {
  const { order, limit } = finding
  const { words } = narrator.phrases
  const list = finding.members
    .slice(0, order ? membersTold.ranked : membersTold.broken)
    .map((member) => memberPhrases(member, narrator))
  const members = joined(list, finding.dimensions.length > 1 || finding.comparisonLabel ? words.semicolon : words.comma)
  if (!order) return narrator.say('groups', { ...slots, members })
  const extreme = order === 'top' ? words.highest : words.lowest
  const [fact] = first.facts
  if (limit === 1 && fact && finding.members.length === 1) {
    return narrator.say('rank_one', {
      ...slots,
      member: narrator.member(first.group),
      order: extreme,
      value: narrator.value(fact),
      share: sharePhrases(first, narrator),
    })
  }
  if (limit === null) return narrator.say('rank_open', { ...slots, order: extreme, members })
  return narrator.say('rank', {
    ...slots,
    order: order === 'top' ? words.top : words.bottom,
    limit: { kind: 'label', text: String(limit) },
    members,
  })
}

function memberPhrases(member: GroupMember, narrator: Narrator): Sentence {
  const [fact] = member.facts
  if (!fact) return []
  const slots = {
    member: narrator.member(member.group),
    value: fact.value === null ? narrator.phrases.words.blank : narrator.value(fact),
  }
  if (member.change && member.base) {
    return narrator.clause('member_change', {
      ...slots,
      direction: narrator.direction(member.change, 'up_down'),
      change: narrator.size(member.change),
      base: narrator.value(member.base),
    })
  }
  return narrator.clause('member', { ...slots, share: sharePhrases(member, narrator) })
}

function sharePhrases({ share }: GroupMember, narrator: Narrator): Sentence {
  return share ? narrator.clause('share', { share: narrator.value(share) }) : []
}

/** "Regions"; of a ranking within groups "Products within each Region". */
function dimensionsOf({ dimensions, order }: GroupsFinding, narrator: Narrator): Sentence {
  const [outer, inner] = dimensions
  if (order && outer !== undefined && inner !== undefined) {
    return narrator.clause('within', { inner: narrator.members(inner), outer: narrator.dimension(outer) })
  }
  return joined(
    dimensions.map((dimension) => [order ? narrator.members(dimension) : narrator.dimension(dimension)]),
    narrator.phrases.words.and,
  )
}
