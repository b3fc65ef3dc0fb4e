import { describe, expect, it } from 'vitest'
import { readQuestion } from '../../question/index.ts'
import { defaultTaxonomy } from '../../taxonomy/tests/default-taxonomy.ts'
import { saas } from '../testing/companies.ts'
import { ask } from '../testing/describe.ts'
import { chooseLocale } from './choose-locale.ts'
import { readerOf } from './compile-locale.ts'
import { expandForms } from './expand-forms.ts'
import { inflectionOf } from './inflection.ts'
import { sourceTokens } from './source-tokens.ts'
import { translate } from './translate.ts'

function localeOf(code: string) {
  const locale = defaultTaxonomy.locales.find(({ language }) => language.language === code)
  if (!locale) throw new Error(`No locale is called ${code}`)
  return locale
}

function inOwnWords(code: string, text: string): string {
  return translate(text, readerOf(localeOf(code), saas.lexicon), saas.lexicon).text
}

describe('forms', () => {
  it('expand their alternatives and keep their slots', () => {
    expect(expandForms('letzt{e,er} {unit}')).toEqual(['letzte {unit}', 'letzter {unit}'])
    expect(expandForms('{a,b}{,c}')).toEqual(['a', 'ac', 'b', 'bc'])
  })
})

describe('inflection', () => {
  const german = inflectionOf(localeOf('de').language)
  const czech = inflectionOf(localeOf('cs').language)

  it('brings the forms of a word together', () => {
    const stems = ['Umsatz', 'Umsätze', 'Umsatzes', 'Umsaetze', 'UMSATZ'].map((word) => german.stem(german.fold(word)))
    expect(new Set(stems)).toEqual(new Set(['umsatz']))
    const cases = ['region', 'regionu', 'regiony', 'regionech'].map((word) => czech.stem(czech.fold(word)))
    expect(new Set(cases)).toEqual(new Set(['region']))
  })

  it('leaves short words whole', () => {
    expect(german.stem('des')).toBe('des')
  })
})

describe('figures and dates', () => {
  const written = (code: string, text: string): string[] => {
    const { language } = localeOf(code)
    return sourceTokens(text, language, inflectionOf(language), () => false).map((token) => token.written)
  }

  it('are read as the locale writes them', () => {
    expect(written('de', '1.234,56')).toEqual(['1234.56'])
    expect(written('de', '1.000.000')).toEqual(['1000000'])
    expect(written('de', '2,5')).toEqual(['2.5'])
    expect(written('cs', '1 234,56')).toEqual(['1234.56'])
    expect(written('de', '03.04.2025')).toEqual(['2025-04-03'])
    expect(written('cs', '3. 4. 2025')).toEqual(['2025-04-03'])
    expect(written('de', '3. Quartal 2025')).toEqual(['3', 'Quartal', '2025'])
    expect(written('de', 'Q3 2025')).toEqual(['Q3', '2025'])
  })
})

describe('translation', () => {
  it.each([
    ['de', 'Umsatz im 3. Quartal 2025', 'revenue 3rd quarter 2025'],
    ['de', 'Umsatz nach Region', 'revenue by Region'],
    ['de', 'Umsatz nach März 2025', 'revenue after March 2025'],
    ['de', 'Quartalsumsatz', 'quarterly revenue'],
    ['de', 'Umsatz vor 3 Monaten', 'revenue 3 months ago'],
    ['cs', 'tržby za poslední 3 měsíce', 'revenue last 3 month'],
    ['cs', 'tržby před dvěma měsíci', 'revenue 2 month ago'],
  ])('%s: %s', (code, text, expected) => {
    expect(inOwnWords(code, text)).toBe(expected)
  })

  it('takes over what is the company’s own, and what nobody knows', () => {
    expect(inOwnWords('de', 'Umsatz EMEA ohne Zorblax')).toBe('revenue EMEA without Zorblax')
  })
})

describe('the reading of a translated question', () => {
  const text = 'Wie hoch war der Umsatz in Deutschland im letzten Quartal?'
  const reading = ask(saas, text)

  it('speaks of the message as typed', () => {
    expect(reading.metrics[0]).toMatchObject({ id: 'revenue', text: 'Umsatz', span: [17, 23] })
    expect(reading.filters[0]).toMatchObject({ values: ['Germany'], text: 'Deutschland' })
    expect(reading.time?.expression).toBe('im letzten Quartal')
  })

  it('has every word in its place, none unbound', () => {
    expect(reading.words.map((word) => word.text).join(' ')).toBe(text.replace('?', ''))
    for (const { text: word, span, role } of reading.words) {
      expect(text.slice(...span)).toBe(word)
      expect(role).not.toBe('unbound')
    }
  })

  it('names the word nobody knows', () => {
    const unknown = ask(saas, 'Umsatz nach Region und Zorblax')
    expect(unknown.kind).toBe('refusal')
    expect(unknown.words.find(({ role }) => role === 'unbound')?.text).toBe('Zorblax')
  })
})

describe('the choice of a language', () => {
  const chosen = (text: string): string | null =>
    chooseLocale(readQuestion(text), saas.lexicon)?.reader.language.language ?? null

  it('leaves messages in the vocabulary’s own words alone', () => {
    for (const text of [
      'revenue by region',
      'top ten plans by mrr',
      'gross prfoit',
      'saels in EMEA',
      'die rate in May',
    ])
      expect(chosen(text), text).toBeNull()
  })

  it('finds the locale of a message', () => {
    expect(chosen('Umsatz Q3')).toBe('de')
    expect(chosen('tržby Q3')).toBe('cs')
    expect(chosen('Umsatz by region')).toBe('de')
  })

  it('reads a message of 2,000 characters in no time to speak of', () => {
    const started = performance.now()
    ask(saas, 'Quartalsumsatzentwicklungsanteile '.repeat(60).slice(0, 2000))
    expect(performance.now() - started).toBeLessThan(2000)
  })
})
