export interface Rep {
  name: string
  team: string
  /** Multiplies the chance to win. */
  skill: number
}

const teams: Readonly<Record<string, readonly Rep[]>> = {
  'North America': [
    rep('Maya Lindqvist', 'Americas East', 1.3),
    rep('Theo Abernathy', 'Americas East', 1.05),
    rep('Priya Raman', 'Americas East', 0.95),
    rep('Jonah Whitaker', 'Americas West', 1.15),
    rep('Carla Mendes', 'Americas West', 0.9),
    rep('Owen Castellan', 'Americas West', 0.75),
  ],
  EMEA: [
    rep('Ines Falkner', 'EMEA North', 1.2),
    rep('Tobias Rehm', 'EMEA North', 0.95),
    rep('Aoife Brennick', 'EMEA North', 1.05),
    rep('Luca Marchetti', 'EMEA South', 0.85),
    rep('Sofia Vidal', 'EMEA South', 1.1),
  ],
  APAC: [rep('Hana Mori', 'APAC', 1.15), rep('Arjun Pillai', 'APAC', 0.95), rep('Grace Tan', 'APAC', 1)],
  LATAM: [rep('Mateo Quiroga', 'LATAM', 1.05), rep('Beatriz Salles', 'LATAM', 0.9)],
}

function rep(name: string, team: string, skill: number): Rep {
  return { name, team, skill }
}

/** The reps who sell in a region; at least one. */
export function repsOf(region: string): readonly Rep[] {
  const reps = teams[region]
  if (reps === undefined) throw new RangeError(`No sales team for region "${region}"`)
  return reps
}
