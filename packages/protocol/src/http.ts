import * as z from 'zod'
import { answerSchema } from './answer.ts'
import { interpretationSchema } from './interpretation.ts'
import { isoDateSchema } from './time.ts'

/** RFC 9457 problem document; `code` is stable for programs, `detail` says what to do. */
export const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  code: z.string(),
  requestId: z.string().nullable(),
})
export type Problem = z.infer<typeof problemSchema>

export const questionCharactersMax = 2000

/** `interpretation` asks an edited or offered reading instead of understanding the words again. */
export const chatRequestSchema = z.strictObject({
  question: z.string(),
  sessionId: z.string().max(64).nullable().default(null),
  asOf: isoDateSchema.nullable().default(null),
  interpretation: interpretationSchema.nullable().default(null),
})
export type ChatRequest = z.infer<typeof chatRequestSchema>

export const sessionSchema = z.object({
  sessionId: z.string(),
  title: z.string(),
  messageCount: z.int(),
  createdAt: z.string(),
  updatedAt: z.string(),
})
export type Session = z.infer<typeof sessionSchema>

export const messageSchema = z.object({
  messageId: z.string(),
  sessionId: z.string(),
  sender: z.enum(['user', 'assistant']),
  text: z.string(),
  answer: answerSchema.nullable(),
  createdAt: z.string(),
})
export type Message = z.infer<typeof messageSchema>

export const plans = ['free', 'standard', 'enterprise'] as const
export const planSchema = z.enum(plans)
export type Plan = z.infer<typeof planSchema>

export const createTenantRequestSchema = z.strictObject({
  name: z.string().min(2).max(80),
  ownerEmail: z.email(),
  plan: planSchema.default('free'),
})
export type CreateTenantRequest = z.infer<typeof createTenantRequestSchema>
