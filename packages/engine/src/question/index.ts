export { normalizeWord, plainWord, type Question, readQuestion } from './read-question.ts'
