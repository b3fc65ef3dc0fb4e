import type { IngestPreview } from '@salestalk/protocol'
import { tableCsv } from '../../answer/table-view.ts'
import { Button } from '../../ui/button.tsx'
import { formatCount, plural } from '../../ui/format.ts'
import { saveFile } from '../../ui/save-file.ts'
import { ScrollArea } from '../../ui/scroll-area.tsx'
import { texts } from './texts.ts'

const rowsShown = 20

const columns = [
  { key: 'line', label: 'line', type: 'number', unit: null },
  { key: 'reason', label: 'reason', type: 'string', unit: null },
  { key: 'content', label: 'content', type: 'string', unit: null },
] as const

/** Rows that cannot be read, each with its line and the reason. */
export function RejectedRows({ preview }: { preview: IngestPreview }) {
  const { rejected, rowsRejected } = preview
  if (rowsRejected === 0) return null
  const download = () =>
    saveFile('rejected-rows.csv', 'text/csv;charset=utf-8', tableCsv({ columns: [...columns], rows: rejected }))
  return (
    <section className="card p-4 sm:p-5" aria-labelledby="rejected-title">
      <div className="flex flex-wrap items-start justify-between gap-2">
        <div>
          <h2 id="rejected-title" className="text-lg font-semibold">
            {texts.rejected} <span className="figures text-warning">{formatCount(rowsRejected)}</span>
          </h2>
          <p className="text-ink-soft">{texts.rejectedNote}</p>
        </div>
        <Button small icon="download" onClick={download}>
          {texts.downloadRejected}
        </Button>
      </div>
      <div className="mt-3">
        <ScrollArea label={texts.rejected}>
          <table className="w-full text-[0.933rem]">
            <caption className="sr-only">{texts.rejected}</caption>
            <thead className="bg-sunken text-left text-ink-soft">
              <tr>
                <th scope="col" className="px-3 py-2 text-right font-medium">
                  Line
                </th>
                <th scope="col" className="px-3 py-2 font-medium">
                  Reason
                </th>
                <th scope="col" className="px-3 py-2 font-medium">
                  Content
                </th>
              </tr>
            </thead>
            <tbody>
              {rejected.slice(0, rowsShown).map((row) => (
                <tr key={row.line} className="border-t align-top">
                  <td className="figures px-3 py-1.5 text-right">{formatCount(row.line)}</td>
                  <td className="min-w-40 px-3 py-1.5">{row.reason}</td>
                  <td className="max-w-80 truncate px-3 py-1.5 font-mono text-[0.8rem]" title={row.content}>
                    {row.content}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollArea>
      </div>
      {rowsRejected > rowsShown && (
        <p className="mt-2 text-[0.867rem] text-ink-faint">
          The first {plural(Math.min(rowsShown, rejected.length), 'row')} of {formatCount(rowsRejected)}
        </p>
      )}
    </section>
  )
}
