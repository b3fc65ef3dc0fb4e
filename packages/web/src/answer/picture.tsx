import type { Answer } from '@salestalk/protocol'
import { Tabs } from 'radix-ui'
import { lazy, Suspense } from 'react'
import { Button } from '../ui/button.tsx'
import { Icon } from '../ui/icons.tsx'
import { saveFile } from '../ui/save-file.ts'
import { AnswerTable } from './answer-table.tsx'
import { tableCsv } from './table-view.ts'
import { texts } from './texts.ts'

const loadChart = () => import('../charts/chart.tsx')
const Chart = lazy(() => loadChart().then((module) => ({ default: module.Chart })))

/** Fetches the drawing code while the person still types. */
export function prepareCharts(): void {
  void loadChart()
}

const tabClass =
  'inline-flex items-center gap-1.5 rounded-lg px-2.5 py-1 text-ink-soft transition-colors hover:text-ink data-[state=active]:bg-surface data-[state=active]:text-ink data-[state=active]:shadow-card'

/** The figures of an answer, drawn or as a table. */
export function Picture({ answer }: { answer: Answer }) {
  const { chart, table } = answer
  if (!chart && (!table || table.rows.length === 0)) return null
  const title = chart?.title ?? answer.interpretation.restatement
  const exportTable = () => table && saveFile('answer.csv', 'text/csv;charset=utf-8', tableCsv(table))
  return (
    <Tabs.Root defaultValue={chart ? 'chart' : 'table'} className="mt-5">
      <div className="mb-3 flex items-center justify-between gap-2 text-[0.867rem]">
        <Tabs.List aria-label="Figures as" className="flex gap-0.5 rounded-[10px] bg-sunken p-0.5">
          {chart && (
            <Tabs.Trigger value="chart" className={tabClass}>
              <Icon name="chart" /> {texts.chart}
            </Tabs.Trigger>
          )}
          {table && (
            <Tabs.Trigger value="table" className={tabClass}>
              <Icon name="table" /> {texts.table}
            </Tabs.Trigger>
          )}
        </Tabs.List>
        {table && (
          <Button small look="quiet" icon="download" onClick={exportTable} aria-label="Download the table as CSV">
            {texts.exportCsv}
          </Button>
        )}
      </div>
      {chart && (
        <Tabs.Content value="chart" tabIndex={-1} className="outline-none">
          <Suspense fallback={<div className="skeleton h-66" />}>
            <Chart spec={chart} />
          </Suspense>
        </Tabs.Content>
      )}
      {table && (
        <Tabs.Content value="table" tabIndex={-1} className="outline-none">
          <AnswerTable table={table} caption={title} />
        </Tabs.Content>
      )}
    </Tabs.Root>
  )
}
