import { randomUUID } from 'node:crypto'
import type { Batch, IngestPreview, IngestProgress, PreviewUploadRequest, Upload } from '@salestalk/protocol'
import { modelOf } from './catalog.ts'

type Stage = IngestProgress['stage']

function profile(
  key: string,
  name: string,
  type: 'text' | 'date' | 'integer' | 'decimal',
  samples: string[],
  ambiguous = false,
) {
  return {
    key,
    name,
    type,
    rows: 1200,
    empty: key === 'channel' ? 14 : 0,
    distinct: key === 'order_id' ? 1200 : 4,
    minimum: type === 'date' ? '2026-01-04' : null,
    maximum: type === 'date' ? '2026-11-12' : null,
    samples,
    members: null,
    sign: key === 'net_amount' ? '$' : null,
    decimalSeparator: type === 'decimal' ? ('.' as const) : null,
    dateOrder: type === 'date' ? ('day_first' as const) : null,
    dateOrderAmbiguous: ambiguous,
    periodGrain: null,
  }
}

export function previewOf(fileName: string, dataset: string, request: PreviewUploadRequest | null): IngestPreview {
  const settled = request?.readingOptions.dateOrder.ordered_on
  const firstDay = settled === 'month_first' ? '2026-04-01' : '2026-01-04'
  const rejected = [
    { line: 17, reason: 'Net amount: "n/a" is not a number', content: 'A-1016,05/01/2026,West,Online,1,n/a' },
    { line: 233, reason: 'expected 6 fields, found 4', content: 'A-1232,11/03/2026,North,Store' },
    { line: 871, reason: 'Ordered on: "31/02/2026" is not a date', content: 'A-1870,31/02/2026,South,Online,2,88.00' },
  ]
  return {
    dataset,
    fileName,
    reading: { format: 'csv', encoding: 'windows-1252', delimiter: ';', header: true, sheet: null, bytes: 84_200 },
    profile: {
      rows: 1200,
      columns: [
        profile('order_id', 'Order ID', 'text', ['A-1001', 'A-1002']),
        profile('ordered_on', 'Ordered on', 'date', [firstDay, '2026-05-06'], settled === undefined),
        profile('region', 'Region', 'text', ['West', 'North', 'South', 'Central']),
        profile('channel', 'Channel', 'text', ['Online', 'Store', 'Marketplace']),
        profile('quantity', 'Quantity', 'integer', ['1', '2', '3']),
        profile('net_amount', 'Net amount', 'decimal', ['129.00', '64.50']),
      ],
      long: null,
    },
    model: {
      ...modelOf('orders', 'Spring orders'),
      dataset,
      columns: [
        { key: 'order_id', name: 'Order ID', type: 'text', role: 'identifier' },
        { key: 'ordered_on', name: 'Ordered on', type: 'date', role: 'time' },
        { key: 'region', name: 'Region', type: 'text', role: 'dimension' },
        { key: 'channel', name: 'Channel', type: 'text', role: 'dimension' },
        { key: 'quantity', name: 'Quantity', type: 'integer', role: 'measure' },
        { key: 'net_amount', name: 'Net amount', type: 'decimal', role: 'measure' },
      ],
      dimensions: ['region', 'channel'].map((id) => ({
        id,
        label: id === 'region' ? 'Region' : 'Channel',
        column: id,
        synonyms: id === 'region' ? ['area'] : [],
        parent: null,
        subject: null,
        aliases: {},
      })),
      metrics: modelOf('orders', '')
        .metrics.slice(0, 4)
        .map((metric) =>
          metric.id === 'gross_margin'
            ? { ...metric, aggregation: { kind: 'ratio', numerator: 'gross_profit', denominator: 'revenue' } }
            : metric.id === 'orders'
              ? { ...metric, aggregation: { kind: 'count_distinct', column: 'order_id', where: [] } }
              : metric,
        ),
      assumptions: ['Amounts are in US dollars: the cells carry the sign $.'],
    },
    questions:
      settled === undefined
        ? [
            {
              code: 'ambiguous_date_order',
              column: 'ordered_on',
              question: 'Is 04/01/2026 in “Ordered on” the 4th of January or the 1st of April?',
              assumption: 'Read as day first: 4 January 2026.',
              options: [
                { value: 'day_first', label: 'Day first: 4 January 2026' },
                { value: 'month_first', label: 'Month first: April 1, 2026' },
              ],
            },
          ]
        : [],
    rowsRead: 1200,
    rowsRejected: rejected.length,
    rejected,
    warnings: ['14 cells of “Channel” are empty.'],
    sample: Array.from({ length: 6 }, (_, index) => ({
      order_id: `A-100${index + 1}`,
      ordered_on: firstDay,
      region: ['West', 'North', 'South'][index % 3] ?? '',
      channel: index === 3 ? null : 'Online',
      quantity: index + 1,
      net_amount: 64.5 * (index + 1),
    })),
  }
}

/** Uploads of the mock: each look at a busy one takes it a stage further, so that tests need not wait for a clock. */
export class Uploads {
  private readonly all = new Map<
    string,
    { upload: Upload; rest: Stage[]; dataset: string; mode: 'append' | 'replace' }
  >()
  private readonly expected = new Set<string>()
  readonly batches: Batch[] = [
    batch('orders', 'orders-2026.csv', 412_880, 0),
    batch('returns', 'returns-2026.csv', 21_340, 12),
  ]

  create(fileName: string, bytes: number): Upload {
    const uploadId = randomUUID()
    const dataset = (fileName.split('.')[0] ?? 'data').toLowerCase().replaceAll(/[^a-z0-9]+/g, '_')
    const broken = fileName.includes('broken')
    const upload: Upload = {
      uploadId,
      fileName,
      status: 'busy',
      progress: { uploadId, stage: 'reading', bytesDone: 0, bytesTotal: bytes, rowsDone: 0, message: null },
      preview: null,
      report: null,
      problem: null,
    }
    this.all.set(uploadId, { upload, rest: broken ? ['failed'] : ['profiling', 'done'], dataset, mode: 'append' })
    return upload
  }

  /** An upload whose file the browser puts into the store; without this it waits for it. */
  announce(fileName: string, bytes: number): Upload {
    const upload = this.create(fileName, bytes)
    this.expected.add(upload.uploadId)
    return upload
  }

  arrived(uploadId: string): boolean {
    return this.expected.delete(uploadId)
  }

  look(uploadId: string): Upload | null {
    const entry = this.all.get(uploadId)
    if (!entry) return null
    if (entry.upload.status !== 'busy' || this.expected.has(uploadId)) return entry.upload
    const stage = entry.rest.shift() ?? 'done'
    const { bytesTotal } = entry.upload.progress
    entry.upload = {
      ...entry.upload,
      progress: { ...entry.upload.progress, stage, bytesDone: bytesTotal ?? 0, rowsDone: 1200 },
    }
    if (stage === 'failed') entry.upload = { ...entry.upload, status: 'failed', problem: brokenFile }
    if (stage === 'done') entry.upload = this.finish(entry)
    return entry.upload
  }

  private finish(entry: { upload: Upload; dataset: string; mode: 'append' | 'replace' }): Upload {
    const { upload } = entry
    if (upload.preview === null) {
      return { ...upload, status: 'ready', preview: previewOf(upload.fileName, entry.dataset, null) }
    }
    const written = batch(entry.dataset, upload.fileName, 1197, 3, entry.mode)
    this.batches.unshift(written)
    return {
      ...upload,
      status: 'done',
      report: { kind: 'ingested', batch: written, preview: upload.preview, milliseconds: 412 },
    }
  }

  preview(uploadId: string, request: PreviewUploadRequest): Upload | null {
    const entry = this.all.get(uploadId)
    if (!entry) return null
    entry.upload = {
      ...entry.upload,
      preview: previewOf(entry.upload.fileName, request.dataset ?? entry.dataset, request),
    }
    return entry.upload
  }

  confirm(uploadId: string, dataset: string, mode: 'append' | 'replace'): Upload | null {
    const entry = this.all.get(uploadId)
    if (!entry) return null
    entry.dataset = dataset
    entry.mode = mode
    entry.rest = ['writing', 'committing', 'done']
    entry.upload = { ...entry.upload, status: 'busy' }
    return entry.upload
  }

  cancel(uploadId: string): void {
    this.all.delete(uploadId)
  }

  undo(batchId: string): Batch | null {
    const index = this.batches.findIndex((one) => one.batchId === batchId)
    const found = this.batches[index]
    if (!found) return null
    const undone: Batch = { ...found, status: 'undone' }
    this.batches[index] = undone
    return undone
  }
}

function batch(
  dataset: string,
  fileName: string,
  rows: number,
  rejected: number,
  mode: 'append' | 'replace' = 'append',
): Batch {
  return {
    batchId: randomUUID(),
    dataset,
    fileName,
    contentHash: 'sha256:0',
    mode,
    status: 'live',
    rows,
    rejected,
    bytes: rows * 70,
    firstDay: '2026-01-04',
    lastDay: '2026-11-13',
    createdAt: '2026-11-22T09:30:00Z',
  }
}

const brokenFile = {
  type: 'about:blank',
  title: 'The file cannot be read',
  status: 422,
  detail: 'It is named .csv but holds binary data. Export it as CSV or Excel and upload it again.',
  code: 'unreadable_file',
  requestId: 'request-1',
}
