import * as z from 'zod'
import { answerSchema, phraseSchema } from './answer.ts'
import {
  batchSchema,
  dateOrderSchema,
  ingestModeSchema,
  ingestPreviewSchema,
  ingestProgressSchema,
  ingestReportSchema,
} from './ingest.ts'
import { interpretationSchema } from './interpretation.ts'
import { datasetModelSchema } from './model.ts'
import { tenantStatusSchema, userRoleSchema } from './tenant.ts'
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

/** GET /v1/health */
export const healthSchema = z.object({ status: z.enum(['ok', 'starting']), version: z.string() })
export type Health = z.infer<typeof healthSchema>

// Sign-in

export const companySchema = z.object({
  tenantId: z.string(),
  name: z.string(),
  description: z.string().nullable(),
  isDemo: z.boolean(),
})
export type Company = z.infer<typeof companySchema>

/** An OpenID Connect issuer people sign in with, by authorization code and PKCE. */
export const signInIssuerSchema = z.object({ authority: z.url(), clientId: z.string().min(1) })
export type SignInIssuer = z.infer<typeof signInIssuerSchema>

/** GET /v1/sign-in: the demo companies (none outside demo mode), and the issuer, null where one-time codes are used. */
export const signInOptionsSchema = z.object({
  demoCompanies: z.array(companySchema),
  issuer: signInIssuerSchema.nullable(),
})
export type SignInOptions = z.infer<typeof signInOptionsSchema>

/** POST /v1/sign-in/demo */
export const demoSignInRequestSchema = z.strictObject({ tenantId: z.string().max(64) })
/** POST /v1/sign-in: a one-time code given by the operator. */
export const signInRequestSchema = z.strictObject({ email: z.email().max(254), code: z.string().min(6).max(64) })

export const userSchema = z.object({ userId: z.string(), email: z.string(), name: z.string(), role: userRoleSchema })
export type User = z.infer<typeof userSchema>

export const signedInSchema = z.object({
  token: z.string(),
  expiresAt: z.string(),
  user: userSchema,
  company: companySchema.nullable(),
})
export type SignedIn = z.infer<typeof signedInSchema>

/** POST /v1/sign-in/switch: without a token where they come from an issuer outside; its next one is for the other company. */
export const switchedCompanySchema = signedInSchema.extend({
  token: z.string().nullable(),
  expiresAt: z.string().nullable(),
})
export type SwitchedCompany = z.infer<typeof switchedCompanySchema>

/** GET /v1/me; `companies` are those the user may switch to by POST /v1/sign-in/switch. */
export const meSchema = z.object({
  user: userSchema,
  company: companySchema.nullable(),
  companies: z.array(companySchema),
})
export type Me = z.infer<typeof meSchema>

// Chat

export const questionCharactersMax = 2000

/** POST /v1/chat. `interpretation` asks an edited or offered reading instead of understanding the words again. */
export const chatRequestSchema = z.strictObject({
  question: z.string(),
  sessionId: z.string().max(64).nullable().default(null),
  asOf: isoDateSchema.nullable().default(null),
  interpretation: interpretationSchema.nullable().default(null),
})
export type ChatRequest = z.infer<typeof chatRequestSchema>

/** What POST /v1/chat streams when asked for text/event-stream; the event's name is `type`, its data the rest as JSON. */
export const chatEventSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('understood'), interpretation: interpretationSchema }),
  z.object({ type: z.literal('queried'), id: z.string(), rows: z.int(), milliseconds: z.number() }),
  z.object({ type: z.literal('phrase'), phrase: phraseSchema }),
  z.object({ type: z.literal('answer'), answer: answerSchema }),
  z.object({ type: z.literal('problem'), problem: problemSchema }),
])
export type ChatEvent = z.infer<typeof chatEventSchema>

export const sessionSchema = z.object({
  sessionId: z.string(),
  title: z.string(),
  messageCount: z.int(),
  createdAt: z.string(),
  updatedAt: z.string(),
})
export type Session = z.infer<typeof sessionSchema>
/** GET /v1/sessions, latest first. */
export const sessionsSchema = z.object({ sessions: z.array(sessionSchema), cursor: z.string().nullable() })
export type Sessions = z.infer<typeof sessionsSchema>

export const messageSchema = z.object({
  messageId: z.string(),
  sessionId: z.string(),
  sender: z.enum(['user', 'assistant']),
  text: z.string(),
  answer: answerSchema.nullable(),
  createdAt: z.string(),
})
export type Message = z.infer<typeof messageSchema>
/** GET /v1/sessions/{sessionId}/messages, oldest first. */
export const messagesSchema = z.object({ messages: z.array(messageSchema), cursor: z.string().nullable() })
export type Messages = z.infer<typeof messagesSchema>

// Data

/** POST /v1/uploads?fileName=… with the raw bytes as body answers 202 with this; so does GET /v1/uploads/{uploadId}. */
export const uploadSchema = z.object({
  uploadId: z.string(),
  fileName: z.string(),
  /** `ready`: read, waiting to be confirmed; `busy`: see progress; `done`: see report; the rest are ends. */
  status: z.enum(['busy', 'ready', 'done', 'failed', 'cancelled']),
  progress: ingestProgressSchema,
  preview: ingestPreviewSchema.nullable(),
  report: ingestReportSchema.nullable(),
  problem: problemSchema.nullable(),
})
export type Upload = z.infer<typeof uploadSchema>

/** POST /v1/uploads/presigned: asks for a place in the store to which a file of any size can be sent. */
export const presignUploadRequestSchema = z.strictObject({
  fileName: z.string().min(1).max(255),
  dataset: z.string().max(63).nullable().default(null),
  /** Exactly so many are accepted. */
  bytes: z.int().min(0),
  contentType: z
    .string()
    .regex(/^[\w.+-]{1,100}\/[\w.+-]{1,100}$/, 'a media type such as text/csv')
    .default('application/octet-stream'),
})
export type PresignUploadRequest = z.infer<typeof presignUploadRequestSchema>

/** The file is sent as body of one request, with these headers and no others; then GET /v1/uploads/{uploadId} says how it is doing. */
export const uploadTargetSchema = z.object({
  url: z.url(),
  method: z.literal('PUT'),
  headers: z.record(z.string(), z.string()),
})
export type UploadTarget = z.infer<typeof uploadTargetSchema>

/** Both null where there is no such place: POST /v1/uploads takes the file then. */
export const presignedUploadSchema = z.object({
  uploadId: z.string().nullable(),
  target: uploadTargetSchema.nullable(),
})
export type PresignedUpload = z.infer<typeof presignedUploadSchema>

/** How ambiguous columns are to be read, by column key. */
export const readingOptionsSchema = z.strictObject({
  dateOrder: z.record(z.string(), dateOrderSchema).default({}),
  decimalSeparator: z.record(z.string(), z.enum(['.', ','])).default({}),
})
export type ReadingOptions = z.infer<typeof readingOptionsSchema>

/** POST /v1/uploads/{uploadId}/preview re-reads with other options; POST …/confirm writes the batch. DELETE cancels. */
export const confirmUploadRequestSchema = z.strictObject({
  dataset: z.string(),
  mode: ingestModeSchema.default('append'),
  model: datasetModelSchema.nullable().default(null),
  readingOptions: readingOptionsSchema.nullable().default(null),
})
export type ConfirmUploadRequest = z.infer<typeof confirmUploadRequestSchema>
export const previewUploadRequestSchema = z.strictObject({
  dataset: z.string().nullable().default(null),
  readingOptions: readingOptionsSchema,
})
export type PreviewUploadRequest = z.infer<typeof previewUploadRequestSchema>

/** GET /v1/batches, latest first; POST /v1/batches/{batchId}/undo; GET /v1/batches/{batchId}/rejected downloads CSV. */
export const batchesSchema = z.object({ batches: z.array(batchSchema) })
export type Batches = z.infer<typeof batchesSchema>

// Companies (operator only)

export const plans = ['free', 'standard', 'enterprise'] as const
export const planSchema = z.enum(plans)
export type Plan = z.infer<typeof planSchema>

/** POST /v1/tenants */
export const createTenantRequestSchema = z.strictObject({
  name: z.string().trim().min(2).max(80),
  ownerEmail: z.email().max(254),
  plan: planSchema.default('free'),
  /** Begins with the data of a demo company, to play with. */
  demoData: z.boolean().default(false),
})
export type CreateTenantRequest = z.infer<typeof createTenantRequestSchema>

/** POST /v1/tenants/{tenantId}/users answers with a sign-in code that is shown once. */
export const createUserRequestSchema = z.strictObject({
  email: z.email().max(254),
  name: z.string().trim().min(1).max(80),
  role: userRoleSchema.exclude(['operator']).default('member'),
})
export type CreateUserRequest = z.infer<typeof createUserRequestSchema>

/** A company as its operator sees it; of a suspended one, what happened since `suspendedAt` was not worked on. */
export const companyDetailsSchema = companySchema.extend({
  ownerEmail: z.string(),
  plan: planSchema,
  status: tenantStatusSchema,
  createdAt: z.string(),
  suspendedAt: z.string().nullable(),
})
export type CompanyDetails = z.infer<typeof companyDetailsSchema>

/** POST /v1/tenants/{tenantId}/suspend; the reason goes into the event. */
export const suspendTenantRequestSchema = z.strictObject({
  reason: z.string().trim().min(1).max(200).nullable().default(null),
})

/** POST /v1/tenants/resume-interrupted: what was carried on, or undone because it cannot succeed. */
export const interruptedWorkSchema = z.object({
  work: z.array(
    z.object({
      tenantId: z.string(),
      kind: z.enum(['onboarding', 'import', 'suspension', 'deletion']),
      outcome: z.enum(['finished', 'undone', 'failed']),
      problem: z.string().nullable(),
    }),
  ),
})
export type InterruptedWorkList = z.infer<typeof interruptedWorkSchema>

/** GET /v1/tenants, in order of ids. */
export const companiesSchema = z.object({ companies: z.array(companyDetailsSchema) })
export type Companies = z.infer<typeof companiesSchema>

/** `code` signs the person in once, until `expiresAt`. */
export const createdUserSchema = z.object({ user: userSchema, code: z.string(), expiresAt: z.string() })
export type CreatedUser = z.infer<typeof createdUserSchema>
