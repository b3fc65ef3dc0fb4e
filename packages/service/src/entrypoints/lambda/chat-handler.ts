import { httpHandler, streamingHttpHandler } from './http-handler.ts'

export const handler = httpHandler('chat-handler')
export const streamingHandler = streamingHttpHandler('chat-handler')
