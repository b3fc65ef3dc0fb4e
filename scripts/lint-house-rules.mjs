// The house rules that no general linter knows, each with its remedy: node scripts/lint-house-rules.mjs [path…]
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { checkSource } from './house-rules/source-rules.mjs'
import { checkText } from './house-rules/text-rules.mjs'
import { relativePath, root, walk } from './lib/files.mjs'

const largestText = 2_000_000

function listFiles(paths) {
  const names = existsSync(join(root, '.git')) ? listByGit(paths) : listByFolder(paths)
  return [...new Set(names)].filter(
    (name) => name !== '' && existsSync(join(root, name)) && statSync(join(root, name)).isFile(),
  )
}

function listByGit(paths) {
  const options = ['ls-files', '-z', '--cached', '--others', '--exclude-standard', '--', ...paths]
  return execFileSync('git', options, { cwd: root, encoding: 'utf8', maxBuffer: 64_000_000 }).split('\0')
}

/** For a copy without history, such as an unpacked archive. */
function listByFolder(paths) {
  const names = walk(root).map((file) => relativePath(root, file))
  return paths.length === 0 ? names : names.filter((name) => paths.some((path) => name.startsWith(path)))
}

function checkFile(path) {
  if (statSync(join(root, path)).size > largestText) return []
  const contents = readFileSync(join(root, path))
  if (contents.includes(0)) return []
  const text = contents.toString('utf8')
  const isSource = /\.[cm]?[jt]sx?$/.test(path)
  return [...(isSource ? checkSource(path, text) : []), ...checkText(path, text)].map((violation) => ({
    path,
    ...violation,
  }))
}

const files = listFiles(process.argv.slice(2))
const violations = files.flatMap(checkFile)
for (const { path, line, rule, detail, remedy, warning } of violations) {
  console.log(`${path}:${line}  ${warning ? 'warning' : 'error'} ${rule}: ${detail}\n    remedy: ${remedy}`)
}
const errors = violations.filter((violation) => !violation.warning).length
console.log(`House rules: ${files.length} files, ${errors} errors, ${violations.length - errors} warnings.`)
if (files.length === 0)
  console.log('No file was read, so nothing was checked: name files or folders of the repository.')
process.exit(errors > 0 || files.length === 0 ? 1 : 0)
