import { average, buildCompany, count, counted, currency, distinct, sum } from './build-company.ts'

const score = { kind: 'score', currency: null } as const

/** A haulier: one row per shipment, with a weight, a time and a price of its own, and nobody's standard vocabulary. */
export const haulier = buildCompany('haulier', [
  {
    dataset: 'shipments',
    record: { singular: 'shipment', plural: 'shipments' },
    timeColumn: 'pickup_date',
    identifier: 'shipment_no',
    dimensions: [
      { id: 'shipment_no', label: 'Shipment No', values: ['SH7001', 'SH7002'] },
      { id: 'ship_mode', label: 'Carrier', synonyms: ['carrier'], values: ['DSV', 'Maersk', 'Kuehne'] },
      { id: 'planner', label: 'Planner', values: ['Orla Byrne', 'Tim Wolf'] },
      { id: 'hub', label: 'Hub', values: ['Rotterdam', 'Hamburg'] },
    ],
    metrics: [
      {
        id: 'record_count',
        label: 'Shipments',
        synonyms: ['shipments'],
        subject: 'operations',
        aggregation: count(),
        unit: counted,
        importance: 0.85,
      },
      { id: 'freight_cost', label: 'Freight Cost', aggregation: sum('freight_cost'), direction: 'up_is_bad' },
      {
        id: 'average_freight_cost',
        label: 'Average freight cost',
        aggregation: average('freight_cost'),
        unit: currency,
        direction: 'up_is_bad',
        importance: 0.08,
      },
      { id: 'transit_days', label: 'Average transit days', aggregation: average('transit_days'), unit: score },
      {
        id: 'total_transit_days',
        label: 'Total transit days',
        aggregation: sum('transit_days'),
        unit: counted,
        importance: 0.08,
      },
      { id: 'weight_kg', label: 'Average weight kg', aggregation: average('weight_kg'), unit: score },
      {
        id: 'planner_count',
        label: 'Number of planners',
        aggregation: distinct('planner'),
        unit: counted,
        importance: 0.04,
      },
    ],
  },
])
