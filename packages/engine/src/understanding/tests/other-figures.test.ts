import { describe, expect, it } from 'vitest'
import { agency } from '../testing/agency.ts'
import { broker } from '../testing/broker.ts'
import type { Company } from '../testing/build-company.ts'
import { clinic } from '../testing/clinic.ts'
import { retailer } from '../testing/companies.ts'
import { ask, describeReading, explain } from '../testing/describe.ts'
import { gym } from '../testing/gym.ts'

const answered: readonly [string, Company, string][] = [
  // What happens in most records is counted.
  ['most used payment type', gym, 'rank record_count by payment_method | top 1'],
  ['which payment type is used the least', gym, 'rank record_count by payment_method | bottom 1'],
  ['most booked activity', gym, 'rank record_count by activity | top 1'],
  ['which doctor handled the most', clinic, 'rank record_count by doctor | top 1'],
  // What buyers spend comes in.
  ['how much did clients pay', agency, 'what revenue'],
  ['how much did members spend in 2025', gym, 'what revenue | 2025-01-01..2026-01-01'],
  ['how much did Gold members spend', gym, 'what revenue | in account_tier=Gold'],
  ['how much did we spend', agency, 'what ad_spend'],
  // A share of the records is the rate of what is said of them.
  ['share of policies renewed', broker, 'what renewed_rate'],
  ['percentage of policies renewed by office', broker, 'breakdown renewed_rate by office'],
  ['what share of policies were renewed by Helvion', broker, 'what renewed_rate | in insurer=Helvion'],
  ['share of policies by office', broker, 'breakdown record_count by office'],
  ['share of renewed policies by office', broker, 'breakdown record_count by office | in renewed=true'],
  // A season, and a campaign by its whole name.
  ['premium in summer', broker, 'what premium | 2025-06-01..2025-09-01'],
  ['premium for summer 2024', broker, 'what premium | 2024-06-01..2024-09-01'],
  ['premium for the Summer Drive', broker, 'what premium | in campaign=Summer Drive'],
  // One of what is counted says whose figure it is.
  ['policy premium by office', broker, 'breakdown premium by office'],
  ['client premium by office', broker, 'breakdown premium by office'],
  ['policy amount by office', broker, 'breakdown premium by office'],
  ['booking revenue by city', gym, 'breakdown revenue by city'],
  ['appointment fee by site', clinic, 'breakdown treatment_fee by treatment_site'],
  ['premium commission by office', broker, 'breakdown premium+commission by office'],
  // What it is asked for ends where the request begins.
  [
    'for the board tomorrow I need premium by office in 2024',
    broker,
    'breakdown premium by office | 2024-01-01..2025-01-01',
  ],
  ['for Q3 please show premium by office', broker, 'breakdown premium by office | 2025-07-01..2025-10-01'],
  // Verbs, and names that hold them.
  ['what did we sell for Crown', broker, 'what premium | in insurer=Crown'],
  ['adviser pay by office', broker, 'breakdown adviser_pay by office'],
  ['what doctors do we have', clinic, 'list by doctor'],
  ['which region grew the most in 2022', retailer, 'rank revenue by region | top 1 by growth'],
  ['which year had more sales, 2021 or 2022', retailer, 'compare revenue by year'],
]

const declined: readonly [string, Company][] = [
  ['client premium', broker],
  ['declined policies by office', broker],
  ['fulfilled bookings by city', gym],
  ['how many issued policies in 2025', broker],
  ['booking time by city', gym],
  ['commission premium by office', broker],
  ['percentage of list by office', broker],
  ['when will Crown pay its open policies', broker],
  ['move the Crown policies to Helvion', broker],
  ['phone numbers of clients in Ghent', broker],
  ['Ghent and Bruges, cases sold in June', broker],
  ['what do we earn from Crown', broker],
  ['which insurers do we earn the most from', broker],
  ['sum insured by office', broker],
  ['policies by adviser pay', broker],
  ['what do we pay advisers', broker],
  ['percentage of policies cancelled by office', broker],
  ['percentage of policies not renewed by office', broker],
  ['percentage of clients renewed by office', broker],
  ['what share of clients are renewed', broker],
  ['premium for summer', broker],
  ['how much did policies come to', broker],
  ['how much do policies add up to by office', broker],
  ['which advisers made 50000 premium', broker],
  ['how many prospects', broker],
  ['how much did appointments come to in May', clinic],
  ['what do members book', gym],
  ['what do trainers sell most', gym],
  ['which months had more sales in 2022 than in 2021', retailer],
  ['which month had more sales in 2022 than in 2021', retailer],
  ['which regions had higher sales this year than last year', retailer],
  ['which customers ordered less in 2022 than in 2021', retailer],
  ['sales at full price', retailer],
  ['items sold at cost', retailer],
]

describe('questions for one figure that lie close to another', () => {
  it.each(answered)('%s', (question, company, expected) => {
    const reading = ask(company, question)
    expect(describeReading(reading).startsWith(expected), `${describeReading(reading)}: ${explain(reading)}`).toBe(true)
  })

  it.each(declined)('asks or declines: %s', (question, company) => {
    const reading = ask(company, question)
    expect(reading.kind, `${describeReading(reading)}: ${explain(reading)}`).not.toBe('answerable')
  })
})
