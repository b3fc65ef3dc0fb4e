/**
 * Members known by name of one dimension: far above what people ask for, and few enough that one column of free text does not fill the
 * memory. The lists kept with the rollups are made for just this number.
 */
export const listedMembersMax = 200_000
