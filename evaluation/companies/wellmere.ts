import { cents, createRandom, formatDay, integer, noise, parseDay, pickWeighted } from '@salestalk/samples'
import { pickFavorite } from './draw.ts'
import { table } from './table.ts'
import type { EvaluationCompany } from './types.ts'

const asOf = '2026-03-11'
const days = 366 + 365 + 69
const visits = 4200
const patients = 1300

const clinics = [
  { name: 'Riverside Clinic', city: 'Bristol', weight: 22 },
  { name: 'Clifton Clinic', city: 'Bristol', weight: 11 },
  { name: 'Deansgate Clinic', city: 'Manchester', weight: 20 },
  { name: "St Mark's Clinic", city: 'Manchester', weight: 12 },
  { name: 'Castle Gate Clinic', city: 'Nottingham', weight: 13 },
  { name: 'Quayside Clinic', city: 'Newcastle', weight: 14 },
  { name: 'Abbey Clinic', city: 'Bath', weight: 8 },
]

const specialties = [
  { name: 'General Practice', weight: 24, fee: 85, minutes: 20, doctors: ['Dr Helen Ashworth', 'Dr Imran Qureshi'] },
  { name: 'Dermatology', weight: 17, fee: 160, minutes: 25, doctors: ['Dr Sofia Lindqvist', 'Dr Peter Holloway'] },
  { name: 'Physiotherapy', weight: 18, fee: 70, minutes: 45, doctors: ['Gareth Pugh', 'Nadia Okafor', 'Tom Ashworth'] },
  { name: 'Cardiology', weight: 9, fee: 230, minutes: 40, doctors: ['Dr Rajesh Menon', 'Dr Claire Dubois'] },
  { name: 'Orthopaedics', weight: 9, fee: 210, minutes: 30, doctors: ['Dr Viktor Hass', 'Dr Owen Pritchard'] },
  { name: 'Gynaecology', weight: 10, fee: 175, minutes: 30, doctors: ['Dr Marta Zielinska', 'Dr Ruth Adeyemi'] },
  { name: 'Paediatrics', weight: 8, fee: 140, minutes: 30, doctors: ['Dr Emily Tran'] },
  { name: 'Psychology', weight: 5, fee: 120, minutes: 50, doctors: ['Julian Frost', 'Amara Bello'] },
]

const payers = [
  { name: 'Self-Pay', weight: 34 },
  { name: 'Corvida Health', weight: 24 },
  { name: 'Harbour Mutual', weight: 17 },
  { name: 'Albion Assurance', weight: 14 },
  { name: 'Meridian Corporate', weight: 11 },
]

const channels = [
  { name: 'Website', weight: 36, missed: 0.11 },
  { name: 'Phone', weight: 28, missed: 0.07 },
  { name: 'Mobile App', weight: 18, missed: 0.09 },
  { name: 'GP Referral', weight: 12, missed: 0.05 },
  { name: 'Walk-in', weight: 6, missed: 0 },
]

const columns = [
  ...[
    'Appointment ID',
    'Appointment Date',
    'Clinic',
    'City',
    'Specialty',
    'Practitioner',
    'Patient ID',
    'Patient Type',
  ],
  ...['Payer', 'Booking Channel', 'Duration (min)', 'Status', 'Fee', 'Cost'],
]

function* rows() {
  const random = createRandom('wellmere')
  const first = parseDay(asOf) - days
  const seen = new Set<number>()
  for (let index = 0; index < visits; index++) {
    const clinic = pickWeighted(random, clinics)
    const specialty = pickWeighted(random, specialties)
    const channel = pickWeighted(random, channels)
    const patient = Math.floor(patients * random() ** 1.3)
    const drawn = random()
    const status = drawn < channel.missed ? 'No-Show' : drawn < channel.missed + 0.08 ? 'Cancelled' : 'Attended'
    const attended = status === 'Attended'
    const fee = attended ? cents(specialty.fee * noise(random, 0.12) * (1 + (0.09 * index) / visits)) : 0
    const kind = seen.has(patient) ? 'Returning' : 'New'
    seen.add(patient)
    yield [
      ...[`A${70_000 + index}`, formatDay(first + Math.floor((index * days) / visits)), clinic.name, clinic.city],
      ...[specialty.name, pickFavorite(random, specialty.doctors), `P-${10_000 + patient}`, kind],
      ...[pickWeighted(random, payers).name, channel.name, specialty.minutes + 5 * integer(random, -1, 2), status, fee],
      cents(specialty.fee * (attended ? 0.55 : 0.2) * noise(random, 0.1)),
    ]
  }
}

/** A group of private clinics: one row per appointment, with who missed or cancelled it. */
export const company: EvaluationCompany = {
  id: 'wellmere',
  asOf,
  description: 'A group of seven private clinics in five cities: one row per appointment, kept, missed or cancelled.',
  datasets: [table('appointments', columns, rows)],
}
