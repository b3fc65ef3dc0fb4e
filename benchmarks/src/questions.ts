export interface BenchmarkQuestion {
  readonly intent: 'what' | 'compare' | 'trend' | 'breakdown' | 'rank' | 'list'
  readonly text: string
  /** The same by hand, the shortest SQL over a view `orders`; the last column of its first row is a figure of the answer. */
  readonly sql: string
}

const inYear2025 = "order_date >= DATE '2025-01-01' AND order_date < DATE '2026-01-01'"
const inLastQuarter = "order_date >= DATE '2025-10-01' AND order_date < DATE '2026-01-01'"
const inDecember = "order_date >= DATE '2025-12-01' AND order_date < DATE '2026-01-01'"

/** Two of each intent, asked as of 2026-01-01. */
export const benchmarkQuestions: readonly BenchmarkQuestion[] = [
  {
    intent: 'what',
    text: 'What was revenue last quarter?',
    sql: `SELECT sum(revenue) FROM orders WHERE ${inLastQuarter}`,
  },
  {
    intent: 'what',
    text: 'How many customers ordered in 2025?',
    sql: `SELECT count(DISTINCT customer) FROM orders WHERE ${inYear2025}`,
  },
  {
    intent: 'compare',
    text: 'Compare revenue in 2025 with 2024',
    sql: `SELECT year(order_date), sum(revenue) FROM orders WHERE order_date >= DATE '2024-01-01'
      AND order_date < DATE '2026-01-01' GROUP BY 1 ORDER BY 1 DESC`,
  },
  {
    intent: 'compare',
    text: 'Revenue in North vs South last year',
    sql: `SELECT region, sum(revenue) FROM orders WHERE ${inYear2025} AND region IN ('North', 'South') GROUP BY 1 ORDER BY 1`,
  },
  {
    intent: 'trend',
    text: 'Monthly revenue trend in 2025',
    sql: `SELECT date_trunc('month', order_date), sum(revenue) FROM orders WHERE ${inYear2025} GROUP BY 1 ORDER BY 1`,
  },
  {
    intent: 'trend',
    text: 'How did revenue of Enterprise develop by week in 2025?',
    sql: `SELECT date_trunc('week', order_date), sum(revenue) FROM orders WHERE ${inYear2025} AND segment = 'Enterprise'
      GROUP BY 1 ORDER BY 1`,
  },
  {
    intent: 'breakdown',
    text: 'Revenue by region last quarter',
    sql: `SELECT region, sum(revenue) FROM orders WHERE ${inLastQuarter} GROUP BY 1 ORDER BY 2 DESC`,
  },
  {
    intent: 'breakdown',
    text: 'Revenue by category and channel in 2025',
    sql: `SELECT category, channel, sum(revenue) FROM orders WHERE ${inYear2025} GROUP BY 1, 2 ORDER BY 3 DESC`,
  },
  {
    intent: 'rank',
    text: 'Top 10 customers by revenue in 2025',
    sql: `SELECT customer, sum(revenue) FROM orders WHERE ${inYear2025} GROUP BY 1 ORDER BY 2 DESC LIMIT 10`,
  },
  {
    intent: 'rank',
    text: 'Bottom 5 products by gross profit last quarter',
    sql: `SELECT product, sum(revenue) - sum(cost) FROM orders WHERE ${inLastQuarter} GROUP BY 1 ORDER BY 2 LIMIT 5`,
  },
  {
    intent: 'list',
    text: 'List orders with revenue over 7000 in December 2025',
    sql: `SELECT *, count(*) OVER () FROM orders WHERE ${inDecember} AND revenue > 7000 LIMIT 20`,
  },
  {
    intent: 'list',
    text: 'Which Online orders had revenue over 6000 last month?',
    sql: `SELECT *, count(*) OVER () FROM orders WHERE ${inDecember} AND channel = 'Online' AND revenue > 6000
      LIMIT 20`,
  },
]
