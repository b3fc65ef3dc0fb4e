import { createHash } from 'node:crypto'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { dirname, join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))))

const skippedFolders = new Set([
  'node_modules',
  'dist',
  'data',
  'coverage',
  'test-results',
  'playwright-report',
  '.git',
])

/** Absolute paths of all files below a folder, sorted; a missing folder has none. */
export function walk(folder) {
  if (!existsSync(folder)) return []
  const files = []
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) {
      if (!skippedFolders.has(entry.name) && !entry.name.startsWith('.dist-')) files.push(...walk(path))
    } else if (entry.isFile()) {
      files.push(path)
    }
  }
  return files.sort()
}

/** A path relative to `base` with forward slashes on every platform. */
export function relativePath(base, path) {
  return relative(base, path).split(sep).join('/')
}

/**
 * A short fingerprint of what a build would read: names, sizes and times of the given files and folders below `base`.
 * Unlike a comparison of times it also notices deleted files and files that became older.
 */
export function fingerprint(base, paths) {
  const hash = createHash('sha1')
  for (const path of paths) {
    const absolute = join(base, path)
    if (!existsSync(absolute)) continue
    const files = statSync(absolute).isDirectory() ? walk(absolute) : [absolute]
    for (const file of files) {
      if (/\.(test|spec)\.[cm]?[jt]sx?$/.test(file)) continue
      const { mtimeMs, size } = statSync(file)
      hash.update(`${relativePath(base, file)}\0${size}\0${mtimeMs}\n`)
    }
  }
  return hash.digest('hex')
}
