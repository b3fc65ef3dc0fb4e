/** Everything an upload may be at most. One object, so that a plan or a test can lower any of them. */
export interface IngestLimits {
  readonly bytes: number
  readonly columns: number
  /** Bytes of one cell as it stands in the file. */
  readonly cellBytes: number
  /** Bytes of one JSON object or spreadsheet row. */
  readonly recordBytes: number
  /** Bytes a workbook may unpack to, and those of its texts and styles, which are held in memory. */
  readonly workbookBytes: number
  readonly workbookTextBytes: number
  readonly headerLength: number
  /** Above this share of unreadable rows the whole file is refused. */
  readonly maxRejectedShare: number
  /** Rejected rows kept with their content; further ones are only counted. */
  readonly rejectedRowsKept: number
  readonly rejectedContentLength: number
  /** Rows and rejected rows shown in a preview. */
  readonly sampleRows: number
  readonly rejectedRowsShown: number
  /** Dates outside of these years are mistakes or stand-ins for "never". */
  readonly firstYear: number
  readonly lastYear: number
  /** What the reading of one file may hold in memory before it spills to the work folder. */
  readonly memoryMegabytes: number
  readonly threads: number
}

export const defaultLimits: IngestLimits = {
  bytes: 4 * 1024 ** 3,
  columns: 2000,
  cellBytes: 256 * 1024,
  recordBytes: 16 * 1024 * 1024,
  workbookBytes: 4 * 1024 ** 3,
  workbookTextBytes: 256 * 1024 ** 2,
  headerLength: 200,
  maxRejectedShare: 0.1,
  rejectedRowsKept: 100_000,
  rejectedContentLength: 2000,
  sampleRows: 20,
  rejectedRowsShown: 100,
  firstYear: 1900,
  lastYear: 2200,
  memoryMegabytes: 512,
  threads: 2,
}
