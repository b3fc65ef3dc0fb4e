import { cents, createRandom, formatDay, integer, parseDay, pick, pickWeighted } from '@salestalk/samples'
import { around, pickFavorite } from './draw.ts'
import { table } from './table.ts'
import type { EvaluationCompany } from './types.ts'

const asOf = '2026-04-23'
const opening = '2024-04-01'
const bills = 1150

const outlets = [
  {
    name: 'Harbour Kitchen',
    city: 'Brighton',
    waiters: ['Ottavia Bianchi', 'Sean Murtagh', 'Leila Haddad'],
    share: 28,
  },
  { name: 'The Lanes', city: 'Brighton', waiters: ['Gemma Thorpe', 'Kofi Asante'], share: 17 },
  { name: 'Station Grill', city: 'Reading', waiters: ['Piotr Zielinski', 'Hattie Cole'], share: 22 },
  { name: 'Castle Yard', city: 'Norwich', waiters: ['Bronwen Pugh', 'Sean Keogh'], share: 18 },
  { name: 'Abbey Green', city: 'Bath', waiters: ['Ruben Salazar', 'Mina Choi'], share: 15 },
]

const menu = [
  { course: 'Starters', priced: { 'Tomato Soup': 6.5, 'Garlic Prawns': 9.8, Bruschetta: 7.2, 'Chicken Wings': 8.4 } },
  { course: 'Starters', priced: { 'Halloumi Fries': 7.9, 'Beetroot Carpaccio': 8.1, 'Crab Cakes': 10.5 } },
  { course: 'Mains', priced: { 'Ribeye Steak': 27.5, 'Fish and Chips': 16.9, 'Lamb Shank': 21, 'Duck Confit': 22.4 } },
  { course: 'Mains', priced: { 'Mushroom Risotto': 15.6, 'Beef Lasagne': 15.9, 'Thai Green Curry': 16.2 } },
  { course: 'Mains', priced: { 'Roast Chicken': 17.4, 'Sea Bass': 20.8, 'Vegan Moussaka': 14.9, 'Pork Belly': 18.6 } },
  { course: 'Burgers', priced: { 'Classic Burger': 14.2, 'Blue Cheese Burger': 15.4, 'Halloumi Burger': 13.8 } },
  { course: 'Pizza', priced: { Margherita: 11.5, Pepperoni: 13.2, 'Four Cheese': 13.9, 'Truffle Bianca': 15.8 } },
  { course: 'Salads', priced: { 'Caesar Salad': 11.9, 'Greek Salad': 11.2, 'Nicoise Salad': 13.1 } },
  { course: 'Sides', priced: { 'Skinny Fries': 4.2, 'Onion Rings': 4.6, 'Garlic Bread': 4.9, Coleslaw: 3.1 } },
  {
    course: 'Desserts',
    priced: { Tiramisu: 7.4, 'Sticky Toffee Pudding': 7.9, 'Lemon Tart': 7.2, 'Apple Crumble': 7 },
  },
  { course: 'Desserts', priced: { 'Chocolate Brownie': 7.1, 'Vanilla Ice Cream': 5.2, Cheesecake: 7.6 } },
  { course: 'Drinks', priced: { 'House Red': 6.8, 'House White': 6.6, Prosecco: 8.2, 'Craft Lager': 5.9 } },
  { course: 'Drinks', priced: { Lemonade: 3.4, 'Sparkling Water': 2.9, Espresso: 2.8, 'Flat White': 3.5 } },
]
const dishes = menu.flatMap(({ course, priced }) =>
  Object.entries(priced).map(([dish, price]) => ({ dish, course, price })),
)

const channels = [
  { name: 'Dine-in', share: 66 },
  { name: 'Takeaway', share: 16 },
  { name: 'Delivery', share: 18 },
]
const paidBy = ['Card', 'Card', 'Card', 'Contactless', 'Contactless', 'Cash', 'Gift Voucher']

const header = [
  ...['Bill No', 'Business Date', 'Outlet', 'City', 'Waiter', 'Channel', 'Covers', 'Dish', 'Course', 'Qty'],
  ...['Net Amt', 'VAT', 'Tip', 'payment_method', 'Voided'],
]

function* receiptLines() {
  const random = createRandom('mealyard')
  const opened = parseDay(opening)
  for (let bill = 0; bill < bills; bill++) {
    const date = formatDay(opened + Math.floor((bill / bills) * (parseDay(asOf) - opened)))
    const outlet = pickWeighted(
      random,
      outlets.map((each) => ({ ...each, weight: each.share })),
    )
    const channel = pickWeighted(
      random,
      channels.map(({ name, share }) => ({ name, weight: share })),
    ).name
    const seated = channel === 'Dine-in'
    const covers = seated ? integer(random, 1, 6) : null
    const waiter = seated && random() > 0.01 ? pickFavorite(random, outlet.waiters) : null
    const payment = pick(random, paidBy)
    const lines = integer(random, 1, 4)
    for (let line = 0; line < lines; line++) {
      const { dish, course, price } = pick(random, dishes)
      const quantity = integer(random, 1, covers === null ? 2 : Math.min(covers, 3))
      const net = cents(price * quantity * (1 + (0.07 * bill) / bills))
      yield [
        ...[`B${70100 + bill}`, date, outlet.name, random() < 0.008 ? outlet.city.toUpperCase() : outlet.city, waiter],
        ...[channel, line === 0 ? covers : null, dish, course, quantity, net, cents(net * 0.2)],
        ...[seated && line === 0 ? cents(around(random, net * 0.12, 0.8)) : 0, payment, random() < 0.03 ? 'Y' : 'N'],
      ]
    }
  }
}

/** A small restaurant chain: one row per line of a bill, in five outlets. */
export const company: EvaluationCompany = {
  id: 'mealyard',
  asOf,
  description:
    'A restaurant chain with five outlets in four towns: one row per line of a bill, eaten in, taken away or delivered.',
  datasets: [table('till_lines', header, receiptLines)],
}
