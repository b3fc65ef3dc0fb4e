const firstWords = [
  ...['Amber', 'Birch', 'Cobalt', 'Dunmore', 'Elmwood', 'Fairview', 'Granite', 'Hazel', 'Ivory', 'Juniper'],
  ...['Kestrel', 'Larkspur', 'Maple', 'Norwich', 'Osprey', 'Pinewood', 'Quarry', 'Rowan', 'Silverton', 'Tamarack'],
  ...['Umber', 'Valley', 'Willow', 'Yarrow', 'Zephyr'],
]
const trades = [
  'Bakery',
  'Boatworks',
  'Clinic',
  'Foundry',
  'Gardens',
  'Logistics',
  'Mills',
  'Optics',
  'Printers',
  'Tools',
]
const forms = ['Ltd', 'GmbH', 'Inc', 'and Sons', 'Cooperative']
const articles = ['Bench', 'Cabinet', 'Desk', 'Drawer', 'Lamp', 'Locker', 'Rack', 'Shelf', 'Stool', 'Table']

/** Distinct company names; many hold a comma and some quotes, as exported customer lists do. */
export function customerName(index: number): string {
  const first = firstWords[index % firstWords.length] ?? ''
  const trade = trades[Math.floor(index / firstWords.length) % trades.length] ?? ''
  const form = forms[Math.floor(index / (firstWords.length * trades.length)) % forms.length] ?? ''
  const number = Math.floor(index / (firstWords.length * trades.length * forms.length))
  const place = number === 0 ? '' : ` ${number + 1}`
  return index % 7 === 0 ? `"${first}" ${trade}${place}, ${form}` : `${first} ${trade}${place}, ${form}`
}

/** Distinct product names: 25 words, 10 articles, then series. */
export function productName(index: number): string {
  const first = firstWords[index % firstWords.length] ?? ''
  const article = articles[Math.floor(index / firstWords.length) % articles.length] ?? ''
  const series = Math.floor(index / (firstWords.length * articles.length))
  return series === 0 ? `${first} ${article}` : `${first} ${article} Mk${series + 1}`
}
