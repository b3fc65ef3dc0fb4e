import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto'

// Without letters and digits that look alike.
const ALPHABET = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789'
const GROUPS = 4
const GROUP_CHARACTERS = 4
const HASH_BYTES = 32
// About 25 ms a guess. The code itself has 80 random bits, so this need not be as slow as it is for passwords people choose.
const COST = { N: 2 ** 14, r: 8, p: 1 }

/** A new code such as `K7QM-2XPA-…`: 16 letters of 32, that is 80 bits. `random` gives that many secret random bytes. */
export function newSignInCode(random: (bytes: number) => Uint8Array = randomBytes): string {
  const letters = Array.from(random(GROUPS * GROUP_CHARACTERS), (byte) => ALPHABET.charAt(byte % ALPHABET.length))
  return Array.from({ length: GROUPS }, (_, group) =>
    letters.slice(group * GROUP_CHARACTERS, (group + 1) * GROUP_CHARACTERS).join(''),
  ).join('-')
}

export interface HashedCode {
  readonly salt: string
  readonly hash: string
}

/** What is kept instead of the code. */
export async function hashedCode(code: string): Promise<HashedCode> {
  const salt = randomBytes(16).toString('base64url')
  return { salt, hash: (await derived(code, salt)).toString('base64url') }
}

/** Whether this is the code, whatever its case, spaces and hyphens; takes the same time either way. */
export async function isCode(code: string, kept: HashedCode): Promise<boolean> {
  const expected = Buffer.from(kept.hash, 'base64url')
  const actual = await derived(code, kept.salt)
  return expected.length === actual.length && timingSafeEqual(expected, actual)
}

function derived(code: string, salt: string): Promise<Buffer> {
  const tidy = code.slice(0, 100).toUpperCase().replace(/[\s-]/g, '')
  return new Promise((resolve, reject) => {
    scrypt(tidy, salt, HASH_BYTES, COST, (error, key) => (error === null ? resolve(key) : reject(error)))
  })
}
