/** A made-up company whose files are taken in as a stranger's would be: the same text on every run, models proposed by the product. */
export interface EvaluationCompany {
  /** Lower-case letters only; questions name it. */
  readonly id: string
  /** The day its questions are asked on, 'YYYY-MM-DD'. */
  readonly asOf: string
  /** What it does and what its files hold, in a sentence or two. */
  readonly description: string
  readonly datasets: readonly EvaluationDataset[]
}

export interface EvaluationDataset {
  /** The file's name without its ending. */
  readonly name: string
  /** The whole file, header first. */
  csv(): string
}
