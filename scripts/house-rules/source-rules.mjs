// House rules on TypeScript sources. Each rule: a name, the remedy, the files it applies to, and `find`, which yields the
// offending places. Sources are parsed, so words in strings and comments never count as code.
import { dirname, join } from 'node:path/posix'
import ts from 'typescript'

const isTest = (path) => /\.(test|spec)\.[cm]?[jt]sx?$/.test(path) || /(^|\/)tests\//.test(path)
const isEngineCode = (path) =>
  path.startsWith('packages/engine/src/') && !isTest(path) && !path.startsWith('packages/engine/src/ports/conformance/')

/** Places that may read the environment: the composition root's config, tools and their configuration, browser tests. */
const mayReadEnvironment = (path) =>
  path === 'packages/service/src/config.ts' ||
  /^(scripts|packages\/service\/bin|packages\/web\/tests)\//.test(path) ||
  // Suites against an endpoint find it, and give functions their variables, in the environment.
  /\/tests\/aws-[\w-]+\.ts$/.test(path) ||
  /(^|\/)[\w.-]+\.config\.[cm]?[jt]s$/.test(path)

const mayPassEnvironmentOn = (path) => isTest(path) || /^(benchmarks|evaluation)\//.test(path)

const worldlyGlobals = new Map([
  ['process', 'the process'],
  ['performance', 'the clock'],
  ['crypto', 'randomness'],
  ['fetch', 'the network'],
  ['setTimeout', 'the clock'],
  ['setInterval', 'the clock'],
  ['setImmediate', 'the scheduler'],
  ['console', 'the console'],
  ['window', 'the browser'],
  ['document', 'the browser'],
  ['localStorage', 'the browser'],
])

const localTimeMethods =
  /^((get|set)(FullYear|Month|Date|Day|Hours|Minutes|Seconds|Milliseconds)|getTimezoneOffset|toLocale(Date|Time)String|toDateString|toTimeString)$/

function* nodes(node) {
  yield node
  const children = []
  node.forEachChild((child) => {
    children.push(child)
  })
  for (const child of children) yield* nodes(child)
}

function declaredNames(file) {
  const names = new Set()
  for (const node of nodes(file)) {
    const declares =
      ts.isVariableDeclaration(node) ||
      ts.isParameter(node) ||
      ts.isFunctionDeclaration(node) ||
      ts.isImportSpecifier(node) ||
      ts.isImportClause(node) ||
      ts.isBindingElement(node)
    if (declares && node.name && ts.isIdentifier(node.name)) names.add(node.name.text)
  }
  return names
}

/** Whether an identifier is used as a value: not a property name, a declared name, a label or a type. */
function isValueUse(node) {
  const parent = node.parent
  if (ts.isPropertyAccessExpression(parent)) return parent.expression === node
  if (ts.isPropertyAssignment(parent)) return parent.initializer === node
  if (ts.isVariableDeclaration(parent) || ts.isParameter(parent)) return parent.initializer === node
  if (ts.isShorthandPropertyAssignment(parent)) return true
  if (ts.isTypeReferenceNode(parent) || ts.isQualifiedName(parent) || ts.isTypeQueryNode(parent)) return false
  if (ts.isJsxAttribute(parent) || ts.isTypeElement(parent) || ts.isClassElement(parent))
    return parent.initializer === node
  if (ts.isBindingElement(parent)) return parent.initializer === node
  return !('name' in parent && parent.name === node) && !ts.isImportSpecifier(parent) && !ts.isExportSpecifier(parent)
}

const isProperty = (node, object, name) =>
  ts.isPropertyAccessExpression(node) &&
  ts.isIdentifier(node.expression) &&
  node.expression.text === object &&
  node.name.text === name

function* findClock(file) {
  for (const node of nodes(file)) {
    if (isProperty(node, 'Date', 'now')) yield { node, detail: 'Date.now' }
    const creates = ts.isNewExpression(node) || ts.isCallExpression(node)
    if (creates && ts.isIdentifier(node.expression) && node.expression.text === 'Date') {
      if (ts.isCallExpression(node) || (node.arguments?.length ?? 0) === 0) yield { node, detail: 'the present moment' }
    }
  }
}

function* findRandomness(file) {
  for (const node of nodes(file)) if (isProperty(node, 'Math', 'random')) yield { node, detail: 'Math.random' }
}

function* findWorldlyGlobals(file) {
  const declared = declaredNames(file)
  for (const node of nodes(file)) {
    if (!ts.isIdentifier(node) || declared.has(node.text) || !isValueUse(node)) continue
    const what = worldlyGlobals.get(node.text)
    if (what !== undefined) yield { node, detail: `\`${node.text}\` is ${what}` }
  }
}

function* findLocalTime(file) {
  for (const node of nodes(file)) {
    if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) continue
    const method = node.expression.name.text
    if (localTimeMethods.test(method)) yield { node, detail: `${method}()` }
    const localeMissing =
      (method === 'localeCompare' && node.arguments.length < 2) ||
      (method === 'toLocaleString' && node.arguments.length < 1)
    if (localeMissing) yield { node, detail: `${method}() without a locale` }
  }
}

function* findEnvironmentReads(file, path) {
  for (const node of nodes(file)) {
    if (!isProperty(node, 'process', 'env')) continue
    if (ts.isSpreadAssignment(node.parent) && mayPassEnvironmentOn(path)) continue
    yield { node, detail: 'process.env' }
  }
}

const testFunctions = new Set(['it', 'test', 'describe', 'suite', 'bench'])

function rootIdentifier(node) {
  let current = node
  while (ts.isPropertyAccessExpression(current) || ts.isCallExpression(current)) current = current.expression
  return ts.isIdentifier(current) ? current.text : ''
}

function* findFocusedTests(file) {
  for (const node of nodes(file)) {
    if (ts.isPropertyAccessExpression(node) && /^(only|skip|todo|fixme|fails)$/.test(node.name.text)) {
      if (testFunctions.has(rootIdentifier(node.expression))) yield { node: node.name, detail: `.${node.name.text}` }
    }
    if (
      ts.isCallExpression(node) &&
      ts.isIdentifier(node.expression) &&
      /^(fit|fdescribe|xit|xtest|xdescribe)$/.test(node.expression.text)
    ) {
      yield { node, detail: node.expression.text }
    }
  }
}

const ignoreComment =
  /(?:\/\/|\/\*)[\s*]*(@ts-ignore|@ts-expect-error|@ts-nocheck|biome-ignore[\w-]*|eslint-disable[\w-]*)/g

function* findTypeEscapes(file, path) {
  const literals = []
  for (const node of nodes(file)) {
    if (node.kind === ts.SyntaxKind.AnyKeyword) yield { node, detail: 'any' }
    const doubleCast = ts.isAsExpression(node) && ts.isAsExpression(node.expression)
    if (doubleCast && node.expression.type.kind === ts.SyntaxKind.UnknownKeyword && !isTest(path))
      yield { node, detail: 'as unknown as' }
    if (ts.isStringLiteralLike(node) || ts.isTemplateExpression(node) || ts.isRegularExpressionLiteral(node)) {
      literals.push([node.getStart(file), node.end])
    }
  }
  for (const match of file.text.matchAll(ignoreComment)) {
    const inLiteral = literals.some(([start, end]) => match.index >= start && match.index < end)
    if (!inLiteral) yield { position: match.index, detail: match[1] }
  }
}

/** The workspace a path belongs to: `packages/engine`, `samples`, … */
function workspaceOf(path) {
  return path.match(/^(packages\/[^/]+|samples|evaluation|benchmarks)\//)?.[1] ?? null
}

function* findForeignRelativeImports(file, path) {
  const home = workspaceOf(path)
  if (home === null) return
  for (const node of nodes(file)) {
    const isStatic = (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) && node.moduleSpecifier
    const isDynamic = ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword
    const specifier = isStatic ? node.moduleSpecifier : isDynamic ? node.arguments[0] : undefined
    if (!specifier || !ts.isStringLiteralLike(specifier)) continue
    const text = specifier.text
    if (text.startsWith('.')) {
      const target = workspaceOf(join(dirname(path), text))
      if (target !== null && target !== home) yield { node: specifier, detail: text }
    }
    if (/^@salestalk\/[^/]+\/src\//.test(text)) yield { node: specifier, detail: text }
  }
}

function* findFiguresInTemplates(file) {
  for (const node of nodes(file)) {
    const isText = ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node)
    if (!isText || ts.isImportDeclaration(node.parent) || ts.isExportDeclaration(node.parent)) continue
    if (/\d/.test(withoutPlaceholders(node.text))) yield { node, detail: JSON.stringify(node.text) }
  }
}

/** `{value}` and `{period1}` are where figures will stand; their names are not text. */
export const withoutPlaceholders = (text) => text.replace(/\{[^{}]*\}/g, '')

export const sourceRules = [
  {
    name: 'engine-no-clock',
    remedy:
      'take the moment as an argument (`asOf`, or the Clock port): same question and data must give the same bytes',
    applies: isEngineCode,
    find: findClock,
  },
  {
    name: 'engine-no-randomness',
    remedy: 'take ids or a seeded generator as an argument',
    applies: isEngineCode,
    find: findRandomness,
  },
  {
    name: 'engine-no-world',
    remedy: 'the engine does no I/O: take the value as an argument, or define a port in packages/engine/src/ports',
    applies: isEngineCode,
    find: findWorldlyGlobals,
  },
  {
    name: 'engine-no-locale',
    remedy:
      "the machine's time zone and language must not change an answer: use the UTC methods, and name the locale ('en')",
    applies: isEngineCode,
    find: findLocalTime,
  },
  {
    name: 'environment-in-config',
    remedy: 'read the variable in packages/service/src/config.ts and pass the value on',
    applies: (path) => !mayReadEnvironment(path),
    find: findEnvironmentReads,
  },
  {
    name: 'no-focused-tests',
    remedy: 'let every test run: remove the marker; delete a test that no longer holds',
    applies: () => true,
    find: findFocusedTests,
  },
  {
    name: 'no-type-escapes',
    remedy: 'type it: `unknown` with a check, a zod schema or a type guard; fix what the ignored message says',
    applies: () => true,
    find: findTypeEscapes,
  },
  {
    name: 'packages-by-name',
    remedy: 'import another package by its name (`@salestalk/engine`) and export there what you need',
    applies: () => true,
    find: findForeignRelativeImports,
  },
  {
    name: 'no-figures-in-templates',
    remedy: 'write a placeholder: every figure in the prose comes from a reference, never from a template',
    applies: (path) => path.startsWith('packages/engine/src/narrative/phrases/') && !isTest(path),
    find: findFiguresInTemplates,
  },
]

/** All violations of the source rules in one file: `{ rule, remedy, line, detail }`. */
export function checkSource(path, text) {
  const rules = sourceRules.filter((rule) => rule.applies(path))
  if (rules.length === 0) return []
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true)
  return rules.flatMap(({ name, remedy, find }) =>
    [...find(file, path)].map(({ node, position, detail }) => ({
      rule: name,
      remedy,
      line: file.getLineAndCharacterOfPosition(position ?? node.getStart(file)).line + 1,
      detail,
    })),
  )
}
