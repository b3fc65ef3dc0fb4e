import {
  cents,
  createRandom,
  formatDay,
  integer,
  noise,
  parseDay,
  pick,
  pickWeighted,
  type Random,
} from '@salestalk/samples'
import { pickFavorite } from './draw.ts'
import { table } from './table.ts'
import type { EvaluationCompany } from './types.ts'

const asOf = '2026-09-16'
const start = parseDay('2024-08-26')
const vehicles = 1900

const branches = [
  { name: 'Airport Road', city: 'Denver', sellers: ['Walt Jennings', 'Rosa Delgado', 'Kim Tran'], weight: 24 },
  { name: 'Cherry Creek', city: 'Denver', sellers: ['Marcus Bell', 'Tina Kowalczyk'], weight: 18 },
  { name: 'Foothills', city: 'Boulder', sellers: ['Erik Sandoval', 'Paige Whitman'], weight: 15 },
  { name: 'Academy Boulevard', city: 'Colorado Springs', sellers: ['Darnell Brooks', 'Luis Ortega'], weight: 19 },
  { name: 'Old Town', city: 'Fort Collins', sellers: ['Jenny Huang', 'Walter Stokes'], weight: 14 },
  { name: 'Steel City', city: 'Pueblo', sellers: ['Angela Romero'], weight: 10 },
]

const stock = [
  { make: 'Toyota', model: 'RAV4', body: 'SUV', price: 34500, weight: 13 },
  { make: 'Toyota', model: 'Camry', body: 'Sedan', price: 29800, weight: 9 },
  { make: 'Toyota', model: 'Tacoma', body: 'Pickup', price: 38900, weight: 8 },
  { make: 'Ford', model: 'F-150', body: 'Pickup', price: 47600, weight: 14 },
  { make: 'Ford', model: 'Explorer', body: 'SUV', price: 42300, weight: 7 },
  { make: 'Ford', model: 'Transit', body: 'Van', price: 49900, weight: 5 },
  { make: 'Honda', model: 'Civic', body: 'Sedan', price: 25600, weight: 10 },
  { make: 'Honda', model: 'CR-V', body: 'SUV', price: 33100, weight: 11 },
  { make: 'Honda', model: 'Odyssey', body: 'Minivan', price: 41800, weight: 4 },
  { make: 'Subaru', model: 'Outback', body: 'Wagon', price: 33900, weight: 12 },
  { make: 'Subaru', model: 'Forester', body: 'SUV', price: 31900, weight: 9 },
  { make: 'Hyundai', model: 'Elantra', body: 'Sedan', price: 22900, weight: 6 },
  { make: 'Hyundai', model: 'Ioniq 5', body: 'SUV', price: 44700, weight: 5 },
  { make: 'BMW', model: 'X3', body: 'SUV', price: 52400, weight: 4 },
  { make: 'BMW', model: '330i', body: 'Sedan', price: 48100, weight: 3 },
  { make: 'Kia', model: 'Telluride', body: 'SUV', price: 43600, weight: 5 },
]

const buyers = [
  ...['Front Range Plumbing', 'Summit Rentals', 'Alpine Couriers', 'Mesa Verde Landscaping', 'Bluebird Taxi'],
  ...['Pikes Peak Roofing', 'Platte River Catering', 'Aspen Home Care', 'Larimer Electric', 'Redrock Security'],
  ...['Gerald Whitfield', 'Maria Espinoza', 'Harold Nakamura', 'Denise Cartwright', 'Oscar Villanueva'],
  ...['Priscilla Dunn', 'Todd Bergstrom', 'Yvonne Okeke', 'Craig Hollister', 'Samantha Reyes'],
  ...['Brian Castellano', 'Lucille Armstrong', 'Neil Fitzgerald', 'Ingrid Halvorsen', 'Raymond Tso'],
  ...['Patricia Goldman', 'Curtis Medina', 'Alice Rutherford', 'Dmitri Volkov', 'Naomi Feldman'],
  ...['Stuart Pemberton', 'Carmen Quintana', 'Howard Lindqvist', 'Beatrice Mbeki', 'Vincent Marchetti'],
  ...['Joyce Abernathy', 'Kenneth Yamada', 'Felicia Grant', 'Roland Dupree', 'Teresa Montoya'],
  ...['Lloyd Kessler', 'Vanessa Prior', 'Arturo Benavides', 'Gwen Thackeray', 'Milton Sykes', 'Elaine Zhou'],
]

const columns = [
  ...['Stock No', 'Sale Date', 'Branch', 'City', 'Salesperson', 'cust_name', 'New/Used', 'Make', 'Model', 'Body Type'],
  ...['List Price', 'Discount Amt', 'Selling Price', 'Cost', 'Financed', 'Days in Stock', 'STATUS'],
]

/** Recent sales are often still on order; a few fall through. */
function statusOf(random: Random, age: number): string {
  if (random() < 0.06) return 'Cancelled'
  return age < 45 && random() < 0.6 ? 'Ordered' : 'Delivered'
}

function* rows() {
  const random = createRandom('gearhall')
  const span = parseDay(asOf) - start
  for (let index = 0; index < vehicles; index++) {
    const day = start + Math.floor((index * span) / vehicles)
    const { name: branch, city, sellers } = pickWeighted(random, branches)
    const { make, model, body, price } = pickWeighted(random, stock)
    const fresh = random() < 0.58
    const list = Math.round((price * (fresh ? 1 : 0.6) * noise(random, 0.06)) / 50) * 50
    const discount = random() < 0.3 ? 0 : Math.round(list * random() * 0.09)
    const cost = cents(list * (fresh ? 0.9 : 0.84) * noise(random, 0.02))
    const make2 = random() < 0.01 ? make.toUpperCase() : make
    yield [
      ...[`GH${20000 + index}`, formatDay(day), branch, random() < 0.007 ? `${city} ` : city],
      ...[random() < 0.012 ? null : pickFavorite(random, sellers), pickFavorite(random, buyers)],
      ...[fresh ? 'New' : 'Used', make2, model, body, list, discount, list - discount, cost],
      ...[pick(random, ['Yes', 'Yes', 'No']), fresh ? integer(random, 3, 90) : integer(random, 8, 160)],
      statusOf(random, start + span - day),
    ]
  }
}

/** A car dealer group: one row per vehicle sold, new or used, at six branches. */
export const company: EvaluationCompany = {
  id: 'gearhall',
  asOf,
  description:
    'A car dealer group with six branches: one row per vehicle sold, new or used, with its discount, cost and days in stock.',
  datasets: [table('vehicle_sales', columns, rows)],
}
