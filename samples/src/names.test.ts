import { expect, it } from 'vitest'
import { companyName, industries } from './names.ts'

it('names thousands of companies without repeating itself', () => {
  const names = industries.flatMap((industry) =>
    Array.from({ length: 4000 }, (_, number) => companyName(number, industry)),
  )
  expect(new Set(names).size).toBe(industries.length * 4000)
})
