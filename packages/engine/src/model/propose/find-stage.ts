import type { ColumnProfile, Condition, FilterValue } from '@salestalk/protocol'
import type { ColumnVocabulary } from '../../taxonomy/index.ts'
import { isIn, isNotIn } from './expressions.ts'
import { squash } from './header.ts'
import { NameIndex } from './name-index.ts'
import type { ColumnReading } from './read-columns.ts'

/** The column that says how far an opportunity is, with the members that end it. */
export interface Stage {
  readonly reading: ColumnReading
  readonly won: readonly FilterValue[]
  readonly lost: readonly FilterValue[]
}

/** Looks for a column with members that mean won and lost; null when the rows are no opportunities. */
export function findStage(readings: readonly ColumnReading[], vocabulary: ColumnVocabulary): Stage | null {
  const hasDeals = readings.some((reading) => reading.entity?.target.metric === 'deal_count')
  const { stages } = vocabulary
  const columns = new NameIndex<'stage' | 'status'>().add('stage', stages.stageColumns).add('status', stages.columns)
  let best: Stage | null = null
  for (const reading of readings) {
    if (reading.role !== 'dimension' || reading.profile.type !== 'text') continue
    const kind = columns.match(reading.header)?.target ?? null
    if (kind === null && reading.dimension?.target.id !== 'stage') continue
    const isPipeline = hasDeals || kind === 'stage'
    const won = membersMeaning(reading.profile, [...stages.won, ...(isPipeline ? stages.wonInPipelines : [])])
    const lost = membersMeaning(reading.profile, [...stages.lost, ...(isPipeline ? stages.lostInPipelines : [])])
    const isStage = won.length > 0 && (lost.length > 0 || isPipeline)
    if (isStage && (best === null || kind === 'stage')) best = { reading, won, lost }
  }
  return best
}

export function wonOf(stage: Stage): Condition {
  return isIn(stage.reading.profile.key, stage.won)
}

export function lostOf(stage: Stage): Condition {
  return isIn(stage.reading.profile.key, stage.lost)
}

export function decidedOf(stage: Stage): Condition {
  return isIn(stage.reading.profile.key, [...stage.won, ...stage.lost])
}

/** Neither won nor lost; a blank stage is open. */
export function openOf(stage: Stage): Condition {
  return isNotIn(stage.reading.profile.key, [...stage.won, ...stage.lost])
}

/** The members that are one of the names, with or without a number in front ("6 - Closed Won"). */
export function membersMeaning(profile: ColumnProfile, names: readonly string[]): string[] {
  const known = new Set(names.map(squash))
  const members = profile.members ?? profile.samples
  return members.filter((member) => {
    const text = squash(member.replace(/^[\d\s.):-]+/, ''))
    return known.has(text) || known.has(squash(member))
  })
}
