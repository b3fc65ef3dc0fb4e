/** Where and to whom Brightloom sells. Weights are shares of new customers; they need not sum to one. */

export const regions = [
  { name: 'North America', weight: 42, countries: ['United States', 'United States', 'United States', 'Canada'] },
  { name: 'EMEA', weight: 33, countries: ['United Kingdom', 'Germany', 'France', 'Netherlands', 'Spain'] },
  { name: 'APAC', weight: 16, countries: ['Australia', 'Japan', 'Singapore', 'India'] },
  { name: 'LATAM', weight: 9, countries: ['Brazil', 'Mexico', 'Chile'] },
] as const

export type RegionName = (typeof regions)[number]['name']
export type PlanName = 'Starter' | 'Team' | 'Business' | 'Enterprise'
export type SegmentName = 'SMB' | 'Mid-Market' | 'Enterprise'

export interface Segment {
  name: SegmentName
  weight: number
  /** Seats of a new customer, from and to. */
  seats: readonly [number, number]
  plans: readonly { name: PlanName; weight: number }[]
  /** Chance of leaving in a month, before plan and events. */
  monthlyChurn: number
  /** Shares of survey answers from promoters and detractors. */
  promoters: number
  detractors: number
  /** Typical first-year amount of an opportunity, in dollars. */
  dealSize: number
}

export const segments: readonly Segment[] = [
  {
    name: 'SMB',
    weight: 58,
    seats: [5, 40],
    plans: [
      { name: 'Starter', weight: 60 },
      { name: 'Team', weight: 40 },
    ],
    monthlyChurn: 0.02,
    promoters: 0.4,
    detractors: 0.25,
    dealSize: 6000,
  },
  {
    name: 'Mid-Market',
    weight: 30,
    seats: [40, 160],
    plans: [
      { name: 'Team', weight: 45 },
      { name: 'Business', weight: 55 },
    ],
    monthlyChurn: 0.011,
    promoters: 0.48,
    detractors: 0.19,
    dealSize: 32_000,
  },
  {
    name: 'Enterprise',
    weight: 12,
    seats: [150, 600],
    plans: [
      { name: 'Business', weight: 25 },
      { name: 'Enterprise', weight: 75 },
    ],
    monthlyChurn: 0.005,
    promoters: 0.58,
    detractors: 0.12,
    dealSize: 120_000,
  },
]

/** Dollars per seat and month on 1 January 2020; later price changes are in `events.ts`. */
export const seatPrices: Readonly<Record<PlanName, number>> = { Starter: 12, Team: 18, Business: 24, Enterprise: 30 }

export const churnByPlan: Readonly<Record<PlanName, number>> = { Starter: 1.3, Team: 1, Business: 0.9, Enterprise: 0.7 }

export const nextPlan: Readonly<Record<PlanName, PlanName>> = {
  Starter: 'Team',
  Team: 'Business',
  Business: 'Enterprise',
  Enterprise: 'Enterprise',
}
