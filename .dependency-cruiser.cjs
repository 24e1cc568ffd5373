// Which folder may import which: the arrows of ARCHITECTURE.md, imports of types included. `npm run check:boundaries` runs it.
// The contract imports nothing, and everything may import it.
const only = (name, from, allowed, comment) => ({
  name,
  comment,
  severity: 'error',
  from: { path: from },
  to: { path: '^src/', pathNot: [from, '^src/contract/', ...allowed] },
})
/** The rooms of the comparison of reports, each with those that it may import: a stage sees the stages before it. */
const situationRooms = {
  words: [],
  vectors: ['words'],
  stories: ['words'],
  origins: ['words'],
  claims: ['words'],
  statements: ['words', 'vectors', 'origins', 'claims'],
  relations: ['words', 'vectors', 'origins', 'claims', 'statements'],
  brief: [],
}
const stages = Object.entries(situationRooms).map(([room, before]) => ({
  name: `situation-${room}-sees-stages-before`,
  comment: 'A stage of the comparison imports the stages before it alone, types included.',
  severity: 'error',
  from: { path: `^src/situation/${room}/` },
  to: { path: '^src/situation/', pathNot: [room, ...before].map((one) => `^src/situation/${one}/`) },
}))
module.exports = {
  forbidden: [
    {
      name: 'contract-imports-nothing',
      comment:
        'The contract is the ground: its modules are made from the JSON Schemas and know only each other.',
      severity: 'error',
      from: { path: '^src/contract/' },
      to: { pathNot: '^src/contract/' },
    },
    {
      name: 'api-describes-the-contract',
      comment: 'Routes and their schemas know the contract and zod, nothing of the server that answers.',
      severity: 'error',
      from: { path: '^src/api/' },
      to: { pathNot: ['^src/api/', '^src/contract/', '^node_modules/zod/'] },
    },
    {
      name: 'routes-and-limits-are-plain-data',
      comment: 'A page imports them: no schema comes with them.',
      severity: 'error',
      from: { path: '^src/api/(routes|limits).ts$' },
      to: {},
    },
    only(
      'engine-stands-alone',
      '^src/engine/',
      [],
      'The engine is pure and imports nothing outside itself but the contract: it is given its languages.',
    ),
    only(
      'languages-tell-the-engine',
      '^src/languages/',
      ['^src/engine/', '^src/contract/'],
      'A language is words, patterns and rules in the shapes that the engine has for them.',
    ),
    only(
      'threads-stand-alone',
      '^src/threads/',
      [],
      'How work is done in a thread says nothing of the work.',
    ),
    only(
      'situation-reads-the-engine',
      '^src/situation/',
      ['^src/engine/', '^src/languages/'],
      'The comparison of reports sees analyses alone.',
    ),
    only(
      'intake-reads-the-engine',
      '^src/intake/',
      ['^src/engine/', '^src/threads/'],
      'Intake turns bytes into reports; it knows only what a report is.',
    ),
    only(
      'output-reads-analyses',
      '^src/output/',
      ['^src/engine/', '^src/situation/'],
      'Output draws what was found.',
    ),
    only(
      'store-keeps-what-was-found',
      '^src/store/',
      ['^src/engine/', '^src/situation/'],
      'The database keeps analyses and compares them; it knows nothing of files, addresses or screens.',
    ),
    {
      name: 'sql-is-what-the-store-stands-on',
      comment:
        'Backends, tables and keys know nothing of reports, stories and corrections; what is searched for is a type.',
      severity: 'error',
      from: { path: '^src/store/sql/' },
      to: {
        path: '^src/store/',
        pathNot: ['^src/store/sql/', '^src/store/store.ts$', '^src/store/search/search-query.ts$'],
      },
    },
    only(
      'feeds-read-through-intake',
      '^src/feeds/',
      ['^src/engine/', '^src/intake/', '^src/situation/', '^src/store/', '^src/threads/'],
      'Feeds bring reports from addresses into the database.',
    ),
    only(
      'workers-read-what-waits',
      '^src/queue/',
      ['^src/store/'],
      'A worker is given what reads; what it does with it stands in the database.',
    ),
    only(
      'server-shows-what-is-kept',
      '^src/(server|mcp)/',
      [
        '^src/api/',
        '^src/engine/',
        '^src/languages/index.ts$',
        '^src/situation/',
        '^src/store/',
        '^src/intake/',
        '^src/feeds/',
        '^src/output/',
        '^src/node-resources.ts$',
        '^src/threads/',
        '^src/(server|mcp)/',
      ],
      'The server and MCP stand above the database, beside the command line.',
    ),
    {
      name: 'web-sees-types-and-the-browser-engine',
      comment:
        'The desk talks to the server over HTTP and runs the engine of the browser; it sees nothing else.',
      severity: 'error',
      from: { path: '^web/' },
      to: {
        path: '^src/',
        pathNot: [
          '^src/api/',
          '^src/contract/',
          '^src/browser.ts$',
          '^src/fetched-resources.ts$',
          '^src/engine/',
          '^src/situation/',
          '^src/output/',
          // The article of a page, found where the page is open.
          '^src/intake/(read-page|tell-language|intake-item).ts$',
          // Why something was found, in the language of whoever reads it.
          '^src/languages/[^/]+/(reason-sentences|explanations).ts$',
        ],
      },
    },
    {
      name: 'web-carries-no-schemas',
      comment:
        'Of the API the desk takes routes and limits; of the schemas their types alone, so that zod stays out of the page.',
      severity: 'error',
      from: { path: '^web/' },
      to: { path: '^src/api/', pathNot: '^src/api/(routes|limits).ts$', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'engine-has-no-node',
      comment: 'The engine runs in a browser: no node: module and no package.',
      severity: 'error',
      from: { path: '^src/(engine|languages)/' },
      to: { dependencyTypes: ['core', 'npm', 'npm-dev', 'npm-optional'] },
    },
    ...stages,
    {
      name: 'languages-do-not-meet',
      comment: 'A language folder reads no other language: what they share stands outside them.',
      severity: 'error',
      from: { path: '^src/languages/([^/]+)/' },
      to: { path: '^src/languages/([^/]+)/', pathNot: ['^src/languages/$1/'] },
    },
    {
      name: 'no-circles',
      comment:
        'What imports in a circle can only be understood all at once; a type is an import like another.',
      severity: 'error',
      from: { path: '^src/' },
      to: { circular: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { extensions: ['.ts', '.js', '.json'] },
  },
}
