import type { DemoCompany } from '../types.ts'
import { costs } from './costs.ts'
import { orders } from './orders.ts'
import { plantedEvents } from './planted-events.ts'
import { returns } from './returns.ts'

export const harborpine: DemoCompany = {
  id: 'harborpine',
  name: 'Harbor & Pine',
  ownerEmail: 'owner@harborpine.example',
  currency: 'USD',
  description: 'Sells things for the home online, in eleven stores and on marketplaces: orders, returns and costs.',
  plantedEvents,
  datasets: [orders, returns, costs],
  exampleQuestions: [
    'Revenue by region last quarter',
    'What was revenue last month compared to the same month last year?',
    'Top 5 products by revenue this year',
    'Units sold by category and channel last month',
    'How is gross margin trending?',
    'Average order value by channel last quarter',
    'Refund amount by reason last month',
    'Headcount by department',
  ],
}
