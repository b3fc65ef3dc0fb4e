import {
  cents,
  createRandom,
  formatDay,
  integer,
  itemAt,
  noise,
  parseDay,
  pick,
  pickWeighted,
  type Random,
} from '@salestalk/samples'
import { around, pickFavorite } from './draw.ts'
import { table } from './table.ts'
import type { EvaluationCompany } from './types.ts'

const asOf = '2026-06-18'
const firstDay = '2024-06-17'
const visits = 3100

const clinics = [
  { name: 'Ranelagh', city: 'Dublin', weight: 21, wait: 19, vets: ['Dr Aoife Brennan', 'Dr Conor Walsh'] },
  { name: 'Clontarf', city: 'Dublin', weight: 17, wait: 14, vets: ['Dr Piotr Nowak', 'Dr Ruth Kilbride'] },
  { name: 'Douglas', city: 'Cork', weight: 16, wait: 12, vets: ['Dr Sinead Foley', 'Dr Emma Walsh'] },
  { name: 'Blackpool', city: 'Cork', weight: 10, wait: 23, vets: ['Dr Niall Keane'] },
  { name: 'Salthill', city: 'Galway', weight: 14, wait: 11, vets: ['Dr Maria Lopes', 'Dr Tomas Healy'] },
  { name: 'Castletroy', city: 'Limerick', weight: 13, wait: 16, vets: ['Dr Orla Duggan', 'Dr Hannah Byrne'] },
  { name: 'Ardkeen', city: 'Waterford', weight: 9, wait: 9, vets: ['Dr Declan Roche'] },
]

const animals = [
  ...[
    { species: 'Dog', breed: 'Labrador', weight: 13 },
    { species: 'Dog', breed: 'Cocker Spaniel', weight: 9 },
    { species: 'Dog', breed: 'Springer Spaniel', weight: 5 },
    { species: 'Dog', breed: 'French Bulldog', weight: 8 },
    { species: 'Dog', breed: 'Jack Russell', weight: 7 },
    { species: 'Dog', breed: 'German Shepherd', weight: 5 },
    { species: 'Dog', breed: 'Greyhound', weight: 4 },
    { species: 'Dog', breed: 'Cockapoo', weight: 8 },
  ],
  ...[
    { species: 'Cat', breed: 'Domestic Shorthair', weight: 18 },
    { species: 'Cat', breed: 'British Shorthair', weight: 5 },
    { species: 'Cat', breed: 'Maine Coon', weight: 4 },
    { species: 'Cat', breed: 'Siamese', weight: 3 },
  ],
  ...[
    { species: 'Rabbit', breed: 'Mini Lop', weight: 4 },
    { species: 'Rabbit', breed: 'Netherland Dwarf', weight: 3 },
    { species: 'Guinea Pig', breed: 'Abyssinian', weight: 2 },
    { species: 'Bird', breed: 'Budgerigar', weight: 2 },
    { species: 'Reptile', breed: 'Bearded Dragon', weight: 1 },
  ],
]

const treatments = [
  { type: 'Consultation', name: 'Skin Allergy', price: 68, medicine: 0.34, weight: 12 },
  { type: 'Consultation', name: 'Ear Infection', price: 62, medicine: 0.3, weight: 11 },
  { type: 'Consultation', name: 'Gastro Upset', price: 74, medicine: 0.28, weight: 10 },
  { type: 'Consultation', name: 'Lameness Exam', price: 85, medicine: 0.16, weight: 6 },
  { type: 'Vaccination', name: 'Annual Booster', price: 65, medicine: 0.29, weight: 19 },
  { type: 'Vaccination', name: 'Kennel Cough', price: 42, medicine: 0.33, weight: 8 },
  { type: 'Vaccination', name: 'Rabies', price: 70, medicine: 0.31, weight: 4 },
  { type: 'Surgery', name: 'Spay', price: 245, medicine: 0.14, weight: 6 },
  { type: 'Surgery', name: 'Castration', price: 190, medicine: 0.13, weight: 5 },
  { type: 'Surgery', name: 'Cruciate Repair', price: 1850, medicine: 0.11, weight: 1 },
  { type: 'Dental', name: 'Scale & Polish', price: 230, medicine: 0.12, weight: 6 },
  { type: 'Dental', name: 'Tooth Extraction', price: 310, medicine: 0.15, weight: 4 },
  { type: 'Emergency', name: 'Fluid Therapy', price: 380, medicine: 0.26, weight: 3 },
  { type: 'Emergency', name: 'Wound Stitching', price: 275, medicine: 0.19, weight: 3 },
  { type: 'Diagnostics', name: 'X-Ray', price: 185, medicine: 0.06, weight: 5 },
  { type: 'Diagnostics', name: 'Blood Panel', price: 128, medicine: 0.09, weight: 7 },
  { type: 'Nurse Clinic', name: 'Nail Clip', price: 22, medicine: 0.02, weight: 7 },
  { type: 'Nurse Clinic', name: 'Microchip', price: 35, medicine: 0.25, weight: 5 },
]

const payments = [
  { name: 'Card', weight: 58 },
  { name: 'Insurance', weight: 19 },
  { name: 'Cash', weight: 10 },
  { name: 'Direct Debit', weight: 8 },
  { name: 'Payment Link', weight: 5 },
]

const shelters = ['Liffey Dog Rescue', 'Shannon Cat Haven', 'Burren Kennels', 'Lee Valley Kennels', 'Claddagh Cattery']
const givenNames = [
  ...['Mary', 'Patrick', 'Ciara', 'Sean', 'Fiona', 'Liam', 'Grainne', 'Eoin', 'Deirdre', 'Brian', 'Niamh', 'Kevin'],
  ...['Agnieszka', 'Joao', 'Claire', 'Dermot', 'Roisin', 'Paul', 'Siobhan', 'Mark', 'Yvonne', 'Cathal'],
]
const familyNames = [
  ...['Murphy', "O'Sullivan", 'Kelly', 'McCarthy', 'Gallagher', 'Doherty', 'Quinn', 'Nolan', 'Moran', 'Hayes'],
  ...['Whelan', 'Kowalska', 'Tierney', 'Egan', 'Lynch', 'Power', 'Cullen', 'Fahy', 'Gleeson', 'Sheehan'],
]

const columns = [
  ...['Visit ID', 'Visit Dt', 'Clinic', 'City', 'Vet', 'Species', 'Breed', 'Visit Type', 'Treatment', 'Client Name'],
  ...['New Client', 'Amt EUR', 'Med Cost', 'Wait Mins', 'Sat Score', 'Pay Method', 'No Show'],
]

/** Who comes to which clinic, with which animal. */
function clientsOf(random: Random) {
  const people = Array.from({ length: 320 }, (_, index) => {
    const given = itemAt(givenNames, (index * 7 + Math.floor(index / 22)) % givenNames.length)
    return `${given} ${itemAt(familyNames, (index * 3 + Math.floor(index / 20)) % familyNames.length)}`
  })
  return [...shelters, ...new Set(people)].map((name) => ({
    name,
    clinic: pickWeighted(random, clinics),
    animal: pickWeighted(random, animals),
    seen: false,
  }))
}

/** One visit after the other, a few of them written carelessly; who does not turn up pays and rates nothing. */
function* rows() {
  const random = createRandom('pawpoint')
  const opening = parseDay(firstDay)
  const span = parseDay(asOf) - opening
  const clients = clientsOf(random)
  for (let index = 0; index < visits; index++) {
    const offset = Math.floor((index / visits) * span)
    const client = pickFavorite(random, clients)
    const isNew = !client.seen
    client.seen = true
    const { name: clinic, city, wait, vets } = random() < 0.95 ? client.clinic : pickWeighted(random, clinics)
    const { species, breed } = random() < 0.88 ? client.animal : pickWeighted(random, animals)
    const { type, name: treatment, price, medicine } = pickWeighted(random, treatments)
    const missed = random() < 0.055
    const amount = missed ? 0 : cents(price * (1 + (0.09 * index) / visits) * noise(random, 0.12))
    const minutes = Math.round(around(random, wait * (1 + (0.25 * index) / visits), 0.7))
    const score = Math.max(1, Math.min(5, Math.round(5.1 - minutes / 22 + 0.7 * (random() - 0.5) * 2)))
    const silent = missed || random() < 0.3
    yield [
      ...[`V${240_001 + index}`, formatDay(opening + offset), clinic, random() < 0.01 ? ` ${city}` : city],
      ...[random() < 0.012 ? null : pick(random, vets), random() < 0.01 ? `${species} ` : species, breed],
      ...[
        type,
        treatment === 'X-Ray' && random() < 0.1 ? 'X-ray' : treatment,
        random() < 0.008 ? `${client.name} ` : client.name,
        isNew ? 'Y' : 'N',
        amount,
      ],
      ...[missed ? 0 : random() < 0.004 ? '-' : cents(amount * medicine * noise(random, 0.1))],
      ...[missed ? null : minutes, silent ? null : score, missed ? null : pickWeighted(random, payments).name],
      missed ? 'Y' : integer(random, 1, 200) === 1 ? null : 'N',
    ]
  }
}

/** A group of veterinary practices: one row per visit. */
export const company: EvaluationCompany = {
  id: 'pawpoint',
  asOf,
  description:
    'A group of seven veterinary practices in five Irish cities: one row per visit, with what was paid, medicines, waiting and satisfaction.',
  datasets: [table('visits', columns, rows)],
}
