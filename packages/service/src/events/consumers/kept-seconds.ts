/** Long enough to compare a month with the same month of the year before. */
export const YEAR_AND_MONTH_SECONDS = 400 * 24 * 60 * 60
