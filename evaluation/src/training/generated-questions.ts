import type { Intent } from '@salestalk/protocol'

/** Ways to ask, names already masked: what the labelled questions are too few to show. Words are stems as the reader makes them. */
const patterns: Readonly<Record<Intent, readonly string[]>> = {
  what: [
    'METRIC TIME',
    'METRIC',
    'what was METRIC TIME',
    'how much METRIC in VALUE TIME',
    'total METRIC for VALUE',
    'METRIC VALUE TIME',
  ],
  compare: [
    'compare METRIC VALUE and VALUE TIME',
    'METRIC TIME vs TIME',
    'METRIC TIME COMPARISON',
    'how did METRIC change COMPARISON',
    'VALUE vs VALUE METRIC',
  ],
  trend: [
    'METRIC trend TIME',
    'METRIC GRAIN TIME',
    'how is METRIC trend',
    'METRIC over time',
    'plot METRIC GRAIN for VALUE',
  ],
  breakdown: [
    'METRIC by DIMENSION TIME',
    'METRIC per DIMENSION',
    'split METRIC by DIMENSION and DIMENSION',
    'breakdown of METRIC by DIMENSION for VALUE',
  ],
  rank: [
    'top NUMBER DIMENSION by METRIC TIME',
    'which DIMENSION has the highest METRIC TIME',
    'best DIMENSION by METRIC',
    'worst NUMBER DIMENSION METRIC',
    'lowest METRIC DIMENSION TIME',
  ],
  why: [
    'why did METRIC drop TIME',
    'why is METRIC down',
    'what drove METRIC TIME',
    'why did METRIC in VALUE rise TIME',
  ],
  anomaly: [
    'any spike in METRIC TIME',
    'unusual METRIC TIME',
    'anomaly in METRIC',
    'anything odd in METRIC for VALUE TIME',
  ],
  forecast: [
    'forecast METRIC TIME',
    'what will METRIC be TIME',
    'predict METRIC for VALUE',
    'expected METRIC TIME',
    'METRIC forecast',
  ],
  target: [
    'METRIC vs target TIME',
    'are we on track for METRIC target',
    'did we hit METRIC goal TIME',
    'METRIC against plan for VALUE',
  ],
  correlation: [
    'correlation between METRIC and METRIC',
    'doe METRIC correlate with METRIC',
    'relationship of METRIC and METRIC TIME',
    'what is the impact of METRIC on METRIC',
    'effect of METRIC on METRIC',
    'doe METRIC depend on METRIC',
    'doe METRIC drive METRIC',
  ],
  list: [
    'which DIMENSION had METRIC over NUMBER TIME',
    'list DIMENSION with METRIC below NUMBER',
    'show RECORD in VALUE TIME',
    'DIMENSION with more than NUMBER METRIC',
  ],
}

/** What people put before and after a question. */
const openings = ['', 'please', 'show me', 'can you tell me', 'give me the']
const closings = ['', 'please', 'for VALUE', 'TIME']

export interface GeneratedQuestion {
  readonly masked: readonly string[]
  readonly intent: Intent
}

/** Every pattern with every opening and closing that does not repeat what it says. */
export function generatedQuestions(): GeneratedQuestion[] {
  return (Object.entries(patterns) as [Intent, readonly string[]][]).flatMap(([intent, ways]) =>
    ways.flatMap((way) =>
      openings.flatMap((opening) =>
        closings.flatMap((closing) => {
          const doubled = closing !== '' && way.includes(closing.split(' ').at(-1) ?? closing)
          return doubled ? [] : [{ intent, masked: `${opening} ${way} ${closing}`.split(' ').filter(Boolean) }]
        }),
      ),
    ),
  )
}
