// House rules on the text of any file.
import { withoutPlaceholders } from './source-rules.mjs'

const longFile = 400

// Absolute paths of somebody's machine: they hold nowhere else. A host's path (https://host/root/) is not one.
const machinePath = /(?<![\w.~:/*)}\]-])\/(?:work|root|home\/\w+|Users\/\w+|tmp\/\w+)\/[\w.-]/
const outsidePath = /\.\.\/shared\//

function* linesMatching(text, pattern) {
  for (const [index, line] of text.split('\n').entries()) {
    const match = line.match(pattern)
    if (match) yield { line: index + 1, detail: line.slice(match.index).trim().slice(0, 60) }
  }
}

function* findMachinePaths(text) {
  yield* linesMatching(text, machinePath)
  yield* linesMatching(text, outsidePath)
}

function* findRegistryHosts(text, path) {
  if (path === 'package-lock.json') yield* linesMatching(text, /"resolved": "(?:https?|git|ssh|file)[^"]*"/)
  else yield* linesMatching(text, /\bregistry\.(?:npmjs|yarnpkg)\./)
}

function* strings(value, path) {
  if (typeof value === 'string') yield { value, path }
  else if (Array.isArray(value)) for (const [index, item] of value.entries()) yield* strings(item, `${path}[${index}]`)
  else if (value !== null && typeof value === 'object') {
    for (const [key, item] of Object.entries(value))
      if (!key.startsWith('$')) yield* strings(item, path === '' ? key : `${path}.${key}`)
  }
}

function* findFiguresInPhrases(text) {
  const phrases = parseJson(text)
  if (phrases === undefined) {
    yield { line: 1, detail: 'the file is not JSON, so its phrases cannot be checked' }
    return
  }
  for (const { value, path } of strings(phrases, '')) {
    if (!/\d/.test(withoutPlaceholders(value))) continue
    const line = text.slice(0, text.indexOf(JSON.stringify(value))).split('\n').length
    yield { line, detail: `${path}: ${JSON.stringify(value)}` }
  }
}

function parseJson(text) {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function* findLongFiles(text) {
  const lines = text.split('\n').length - 1
  if (lines > longFile) yield { line: 1, detail: `${lines} lines` }
}

export const textRules = [
  {
    name: 'no-machine-paths',
    remedy: 'make the path relative to the repository, or take it as an argument',
    applies: (path) => path !== 'package-lock.json',
    find: findMachinePaths,
  },
  {
    name: 'no-registry-hosts',
    remedy:
      'any registry must do: leave its name out; for the lock file run `npm install --package-lock-only --omit-lockfile-registry-resolved`',
    applies: () => true,
    find: findRegistryHosts,
  },
  {
    name: 'no-figures-in-templates',
    remedy: 'write a placeholder: every figure in the prose comes from a reference, never from a template',
    applies: (path) => /^taxonomy\/[^/]+\/phrases\/narrative.*\.json$/.test(path),
    find: findFiguresInPhrases,
  },
  {
    name: 'short-files',
    remedy: 'split it by what changes together',
    warning: true,
    applies: (path) => /(^|\/)src\/.*\.[cm]?tsx?$/.test(path),
    find: findLongFiles,
  },
]

/** All violations of the text rules in one file; `warning` marks those that do not fail the check. */
export function checkText(path, text) {
  return textRules
    .filter((rule) => rule.applies(path))
    .flatMap(({ name, remedy, find, warning = false }) =>
      [...find(text, path)].map(({ line, detail }) => ({ rule: name, remedy, warning, line, detail })),
    )
}
