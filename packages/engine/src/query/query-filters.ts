import type { FilterSlot, FilterValue, QueryFilter } from '@salestalk/protocol'

// Readings name weekdays, for people read them; stores number them, for they come from dates.
const weekdays: readonly FilterValue[] = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']

/** The filters of a reading as a metric store takes them: weekdays as '1' Monday to '7' Sunday, the rest unchanged. */
export function queryFilters(filters: readonly FilterSlot[]): QueryFilter[] {
  return filters.map(({ dimension, operator, values }) => ({
    dimension,
    operator,
    values: dimension === 'weekday' ? values.map(weekdayNumber) : [...values],
  }))
}

function weekdayNumber(value: FilterValue): FilterValue {
  const index = weekdays.indexOf(value)
  return index < 0 ? value : String(index + 1)
}
