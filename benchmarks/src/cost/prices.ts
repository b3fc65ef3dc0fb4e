import { readFileSync } from 'node:fs'
import * as z from 'zod'

const pricesSchema = z.object({
  date: z.string(),
  region: z.string(),
  note: z.string(),
  prices: z.record(z.string(), z.object({ dollars: z.number(), per: z.number().positive(), unit: z.string() })),
})
export type Prices = z.infer<typeof pricesSchema>

export function readPrices(file = new URL('./prices-2026-11.json', import.meta.url)): Prices {
  return pricesSchema.parse(JSON.parse(readFileSync(file, 'utf8')))
}

/** Dollars for so much of something. Throws RangeError for what has no price, so that nothing is free by a typing mistake. */
export function priceOf({ prices, date }: Prices, what: string, amount: number): number {
  const price = prices[what]
  if (price === undefined) throw new RangeError(`The prices of ${date} do not say what ${what} costs`)
  return (amount / price.per) * price.dollars
}
