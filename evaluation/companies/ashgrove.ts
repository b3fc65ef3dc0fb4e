import { cents, createRandom, formatDay, integer, itemAt, noise, parseDay, pickWeighted } from '@salestalk/samples'
import { pickFavorite } from './draw.ts'
import { table } from './table.ts'
import type { EvaluationCompany } from './types.ts'

const asOf = '2026-03-11'
const firstDay = '2024-01-02'
const entries = 2900

const grades = {
  Analyst: { rate: 95, cost: 46 },
  Consultant: { rate: 130, cost: 61 },
  'Senior Consultant': { rate: 165, cost: 78 },
  Manager: { rate: 210, cost: 98 },
  'Senior Manager': { rate: 250, cost: 121 },
  Partner: { rate: 380, cost: 190 },
}

type Grade = keyof typeof grades

const people: readonly (readonly [string, Grade, string])[] = [
  ['Imogen Hale', 'Partner', 'London'],
  ['Ruairi Keane', 'Partner', 'Dublin'],
  ['Wouter de Graaf', 'Partner', 'Amsterdam'],
  ['Beatrix Kohl', 'Senior Manager', 'Frankfurt'],
  ['Dominic Ashby', 'Senior Manager', 'London'],
  ['Lieselot Claes', 'Senior Manager', 'Brussels'],
  ['Saoirse Nolan', 'Manager', 'Dublin'],
  ['Rasmus Bech', 'Manager', 'Copenhagen'],
  ['Oluwaseun Adeyemi', 'Manager', 'London'],
  ['Femke Bakker', 'Manager', 'Amsterdam'],
  ['Jonas Wirth', 'Manager', 'Frankfurt'],
  ['Clara Wirth', 'Senior Consultant', 'Frankfurt'],
  ['Eleanor Tate', 'Senior Consultant', 'London'],
  ['Niall Brophy', 'Senior Consultant', 'Dublin'],
  ['Mathilde Renard', 'Senior Consultant', 'Brussels'],
  ['Sofie Krogh', 'Senior Consultant', 'Copenhagen'],
  ['Sanjay Mistry', 'Consultant', 'London'],
  ['Aoife Lennon', 'Consultant', 'Dublin'],
  ['Thijs Vermeer', 'Consultant', 'Amsterdam'],
  ['Anke Roth', 'Consultant', 'Frankfurt'],
  ['Emil Dahl', 'Consultant', 'Copenhagen'],
  ['Georgia Pell', 'Consultant', 'London'],
  ['Hugo Lambrecht', 'Analyst', 'Brussels'],
  ['Yara Haddad', 'Analyst', 'London'],
  ['Cormac Daly', 'Analyst', 'Dublin'],
  ['Lotte Mulder', 'Analyst', 'Amsterdam'],
  ['Felix Baum', 'Analyst', 'Frankfurt'],
]

const clients = [
  ...['Meridian Bank', 'Kestrel Insurance', 'Aldgate Capital', 'Tollgate Mutual', 'Northwater Utilities'],
  ...['Halcyon Pharma', 'Brightwell Foods', 'Orsted Bay Wind', 'Cobalt Airlines', 'Pinnacle Rail'],
  ...['Vandermeer Logistics', 'Rheintal Chemie', 'Dunmore Dairy', 'Castellan Homes', 'Ivybridge Council'],
  ...['Larkfield NHS Trust', 'Solway Energy', 'Quayside Ports', 'Marlowe Media', 'Telvira Mobile'],
  ...['Stadtwerke Lohr', 'Fjordlys Retail', 'Bramble Grocers', 'Hartmann Motors', 'Oakhurst University'],
  ...['Pellworm Shipping', 'Gatwell Hotels', 'Claremont Life', 'Zephyr Gas', 'Lindqvist Paper'],
  ...['Ballymore Brewing', 'Delacroix Luxe', 'Antwerp Steel', 'Kronborg Medical', 'Sablier Cosmetics'],
  ...['Thornbury Water', 'Redcliffe Credit Union', 'Nordkap Seafood', 'Emerald Telecom', 'Weissbach Glas'],
  ...['Harborne Legal', 'Juniper Biotech', 'Ashdown Aerospace', 'Polder Greens'],
]

const industries = [
  ...['Financial Services', 'Financial Services', 'Financial Services', 'Financial Services', 'Energy & Utilities'],
  ...['Life Sciences', 'Consumer Goods', 'Energy & Utilities', 'Transport', 'Transport', 'Transport', 'Manufacturing'],
  ...['Consumer Goods', 'Real Estate', 'Public Sector', 'Public Sector', 'Energy & Utilities', 'Transport', 'Media'],
  ...['Telecoms', 'Energy & Utilities', 'Consumer Goods', 'Consumer Goods', 'Manufacturing', 'Public Sector'],
  ...['Transport', 'Consumer Goods', 'Financial Services', 'Energy & Utilities', 'Manufacturing', 'Consumer Goods'],
  ...['Consumer Goods', 'Manufacturing', 'Life Sciences', 'Consumer Goods', 'Energy & Utilities'],
  ...['Financial Services', 'Consumer Goods', 'Telecoms', 'Manufacturing', 'Media', 'Life Sciences'],
  ...['Manufacturing', 'Consumer Goods'],
]

const codeNames = [
  ...['Heron', 'Larch', 'Falcon', 'Granite', 'Tern', 'Maple', 'Osprey', 'Basalt', 'Willow', 'Condor', 'Flint'],
  ...['Kingfisher', 'Cedar', 'Puffin', 'Slate', 'Rowan', 'Curlew', 'Onyx', 'Hazel', 'Merlin', 'Opal', 'Alder'],
  ...['Plover', 'Jasper', 'Sparrow', 'Birch', 'Topaz', 'Egret', 'Linden', 'Quartz', 'Swift', 'Aspen', 'Agate'],
  ...['Petrel', 'Juniper Bridge', 'Marble', 'Lapwing', 'Elm', 'Garnet', 'Skua', 'Spruce', 'Amber', 'Raven', 'Chalk'],
]

// The biggest clients have a second project.
const secondProjects = [
  ...['ERP Rollout', 'Solvency Review', 'Carve-Out', 'Shared Services', 'Target Operating Model', 'Pricing Reset'],
  ...['Data Lake', 'Cost Out', 'CRM Migration', 'Culture Survey', 'Cyber Audit', 'Vendor Consolidation'],
]

const practices = [
  { name: 'Technology', weight: 24 },
  { name: 'Operations', weight: 20 },
  { name: 'Strategy', weight: 16 },
  { name: 'Risk & Compliance', weight: 14 },
  { name: 'Finance Transformation', weight: 12 },
  { name: 'People & Change', weight: 8 },
  { name: 'Due Diligence', weight: 6 },
]

const columns = [
  ...['Entry ID', 'Work Date', 'Client', 'Industry', 'Project', 'Practice', 'consultant_name', 'Grade', 'Office'],
  ...['Hours', 'Billable Hrs', 'Rate (EUR)', 'Billed Amt', 'Cost', 'Invoiced'],
]

function* rows() {
  const random = createRandom('ashgrove')
  const first = parseDay(firstDay)
  const days = parseDay(asOf) - first
  // A client's project belongs to one practice as long as it lasts.
  const engagements = clients.flatMap((client, index) =>
    [`Project ${itemAt(codeNames, index)}`, ...secondProjects.slice(index, index + 1)].map((project) => ({
      client,
      industry: itemAt(industries, index),
      project,
      practice: pickWeighted(random, practices).name,
    })),
  )
  for (let index = 0; index < entries; index++) {
    const age = (entries - index) / entries
    const engagement = pickFavorite(random, engagements)
    const [name, grade, home] = itemAt(people, integer(random, 0, people.length - 1))
    const { rate, cost } = grades[grade]
    const hours = integer(random, 4, 22) / 2
    const billable = random() < 0.16 ? 0 : Math.round(hours * (0.7 + 0.3 * random()) * 2) / 2
    const charged = Math.round(rate * (1.08 - 0.08 * age) * noise(random, 0.06))
    const office = random() < 0.015 ? `${home} ` : home
    yield [
      ...[`T${700100 + index}`, formatDay(first + Math.floor((index * days) / entries)), engagement.client],
      ...[random() < 0.02 ? null : engagement.industry, engagement.project, engagement.practice, name, grade, office],
      ...[hours, billable, random() < 0.01 ? 'n/a' : charged, cents(billable * charged), cents(hours * cost)],
      billable === 0 ? 'No' : random() < (age < 0.06 ? 0.25 : 0.93) ? 'Yes' : 'No',
    ]
  }
}

/** A consulting firm: one row per timesheet entry, with what it was billed at and what it cost. */
export const company: EvaluationCompany = {
  id: 'ashgrove',
  asOf,
  description: 'A consulting firm with six offices: one row per timesheet entry, most of them billable and invoiced.',
  datasets: [table('timesheet_export', columns, rows)],
}
