import { describe, expect, it } from 'vitest'
import { dimensionColumns, formulas, proposeTable } from '../tests/propose-table.ts'

const stays = proposeTable(`
Stay ID|Date|Hotel|Room Type|Patient ID|Nights|Wait Time (min)|Overtime Hours|Guest Score|On Time|Cancelled
S1|2025-01-03|Palace|Suite|G1|3|12|1.5|4|true|false
S2|2025-01-04|Palace|Single|G2|1|25|0.5|5|false|true
S3|2025-01-05|Harbor|Suite|G1|2|8|0|3|true|false`)

function synonymsOf(id: string): readonly string[] {
  return stays.metrics.find((metric) => metric.id === id)?.synonyms ?? []
}

describe('what can be asked of columns beside their own sum', () => {
  it('has an average beside each sum, and a total beside each average that adds up', () => {
    expect(
      formulas(stays, 'nights', 'average_nights', 'wait_time_min', 'total_wait_time_min', 'total_guest_score'),
    ).toEqual({
      nights: 'Sum of Nights @ date',
      average_nights: 'Average of Nights @ date',
      wait_time_min: 'Average of Wait Time (min) @ date',
      total_wait_time_min: 'Sum of Wait Time (min) @ date',
      total_guest_score: undefined,
    })
    expect(synonymsOf('average_nights')).toContain('nights per stay')
  })

  it('adds up hours of effort', () => {
    expect(formulas(stays, 'overtime_hours')).toEqual({ overtime_hours: 'Sum of Overtime Hours @ date' })
  })

  it('adds up what hours and salaries cost, but averages the cost of a unit', () => {
    const staff = proposeTable(`
Month|Department|Salary|Salary Cost|Unit Cost
2025-01-01|Sales|3100|9300|12
2025-01-01|Finance|3900|7800|11
2025-02-01|Sales|3200|9600|14`)
    expect(formulas(staff, 'salary', 'salary_cost', 'unit_cost')).toEqual({
      salary: 'Average of Salary @ month',
      salary_cost: 'Sum of Salary Cost @ month',
      unit_cost: 'Average of Unit Cost @ month',
    })
  })

  it('goes by names without the units of the header', () => {
    expect(synonymsOf('wait_time_min')).toContain('wait time')
  })

  it('counts the things that columns number or name, and the rows a yes/no column is true of', () => {
    expect(
      formulas(stays, 'patient_count', 'hotel_count', 'room_type_count', 'cancelled_count', 'on_time_rate'),
    ).toEqual({
      patient_count: 'Number of different Patient ID @ date',
      hotel_count: 'Number of different Hotel @ date',
      room_type_count: undefined,
      cancelled_count: 'Number of rows, where Cancelled is true @ date',
      on_time_rate: 'On Time count ÷ Stays @ date',
    })
    expect(synonymsOf('cancelled_rate')).toContain('cancellation rate')
  })

  it('takes a type of something for its own dimension', () => {
    expect(dimensionColumns(stays)).toMatchObject({ room_type: 'room_type', on_time: 'on_time' })
  })
})
