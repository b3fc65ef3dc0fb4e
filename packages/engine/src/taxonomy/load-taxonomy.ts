import * as z from 'zod'
import { suggest } from '../support/suggest.ts'
import { findBrokenReferences } from './cross-check.ts'
import { TaxonomyError, type TaxonomyProblem } from './errors.ts'
import { headersOf, loadLocales } from './load-locales.ts'
import {
  columnVocabularySchema,
  type DimensionEntry,
  dimensionEntrySchema,
  everydayWordSchema,
  intentEntrySchema,
  metricEntrySchema,
  subjectEntrySchema,
  type Taxonomy,
} from './schema.ts'
import { validateFile } from './validate.ts'

/** The files of a taxonomy folder: path relative to the folder ('metrics/revenue.json') -> parsed content. */
export type TaxonomyFiles = Readonly<Record<string, unknown>>

const folders = ['intents', 'subjects', 'metrics', 'dimensions', 'phrases', 'time', 'weights', 'locales']
const everydayWordsFile = 'everyday-words.json'
const columnsFile = 'columns.json'

/** Validates a whole vocabulary and its cross-references. Throws TaxonomyError with every problem found. */
export function loadTaxonomy(files: TaxonomyFiles): Taxonomy {
  const reader = new FileReader(files)
  const taxonomy = {
    version: fingerprint(JSON.stringify(Object.entries(files).sort(([a], [b]) => (a < b ? -1 : 1)))),
    intents: reader.entries('intents', intentEntrySchema),
    subjects: reader.entries('subjects', subjectEntrySchema),
    metrics: reader.entries('metrics', metricEntrySchema),
    dimensions: reader.entries('dimensions', dimensionEntrySchema),
    everydayWords: reader.single(everydayWordsFile, z.array(everydayWordSchema)),
    columns: reader.single(columnsFile, columnVocabularySchema),
    phrases: reader.raw('phrases'),
    time: reader.raw('time'),
    weights: reader.raw('weights'),
    company: null,
  }
  reader.checkPaths()
  const locales = loadLocales(
    files,
    { metrics: reader.names('metrics'), dimensions: reader.names('dimensions') },
    reader.problems,
  )
  const { columns, everydayWords } = taxonomy
  if (columns === null || everydayWords === null || reader.problems.length > 0) throw new TaxonomyError(reader.problems)
  const loaded: Taxonomy = {
    ...taxonomy,
    columns: { ...columns, foreignHeaders: headersOf(locales, namesOf(taxonomy.dimensions)) },
    everydayWords,
    locales,
  }
  const broken = findBrokenReferences(loaded)
  if (broken.length > 0) throw new TaxonomyError(broken)
  return loaded
}

function namesOf(entries: readonly DimensionEntry[]): string[] {
  return entries.flatMap(({ label, synonyms }) => [label, ...synonyms.map(({ text }) => text)])
}

class FileReader {
  readonly problems: TaxonomyProblem[] = []
  private readonly files: TaxonomyFiles
  constructor(files: TaxonomyFiles) {
    this.files = files
  }

  entries<Schema extends z.ZodType<{ id: string }>>(folder: string, schema: Schema): z.infer<Schema>[] {
    const entries: z.infer<Schema>[] = []
    for (const [path, content] of this.inFolder(folder)) {
      const { value, problems } = validateFile(path, schema, content)
      this.problems.push(...problems)
      if (value === null) continue
      const name = baseName(path)
      if (value.id !== name) {
        const message = `the id "${value.id}" differs from the file's name`
        this.problems.push({ file: path, path: 'id', message, suggestion: name })
      }
      entries.push(value)
    }
    return entries
  }

  single<Schema extends z.ZodType>(path: string, schema: Schema): z.infer<Schema> | null {
    if (!(path in this.files)) {
      this.problems.push({ file: path, path: '', message: 'the file is missing', suggestion: null })
      return null
    }
    const { value, problems } = validateFile(path, schema, this.files[path])
    this.problems.push(...problems)
    return value
  }

  raw(folder: string): Record<string, unknown> {
    return Object.fromEntries(this.inFolder(folder).map(([path, content]) => [baseName(path), content]))
  }

  /** Names of the files of a folder, sound or not. */
  names(folder: string): Set<string> {
    return new Set(this.inFolder(folder).map(([path]) => baseName(path)))
  }

  checkPaths(): void {
    const known = [...folders, everydayWordsFile, columnsFile]
    for (const path of Object.keys(this.files)) {
      const head = path.split('/')[0] ?? path
      if (known.includes(head)) continue
      this.problems.push({
        file: path,
        path: '',
        message: `"${head}" is not a part of a taxonomy`,
        suggestion: suggest(head, known),
      })
    }
  }

  private inFolder(folder: string): [string, unknown][] {
    const found = Object.entries(this.files).filter(([path]) => path.startsWith(`${folder}/`))
    return found.sort(([a], [b]) => (a < b ? -1 : 1))
  }
}

function baseName(path: string): string {
  return (path.split('/').at(-1) ?? path).replace(/\.json$/, '')
}

/** A short stable name for a text (FNV-1a, 32 bits, twice with different offsets); not for secrets. */
export function fingerprint(text: string): string {
  return [0x811c9dc5, 0x1b873593]
    .map((offset) => {
      let hash = offset
      for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193)
      return (hash >>> 0).toString(16).padStart(8, '0')
    })
    .join('')
}
