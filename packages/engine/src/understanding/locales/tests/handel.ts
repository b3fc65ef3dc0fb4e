import { buildCompany, counted, currency, distinct, percent, ratio, sum } from '../../testing/build-company.ts'

/** A wholesaler whose columns and members are German, 2023 to October 2025. */
export const handel = buildCompany('handel', [
  {
    dataset: 'verkaeufe',
    record: { singular: 'Bestellung', plural: 'Bestellungen' },
    timeColumn: 'bestelldatum',
    identifier: 'auftragsnummer',
    span: { start: '2023-01-02', end: '2025-10-31' },
    dimensions: [
      { id: 'region', label: 'Region', values: ['Nord', 'Süd', 'Ost', 'West'] },
      { id: 'land', label: 'Land', values: ['Deutschland', 'Österreich', 'Schweiz'] },
      { id: 'vertriebskanal', label: 'Vertriebskanal', values: ['Online', 'Filiale', 'Großhandel'] },
      { id: 'warengruppe', label: 'Warengruppe', values: ['Möbel', 'Elektronik', 'Bürobedarf', 'Küche'] },
      {
        id: 'produkt',
        label: 'Produkt',
        subject: 'products',
        values: [
          'Eckschreibtisch Oslo',
          'Drehstuhl Comfort',
          'Aktenschrank Duo',
          'Monitor 27 Zoll',
          'Wasserkocher Pur',
        ],
      },
      {
        id: 'kunde',
        label: 'Kunde',
        subject: 'customers',
        values: ['Müller GmbH', 'Schmidt & Söhne', 'Autohaus Bäcker', 'Stadtwerke Köln', 'Weber AG'],
      },
    ],
    metrics: [
      { id: 'umsatz', label: 'Umsatz', aggregation: sum('umsatz'), unit: currency, importance: 1 },
      { id: 'gewinn', label: 'Gewinn', subject: 'margin', aggregation: sum('gewinn'), importance: 0.9 },
      {
        id: 'marge',
        label: 'Marge',
        subject: 'margin',
        aggregation: ratio('gewinn', 'umsatz'),
        unit: percent,
        importance: 0.8,
      },
      {
        id: 'bestellungen',
        label: 'Bestellungen',
        subject: 'orders',
        aggregation: distinct('auftragsnummer'),
        unit: counted,
        importance: 0.7,
      },
      { id: 'menge', label: 'Menge', subject: 'products', aggregation: sum('menge'), unit: counted, importance: 0.5 },
    ],
  },
])
