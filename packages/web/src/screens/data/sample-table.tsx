import type { ColumnType, IngestPreview } from '@salestalk/protocol'
import { cellText } from '../../answer/table-view.ts'
import { ScrollArea } from '../../ui/scroll-area.tsx'
import { texts } from './texts.ts'

const rowsShown = 8
const numeric = new Set<ColumnType>(['integer', 'decimal'])

/** The first rows as they will be stored. */
export function SampleTable({ preview }: { preview: IngestPreview }) {
  const { columns } = preview.profile
  const rows = preview.sample.slice(0, rowsShown).map((row, place) => ({ place, row }))
  return (
    <ScrollArea label={texts.sample}>
      <table className="w-full text-[0.933rem]">
        <caption className="sr-only">{texts.sample}</caption>
        <thead className="bg-sunken text-left">
          <tr>
            {columns.map((column) => (
              <th
                key={column.key}
                scope="col"
                className={`px-3 py-2 font-medium whitespace-nowrap text-ink-soft ${numeric.has(column.type) ? 'text-right' : ''}`}
              >
                {column.name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ place, row }) => (
            <tr key={place} className="border-t">
              {columns.map((column) => {
                const isNumber = typeof row[column.key] === 'number'
                const type = column.type === 'date' || column.type === 'timestamp' ? 'date' : 'string'
                return (
                  <td
                    key={column.key}
                    className={`max-w-64 truncate px-3 py-1.5 ${isNumber ? 'figures text-right' : ''}`}
                  >
                    {cellText(row[column.key], { type, unit: null })}
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollArea>
  )
}
