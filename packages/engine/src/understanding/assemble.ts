import type { Cover } from './decode.ts'
import { type Draft, openDraft } from './draft.ts'
import type { Message } from './message.ts'
import { addMetric } from './refiners/add-metric.ts'
import {
  assumeTime,
  groupLooseDimensions,
  implyComparison,
  implyRankMetric,
  settleGrain,
  settleRank,
} from './refiners/apply-defaults.ts'
import { averageOfOne, costOfOne } from './refiners/average-of-one.ts'
import { averageSize } from './refiners/average-size.ts'
import { checkBeginnings } from './refiners/beginnings.ts'
import { checkDating } from './refiners/check-dating.ts'
import { draftChecks } from './refiners/check-draft.ts'
import { checkFuture } from './refiners/check-future.ts'
import { checkPending } from './refiners/check-pending.ts'
import { checkPeriods } from './refiners/check-periods.ts'
import { chooseIntent } from './refiners/choose-intent.ts'
import { chooseUnit } from './refiners/choose-unit.ts'
import { checkCountedIn } from './refiners/count-in.ts'
import { countPeople } from './refiners/count-people.ts'
import { groupByWhat, groupByWho } from './refiners/group-by-who.ts'
import { countNamed, groupByMembers, groupEach } from './refiners/group-each.ts'
import { groupKinds } from './refiners/group-kinds.ts'
import { checkContent, inherit, inheritHaving, inheritIntent } from './refiners/inherit.ts'
import { inheritCalculation } from './refiners/inherit-calculation.ts'
import { inheritRankedChange } from './refiners/inherit-rank.ts'
import type { Inheritance } from './refiners/inheritance.ts'
import { judgeBy } from './refiners/judge-by.ts'
import { linkCalculation } from './refiners/link-calculation.ts'
import { linkFlagShare } from './refiners/link-flag-share.ts'
import { linkFlags } from './refiners/link-flags.ts'
import { linkGrouping } from './refiners/link-grouping.ts'
import { linkMetrics } from './refiners/link-metrics.ts'
import { linkNumbers } from './refiners/link-numbers.ts'
import { linkAsked, linkRank } from './refiners/link-rank.ts'
import { linkShares } from './refiners/link-shares.ts'
import { linkThresholds } from './refiners/link-thresholds.ts'
import { linkTime } from './refiners/link-time.ts'
import { linkValues } from './refiners/link-values.ts'
import { linkWorth } from './refiners/link-worth.ts'
import { listCounted, listInState } from './refiners/list-counted.ts'
import { listNamed } from './refiners/list-named.ts'
import { linkMoneyWords } from './refiners/money-words.ts'
import { linkNameParts } from './refiners/name-parts.ts'
import { narrowMetrics } from './refiners/narrow-metrics.ts'
import { narrowPopulation } from './refiners/narrow-population.ts'
import { preferStrict } from './refiners/prefer.ts'
import { rankRecords } from './refiners/rank-records.ts'
import { refitGroupings } from './refiners/refit-groupings.ts'
import { sizeOfMany } from './refiners/size-of-many.ts'
import { passOverUnits } from './refiners/stated-units.ts'
import { unifyCounts } from './refiners/unify-counts.ts'
import type { UnderstandingContext } from './types.ts'

/** What a reading is completed with from outside its own words. */
export interface Supply {
  /** A measure to try in place of the missing one. */
  readonly metric: string | null
  readonly inheritance: Inheritance | null
}

export const nothingSupplied: Supply = { metric: null, inheritance: null }

/** What one cover of the words says, whatever keeps it from being answered. */
export function assemble(message: Message, cover: Cover, context: UnderstandingContext, supply: Supply): Draft {
  const draft = fillSlots(message, cover, context, supply)
  checkSlots(draft, supply, () => false)
  return draft
}

/** Turns one cover of the words into slots: refiners bind and fill, in this order. */
export function fillSlots(message: Message, cover: Cover, context: UnderstandingContext, supply: Supply): Draft {
  const draft = openDraft(message, cover, context)
  linkNumbers(draft)
  linkFlags(draft)
  linkValues(draft)
  linkGrouping(draft)
  groupKinds(draft)
  groupEach(draft)
  groupByMembers(draft)
  const rank = linkRank(draft)
  linkMetrics(draft, rank)
  countNamed(draft)
  judgeBy(draft, rank)
  averageOfOne(draft)
  costOfOne(draft)
  passOverUnits(draft)
  chooseUnit(draft)
  countPeople(draft)
  linkNameParts(draft)
  narrowMetrics(draft)
  averageSize(draft)
  sizeOfMany(draft, rank)
  linkFlagShare(draft)
  linkWorth(draft)
  linkMoneyWords(draft)
  narrowPopulation(draft)
  unifyCounts(draft)
  refitGroupings(draft)
  rankRecords(draft, rank)
  if (supply.metric !== null && draft.metrics.length === 0)
    addMetric(draft, supply.metric, null, 'assumed', 'metric-offered')
  linkAsked(draft, rank)
  groupByWho(draft, rank)
  groupByWhat(draft, rank)
  if (supply.inheritance === null) listNamed(draft, rank)
  linkTime(draft, supply.inheritance?.frame ?? null)
  groupLooseDimensions(draft)
  if (supply.inheritance) inherit(draft, supply.inheritance, rank)
  linkThresholds(draft)
  if (supply.inheritance) inheritHaving(draft, supply.inheritance)
  if (rank) implyRankMetric(draft)
  else {
    listInState(draft)
    listCounted(draft)
  }
  linkCalculation(draft, rank)
  if (supply.inheritance) inheritCalculation(draft, supply.inheritance, rank)
  chooseIntent(draft, rank)
  if (supply.inheritance) inheritIntent(draft, supply.inheritance)
  settleRank(draft, rank)
  if (supply.inheritance) inheritRankedChange(draft, supply.inheritance, rank)
  assumeTime(draft)
  implyComparison(draft)
  settleGrain(draft)
  linkShares(draft)
  checkCountedIn(draft)
  return draft
}

const checks: readonly ((draft: Draft, supply: Supply) => void)[] = [
  ...draftChecks,
  (draft, { inheritance }) => inheritance && checkContent(draft, inheritance),
  (draft, { inheritance }) => inheritance && checkPending(draft, inheritance),
  checkBeginnings,
  checkDating,
  checkFuture,
  checkPeriods,
]

/** Whether a draft was checked to the end: one that is lost is left as it is, since all that is found from here on makes it dearer. */
export function checkSlots(draft: Draft, supply: Supply, isLost: (draft: Draft) => boolean): boolean {
  let noted = -1
  for (const check of checks) {
    const found = draft.issues.length + draft.penalties.length
    if (found !== noted && isLost(draft)) return false
    noted = found
    check(draft, supply)
  }
  preferStrict(draft)
  return true
}
