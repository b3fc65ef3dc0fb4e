import { cents, createRandom, formatDay, integer, itemAt, parseDay, pickWeighted } from '@salestalk/samples'
import { around, pickFavorite } from './draw.ts'
import { table } from './table.ts'
import type { EvaluationCompany } from './types.ts'

const asOf = '2026-06-17'
const firstDay = '2024-05-06'
const lines = 2400

// Title, author and imprint of each book, by genre.
const backlist: Record<string, readonly string[]> = {
  Crime: [
    'The Salt Cellar|Maren Oduya|Black Lantern',
    'Dead Reckoning Lane|Maren Oduya|Black Lantern',
    'A Quiet Harbour|Fergus Tain|Black Lantern',
    'The Ninth Witness|Fergus Tain|Black Lantern',
    'Cold Slipway|Petra Lindqvist|Black Lantern',
  ],
  'Literary Fiction': [
    'The Orchard Keeper’s Wife|Ines Calloway|Pellwood',
    'Small Weather|Ines Calloway|Pellwood',
    'What the Tide Left|Joseph Amadi|Pellwood',
    'Glass Summer|Ruth Ellerby|Pellwood',
  ],
  Romance: [
    'Second Chances in Sorrento|Lottie Vance|Rosemary Press',
    'The Lighthouse Bakery|Lottie Vance|Rosemary Press',
    'Mistletoe on Marlow Street|Carys Penhale|Rosemary Press',
  ],
  Fantasy: [
    'The Ember Throne|T. K. Hargrave|Farhollow',
    'The Ember Crown|T. K. Hargrave|Farhollow',
    'Daughter of Ash|Sunniva Bright|Farhollow',
    'City of Moths|Sunniva Bright|Farhollow',
  ],
  Children: [
    'Barnaby Badger Goes to Sea|Pip Waverley|Tadpole Books',
    'Barnaby Badger and the Moon|Pip Waverley|Tadpole Books',
    'Ten Sleepy Otters|Nell Osgood|Tadpole Books',
    'The Dragon Who Sneezed|Nell Osgood|Tadpole Books',
  ],
  Biography: ['Iron and Silk|Desmond Achebe-Royle|Pellwood', 'The Reluctant Queen|Harriet Stowell|Pellwood'],
  Cookery: [
    'One Pot Sundays|Giulia Ferrante|Thistle & Thyme',
    'The Fermented Kitchen|Bram Oosterhuis|Thistle & Thyme',
    'Forty Loaves|Giulia Ferrante|Thistle & Thyme',
  ],
  'Self-Help': ['The Two Minute Rule|Dr. Anita Rao|Clearwell', 'Quiet Confidence|Marcus Delling|Clearwell'],
}

const titles = Object.entries(backlist)
  .flatMap(([genre, books]) => books.map((book) => ({ genre, parts: book.split('|') })))
  .map(({ genre, parts: [title = '', author = '', imprint = ''] }, index) => ({
    ...{ genre, title, author, imprint },
    turn: (index * 11 + 4) % 27,
  }))
  .sort((one, other) => one.turn - other.turn)

// Who looks after which country, and who buys there.
const territories = [
  {
    country: 'United Kingdom',
    rep: 'Gwen Aldridge',
    shops:
      'Foxglove Books|Daunton & Sons|The Paper Owl|Marlowe’s|Hartley Wholesale|Pagefield|Brick Lane Books|Castle Street Bookshop|Nightingale Reads|Topping Hill|The Little Red Bookshop|Readwell Online',
  },
  {
    country: 'United Kingdom',
    rep: 'Imran Qureshi',
    shops: 'Quillfeather|Chapter House|Bexley Library Supply|Severn Books|Owl & Acorn|Bookbarn Direct',
  },
  {
    country: 'Ireland',
    rep: 'Niamh Corrigan',
    shops: 'Liffey Books|Kilkenny Book Centre|Galway Bay Books|Easons Corner',
  },
  {
    country: 'United States',
    rep: 'Tyler Beckwith',
    shops:
      'Harbor Lane Books|Bluestem Booksellers|Powder River Books|Brooklyn Folio|Cascade Book Company|Magnolia Reads|Audioleaf',
  },
  { country: 'Canada', rep: 'Tyler Beckwith', shops: 'Maple & Page|Librairie du Parc|Prairie Lights Books' },
  {
    country: 'Australia',
    rep: 'Sophie Tran',
    shops: 'Wattle Street Books|Dymchurch Books|Southern Cross Reads|Banksia Books',
  },
  { country: 'New Zealand', rep: 'Sophie Tran', shops: 'Kowhai Books|Harbourside Books' },
  { country: 'Germany', rep: 'Lukas Brandt', shops: 'Buchhandlung Seidel|Bücher Kranz|Lesewerk|Hansa Buch' },
  { country: 'India', rep: 'Imran Qureshi', shops: 'Banyan Tree Books|Crossways Delhi|Deccan Book House' },
]

const shops = territories
  .flatMap(({ country, rep, shops: names }) => names.split('|').map((name) => ({ country, rep, name })))
  .map((shop, index) => ({ ...shop, turn: (index * 17 + 5) % 45 }))
  .sort((one, other) => one.turn - other.turn)

const formats = [
  { name: 'Paperback', price: 9.99, weight: 46, returned: 0.12 },
  { name: 'Hardback', price: 20, weight: 22, returned: 0.17 },
  { name: 'Ebook', price: 5.99, weight: 20, returned: 0 },
  { name: 'Audiobook', price: 13.99, weight: 12, returned: 0 },
]

const orderStatuses = [
  { name: 'Shipped', weight: 86 },
  { name: 'Backordered', weight: 8 },
  { name: 'Cancelled', weight: 6 },
]

const columns = [
  ...['Order Date', 'Title', 'Author', 'Imprint', 'Format', 'Genre', 'Retailer', 'Country', 'Sales Rep'],
  ...['Units', 'Returned Units', 'List Price', 'Discount %', 'Net Revenue', 'Royalty', 'Order Status'],
]

function* rows() {
  const random = createRandom('inkwell')
  const start = parseDay(firstDay)
  const span = parseDay(asOf) - start
  let shop = itemAt(shops, 0)
  for (let line = 0; line < lines; line++) {
    if (random() < 0.55) shop = pickFavorite(random, shops)
    const book = pickFavorite(random, titles)
    const format = pickWeighted(random, formats)
    const day = start + Math.floor((line * span) / lines)
    const units = integer(random, 2, format.name === 'Hardback' ? 90 : 220)
    const price = Math.round(around(random, format.price, 0.2)) - 0.01
    const discount = integer(random, 6, 11) * 5
    const status = pickWeighted(random, orderStatuses).name
    const back = status === 'Shipped' ? Math.floor(units * format.returned * 2 * random()) : 0
    const net = cents((units - back) * price * (1 - discount / 100))
    yield [
      ...[formatDay(day), book.title, book.author, book.imprint],
      ...[format.name, random() < 0.008 ? null : book.genre],
      ...[
        shop.name,
        random() < 0.01 ? `${shop.country} ` : shop.country,
        random() < 0.01 ? null : shop.rep,
        units,
        back,
        cents(price),
        discount,
        net,
      ],
      ...[cents(net * (format.price < 7 || format.price > 13 ? 0.25 : 0.11)), status],
    ]
  }
}

/** A book publisher that sells to bookshops, wholesalers and libraries: one row per order line. */
export const company: EvaluationCompany = {
  id: 'inkwell',
  asOf,
  description:
    'A book publisher: one row per line that a bookshop ordered, with what came back and what the author gets.',
  datasets: [table('trade_orders', columns, rows)],
}
