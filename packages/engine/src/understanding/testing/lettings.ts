import { average, buildCompany, count, counted, currency, ratio, sum } from './build-company.ts'

const score = { kind: 'score', currency: null } as const
const share = { kind: 'percent', currency: null } as const

/** An agent of cottages: one row per let, with what goes to the landlords, refunds by number and amount, and how long ahead one lets. */
export const lettings = buildCompany('lettings', [
  {
    dataset: 'lets',
    record: { singular: 'let', plural: 'lets' },
    timeColumn: 'start_date',
    identifier: 'let_id',
    span: { start: '2024-01-01', end: '2025-11-11' },
    dimensions: [
      { id: 'rep', label: 'Landlord', values: ['Ida Croft', 'Otto Wray', 'Jane Wray'] },
      { id: 'town', label: 'Town', values: ['Keswick', 'Alnwick', 'Whitby'] },
      { id: 'portal', label: 'Portal', values: ['Direct', 'StayFinder', 'CotList'] },
      { id: 'pet', label: 'Pet', values: ['Whippet', 'Spaniel'] },
      { id: 'status', label: 'Status', values: ['Completed', 'Cancelled'] },
    ],
    metrics: [
      {
        id: 'record_count',
        label: 'Lets',
        synonyms: ['bookings'],
        aggregation: count(),
        unit: counted,
        importance: 0.8,
      },
      { id: 'guests', label: 'Guests', aggregation: sum('guests'), unit: counted, importance: 0.5 },
      { id: 'gross_rent', label: 'Gross Rent', aggregation: sum('gross_rent'), unit: currency, importance: 0.9 },
      { id: 'landlord_payout', label: 'Landlord Payout', aggregation: sum('payout'), unit: currency, importance: 0.5 },
      { id: 'portal_comm', label: 'Portal Comm', aggregation: sum('comm'), unit: currency, direction: 'up_is_bad' },
      { id: 'refund_count', label: 'Refund Count', aggregation: sum('refunds'), unit: counted, direction: 'up_is_bad' },
      {
        id: 'refund_amount',
        label: 'Refund Amount',
        aggregation: sum('refunded'),
        unit: currency,
        direction: 'up_is_bad',
      },
      { id: 'collected', label: 'Collected', aggregation: sum('collected'), unit: counted, importance: 0.3 },
      { id: 'lead_days', label: 'Average lead days', aggregation: average('lead_days'), unit: score },
      {
        id: 'review',
        label: 'Review Score',
        synonyms: ['reviews', 'ratings'],
        aggregation: average('review'),
        unit: score,
      },
      { id: 'lost_count', label: 'Lost guests', aggregation: sum('lost'), unit: counted, importance: 0.3 },
      { id: 'loss_rate', label: 'Loss rate', aggregation: ratio('lost_count', 'guests'), unit: share, importance: 0.4 },
    ],
  },
])
