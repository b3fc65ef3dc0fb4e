import { cumulativeStdNormalProbability } from 'simple-statistics'
import type { TrendTest } from '../types.ts'

const pointsMin = 5
const significance = 0.05

/**
 * Mann-Kendall test for a monotonic trend with ties corrected, and Sen's slope (median of pairwise slopes) per step.
 * Null under 5 points. Sources: Mann (1945), Kendall (1975), Sen (1968).
 */
export function mannKendall(values: readonly number[]): TrendTest | null {
  const n = values.length
  if (n < pointsMin) return null
  const slopes: number[] = []
  let score = 0
  values.forEach((later, j) => {
    values.slice(0, j).forEach((earlier, i) => {
      score += Math.sign(later - earlier)
      slopes.push((later - earlier) / (j - i))
    })
  })
  const deviation = Math.sqrt(varianceOfScore(values))
  const z = deviation === 0 ? 0 : (score - Math.sign(score)) / deviation
  const pValue = 2 * (1 - cumulativeStdNormalProbability(Math.abs(z)))
  const slope = median(slopes)
  const direction = pValue >= significance ? 'none' : score > 0 ? 'rising' : 'falling'
  return { direction, pValue, slope, points: n }
}

function varianceOfScore(values: readonly number[]): number {
  const n = values.length
  const counts = new Map<number, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  const term = (count: number) => count * (count - 1) * (2 * count + 5)
  const ties = [...counts.values()].reduce((sum, count) => sum + term(count), 0)
  return (term(n) - ties) / 18
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  const upper = sorted[middle] ?? 0
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2
}
