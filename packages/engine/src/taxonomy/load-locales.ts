import type * as z from 'zod'
import { suggest } from '../support/suggest.ts'
import { withoutInherited } from '../support/without-inherited.ts'
import type { TaxonomyProblem } from './errors.ts'
import {
  type Locale,
  localeDimensionsSchema,
  localeHeadersSchema,
  localeLanguageSchema,
  localeMembersSchema,
  localeMetricsSchema,
  localePhrasesSchema,
} from './locale-schema.ts'
import { validateFile } from './validate.ts'

const folder = 'locales'
const single = ['language.json', 'metrics.json', 'dimensions.json', 'members.json', 'headers.json']
const phraseFolders = ['phrases', 'time']

interface Known {
  readonly metrics: ReadonlySet<string>
  readonly dimensions: ReadonlySet<string>
}

/**
 * The locales among the files of a taxonomy ('locales/<language>/…'), in alphabetical order. What is wrong with them is added to
 * `problems`, ids that the vocabulary does not have among it.
 */
export function loadLocales(
  files: Readonly<Record<string, unknown>>,
  known: Known,
  problems: TaxonomyProblem[],
): Locale[] {
  const languages = Object.keys(files).flatMap((path) =>
    path.startsWith(`${folder}/`) ? [path.split('/')[1] ?? ''] : [],
  )
  return [...new Set(languages)].sort().flatMap((language) => loadLocale(language, files, known, problems) ?? [])
}

function loadLocale(
  name: string,
  files: Readonly<Record<string, unknown>>,
  known: Known,
  problems: TaxonomyProblem[],
): Locale | null {
  const root = `${folder}/${name}`
  checkPaths(root, files, problems)
  const read = <Schema extends z.ZodType>(file: string, schema: Schema): z.infer<Schema> | null => {
    const { value, problems: found } = validateFile(`${root}/${file}`, schema, files[`${root}/${file}`])
    problems.push(...found)
    return value
  }
  const language = read('language.json', localeLanguageSchema)
  const metrics = read('metrics.json', localeMetricsSchema)
  const dimensions = read('dimensions.json', localeDimensionsSchema)
  const members = read('members.json', localeMembersSchema)
  const headers = read('headers.json', localeHeadersSchema)
  const phrases: Record<string, string[]> = {}
  for (const path of Object.keys(files).sort()) {
    if (!phraseFolders.some((part) => path.startsWith(`${root}/${part}/`))) continue
    const file = read(path.slice(root.length + 1), localePhrasesSchema) ?? {}
    for (const [key, forms] of Object.entries(file)) phrases[key] = [...(phrases[key] ?? []), ...forms]
  }
  if (!language || !metrics || !dimensions || !members || !headers) return null
  if (language.language !== name) {
    const message = `the language "${language.language}" differs from the folder's name`
    problems.push({ file: `${root}/language.json`, path: 'language', message, suggestion: name })
  }
  expectKnown(`${root}/metrics.json`, 'metric', Object.keys(metrics), known.metrics, problems)
  expectKnown(`${root}/dimensions.json`, 'dimension', Object.keys(dimensions), known.dimensions, problems)
  return { language, phrases, metrics, dimensions, members, headers }
}

/** What headers of the locales' languages stand for, in the form they are looked up by; where two locales differ, the first stays. */
export function headersOf(locales: readonly Locale[], names: readonly string[] = []): Record<string, string> {
  const headers = withoutInherited<Record<string, string>>({})
  // A Czech "Plán" is a budget, but a "Plan" is a plan: such a form counts with its accents only.
  const english = new Set(names.map(foldHeader))
  for (const locale of locales) {
    for (const [header, forms] of Object.entries(locale.headers)) {
      for (const form of forms) {
        const folded = foldHeader(form)
        if (!english.has(folded)) headers[folded] ??= header
        else if (form.toLowerCase() !== folded) headers[form.toLowerCase()] ??= header
      }
    }
  }
  return headers
}

/** A header without case, accents and signs, so that spellings of one word meet. */
export function foldHeader(header: string): string {
  return header
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .normalize('NFKD')
    .replace(/[^\p{L}\p{N}%]+/gu, '')
}

function expectKnown(
  file: string,
  kind: string,
  ids: readonly string[],
  known: ReadonlySet<string>,
  problems: TaxonomyProblem[],
): void {
  for (const id of ids) {
    if (known.has(id)) continue
    problems.push({ file, path: id, message: `no ${kind} has the id "${id}"`, suggestion: suggest(id, known) })
  }
}

function checkPaths(root: string, files: Readonly<Record<string, unknown>>, problems: TaxonomyProblem[]): void {
  const parts = [...single, ...phraseFolders]
  for (const path of Object.keys(files)) {
    if (!path.startsWith(`${root}/`)) continue
    const part = path.slice(root.length + 1).split('/')[0] ?? ''
    if (parts.includes(part)) continue
    const message = `"${part}" is not a part of a locale`
    problems.push({ file: path, path: '', message, suggestion: suggest(part, parts) })
  }
}
