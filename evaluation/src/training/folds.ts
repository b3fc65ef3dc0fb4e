import { randomOf } from '../typos.ts'

export const foldCount = 5

/** Which of the folds a group belongs to, the same on every run. */
export function foldOf(group: string): number {
  return Math.floor(randomOf(`fold ${group}`)() * foldCount)
}

/** Predicts each item with a model that was fitted without its fold. */
export function crossPredict<Item extends { readonly group: string }, Model, Prediction>(
  items: readonly Item[],
  train: (training: readonly Item[]) => Model,
  predict: (model: Model, item: Item) => Prediction,
): Prediction[] {
  const models = Array.from({ length: foldCount }, (_, fold) =>
    train(items.filter(({ group }) => foldOf(group) !== fold)),
  )
  return items.flatMap((item) => {
    const model = models[foldOf(item.group)]
    return model === undefined ? [] : [predict(model, item)]
  })
}
