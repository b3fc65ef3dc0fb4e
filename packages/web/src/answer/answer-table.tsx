import type { AnswerTable as Table } from '@salestalk/protocol'
import { useState } from 'react'
import { Button } from '../ui/button.tsx'
import { plural } from '../ui/format.ts'
import { Icon } from '../ui/icons.tsx'
import { cellText, nextSorting, type Sorting, sortRows } from './table-view.ts'

const rowsAtOnce = 100

/** The answer as a table that sorts by any column. Long ones show their first rows until asked for more. */
export function AnswerTable({ table, caption }: { table: Table; caption: string }) {
  const [sorting, setSorting] = useState<Sorting | null>(null)
  const [limit, setLimit] = useState(rowsAtOnce)
  const rows = sortRows(table.rows, sorting)
  return (
    <>
      <section
        // A scrolling part of the page has to be reachable without a pointer.
        aria-label={caption}
        className="max-h-96 overflow-auto rounded-xl border"
      >
        <table className="w-full border-collapse text-[0.933rem]">
          <caption className="sr-only">{caption}</caption>
          <thead className="sticky top-0 bg-sunken">
            <tr>
              {table.columns.map((column) => {
                const sorted = sorting?.key === column.key ? sorting.direction : 'none'
                return (
                  <th key={column.key} scope="col" aria-sort={sorted} className="p-0 font-medium">
                    <button
                      type="button"
                      onClick={() => setSorting(nextSorting(sorting, column))}
                      className={`flex w-full items-center gap-1 px-3 py-2 text-ink-soft hover:text-ink ${column.type === 'number' ? 'justify-end' : ''}`}
                    >
                      {column.label}
                      <SortMark sorted={sorted} />
                    </button>
                  </th>
                )
              })}
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, limit).map((row) => (
              <tr key={table.rows.indexOf(row)} className="border-t">
                {table.columns.map((column) => (
                  <td
                    key={column.key}
                    className={`px-3 py-1.5 ${column.type === 'number' ? 'figures text-right whitespace-nowrap' : ''}`}
                  >
                    {cellText(row[column.key], column)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {rows.length > limit && (
        <Button small look="quiet" className="mt-2" onClick={() => setLimit(rows.length)}>
          Show all {plural(rows.length, 'row')}
        </Button>
      )}
    </>
  )
}

function SortMark({ sorted }: { sorted: Sorting['direction'] | 'none' }) {
  if (sorted === 'none') return <Icon name="sort" className="size-3.5 opacity-50" />
  return <Icon name="chevron" className={`size-4 ${sorted === 'ascending' ? 'rotate-180' : ''}`} />
}
