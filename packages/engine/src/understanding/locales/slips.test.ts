import { describe, expect, it } from 'vitest'
import { defaultTaxonomy } from '../../taxonomy/tests/default-taxonomy.ts'
import { retailer, saas } from '../testing/companies.ts'
import { ask, describeReading } from '../testing/describe.ts'
import { readerOf } from './compile-locale.ts'
import { translate } from './translate.ts'

function inOwnWords(code: string, text: string): string {
  const locale = defaultTaxonomy.locales.find(({ language }) => language.language === code)
  if (!locale) throw new Error(`No locale is called ${code}`)
  return translate(text, readerOf(locale, saas.lexicon), saas.lexicon).text
}

describe('misspelled words of a locale', () => {
  it.each([
    ['de', 'MRR nachh Tarif', 'MRR by plan'],
    ['de', 'MRR nah Tarif', 'MRR by plan'],
    ['de', 'Umsatz im letzten Quaratl', 'revenue last quarter'],
    ['de', 'Umsatz der letzten 30 Tagee', 'revenue last 30 days'],
    ['de', 'Umsatz im Oktboer', 'revenue in October'],
    ['de', 'An welchem Wochentag verkaufen wir am meiisten?', 'which weekday sell we most?'],
    ['de', 'Umxatzanteil je Kanal', 'share of revenue by channel'],
    ['de', 'Umsatzvverlauf der letzten 12 Monate', 'revenue trend last 12 months'],
    ['de', 'Neikunden pro Monat', 'new customers by month'],
    ['cs', 'trzby minuly mesci', 'revenue last month'],
    ['cs', 'MRR pdle tarifu', 'MRR by plan'],
    ['cs', 'tržby od začátku rkou', 'revenue year to date'],
  ])('%s: %s', (code, text, expected) => expect(inOwnWords(code, text)).toBe(expected))

  it.each([
    ['de', 'Umsatz in Gera'],
    ['de', 'Umsatz in Halle'],
    ['de', 'Umsatz in Island'],
    ['de', 'Umsatz in Mailand'],
    ['de', 'Umsatz von Bosch'],
    ['de', 'umsatz in jena'],
    ['cs', 'tržby v Novák'],
    ['cs', 'trzby v jana'],
    ['cs', 'tržby v Iránu'],
  ])('never bends a name: %s: %s', (code, text) => {
    const name = text.split(' ').at(-1) ?? ''
    expect(inOwnWords(code, text).split(' ')).toContain(name)
  })

  it('tell the language where no other word does', () => {
    expect(describeReading(ask(retailer, 'Umstaz 2022'))).toMatch(/^what revenue \| 2022-01-01/)
    expect(ask(retailer, 'Umwelt 2022').kind).toBe('refusal')
  })
})
