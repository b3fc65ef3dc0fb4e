export { type Question, type Token, readQuestion } from './read-question.ts'
