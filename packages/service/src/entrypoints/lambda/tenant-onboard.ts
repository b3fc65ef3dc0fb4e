import { httpHandler } from './http-handler.ts'

export const handler = httpHandler('tenant-onboard')
