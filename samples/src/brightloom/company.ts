import type { DemoCompany } from '../types.ts'
import { marketing } from './marketing.ts'
import { pipeline } from './pipeline.ts'
import { plantedEvents } from './planted-events.ts'
import { subscriptions } from './subscriptions.ts'

export const brightloom: DemoCompany = {
  id: 'brightloom',
  name: 'Brightloom Software',
  ownerEmail: 'owner@brightloom.example',
  currency: 'USD',
  description: 'Sells planning software to companies in four regions: subscriptions, sales pipeline and marketing.',
  plantedEvents,
  datasets: [subscriptions, pipeline, marketing],
  exampleQuestions: [
    'What was MRR last month?',
    'MRR by segment',
    'New customers by region last quarter',
    'Churn rate by plan last quarter',
    'NPS by segment this year',
    'Top 5 reps by won amount last quarter',
    'Win rate by source last year',
    'Ad spend by channel last month vs the month before',
  ],
}
