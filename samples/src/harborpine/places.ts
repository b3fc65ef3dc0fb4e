export type RegionName = 'North America' | 'Europe' | 'Oceania'

export interface Store {
  name: string
  city: string
  country: string
  region: RegionName
  /** Share of its region's store orders. */
  weight: number
}

export const stores: readonly Store[] = [
  store('New York', 'United States', 'North America', 28),
  store('Chicago', 'United States', 'North America', 22),
  store('Seattle', 'United States', 'North America', 18),
  store('Austin', 'United States', 'North America', 14),
  store('Toronto', 'Canada', 'North America', 18),
  store('London', 'United Kingdom', 'Europe', 32),
  store('Manchester', 'United Kingdom', 'Europe', 16),
  store('Berlin', 'Germany', 'Europe', 26),
  store('Paris', 'France', 'Europe', 26),
  store('Sydney', 'Australia', 'Oceania', 60),
  store('Melbourne', 'Australia', 'Oceania', 40),
]

export type ChannelName = 'Online' | 'Store' | 'Marketplace'

export interface Cell {
  channel: ChannelName
  region: RegionName
  /** Orders on an average day of 2020. */
  orders: number
}

/** Where orders come from; every day each cell draws its number of orders. */
export const cells: readonly Cell[] = [
  { channel: 'Online', region: 'North America', orders: 15.5 },
  { channel: 'Online', region: 'Europe', orders: 10.4 },
  { channel: 'Online', region: 'Oceania', orders: 3.3 },
  { channel: 'Store', region: 'North America', orders: 10.4 },
  { channel: 'Store', region: 'Europe', orders: 6.7 },
  { channel: 'Store', region: 'Oceania', orders: 2.3 },
  { channel: 'Marketplace', region: 'North America', orders: 5.2 },
  { channel: 'Marketplace', region: 'Europe', orders: 3.3 },
  { channel: 'Marketplace', region: 'Oceania', orders: 1.2 },
]

/** The yearly growth, as a share of the level of 2020. Shops grow least. */
export const growth: Readonly<Record<ChannelName, number>> = { Online: 0.11, Store: 0.04, Marketplace: 0.14 }

/** Monday to Sunday. */
export const weekdayLevels: Readonly<Record<ChannelName, readonly number[]>> = {
  Online: [1.02, 0.94, 0.93, 0.95, 0.96, 1.03, 1.17],
  Store: [0.72, 0.74, 0.8, 0.92, 1.17, 1.5, 1.15],
  Marketplace: [1.0, 0.97, 0.96, 0.98, 1.0, 1.05, 1.04],
}

export function storesIn(region: RegionName): readonly Store[] {
  return stores.filter((each) => each.region === region)
}

export function totalWeight(places: readonly Store[]): number {
  return places.reduce((sum, place) => sum + place.weight, 0)
}

function store(city: string, country: string, region: RegionName, weight: number): Store {
  return { name: `Harbor & Pine ${city}`, city, country, region, weight }
}
