import { describe, expect, it } from 'vitest'
import { fitDoubts, fitSoftmax } from './regression.ts'

const unregularized = { ridge: 0, reserve: 0 }

describe('fitDoubts', () => {
  it('finds the share that is right where nothing is doubtful', () => {
    const examples = [true, true, true, false].map((right) => ({ features: [0], right, weight: 1 }))
    // Three of four: log(0.75 / 0.25) = log 3.
    expect(fitDoubts(examples, [0], unregularized).bias).toBeCloseTo(Math.log(3), 2)
  })

  it('finds by how much a doubt lowers it', () => {
    const of = (doubt: number, right: number, wrong: number) => [
      ...Array.from({ length: right }, () => ({ features: [doubt], right: true, weight: 1 })),
      ...Array.from({ length: wrong }, () => ({ features: [doubt], right: false, weight: 1 })),
    ]
    // 9 of 10 without the doubt, 5 of 10 with it: log 9 and log 1.
    const { bias, weights } = fitDoubts([...of(0, 9, 1), ...of(1, 5, 5)], [0], unregularized)
    expect(bias).toBeCloseTo(Math.log(9), 2)
    expect(weights[0]).toBeCloseTo(-Math.log(9), 2)
  })

  it('never lets a doubt raise the confidence', () => {
    const examples = [
      { features: [1], right: true, weight: 1 },
      { features: [0], right: false, weight: 1 },
    ]
    expect(fitDoubts(examples, [0], unregularized).weights[0]).toBe(0)
  })

  it('keeps what was believed of a doubt that never occurs', () => {
    const examples = [true, false].map((right) => ({ features: [0], right, weight: 1 }))
    expect(fitDoubts(examples, [-2], { ridge: 0.01, reserve: 0 }).weights[0]).toBeCloseTo(-2)
  })

  it('keeps a reserve below certainty', () => {
    const examples = [{ features: [0], right: true, weight: 1 }]
    const { bias } = fitDoubts(examples, [0], { ridge: 0, reserve: 0.1 })
    expect(1 / (1 + Math.exp(-bias))).toBeCloseTo(0.9, 2)
  })
})

describe('fitSoftmax', () => {
  const examples = [
    { features: [0], label: 0, weight: 1 },
    { features: [1], label: 1, weight: 1 },
    { features: [0, 1], label: 2, weight: 1 },
  ]

  it('tells labels apart by their features', () => {
    const { bias, features } = fitSoftmax(examples, 2, 3, 0.001)
    for (const { features: present, label } of examples) {
      const scores = bias.map((start, at) => present.reduce((sum, name) => sum + (features[name]?.[at] ?? 0), start))
      expect(scores.indexOf(Math.max(...scores))).toBe(label)
    }
  })

  it('gives the same weights each time, to the last bit', () => {
    expect(fitSoftmax(examples, 2, 3, 0.001)).toEqual(fitSoftmax(examples, 2, 3, 0.001))
  })
})
