import { average, buildCompany, count, counted, distinct, sum } from './build-company.ts'

/** A chain of gyms: one row per booking, kept, missed or cancelled, and a file of its corporate accounts beside. */
export const gym = buildCompany('gym', [
  {
    dataset: 'bookings',
    record: { singular: 'booking', plural: 'bookings' },
    timeColumn: 'class_date',
    identifier: 'booking_id',
    dimensions: [
      { id: 'studio', values: ['King St Studio', 'Mt Pleasant', 'Harbour Yard', "St John's Wood", 'Park Street'] },
      { id: 'city', values: ['Leeds', 'Liverpool', 'Hull'] },
      { id: 'activity', values: ['Yoga', 'Pilates', 'Physiotherapy', 'Gynaecological Fitness', 'Spin'] },
      { id: 'trainer', values: ['Dr Amy Foss', 'Tom Foss', 'Prof Jane Kirk', 'Luis Ortega'] },
      { id: 'manager', label: 'Manager', subject: 'sales', values: ['Sunita Rao', 'Karl Dent'] },
      {
        id: 'product',
        label: 'Package',
        subject: 'products',
        values: ['Summit 10 Class Pass', 'Summit 20 Class Pass', 'Oak Day Pass'],
      },
      { id: 'customer', label: 'Member', subject: 'customers', values: ['Ada Quill', 'Bo Finch', 'Cy Marlow'] },
      { id: 'account_tier', label: 'Member Tier', values: ['Gold', 'Silver', 'Bronze'] },
      { id: 'payment_method', label: 'Payment Type', values: ['Card', 'Voucher', 'Cash'] },
      { id: 'status', label: 'Booking Status', values: ['Attended', 'No-Show', 'Cancelled', 'Renewed'] },
      { id: 'loyalty_member', label: 'Loyalty Member', values: ['true', 'false'] },
    ],
    metrics: [
      {
        id: 'record_count',
        label: 'Bookings',
        subject: 'operations',
        synonyms: ['bookings'],
        aggregation: count(),
        unit: counted,
        importance: 0.85,
      },
      {
        id: 'customer_count',
        label: 'Members',
        subject: 'customers',
        aggregation: distinct('customer'),
        unit: counted,
        importance: 0.7,
      },
      { id: 'revenue', label: 'Revenue', aggregation: sum('price'), importance: 1 },
      {
        id: 'minutes',
        label: 'Average minutes',
        subject: 'operations',
        aggregation: average('minutes'),
        unit: { kind: 'score', currency: null },
      },
    ],
  },
  {
    dataset: 'accounts',
    record: { singular: 'account', plural: 'accounts' },
    timeColumn: 'signup_date',
    identifier: 'account_id',
    span: { start: '2022-01-02', end: '2025-11-11' },
    dimensions: [
      { id: 'account', label: 'Account', values: ['Acme', 'Orbis', 'Delmar'] },
      { id: 'country', values: ['Germany', 'France', 'Spain'] },
      { id: 'tier', label: 'Account Tier', values: ['Key Account', 'Standard', 'Prospect'] },
      { id: 'account_status', label: 'Account Status', values: ['Active', 'Dormant', 'Churned'] },
    ],
    metrics: [
      {
        id: 'account_count',
        label: 'Accounts',
        subject: 'sales',
        synonyms: ['accounts', 'active accounts'],
        aggregation: {
          kind: 'count_distinct',
          column: 'account_id',
          where: [{ column: 'account_status', operator: 'not_in', values: ['Churned'] }],
        },
        unit: counted,
        importance: 0.8,
      },
      { id: 'row_count', label: 'Rows', subject: 'operations', aggregation: count(), unit: counted, importance: 0.1 },
      {
        id: 'seats',
        label: 'Seats',
        subject: 'sales',
        aggregation: {
          kind: 'sum',
          expression: { column: 'seats' },
          where: [{ column: 'account_status', operator: 'not_in', values: ['Churned'] }],
        },
        unit: counted,
      },
    ],
  },
])
