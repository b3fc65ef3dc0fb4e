import { average, buildCompany, count, counted, distinct, sum } from './build-company.ts'

const score = { kind: 'score', currency: null } as const

/** A group of clinics: one row per appointment, names of two words, a yes/no column, and nobody's standard vocabulary. */
export const clinic = buildCompany('clinic', [
  {
    dataset: 'appointments',
    record: { singular: 'appointment', plural: 'appointments' },
    timeColumn: 'appointment_date',
    identifier: 'appointment_id',
    dimensions: [
      { id: 'doctor', label: 'Doctor', values: ['Dr. Amelia Hart', 'Dr. Ben Osei', 'Dr. Clara Voss'] },
      { id: 'department', values: ['Cardiology', 'Dermatology', 'Pediatrics', 'General Practice'] },
      { id: 'treatment_site', label: 'Treatment Site', values: ['Downtown', 'Northside', 'Harbor'] },
      { id: 'customer', label: 'Patient Name', subject: 'customers', values: ['Ada Quill', 'Bo Finch', 'Cy Marlow'] },
      { id: 'insurance', values: ['Aetna', 'Cigna', 'Self-pay'] },
      { id: 'cancelled', values: ['true', 'false'] },
    ],
    metrics: [
      {
        id: 'record_count',
        label: 'Appointments',
        subject: 'operations',
        synonyms: ['appointments', 'number of appointments'],
        aggregation: count(),
        unit: counted,
        importance: 0.85,
      },
      {
        id: 'customer_count',
        label: 'Customers',
        subject: 'customers',
        aggregation: distinct('customer'),
        unit: counted,
      },
      { id: 'treatment_fee', label: 'Treatment Fee', aggregation: sum('treatment_fee') },
      { id: 'lab_cost', label: 'Lab Cost', aggregation: sum('lab_cost'), direction: 'up_is_bad' },
      {
        id: 'wait_minutes',
        label: 'Average wait minutes',
        subject: 'operations',
        aggregation: average('wait_minutes'),
        unit: score,
        direction: 'up_is_bad',
      },
      { id: 'returns', label: 'Returns', subject: 'operations', aggregation: sum('returns'), unit: counted },
    ],
  },
])
