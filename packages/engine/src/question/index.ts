export { normalizeWord, type Question, readQuestion } from './read-question.ts'
