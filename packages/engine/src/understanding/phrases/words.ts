import * as z from 'zod'

/** Words and phrases as the phrase files list them. */
export const words = z.array(z.string().min(1))
