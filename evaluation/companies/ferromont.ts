import { type Cell, cents, createRandom, formatDay, integer, parseDay, pick } from '@salestalk/samples'
import { around, pickFavorite } from './draw.ts'
import { table } from './table.ts'
import type { EvaluationCompany } from './types.ts'

const header = [
  'Invoice Date',
  'Invoice No',
  'Customer',
  'Industry',
  'Sales Rep',
  'Branch',
  'Country',
  'Product Family',
  'Product',
  'Order Channel',
  'Qty',
  'Net Sales',
  'COGS',
  'Discount Amount',
  'Returned',
]

const branches = [
  { name: 'München', country: 'Germany', reps: ['Anna Keller', 'Jürgen Vogt'] },
  { name: 'Stuttgart', country: 'Germany', reps: ['Dieter Baumann', 'Svenja Krause'] },
  { name: 'Hamburg', country: 'Germany', reps: ['Anna Lindqvist'] },
  { name: 'Linz', country: 'Austria', reps: ['Sabine Hofer', 'Lukas Steiner'] },
  { name: 'Graz', country: 'Austria', reps: ['Helena Brunner'] },
  { name: 'Zürich', country: 'Switzerland', reps: ['Reto Ammann'] },
  { name: 'Brno', country: 'Czech Republic', reps: ['Karel Dvořák', 'Petra Nováková'] },
  { name: 'Milan', country: 'Italy', reps: ['Marco Bianchi', 'Chiara Rossi'] },
]

/** Customers by branch, each with its industry. */
const customers: Record<string, string> = {
  München:
    'Alpenland Maschinenbau:Machinery|Isar Hydraulik:Machinery|Brauerei Hirschgarten:Food & Beverage|Kessler & Söhne:Construction|Voltwerk Bayern:Energy|Rottaler Molkerei:Food & Beverage|Bergmann Fördertechnik:Mining|Donau Papier:Paper & Packaging|Huber Landtechnik:Agriculture|Kessler Stahlbau:Construction|Wendelstein Bahn:Transport',
  Stuttgart:
    'Neckar Automotive:Automotive|Schwaben Getriebe:Automotive|Fink Präzision:Machinery|Müller Werkzeugbau:Machinery|Müller Logistik:Transport|Zollern Guss:Metals|Remstal Kelterei:Food & Beverage|Bodensee Windkraft:Energy|Krone Verpackung:Paper & Packaging|Albtal Kies:Mining',
  Hamburg:
    'Nordwerft Shipyards:Shipbuilding|Hansa Crane Services:Shipbuilding|Elbe Terminal:Transport|Küstenwind Energie:Energy|Fischhaus Petersen:Food & Beverage|Baltic Marine Supply:Shipbuilding|Holsten Agrar:Agriculture|Stade Chemie:Chemicals',
  Linz: 'Danubia Steel:Metals|Traun Maschinen:Machinery|Mühlviertler Sägewerk:Wood Products|Enns Chemicals:Chemicals|Hofbauer Transporte:Transport|Oberland Milch:Food & Beverage|Welser Profile:Metals|Kremstal Bau:Construction|Inn Valley Packaging:Paper & Packaging',
  Graz: 'Styria Motors:Automotive|Murtal Papier:Paper & Packaging|Erzberg Mining:Mining|Südsteirische Weinkellerei:Food & Beverage|Lipizzan Agro:Agriculture|Koralm Tunnelbau:Construction|Grazer Stadtwerke:Energy',
  Zürich:
    'Limmat Precision:Machinery|Uetliberg Seilbahn:Transport|Aare Turbines:Energy|Glarner Textil:Textiles|Rheintal Chemie:Chemicals|Matter Food:Food & Beverage|St. Gallen Robotics:Machinery|Säntis Bau:Construction',
  Brno: 'Morava Steel:Metals|Zetor Parts Trading:Agriculture|Pivovar Špilas:Food & Beverage|Svratka Strojírny:Machinery|Vysočina Dřevo:Wood Products|Skála Lom:Mining|Ostrava Heavy Industries:Metals|Dyje Automotive:Automotive|Slovácko Agro:Agriculture|Praga Motors:Automotive',
  Milan:
    'Lombarda Meccanica:Machinery|Officine Bergamo:Machinery|Officine Ferrari & Figli:Automotive|Caseificio Lodi:Food & Beverage|Adda Energia:Energy|Porto Genova Services:Shipbuilding|Tessitura Como:Textiles|Marmi Carrara:Mining|Brescia Acciai:Metals|Garda Imballaggi:Paper & Packaging',
}

/** Products by family, each with its price. */
const families: Record<string, string> = {
  Bearings:
    'Deep Groove Ball Bearing 6204:6.5|Tapered Roller Bearing 30206:14|Spherical Roller Bearing 22210:58|Pillow Block UCP205:19|Needle Bearing HK1612:4.2',
  'Seals & Gaskets': 'O-Ring Kit Metric:24|Radial Shaft Seal 35x52:5.8|Copper Gasket Set:17|Flange Gasket DN50:3.9',
  Hydraulics:
    'Hydraulic Hose 2SN 10m:88|Gear Pump GP20:235|Directional Valve D03:142|Hydraulic Cylinder 50/30:310|Pressure Gauge 0-250 bar:29',
  Pneumatics: 'Compact Cylinder ADN32:74|Solenoid Valve 5/2:63|Air Filter Regulator:52|Push-in Fitting 8mm:2.6',
  'Power Transmission':
    'V-Belt SPA 1250:12|Timing Belt HTD 8M:27|Roller Chain 08B:33|Spur Gear Module 2:41|Jaw Coupling 28:36',
  Fasteners:
    'Hex Bolt M12 Box:31|Stainless Screw Assortment:45|Lock Nut M10 Box:22|Anchor Bolt Kit:39|Washer Set Metric:14',
  Lubricants: 'Lithium Grease 400g:7.9|Gear Oil ISO 220 20L:118|Chain Spray:9.4|Hydraulic Oil HLP 46 20L:84',
  'Hand Tools': 'Torque Wrench 40-200Nm:129|Socket Set 94pcs:96|Bearing Puller Set:149|Digital Caliper 150mm:38',
}

const channels = ['Field Sales', 'Web Shop', 'EDI', 'Phone', 'Counter']

function* invoiceLines(): Iterable<readonly Cell[]> {
  const random = createRandom('ferromont', 'invoices')
  const last = parseDay('2026-05-11')
  let day = parseDay('2024-01-02')
  for (let invoice = 100201; day <= last; invoice++) {
    const branch = pickFavorite(random, branches)
    const [customer = '', industry = ''] = pickFavorite(random, (customers[branch.name] ?? '').split('|')).split(':')
    const rep = pick(random, branch.reps)
    const channel = pickFavorite(random, channels)
    for (let line = integer(random, 1, 4); line > 0; line--) {
      const [family, products] = pickFavorite(random, Object.entries(families))
      const [product = '', price = '0'] = pickFavorite(random, products.split('|')).split(':')
      const quantity = integer(random, 1, 60)
      const gross = Number(price) * quantity
      const discount = random() < 0.4 ? gross * around(random, 0.06, 0.7) : 0
      const cost = gross * around(random, 0.67, 0.12)
      const returned = random() < 0.035 ? 'Yes' : 'No'
      yield [
        formatDay(day),
        `RE-${invoice}`,
        customer,
        industry,
        rep,
        branch.name,
        branch.country,
        family,
        product,
        channel,
        quantity,
        cents(gross - discount),
        cents(cost),
        cents(discount),
        returned,
      ]
    }
    if (random() < 0.72) day += 1
  }
}

export const company: EvaluationCompany = {
  id: 'ferromont',
  asOf: '2026-05-12',
  description: 'A distributor of industrial parts in central Europe: one file, a row for every invoice line, in euros.',
  datasets: [table('invoice_lines', header, invoiceLines)],
}
