/** Rows as aligned columns under a header; numbers to the right. At most `rowsMax` rows, with a line that says what is left out. */
export function textTable(header: readonly string[], rows: readonly (readonly string[])[], rowsMax = 30): string {
  const shown = rows.slice(0, rowsMax).map((row) => row.map(tidy))
  const widths = header.map((title, column) =>
    Math.max(title.length, ...shown.map((row) => (row[column] ?? '').length)),
  )
  const isNumeric = header.map((_, column) =>
    shown.every((row) => /^$|^[-+(]?\p{Sc}?[\d.,]+[%)\w]*$/u.test(row[column] ?? '')),
  )
  const format = (row: readonly string[]) =>
    row
      .map((cell, column) => {
        const width = widths[column] ?? 0
        return isNumeric[column] ? cell.padStart(width) : cell.padEnd(width)
      })
      .join('  ')
      .trimEnd()
  const lines = [format(header), widths.map((width) => '-'.repeat(width)).join('  '), ...shown.map(format)]
  if (rows.length > rowsMax) lines.push(`… and ${rows.length - rowsMax} more`)
  return lines.join('\n')
}

const widest = 48

function tidy(cell: string): string {
  const line = cell.replace(/\p{Control}+/gu, ' ')
  return line.length > widest ? `${line.slice(0, widest - 1)}…` : line
}
