import { average, buildCompany, counted, currency, distinct, sum } from './build-company.ts'

/** A group of inns: one row per booking, with kinds of guests and rooms whose names people cut short, and regions called by compass points. */
export const inns = buildCompany('inns', [
  {
    dataset: 'bookings',
    layout: 'wide',
    record: { singular: 'booking', plural: 'bookings' },
    timeColumn: 'arrival_date',
    identifier: 'booking_no',
    span: { start: '2024-01-02', end: '2025-11-11' },
    dimensions: [
      { id: 'property', label: 'Property', values: ['Grand Hotel Bellevue', 'Mill Inn', 'Quayside Rooms'] },
      { id: 'room_type', label: 'Room Type', values: ['Standard Twin', 'Garden Suite'] },
      {
        id: 'segment',
        label: 'Guest Segment',
        values: ['Weddings & Events', 'Food & Beverage', 'Leisure', 'Professional Training', 'Professional Travel'],
      },
      { id: 'channel', label: 'Channel', values: ['Instagram Shop', 'Direct', 'Photography Fair'] },
      { id: 'outlet_type', label: 'Outlet Type', values: ['Bar', 'Spa'] },
      { id: 'rate_plan', label: 'Rate Plan', values: ['Complimentary', 'Half Board', 'The Two Moon', 'XL'] },
      { id: 'reason', label: 'Reason', values: ['Went to Competitor', 'Change of Plans'] },
      { id: 'catering', label: 'Catering', values: ['true', 'false'] },
      { id: 'region', label: 'Region', values: ['Coast', 'Hills'] },
      { id: 'rep', label: 'Sales Rep', values: ['Ada Quill', 'Bo Finch'] },
      { id: 'customer', label: 'Customer', subject: 'customers', values: ['Cy Marlow', 'Di Rowe'] },
    ],
    metrics: [
      {
        id: 'order_count',
        label: 'Bookings',
        subject: 'orders',
        aggregation: distinct('booking_no'),
        unit: counted,
        importance: 0.8,
      },
      {
        id: 'revenue',
        label: 'Revenue',
        subject: 'revenue',
        aggregation: sum('revenue'),
        unit: currency,
        importance: 1,
      },
      { id: 'nights', label: 'Nights', aggregation: sum('nights'), unit: counted, importance: 0.5 },
      { id: 'costs', label: 'Costs', aggregation: sum('costs'), unit: currency, importance: 0.4 },
      { id: 'guest_rating', label: 'Average guest rating', aggregation: average('rating'), unit: counted },
      {
        id: 'customer_count',
        label: 'Customers',
        subject: 'customers',
        aggregation: distinct('customer'),
        unit: counted,
        importance: 0.6,
      },
    ],
  },
])
