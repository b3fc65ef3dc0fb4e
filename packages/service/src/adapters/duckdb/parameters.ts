/** A value that stands beside the SQL text, never in it. */
export type ParameterValue = string | number | boolean

/** SQL text and the values of its parameters: $1 is the first. */
export interface Statement {
  readonly sql: string
  readonly parameters: readonly ParameterValue[]
}

/** Collects the values of a statement while its text is being made. */
export class Parameters {
  readonly values: ParameterValue[] = []

  /** Adds a value and gives the text that stands for it; the type is stated because a bare parameter has none. */
  bind(value: ParameterValue, type: string): string {
    this.values.push(value)
    return `CAST($${this.values.length} AS ${type})`
  }
}
