/** Headers whose bare figures are years or months ("2025", "202511"): whole words, so that "year established" stays a number. */
const periodHeader =
  /^(?:(?:fiscal|calendar|reporting|report|order|sales)[\s_-]*)?(?:year|period|month|yr|fy|year[\s_-]?month|yyyymm|jahr|periode|année|annee|año|periodo)$/i

/** Headers of figures nobody adds up and whose zeros in front count, even where no cell has one. */
const codeHeader =
  /\b(?:zip|zip ?code|postal|postal ?code|postcode|plz|phone|telephone|mobile|fax|iban|ean|upc|isbn|gtin|ssn|vat ?(?:id|number))\b/i

export function holdsPeriods(header: string): boolean {
  return periodHeader.test(header.trim())
}

export function holdsCodes(header: string): boolean {
  return codeHeader.test(header.replace(/([a-z])([A-Z])/g, '$1 $2').replace(/[_-]+/g, ' '))
}
