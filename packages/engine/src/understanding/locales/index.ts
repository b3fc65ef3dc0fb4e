export { mapBack, type Told } from './map-back.ts'
export { understandInLocale } from './understand-in-locale.ts'
