export { normalizeWord, type Question, readQuestion, type Token } from './read-question.ts'
