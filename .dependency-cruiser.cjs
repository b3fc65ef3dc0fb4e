// Who may import whom. Every rule's comment is its remedy: scripts/check-imports.mjs prints it with the violation.

const packages = {
  engine: 'packages/engine/src',
  protocol: 'packages/protocol/src',
  service: 'packages/service/src',
  web: 'packages/web/src',
  samples: 'samples/src',
}
const tools = '^(evaluation|benchmarks)/'
const tests = '[.](test|spec)[.]tsx?$|/conformance/|/fakes/|/tests/'

const stages = ['question', 'understanding', 'query', 'analysis', 'narrative', 'answer']
const engineFoundations = 'taxonomy|model|support|ports'
const applicationServices = 'chat|ingest|uploads|rollups|catalog|archive|tenants|insights|events|storage'

/** A package imports none of our packages but those named. */
function packageRule(name, allowed, comment) {
  const foreign = Object.keys(packages).filter((other) => other !== name && !allowed.includes(other))
  return {
    name: `package-${name}`,
    comment,
    severity: 'error',
    from: { path: `^${packages[name]}/` },
    to: { path: [...foreign.map((other) => `^${packages[other].replace('/src', '')}/`), tools] },
  }
}

/** A stage knows the stages before it, and those only by their index.ts or types. */
function stageRules(stage, position) {
  const from = { path: `^${packages.engine}/${stage}/`, pathNot: tests }
  const later = stages.slice(position + 1)
  const earlier = stages.slice(0, position)
  const rules = []
  if (later.length > 0) {
    rules.push({
      name: `stage-order-${stage}`,
      comment: `${stage} runs before ${later.join(', ')}: let it return plain data that the later stage reads, or move what both need to model/ or support/.`,
      severity: 'error',
      from,
      to: { path: `^${packages.engine}/(${later.join('|')})/` },
    })
  }
  if (earlier.length > 0) {
    rules.push({
      name: `stage-surface-${stage}`,
      comment: `Import ${earlier.join(', ')} through their index.ts or types.ts only: export there what another stage needs, or move it to model/ or support/.`,
      severity: 'error',
      from,
      to: { path: `^${packages.engine}/(${earlier.join('|')})/`, pathNot: '(/index|types)[.]ts$' },
    })
  }
  return rules
}

module.exports = {
  forbidden: [
    packageRule(
      'protocol',
      [],
      'protocol holds what web and service share and imports nothing of ours: move the definition into protocol.',
    ),
    packageRule(
      'engine',
      ['protocol'],
      'engine imports protocol only: define a port in packages/engine/src/ports and let service implement it.',
    ),
    packageRule(
      'service',
      ['protocol', 'engine', 'samples'],
      'service imports engine, protocol and samples only: let web call the HTTP API.',
    ),
    packageRule(
      'web',
      ['protocol'],
      'web imports protocol only: ask the HTTP API for data, and put shared shapes into protocol.',
    ),
    packageRule('samples', [], 'samples imports nothing of ours: return plain rows and let the caller ingest them.'),
    ...stages.flatMap(stageRules),
    {
      name: 'stages-meet-in-answer-question',
      comment:
        'Only answer-question.ts and index.ts put stages together: what taxonomy, model, support or ports need belongs to them, not to a stage.',
      severity: 'error',
      from: { path: `^${packages.engine}/(${engineFoundations})/`, pathNot: tests },
      to: { path: `^${packages.engine}/(${stages.join('|')})/`, pathNot: 'types[.]ts$' },
    },
    {
      name: 'engine-no-io',
      comment:
        'The engine does no I/O: define a port in packages/engine/src/ports and implement it in packages/service/src/adapters.',
      severity: 'error',
      from: { path: `^${packages.engine}/`, pathNot: tests },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'engine-small-libraries',
      comment:
        'The engine uses zod and small pure libraries only (listed in .dependency-cruiser.cjs): do the work behind a port, or argue for the library in a decision record.',
      severity: 'error',
      from: { path: `^${packages.engine}/`, pathNot: tests },
      to: { path: 'node_modules/', pathNot: 'node_modules/(zod|fastest-levenshtein|simple-statistics|@salestalk)/' },
    },
    {
      name: 'protocol-only-zod',
      comment: 'protocol runs in the browser too: it uses zod and nothing else.',
      severity: 'error',
      from: { path: `^${packages.protocol}/`, pathNot: tests },
      to: { dependencyTypes: ['core', 'npm', 'npm-dev'], pathNot: 'node_modules/zod/' },
    },
    {
      name: 'web-no-node',
      comment: 'This code runs in a browser: use web APIs.',
      severity: 'error',
      from: { path: `^${packages.web}/`, pathNot: tests },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'services-not-adapters',
      comment:
        'Application services and routes take ports as arguments: import the port, and let wiring.ts choose the adapter.',
      severity: 'error',
      from: { path: `^${packages.service}/(${applicationServices}|http)/`, pathNot: tests },
      to: { path: `^${packages.service}/(adapters|entrypoints|wiring)/|^${packages.service}/wiring[.]ts$` },
    },
    {
      name: 'services-not-http',
      comment:
        'Application services know nothing of HTTP: return a value or throw a named error, and let http/ translate it.',
      severity: 'error',
      from: { path: `^${packages.service}/(${applicationServices})/`, pathNot: tests },
      to: { path: `^${packages.service}/http/` },
    },
    {
      name: 'adapters-import-ports',
      comment:
        'Adapters import ports and types, never what uses them: move the shape into the port, or pass the value in.',
      severity: 'error',
      from: { path: `^${packages.service}/adapters/`, pathNot: tests },
      to: {
        path: `^${packages.service}/(${applicationServices}|http|entrypoints)/|^${packages.service}/wiring[.]ts$`,
        pathNot: '/ports?/|(ports?|types|errors)[.]ts$',
      },
    },
    {
      name: 'wiring-is-the-root',
      comment: 'Only entry points read the composition root: take the dependency as an argument.',
      severity: 'error',
      from: {
        path: `^${packages.service}/`,
        pathNot: `${tests}|^${packages.service}/(entrypoints/|wiring[.]ts$|wiring/|index[.]ts$)`,
      },
      to: { path: `^${packages.service}/wiring[.]ts$` },
    },
    {
      name: 'drivers-in-adapters',
      comment: 'Database drivers live behind ports: use TenantTable, ArtifactStore or MetricStore, or extend the port.',
      severity: 'error',
      // ingest/ reads files with DuckDB in both deployments, on private instances that hold nothing else. local-gateway/ plays the parts
      // of AWS that lie around the functions, and scripts tend it.
      from: { path: '^packages/', pathNot: `${tests}|^${packages.service}/(adapters|ingest|local-gateway)/` },
      to: { path: 'node_modules/(@duckdb|@photostructure|@aws-sdk)/' },
    },
    {
      name: 'no-cycles',
      comment: 'Break the cycle: move what both sides need into a third file.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'resolvable',
      comment:
        'The import leads nowhere: write the .ts extension, export the file from its package, or add the dependency to package.json.',
      severity: 'error',
      from: { pathNot: '[.](css|svg)$' },
      to: { couldNotResolve: true, pathNot: '[.](css|svg)' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)dist/' },
    tsPreCompilationDeps: true,
    combinedDependencies: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['types', 'import', 'node', 'default'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json', '.d.ts'],
      mainFields: ['module', 'main', 'types'],
    },
  },
}
