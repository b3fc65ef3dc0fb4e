import {
  createRandom,
  formatDay,
  integer,
  itemAt,
  noise,
  parseDay,
  pickWeighted,
  type Random,
} from '@salestalk/samples'
import { around, pickFavorite } from './draw.ts'
import { table } from './table.ts'
import type { EvaluationCompany } from './types.ts'

const asOf = '2026-08-26'
const firstDay = '2024-08-26'
const opportunities = 1900

const teams = [
  { name: 'DACH', countries: ['Germany', 'Austria', 'Switzerland'] },
  { name: 'Nordics', countries: ['Sweden', 'Norway', 'Finland'] },
  { name: 'UK&I', countries: ['United Kingdom', 'Ireland'] },
  { name: 'North America', countries: ['United States', 'Canada'] },
  { name: 'Southern Europe', countries: ['Italy', 'Spain'] },
]

const owners: Readonly<Record<string, readonly string[]>> = {
  DACH: ['Katrin Vogel', 'Jonas Reiter', 'Markus Lindner'],
  Nordics: ['Elin Sandberg', 'Mikko Laine'],
  'UK&I': ['Harriet Cole', 'Dev Mistry', 'Rory Hannigan'],
  'North America': ['Tanya Brooks', 'Marcus Webb', 'Luis Ortega', 'Priya Raman'],
  'Southern Europe': ['Giulia Ferri', 'Pablo Ibarra'],
}

const products = [
  { name: 'ForgeMES', price: 148_000, weight: 24 },
  { name: 'PlantPulse', price: 62_000, weight: 26 },
  { name: 'LineSight', price: 39_000, weight: 19 },
  { name: 'ForgeTwin', price: 210_000, weight: 10 },
  { name: 'EdgeLink', price: 27_000, weight: 13 },
  { name: 'SafeTrack', price: 33_000, weight: 8 },
]

const sources = [
  { name: 'Outbound', weight: 26, luck: 0.22 },
  { name: 'Website', weight: 20, luck: 0.29 },
  { name: 'Trade Show', weight: 17, luck: 0.31 },
  { name: 'Partner', weight: 15, luck: 0.41 },
  { name: 'Referral', weight: 12, luck: 0.49 },
  { name: 'Webinar', weight: 10, luck: 0.25 },
]

const openStages = [
  { name: 'Discovery', probability: 10, weight: 26 },
  { name: 'Qualified', probability: 25, weight: 26 },
  { name: 'Demo', probability: 40, weight: 20 },
  { name: 'Proposal', probability: 60, weight: 17 },
  { name: 'Negotiation', probability: 80, weight: 11 },
]

const lostReasons = [
  { name: 'Price', weight: 24 },
  { name: 'Competitor', weight: 22 },
  { name: 'No Decision', weight: 21 },
  { name: 'Budget Cut', weight: 15 },
  { name: 'Missing Feature', weight: 11 },
  { name: 'Bad Timing', weight: 7 },
]

const rivals = [
  { name: 'Opcentra', weight: 28 },
  { name: 'Plexwave', weight: 22 },
  { name: 'Tulipware', weight: 17 },
  { name: 'Aprisio', weight: 14 },
  { name: 'In-House Build', weight: 12 },
  { name: 'Factorio Systems', weight: 7 },
]

const buyers: Readonly<Record<string, readonly string[]>> = {
  Automotive: [
    'Brenner Automotive',
    'Steiner Getriebe',
    'Great Lakes Stamping',
    'Torino Freni',
    'Emilia Motori',
    'Zentral Werkzeug',
  ],
  Chemicals: [
    'Rheinwerk Chemie',
    'Helvetia Aromatics',
    'Midland Coatings',
    'Iberplast',
    'Huber Lacke',
    'Hudson Plastics',
  ],
  'Food & Beverage': [
    'Castellan Foods',
    'Bluewater Brewing',
    'Dolomiti Dairy',
    'Corrigan Dairies',
    'Fjordfisk',
    'Prairie Foods',
  ],
  Pharma: [
    'Tessaro Pharma',
    'Oakhaven Pharma',
    'Ardmore Biologics',
    'Uppsala Biotech',
    'Keltic Pharma',
    'Basler Wirkstoffe',
  ],
  Aerospace: [
    'Northfield Aerospace',
    'Kestrel Turbines',
    'Redwood Avionics',
    'Solent Composites',
    'Pacific Rim Structures',
  ],
  'Oil & Gas': [
    'Gulfstar Refining',
    'Sonora Petrochem',
    'Nordlys Marine',
    'Lone Star Compressors',
    'Steiner Pumpen',
    'Tyne Valves',
  ],
  Metals: [
    'Halvorsen Metals',
    'Okonite Alloys',
    'Severn Castings',
    'Alpenstahl',
    'Ironvale Foundry',
    'Suomi Steel',
    'Erie Tubing',
  ],
  Paper: [
    'Maple Ridge Paper',
    'Vantaa Pulp',
    'Lakeshore Paperboard',
    'Pennine Packaging',
    'Wolfsberg Papier',
    'Lindqvist Bruk',
  ],
}

const home: Readonly<Record<string, readonly string[]>> = {
  Germany: [
    'Brenner Automotive',
    'Steiner Getriebe',
    'Rheinwerk Chemie',
    'Huber Lacke',
    'Zentral Werkzeug',
    'Steiner Pumpen',
  ],
  Austria: ['Alpenstahl', 'Wolfsberg Papier'],
  Switzerland: ['Helvetia Aromatics', 'Basler Wirkstoffe'],
  Sweden: ['Uppsala Biotech', 'Lindqvist Bruk'],
  Norway: ['Halvorsen Metals', 'Fjordfisk', 'Nordlys Marine'],
  Finland: ['Vantaa Pulp', 'Suomi Steel'],
  'United Kingdom': [
    'Severn Castings',
    'Midland Coatings',
    'Solent Composites',
    'Tyne Valves',
    'Pennine Packaging',
    'Kestrel Turbines',
  ],
  Ireland: ['Corrigan Dairies', 'Ardmore Biologics', 'Keltic Pharma'],
  Canada: ['Maple Ridge Paper', 'Lakeshore Paperboard', 'Prairie Foods'],
  Italy: ['Torino Freni', 'Emilia Motori', 'Dolomiti Dairy', 'Tessaro Pharma'],
  Spain: ['Castellan Foods', 'Iberplast'],
}

const columns = [
  ...['Opp ID', 'Account', 'Opp Owner', 'Sales Team', 'Country', 'Industry', 'Product', 'Stage', 'Lead Src', 'Amt USD'],
  ...['Prob %', 'Created Dt', 'Exp Close', 'Closed Dt', 'Lost Reason', 'Competitor'],
]

/** Every account with its industry, its country and the team that looks after it; the best customers first. */
function accountsOf(random: Random) {
  const listed = Object.entries(buyers).flatMap(([industry, names]) =>
    names.map((name) => {
      const country = Object.entries(home).find(([, locals]) => locals.includes(name))?.[0] ?? 'United States'
      const team = teams.find(({ countries }) => countries.includes(country)) ?? itemAt(teams, 0)
      return { name, industry, country, team, place: random() }
    }),
  )
  return listed.toSorted((a, b) => a.place - b.place)
}

/** One opportunity after the other in the order they were opened, a few of them written carelessly. */
function* rows() {
  const random = createRandom('dealforge')
  const opening = parseDay(firstDay)
  const today = parseDay(asOf)
  const accounts = accountsOf(random)
  for (let index = 0; index < opportunities; index++) {
    const created = opening + Math.floor((index / opportunities) * (today - opening))
    const { name, team, country, industry } = pickFavorite(random, accounts)
    const { name: product, price } = pickWeighted(random, products)
    const source = pickWeighted(random, sources)
    const amount = Math.round((price * noise(random, 0.35)) / 100) * 100
    const planned = created + integer(random, 40, 190)
    const ends = Math.round(created + around(random, 105, 0.75))
    const closed = ends < today && random() < 0.94
    const won = closed && random() < source.luck
    const stage = pickWeighted(random, openStages)
    const reason = closed && !won ? pickWeighted(random, lostReasons).name : null
    const contested = reason === 'Competitor' || random() < 0.35
    yield [
      ...[`OPP-${30_501 + index}`, random() < 0.01 ? `${name} ` : name],
      random() < 0.01
        ? null
        : itemAt(owners[team.name] ?? [], integer(random, 0, (owners[team.name] ?? []).length - 1)),
      ...[
        team.name,
        country,
        industry === 'Food & Beverage' && random() < 0.06 ? 'Food & beverage' : industry,
        product,
      ],
      ...[closed ? (won ? 'Closed Won' : 'Closed Lost') : stage.name, source.name],
      ...[random() < 0.005 ? 'TBC' : amount, closed ? (won ? 100 : 0) : stage.probability, formatDay(created)],
      ...[formatDay(planned), closed ? formatDay(ends) : null, reason],
      contested ? pickWeighted(random, rivals).name : null,
    ]
  }
}

/** The pipeline of a maker of industrial software: one row per opportunity. */
export const company: EvaluationCompany = {
  id: 'dealforge',
  asOf,
  description:
    'A seller of industrial software to factories in twelve countries: one row per opportunity, from its opening to won or lost.',
  datasets: [table('opportunities', columns, rows)],
}
