import { cents, createRandom, formatDay, integer, itemAt, noise, parseDay, pickWeighted } from '@salestalk/samples'
import { around, pickFavorite } from './draw.ts'
import { table } from './table.ts'
import type { EvaluationCompany } from './types.ts'

const asOf = '2026-06-18'
const firstDay = '2024-06-17'
const invoiceLines = 2900

const places = [
  { city: 'Hamburg', country: 'Germany', sellers: ['Katrin Sommer', 'Jonas Brandt'] },
  { city: 'Munich', country: 'Germany', sellers: ['Jonas Brandt'] },
  { city: 'Cologne', country: 'Germany', sellers: ['Katrin Sommer'] },
  { city: 'Vienna', country: 'Austria', sellers: ['Sophie Leitner'] },
  { city: 'Salzburg', country: 'Austria', sellers: ['Sophie Leitner'] },
  { city: 'Amsterdam', country: 'Netherlands', sellers: ['Anneke de Wit'] },
  { city: 'Rotterdam', country: 'Netherlands', sellers: ['Anneke de Wit', 'Pieter Claes'] },
  { city: 'Antwerp', country: 'Belgium', sellers: ['Pieter Claes'] },
  { city: 'Brussels', country: 'Belgium', sellers: ['Pieter Claes'] },
  { city: 'Luxembourg', country: 'Luxembourg', sellers: ['Pieter Claes'] },
  { city: 'Copenhagen', country: 'Denmark', sellers: ['Mette Lindholm', 'Jonas Haugaard'] },
  { city: 'Aarhus', country: 'Denmark', sellers: ['Jonas Haugaard'] },
]

const wines = [
  { item: 'Arrieta Crianza', producer: 'Bodegas Arrieta', origin: 'Rioja', type: 'Red', price: 78, weight: 13 },
  { item: 'Arrieta Gran Reserva', producer: 'Bodegas Arrieta', origin: 'Rioja', type: 'Red', price: 198, weight: 6 },
  { item: 'Arrieta Rosado', producer: 'Bodegas Arrieta', origin: 'Navarra', type: 'Rosé', price: 54, weight: 7 },
  {
    item: 'Morelli Classico',
    producer: 'Cantina Morelli',
    origin: 'Chianti Classico',
    type: 'Red',
    price: 92,
    weight: 11,
  },
  {
    item: 'Morelli Riserva',
    producer: 'Cantina Morelli',
    origin: 'Chianti Classico',
    type: 'Red',
    price: 164,
    weight: 5,
  },
  { item: 'Vigna Rocchetta', producer: 'Tenuta Colfosco', origin: 'Barolo', type: 'Red', price: 288, weight: 5 },
  { item: 'Colfosco Brut', producer: 'Tenuta Colfosco', origin: 'Prosecco', type: 'Sparkling', price: 61, weight: 14 },
  { item: 'Valcourt Chablis', producer: 'Domaine Valcourt', origin: 'Chablis', type: 'White', price: 132, weight: 9 },
  { item: 'Valcourt Sancerre', producer: 'Domaine Valcourt', origin: 'Sancerre', type: 'White', price: 126, weight: 8 },
  { item: 'Hallberg Kabinett', producer: 'Weingut Hallberg', origin: 'Mosel', type: 'White', price: 84, weight: 10 },
  { item: 'Steinhof Federspiel', producer: 'Weingut Steinhof', origin: 'Wachau', type: 'White', price: 88, weight: 9 },
  { item: 'Serrinha Tinto', producer: 'Quinta da Serrinha', origin: 'Douro', type: 'Red', price: 66, weight: 7 },
  {
    item: 'Serrinha Tawny 10',
    producer: 'Quinta da Serrinha',
    origin: 'Port',
    type: 'Fortified',
    price: 174,
    weight: 4,
  },
  {
    item: 'Duprat Brut Réserve',
    producer: 'Duprat & Fils',
    origin: 'Champagne',
    type: 'Sparkling',
    price: 234,
    weight: 8,
  },
  { item: 'Château Belrive', producer: 'Belrive', origin: 'Pauillac', type: 'Red', price: 312, weight: 4 },
  { item: 'Glen Torrin 12', producer: 'Glen Torrin', origin: 'Speyside', type: 'Spirits', price: 216, weight: 6 },
  { item: 'Maison Duprat VSOP', producer: 'Maison Duprat', origin: 'Cognac', type: 'Spirits', price: 258, weight: 4 },
  { item: 'Nordlys Gin', producer: 'Nordlys Destilleri', origin: 'Gin', type: 'Spirits', price: 168, weight: 6 },
]

const buyerNames = [
  { channel: 'Restaurant', city: 'Hamburg', name: 'Zum Alten Speicher' },
  { channel: 'Restaurant', city: 'Munich', name: 'Trattoria Lucarelli' },
  { channel: 'Restaurant', city: 'Amsterdam', name: 'Brasserie Maurits' },
  { channel: 'Restaurant', city: 'Salzburg', name: 'Gasthaus Rehbock' },
  { channel: 'Restaurant', city: 'Brussels', name: 'Bistro Quai 9' },
  { channel: 'Restaurant', city: 'Hamburg', name: 'Osteria del Porto' },
  { channel: 'Restaurant', city: 'Copenhagen', name: 'Restaurant Kobber' },
  { channel: 'Restaurant', city: 'Munich', name: 'Die Kranichstube' },
  { channel: 'Restaurant', city: 'Rotterdam', name: 'De Gouden Kreeft' },
  { channel: 'Restaurant', city: 'Luxembourg', name: 'Chez Odile' },
  { channel: 'Restaurant', city: 'Vienna', name: 'Heuriger Pamminger' },
  { channel: 'Restaurant', city: 'Aarhus', name: 'Spisehuset Havn' },
  { channel: 'Restaurant', city: 'Cologne', name: 'Il Cortile' },
  { channel: 'Hotel', city: 'Hamburg', name: 'Hotel Bellevue' },
  { channel: 'Hotel', city: 'Amsterdam', name: 'Grand Hotel Amstelhof' },
  { channel: 'Hotel', city: 'Cologne', name: 'Hotel Drei Kronen' },
  { channel: 'Hotel', city: 'Salzburg', name: 'Alpenhof Resort' },
  { channel: 'Hotel', city: 'Copenhagen', name: 'Hotel Nyhavn 17' },
  { channel: 'Hotel', city: 'Hamburg', name: 'Parkhotel Elbblick' },
  { channel: 'Hotel', city: 'Antwerp', name: 'Hotel Castellane' },
  { channel: 'Hotel', city: 'Vienna', name: 'Hotel Mirabellhof' },
  { channel: 'Shop', city: 'Hamburg', name: 'Weinhandlung Petersen' },
  { channel: 'Shop', city: 'Rotterdam', name: 'Wijnhuis Verbeek' },
  { channel: 'Shop', city: 'Munich', name: 'Bellevue Weinkontor' },
  { channel: 'Shop', city: 'Vienna', name: 'Vinothek am Ring' },
  { channel: 'Shop', city: 'Aarhus', name: 'Vinspecialisten Aarhus' },
  { channel: 'Shop', city: 'Antwerp', name: 'La Cave Anversoise' },
  { channel: 'Shop', city: 'Cologne', name: 'Rheinkeller' },
  { channel: 'Shop', city: 'Amsterdam', name: 'Slijterij Van Dam' },
  { channel: 'Shop', city: 'Munich', name: 'Kaufhaus Lindner' },
  { channel: 'Shop', city: 'Munich', name: 'Getränke Obermaier' },
  { channel: 'Shop', city: 'Luxembourg', name: 'Caves du Kirchberg' },
  { channel: 'Shop', city: 'Copenhagen', name: 'Københavns Vinhandel' },
  { channel: 'Wine Bar', city: 'Cologne', name: 'Bar Botella' },
  { channel: 'Wine Bar', city: 'Copenhagen', name: 'Vinbaren Kork' },
  { channel: 'Wine Bar', city: 'Vienna', name: 'Weinbar Traubenlicht' },
  { channel: 'Wine Bar', city: 'Amsterdam', name: 'Proeflokaal Noord' },
  { channel: 'Wine Bar', city: 'Brussels', name: 'Bar Tannine' },
  { channel: 'Caterer', city: 'Cologne', name: 'Festmahl Catering' },
  { channel: 'Caterer', city: 'Vienna', name: 'Tafelfreuden' },
  { channel: 'Caterer', city: 'Brussels', name: 'Cuisine Mobile' },
]

const columns = [
  ...['Inv No', 'Inv Date', 'Customer', 'Chan', 'City', 'Ctry', 'Salesperson', 'Producer', 'Appellation', 'Type'],
  ...['Item', 'Vint', 'Cases', 'List EUR', 'Disc EUR', 'Net EUR', 'Freight EUR'],
]

/** What a discount is depends on who buys: shops and caterers bargain hardest. */
const discounts: Readonly<Record<string, number>> = { Restaurant: 0.06, Hotel: 0.09, Shop: 0.13, 'Wine Bar': 0.05 }

function* rows() {
  const random = createRandom('vinhalle')
  const opening = parseDay(firstDay)
  const span = parseDay(asOf) - opening
  const buyers = buyerNames
    .map((buyer) => ({ ...buyer, order: random() }))
    .sort((one, other) => one.order - other.order)
  let invoice = 2401180
  let buyer = itemAt(buyers, 0)
  for (let line = 0; line < invoiceLines; line++) {
    if (random() < 0.48) {
      invoice += 1
      buyer = pickFavorite(random, buyers)
    }
    const offset = Math.floor((line / invoiceLines) * span)
    const { item, producer, origin, type, price } = pickWeighted(random, wines)
    const cases = Math.max(1, Math.round(around(random, buyer.channel === 'Shop' ? 14 : 7, 0.8)))
    const list = cents(cases * price * (1 + (0.06 * line) / invoiceLines))
    const discount = random() < 0.3 ? 0 : cents(list * (discounts[buyer.channel] ?? 0.11) * noise(random, 0.3))
    const freight = cases > 20 ? 0 : cents(around(random, 9 + cases * 2.1, 0.25))
    const { city, country, sellers } = places.find((place) => place.city === buyer.city) ?? itemAt(places, 0)
    const vintage = type === 'Spirits' || type === 'Sparkling' ? 'NV' : String(integer(random, 2019, 2024))
    yield [
      ...[`R${invoice}`, formatDay(opening + offset), random() < 0.01 ? `${buyer.name} ` : buyer.name, buyer.channel],
      ...[random() < 0.01 ? `${city} ` : city, country],
      random() < 0.012 ? null : itemAt(sellers, integer(random, 0, sellers.length - 1)),
      ...[producer, origin, type, item, vintage, cases, list, discount],
      ...[cents(list - discount), random() < 0.005 ? 'tbc' : freight],
    ]
  }
}

/** An importer of wine and spirits: one row per line of an invoice. */
export const company: EvaluationCompany = {
  id: 'vinhalle',
  asOf,
  description:
    'An importer that sells cases of wine and spirits to restaurants, hotels and shops in six countries: one row per invoice line, with discount and freight.',
  datasets: [table('sales_lines', columns, rows)],
}
