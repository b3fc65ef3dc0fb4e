/** Where the rows of a batch are kept, as Parquet. */
export function segmentKey(dataset: string, batchId: string): string {
  return `facts/${dataset}/${batchId}.parquet`
}

/** Where the rows of a batch that could not be read are kept, as NDJSON. */
export function rejectedKey(dataset: string, batchId: string): string {
  return `rejected/${dataset}/${batchId}.ndjson`
}
