export const categories = ['Furniture', 'Lighting', 'Kitchen', 'Bedding', 'Garden', 'Decor'] as const

export type CategoryName = (typeof categories)[number]

export interface Product {
  name: string
  category: CategoryName
  brand: string
  /** Dollars in 2020, before the yearly rise and planted price changes. */
  price: number
  /** Share of the price that the goods cost. */
  costShare: number
  /** How often it is chosen, against the others. */
  weight: number
}

export const products: readonly Product[] = [
  product('Oak Side Table', 'Furniture', 'Harbor & Pine', 149, 0.54, 9),
  product('Walnut Dining Chair', 'Furniture', 'Harbor & Pine', 119, 0.55, 10),
  product('Linen Armchair', 'Furniture', 'Wrenfield', 389, 0.58, 4),
  product('Pine Bookcase', 'Furniture', 'Wrenfield', 229, 0.56, 5),
  product('Extending Table', 'Furniture', 'Marlowe & Finch', 699, 0.6, 2),
  product('Brass Table Lamp', 'Lighting', 'Northquay', 79, 0.47, 9),
  product('Paper Pendant', 'Lighting', 'Harbor & Pine', 49, 0.42, 11),
  product('Reading Light', 'Lighting', 'Northquay', 59, 0.45, 8),
  product('Outdoor Lantern', 'Lighting', 'Saltgrass', 39, 0.44, 7),
  product('Copper Kettle', 'Kitchen', 'Marlowe & Finch', 69, 0.5, 10),
  product('Stoneware Bowl Set', 'Kitchen', 'Harbor & Pine', 44, 0.43, 14),
  product('Chef Knife', 'Kitchen', 'Marlowe & Finch', 89, 0.52, 8),
  product('Cast Iron Casserole', 'Kitchen', 'Marlowe & Finch', 139, 0.53, 5),
  product('Oven Mitt Pair', 'Kitchen', 'Harbor & Pine', 19, 0.38, 12),
  product('Linen Duvet Set', 'Bedding', 'Saltgrass', 159, 0.48, 10),
  product('Wool Throw', 'Bedding', 'Saltgrass', 79, 0.46, 10),
  product('Down Pillow', 'Bedding', 'Wrenfield', 59, 0.49, 11),
  product('Cotton Sheet', 'Bedding', 'Harbor & Pine', 49, 0.44, 12),
  product('Folding Deck Chair', 'Garden', 'Northquay', 89, 0.51, 7),
  product('Teak Bench', 'Garden', 'Northquay', 279, 0.57, 3),
  product('Terracotta Planter', 'Garden', 'Harbor & Pine', 29, 0.4, 12),
  product('Fire Bowl', 'Garden', 'Saltgrass', 119, 0.52, 4),
  product('Scented Candle', 'Decor', 'Harbor & Pine', 24, 0.35, 18),
  product('Round Mirror', 'Decor', 'Wrenfield', 109, 0.47, 6),
  product('Woven Basket', 'Decor', 'Saltgrass', 34, 0.41, 12),
  product('Framed Print', 'Decor', 'Marlowe & Finch', 64, 0.39, 9),
]

/** Launched one after the other by the yearly scripts of `events.ts`. */
export const launches: readonly Product[] = [
  product('Tidal Garden Sofa', 'Garden', 'Harbor & Pine', 329, 0.55, 9),
  product('Aurora Floor Lamp', 'Lighting', 'Harbor & Pine', 139, 0.46, 15),
  product('Hearth Espresso Maker', 'Kitchen', 'Marlowe & Finch', 249, 0.55, 11),
  product('Meadow Pergola', 'Garden', 'Northquay', 399, 0.56, 8),
  product('Lumen Wall Light', 'Lighting', 'Northquay', 119, 0.45, 16),
  product('Ember Pizza Oven', 'Kitchen', 'Marlowe & Finch', 269, 0.56, 10),
]

/** How much each category is wanted from January to December. */
export const categoryMonths: Readonly<Record<CategoryName, readonly number[]>> = {
  Furniture: [1.1, 1.05, 1, 0.98, 0.96, 0.94, 0.95, 1, 1.06, 1.02, 0.98, 0.88],
  Lighting: [1.05, 1, 0.95, 0.9, 0.86, 0.84, 0.86, 0.94, 1.05, 1.15, 1.15, 1.1],
  Kitchen: [0.95, 0.95, 0.97, 1, 1, 0.97, 0.95, 0.97, 1, 1, 1.05, 1.15],
  Bedding: [1.15, 1.08, 1, 0.95, 0.92, 0.88, 0.88, 0.95, 1.05, 1.08, 1.04, 0.98],
  Garden: [0.4, 0.55, 1.05, 1.55, 1.75, 1.65, 1.4, 1.1, 0.75, 0.5, 0.4, 0.38],
  Decor: [0.88, 0.92, 0.94, 0.95, 0.95, 0.93, 0.93, 0.95, 1, 1.05, 1.15, 1.35],
}

function product(
  name: string,
  category: CategoryName,
  brand: string,
  price: number,
  costShare: number,
  weight: number,
): Product {
  return { name, category, brand, price, costShare, weight }
}
