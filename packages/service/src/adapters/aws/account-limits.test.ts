import { describe, expect, it } from 'vitest'
import { LINK_SECONDS } from '../../uploads/room.ts'
import { accountLimits } from './account-limits.ts'

// tenant-credentials.ts hands out credentials that are good for so long at least.
const CREDENTIALS_SECONDS = 1200

describe('a link to send a file to', () => {
  it('ends before a company of the same id may be made, and before the credentials that signed it', () => {
    expect(LINK_SECONDS).toBeLessThan(accountLimits.idRestSeconds)
    expect(LINK_SECONDS).toBeLessThanOrEqual(CREDENTIALS_SECONDS)
  })
})
