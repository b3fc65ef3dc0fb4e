import { itemAt } from './random.ts'

const firstWords = [
  ...['Alderwick', 'Amberfell', 'Ashgrove', 'Barrowfield', 'Birchmoor', 'Blackmere', 'Bramblegate', 'Briarholt'],
  ...['Calderon Vale', 'Cindermoor', 'Copperhythe', 'Corvane', 'Crestholm', 'Dallowby', 'Darrowend', 'Deepwell'],
  ...['Dunmarrow', 'Eastmarch', 'Elderfen', 'Emberlyn', 'Fallowmere', 'Farrowdale', 'Fenwright', 'Foxhollow'],
  ...['Garnetfield', 'Glasswater', 'Goldbrook', 'Greywether', 'Halloway', 'Hartsmere', 'Hawkspur', 'Hollinfirth'],
  ...['Ironbeck', 'Ivorydale', 'Juniper Reach', 'Kelderby', 'Kestrelmoor', 'Kingsfallow', 'Larkhill', 'Lindenmarsh'],
  ...['Longmarrow', 'Maplecombe', 'Marrowstone', 'Merridew', 'Millhaven', 'Moorwend', 'Mosswell', 'Netherby'],
  ...[
    'Nightingale Cross',
    'Oakhampton',
    'Orchardine',
    'Otterburn',
    'Pennywhistle',
    'Pinegarth',
    'Quarrymead',
    'Quillford',
  ],
  ...['Ravenmere', 'Redfern Hill', 'Rookwood', 'Saltmarsh', 'Sandringly', 'Silverthorn', 'Skylark', 'Stonebeck'],
  ...['Summerwick', 'Swallowtail', 'Tamarisk', 'Thistledown', 'Thornwend', 'Tillerman', 'Umberfield', 'Valemont'],
  ...['Vellacott', 'Wainscott', 'Waverhill', 'Westerlund', 'Whitlock', 'Willowbank', 'Wolfsbane', 'Yarrowgate'],
]

const secondWords: Readonly<Record<string, readonly string[]>> = {
  Healthcare: ['Health', 'Clinics', 'Medical', 'Care', 'Diagnostics', 'Therapeutics', 'Dental'],
  Manufacturing: ['Works', 'Industries', 'Tooling', 'Castings', 'Motors', 'Machines', 'Components'],
  'Financial Services': ['Capital', 'Credit', 'Insurance', 'Partners', 'Assurance', 'Finance', 'Mutual'],
  Retail: ['Outfitters', 'Stores', 'Goods', 'Markets', 'Supply', 'Trading', 'Brands'],
  Technology: ['Labs', 'Systems', 'Software', 'Networks', 'Data', 'Robotics', 'Devices'],
  Education: ['Academy', 'Learning', 'Schools', 'Institute', 'Press', 'Tutors', 'College'],
  Logistics: ['Freight', 'Logistics', 'Shipping', 'Haulage', 'Couriers', 'Lines', 'Transport'],
}

export const industries = Object.keys(secondWords)

const endings = ['', ' Group', ' International', ' Holdings', ' Collective', ' Brothers']

/** An invented company name, different for every number of an industry. */
export function companyName(number: number, industry: string): string {
  const words = secondWords[industry] ?? ['Group']
  // 37 shares no factor with the 80 first words, so neighbors in number are not neighbors in the alphabet.
  const first = itemAt(firstWords, (number * 37) % firstWords.length)
  const second = itemAt(words, Math.floor(number / firstWords.length) % words.length)
  const round = Math.floor(number / (firstWords.length * words.length))
  return `${first} ${second}${endings[round] ?? ` ${round}`}`
}
