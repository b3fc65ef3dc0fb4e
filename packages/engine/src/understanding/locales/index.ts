export { understandInLocale } from './understand-in-locale.ts'
