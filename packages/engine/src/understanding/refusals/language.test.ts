import { describe, expect, it } from 'vitest'
import { saas } from '../testing/companies.ts'
import { ask } from '../testing/describe.ts'

/** How much revenue there was last month, or its like, and the words the refusal must hold. */
const questions: readonly (readonly [string, string, string])[] = [
  ['French', 'Quel était le chiffre d’affaires du dernier trimestre ?', 'Je ne comprends pas encore le français'],
  ['French, in few words', 'ventes par région en mai', 'Je ne comprends pas'],
  ['Spanish', '¿Cuáles fueron las ventas del mes pasado?', 'no entiendo el español'],
  ['Italian', 'Quanto abbiamo fatturato nel mese scorso?', 'Non capisco ancora'],
  ['Portuguese', 'Qual foi a receita do mês passado?', 'não entendo português'],
  ['Dutch', 'Wat was de omzet vorige maand?', 'geen Nederlands'],
  ['Polish', 'Jaka była sprzedaż w zeszłym miesiącu?', 'języka polskiego'],
  ['Swedish', 'Vad var vår omsättning förra månaden?', 'inte svenska'],
  ['Danish', 'Hvad var vores omsætning sidste måned?', 'ikke dansk'],
  ['Norwegian', 'Hva var omsetningen vår forrige måned?', 'ikke norsk'],
  ['Finnish', 'Mikä oli liikevaihto viime kuussa?', 'ymmärrä suomea'],
  ['Hungarian', 'Mennyi volt az árbevétel a múlt hónapban?', 'nem értek magyarul'],
  ['Turkish', 'Geçen ay satışlar ne kadar?', 'Türkçe anlamıyorum'],
  ['Romanian', 'Care au fost vânzările luna trecută?', 'limba română'],
  ['Slovak', 'Aké boli tržby minulý mesiac?', 'Slovenčine'],
  ['Slovak, near to Czech', 'Koľko zákazníkov sme mali vlani?', 'Slovenčine'],
  ['Ukrainian', 'Який був дохід минулого місяця? Їх багато', 'українську'],
  ['Russian', 'Какая была выручка в прошлом месяце?', 'по-русски'],
  ['Greek', 'Ποια ήταν τα έσοδα τον περασμένο μήνα;', 'ελληνικά'],
  ['Arabic', 'كم كانت الإيرادات في الشهر الماضي؟', 'العربية'],
  ['Hebrew', 'מה היו ההכנסות בחודש שעבר?', 'עברית'],
  ['Hindi', 'पिछले महीने की बिक्री कितनी थी?', 'हिंदी'],
  ['Japanese', '先月の売上はいくらでしたか？', '日本語'],
  ['Chinese', '上个月的销售额是多少', '中文'],
  ['Korean', '지난달 매출은 얼마였습니까?', '한국어'],
  ['Vietnamese', 'Doanh thu tháng trước là bao nhiêu?', 'tiếng Việt'],
  ['Indonesian', 'Berapa pendapatan bulan lalu?', 'bahasa Indonesia'],
]

describe('a question in a language nobody reads', () => {
  it.each(questions.map(([language, question, said]) => ({ language, question, said })))(
    '$language is refused in its own words, with an offer',
    ({ question, said }) => {
      const reading = ask(saas, question)
      expect(reading.reason).toBe('unsupported_language')
      expect(reading.message).toContain(said)
      expect(reading.message).toContain('You can ask in English')
      expect(reading.suggestions.length).toBeGreaterThan(0)
    },
  )

  it('is not seen where English words happen to be shared', () => {
    for (const question of ['revenue per plan in die EMEA', 'so what was revenue in May', 'MRR de LATAM']) {
      expect(ask(saas, question).reason, question).not.toBe('unsupported_language')
    }
  })
})
