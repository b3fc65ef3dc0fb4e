import {
  cents,
  createRandom,
  formatDay,
  integer,
  itemAt,
  noise,
  normal,
  parseDay,
  pickWeighted,
} from '@salestalk/samples'
import { table } from './table.ts'
import type { EvaluationCompany } from './types.ts'

const asOf = '2026-07-14'
const days = 365 + 365 + 194
const requests = 2600

const teams = [
  { name: 'Billing', weight: 26, agents: ['Maya Lindqvist', 'Tom Okafor', 'Sara Haddad'] },
  { name: 'Technical Support', weight: 38, agents: ['Jonas Weber', 'Aiko Tanaka', 'Ruth Mensah', 'Leo Marchetti'] },
  { name: 'Onboarding', weight: 20, agents: ['Nina Petrova', 'Carlos Vega'] },
  { name: 'Escalations', weight: 16, agents: ['Grace Kim', 'Tom Bradley'] },
]
const priorities = [
  { name: 'Low', weight: 28 },
  { name: 'Medium', weight: 42 },
  { name: 'High', weight: 22 },
  { name: 'Urgent', weight: 8 },
]
const products = [
  { name: 'Payroll Cloud', weight: 34 },
  { name: 'Time Tracker', weight: 28 },
  { name: 'Expense Mate', weight: 22 },
  { name: 'Hire Hub', weight: 16 },
]
const channels = [
  { name: 'Email', weight: 46 },
  { name: 'Chat', weight: 32 },
  { name: 'Phone', weight: 22 },
]

const ticketColumns = [
  ...['Ticket ID', 'Opened', 'Closed', 'Team', 'Agent', 'Priority', 'Product', 'Channel', 'Satisfaction'],
  ...['First Response Hours', 'Resolution Hours', 'Reopened'],
]

function* tickets() {
  const random = createRandom('brightdesk')
  const first = parseDay(asOf) - days
  for (let index = 0; index < requests; index++) {
    const opened = first + Math.floor((index * days) / requests)
    const team = pickWeighted(random, teams)
    const priority = pickWeighted(random, priorities)
    const resolution = cents((priority.name === 'Urgent' ? 9 : 40) * noise(random, 0.5))
    const closed = opened + Math.ceil(resolution / 24)
    const open = closed >= parseDay(asOf)
    const score = Math.max(1, Math.min(5, Math.round(3.9 + normal(random))))
    yield [
      ...[`BD-${7000 + index}`, formatDay(opened), open ? null : formatDay(closed), team.name],
      ...[itemAt(team.agents, integer(random, 0, team.agents.length - 1)), priority.name],
      ...[pickWeighted(random, products).name, pickWeighted(random, channels).name],
      ...[open || random() < 0.4 ? null : score, cents(4 * noise(random, 0.6)), open ? null : resolution],
      random() < 0.11 ? 'Yes' : 'No',
    ]
  }
}

const departments = [
  { name: 'Engineering', size: 42, cost: 6400 },
  { name: 'Customer Support', size: 30, cost: 3500 },
  { name: 'Sales', size: 24, cost: 4900 },
  { name: 'Marketing', size: 12, cost: 4600 },
  { name: 'Finance', size: 8, cost: 5100 },
  { name: 'People & Culture', size: 6, cost: 4500 },
]
const locations = [
  { name: 'Dublin', share: 1 },
  { name: 'Leeds', share: 0.6 },
  { name: 'Rotterdam', share: 0.45 },
  { name: 'Kraków', share: 0.7 },
]

const headcountColumns = ['Month', 'Department', 'Location', 'Employees', 'Leavers', 'Hires', 'Salary Cost']

function* headcount() {
  const random = createRandom('brightdesk people')
  const sizes = new Map<string, number>()
  for (let month = 0; month < 30; month++) {
    const day = `${2024 + Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}-01`
    for (const department of departments) {
      for (const location of locations) {
        const key = `${department.name} ${location.name}`
        const before = sizes.get(key) ?? Math.round(department.size * location.share)
        const leavers = random() < 0.3 ? integer(random, 1, 2) : 0
        const hires = random() < 0.4 ? integer(random, 1, 2) : 0
        const employees = Math.max(2, before + hires - leavers)
        sizes.set(key, employees)
        const cost = Math.round(employees * department.cost * noise(random, 0.03))
        yield [day, department.name, location.name, employees, leavers, hires, cost]
      }
    }
  }
}

/** A software firm's support desk and its people: tickets, and a month's headcount per department and location. */
export const company: EvaluationCompany = {
  id: 'brightdesk',
  asOf,
  description: 'A support desk and its people: one row per ticket, and one per month, department and location.',
  datasets: [table('tickets', ticketColumns, tickets), table('headcount', headcountColumns, headcount)],
}
