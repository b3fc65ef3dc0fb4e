import { civil, type Day, dataWindow, formatDay } from '../calendar.ts'
import type { PlantedEvent } from '../types.ts'
import {
  campaignLeadFactor,
  campaignSpendFactor,
  churnSpikeFactor,
  launchShare,
  outageFactor,
  outageMemoryDays,
  outageScoreLoss,
  priceRiseFactor,
  scriptOf,
  winRateFactor,
  type YearScript,
} from './events.ts'
import { seatPrices } from './market.ts'

/** Everything planted that begins within the data of `today`, oldest first. */
export function plantedEvents(today: string): PlantedEvent[] {
  const { start, end } = dataWindow(today)
  const events: PlantedEvent[] = []
  // Two years further than the data: a large customer signs up long before the year of its loss.
  for (let year = civil(start).year; year <= civil(end).year + 2; year++) {
    const script = scriptOf(year)
    events.push(...marketingEvents(year, script), ...customerEvents(year, script), ...salesEvents(year, script))
  }
  const [first, last] = [formatDay(start), formatDay(end)]
  return events
    .filter((event) => event.start >= first && event.start <= last)
    .sort((one, other) => one.start.localeCompare(other.start))
}

function marketingEvents(year: number, { outage, campaign }: YearScript): PlantedEvent[] {
  const social = { channel: 'Paid Social', region: 'North America' }
  return [
    {
      id: `brightloom-outage-${year}`,
      kind: 'outage',
      title: `Site outage in ${outage.region}`,
      dataset: 'marketing',
      column: 'signups',
      ...dates(outage.start, outage.end),
      filters: { region: outage.region },
      effect: { kind: 'ratio', value: outageFactor },
      expectation: 'Leads and signups of the region fall to about 8 % of the same weekdays before; clicks stay.',
    },
    {
      id: `brightloom-campaign-spend-${year}`,
      kind: 'campaign',
      title: `Campaign ${campaign.name}: spend`,
      dataset: 'marketing',
      column: 'ad_spend',
      ...dates(campaign.start, campaign.end),
      filters: social,
      effect: { kind: 'ratio', value: campaignSpendFactor },
      expectation: 'Two weeks of Paid Social spend in North America at about five times the usual.',
    },
    {
      id: `brightloom-campaign-leads-${year}`,
      kind: 'campaign',
      title: `Campaign ${campaign.name}: leads`,
      dataset: 'marketing',
      column: 'leads',
      ...dates(campaign.start, campaign.end),
      filters: social,
      effect: { kind: 'ratio', value: campaignLeadFactor },
      expectation: 'Leads from Paid Social in North America at about six times the usual.',
    },
  ]
}

function customerEvents(year: number, { outage, lostCustomer, priceRise, churnSpike }: YearScript): PlantedEvent[] {
  const large = { dataset: 'subscriptions', column: 'mrr', filters: { customer: lostCustomer.name } }
  const mrr = Math.round(lostCustomer.seats * seatPrices.Enterprise)
  return [
    {
      id: `brightloom-won-customer-${year}`,
      kind: 'won-customer',
      title: `${lostCustomer.name} signs up`,
      ...large,
      ...dates(lostCustomer.signup, null),
      effect: { kind: 'difference', value: mrr },
      expectation: `MRR in ${lostCustomer.region} rises by $${mrr} at one stroke; the customer stays for twenty months.`,
    },
    {
      id: `brightloom-lost-customer-${year}`,
      kind: 'lost-customer',
      title: `${lostCustomer.name} leaves`,
      ...large,
      ...dates(lostCustomer.lost, null),
      effect: { kind: 'difference', value: -mrr },
      expectation: `MRR in ${lostCustomer.region} falls by $${mrr} at one stroke, the largest single loss of the year.`,
    },
    {
      id: `brightloom-price-rise-${year}`,
      kind: 'price-change',
      title: `List price of the ${priceRise.plan} plan raised by 15 %`,
      dataset: 'subscriptions',
      column: 'mrr',
      ...dates(priceRise.start, null),
      filters: { plan: priceRise.plan },
      effect: { kind: 'ratio', value: priceRiseFactor },
      expectation: 'MRR per seat of the plan rises by 15 % from one snapshot to the next, seats stay.',
    },
    {
      id: `brightloom-churn-spike-${year}`,
      kind: 'churn-spike',
      title: `Churn of ${churnSpike.segment} customers on the ${churnSpike.plan} plan`,
      dataset: 'subscriptions',
      column: 'churned_customers',
      ...dates(churnSpike.start, churnSpike.end),
      filters: { segment: churnSpike.segment, plan: churnSpike.plan },
      effect: { kind: 'ratio', value: churnSpikeFactor },
      expectation: 'Churn rate of the slice at about six times its usual level for one month.',
    },
    {
      id: `brightloom-satisfaction-${year}`,
      kind: 'satisfaction-drop',
      title: `NPS in ${outage.region} after the outage`,
      dataset: 'subscriptions',
      column: 'nps',
      ...dates(outage.start, outage.start + outageMemoryDays - 1),
      filters: { region: outage.region },
      effect: { kind: 'difference', value: -outageScoreLoss },
      expectation: 'NPS of the region about 60 points lower for six weeks.',
    },
  ]
}

function salesEvents(year: number, { launch, winRateDrop }: YearScript): PlantedEvent[] {
  return [
    {
      id: `brightloom-launch-${year}`,
      kind: 'launch',
      title: `Launch of ${launch.product}`,
      dataset: 'pipeline',
      column: 'opportunity_id',
      ...dates(launch.start, null),
      filters: { product: launch.product },
      effect: { kind: 'rate', value: launchShare },
      expectation:
        'From none to about 30 % of the opportunities created, until the next launch or for eighteen months.',
    },
    {
      id: `brightloom-win-rate-${year}`,
      kind: 'win-rate-drop',
      title: `A competitor undercuts in ${winRateDrop.region}`,
      dataset: 'pipeline',
      column: 'stage',
      ...dates(winRateDrop.start, winRateDrop.end),
      filters: { region: winRateDrop.region },
      effect: { kind: 'ratio', value: winRateFactor },
      expectation: 'Win rate of deals closed in the quarter at about a third of the usual; most losses say Competitor.',
    },
  ]
}

function dates(start: Day, end: Day | null): { start: string; end: string | null } {
  return { start: formatDay(start), end: end === null ? null : formatDay(end) }
}
