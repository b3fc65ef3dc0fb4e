import { cents, createRandom, formatDay, integer, itemAt, parseDay, pickWeighted } from '@salestalk/samples'
import { pickFavorite } from './draw.ts'
import { table } from './table.ts'
import type { EvaluationCompany } from './types.ts'

const asOf = '2026-06-10'
const days = 366 + 365 + 160
const enrolments = 2600
const students = 1400

const campuses = [
  { name: 'Dublin', weight: 28 },
  { name: 'Brighton', weight: 22 },
  { name: 'Malta St Julians', weight: 18 },
  { name: 'Edinburgh', weight: 14 },
  { name: 'Cork', weight: 10 },
  { name: 'Valencia', weight: 8 },
]
const courses = [
  { name: 'General English', hours: 60, rate: 14, weight: 34 },
  { name: 'Intensive English', hours: 100, rate: 13, weight: 18 },
  { name: 'IELTS Preparation', hours: 80, rate: 16, weight: 16 },
  { name: 'Cambridge Exam Preparation', hours: 80, rate: 17, weight: 9 },
  { name: 'Business English', hours: 40, rate: 22, weight: 10 },
  { name: 'Spanish for Beginners', hours: 50, rate: 12, weight: 7 },
  { name: 'Junior Summer Camp', hours: 45, rate: 20, weight: 6 },
]
const levels = ['A1', 'A2', 'B1', 'B2', 'C1', 'C2']
const teachers = [
  ...['Fiona Walsh', 'Marcus Bell', 'Lucia Ferrer', 'Niamh Keane', 'Dean Archer', 'Beatriz Soler'],
  ...['Patrick Walsh', 'Helen Osborne', 'Karl Zammit', 'Rory Campbell'],
]
const countries = [
  { name: 'Brazil', weight: 20 },
  { name: 'Italy', weight: 15 },
  { name: 'Turkey', weight: 13 },
  { name: 'Japan', weight: 11 },
  { name: 'South Korea', weight: 10 },
  { name: 'Saudi Arabia', weight: 9 },
  { name: 'Colombia', weight: 9 },
  { name: 'France', weight: 7 },
  { name: 'Czech Republic', weight: 6 },
]

const columns = [
  ...['Enrolment Date', 'Campus', 'Course', 'Level', 'Teacher', 'Student ID', 'Country of Student', 'Format'],
  ...['Hours', 'Tuition Fee', 'Discount', 'Completed', 'Rating'],
]

function* rows() {
  const random = createRandom('lingora')
  const first = parseDay(asOf) - days
  for (let index = 0; index < enrolments; index++) {
    const student = Math.floor(students * random() ** 1.3)
    const course = pickWeighted(random, courses)
    const isOnline = random() < 0.3
    const fee = cents(course.hours * course.rate * (isOnline ? 0.8 : 1) * (1 + (0.1 * index) / enrolments))
    const discount = random() < 0.25 ? cents(fee * (0.05 * integer(random, 1, 4))) : 0
    const hasCompleted = random() < (isOnline ? 0.68 : 0.85)
    yield [
      ...[formatDay(first + Math.floor((index * days) / enrolments)), pickWeighted(random, campuses).name, course.name],
      ...[itemAt(levels, Math.floor(6 * random() ** 1.2)), pickFavorite(random, teachers), `ST-${10000 + student}`],
      ...[pickWeighted(random, countries).name, isOnline ? 'Online' : 'Onsite', course.hours, fee, discount],
      ...[hasCompleted ? 'Yes' : 'No', hasCompleted ? integer(random, 2, 5) : null],
    ]
  }
}

/** A group of language schools: one row per enrolment. */
export const company: EvaluationCompany = {
  id: 'lingora',
  asOf,
  description:
    'A group of six language schools: one row per enrolment, online or onsite, with its fee and, once completed, a rating.',
  datasets: [table('enrolments', columns, rows)],
}
