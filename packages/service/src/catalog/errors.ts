export class DatasetNotFoundError extends Error {
  override readonly name = 'DatasetNotFoundError'
  constructor(dataset: string) {
    super(`There is no dataset "${dataset.slice(0, 63)}": see the catalog for those there are`)
  }
}

/** A model that contradicts the columns of its dataset, or itself. */
export class UnusableModelError extends Error {
  override readonly name = 'UnusableModelError'
}
